package furong.app.cli;

import furong.base.Text;
import furong.pack.PackFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import tools.jackson.databind.JsonNode;

/**
 * {@code furong pack replay ID --from --to --change DIR}: asks a running Furong to judge its
 * recorded history by the installed pack and by the changed one, and prints the alerts that are
 * gained, lost and moved. Nothing is kept there. Exit code 1 when anything differs, 2 for wrong
 * use, 3 when it was refused.
 */
final class PackReplayCommand extends Command {

  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  private final Map<String, String> environment;

  private PackReplayCommand(Lang lang, Map<String, String> environment) {
    super(
        lang,
        Text.of(
            "用已安装的包和改动后的包重判历史，列出新增、消失和变化的预警；密码取自环境变量 FURONG_PASSWORD。",
            "Judges recorded history by the installed pack and by a changed one and lists the alerts"
                + " gained, lost and moved; the password is taken from FURONG_PASSWORD."));
    this.environment = environment;
  }

  static CommandLine commandLine(Lang lang, Map<String, String> environment) {
    CommandSpec spec = new PackReplayCommand(lang, environment).spec;
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0")
            .arity("1")
            .required(true)
            .paramLabel("ID")
            .type(String.class)
            .description(lang.say("场景包", "the pack"))
            .build());
    required(
        spec, "--change", Path.class, "DIR", lang.say("改动后的包的文件夹", "folder of the changed pack"));
    required(spec, "--from", String.class, "TIME", lang.say("起始日期或时间", "first day or time"));
    required(spec, "--to", String.class, "TIME", lang.say("结束日期或时间（不含）", "day or time of the end"));
    ReplayCommand.option(
        spec,
        "--zone",
        String.class,
        "ZONE",
        "Asia/Shanghai",
        lang.say("日期所在时区", "zone in which days begin"));
    CityDoor.options(spec, lang);
    return new CommandLine(spec);
  }

  private static void required(
      CommandSpec spec, String name, Class<?> type, String label, String description) {
    spec.addOption(
        OptionSpec.builder(name)
            .type(type)
            .paramLabel(label)
            .required(true)
            .description(description)
            .build());
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    @Nullable String id = spec.positionalParameters().getFirst().getValue();
    Path change = spec.findOption("--change").getValue();
    if (id == null || !Files.isRegularFile(change.resolve("pack.yaml"))) {
      System.err.println("furong: " + lang.say("不是场景包的文件夹：", "no folder of a pack: ") + change);
      return 2;
    }
    Map<String, Object> body = new LinkedHashMap<>();
    ZoneId zone;
    try {
      zone = ZoneId.of(spec.findOption("--zone").getValue());
      body.put("from", instant(spec.findOption("--from").getValue(), zone));
      body.put("to", instant(spec.findOption("--to").getValue(), zone));
    } catch (DateTimeException e) {
      System.err.println(
          "furong: " + lang.say("时间或时区不对：", "not a time or zone: ") + e.getMessage());
      return 2;
    }
    Map<String, String> files = new TreeMap<>();
    PackFiles.read(change).texts().forEach((path, text) -> files.put(id + "/" + path, text));
    body.put("files", files);
    CityDoor.Answer answer =
        CityDoor.of(spec, environment).post("/api/packs/" + id + "/replay", body);
    if (!answer.good()) {
      answer.complain(lang);
      return 3;
    }
    JsonNode said = answer.said();
    if (CityDoor.wantsJson(spec)) {
      System.out.println(answer.text());
    } else {
      table(said, zone);
    }
    JsonNode totals = said.path("totals");
    int different =
        totals.path("gained").asInt() + totals.path("lost").asInt() + totals.path("moved").asInt();
    return different == 0 ? 0 : 1;
  }

  private static String instant(String text, ZoneId zone) {
    return text.length() == 10
        ? LocalDate.parse(text).atStartOfDay(zone).toInstant().toString()
        : OffsetDateTime.parse(text).toInstant().toString();
  }

  private void table(JsonNode said, ZoneId zone) {
    said.path("gained").forEach(e -> line(lang.say("新增", "gained"), e, "", zone));
    said.path("lost").forEach(e -> line(lang.say("消失", "lost"), e, "", zone));
    said.path("moved")
        .forEach(m ->
            line(
                lang.say("变化", "moved"),
                m.path("before"),
                " -> " + span(m.path("after"), zone),
                zone));
    JsonNode totals = said.path("totals");
    System.out.printf(
        lang.say(
            "%d 个部件，%d 条读数；原 %d 次，现 %d 次：相同 %d，新增 %d，消失 %d，变化 %d%n",
            "%d things, %d readings; %d episodes before, %d after: %d same, %d gained, %d lost, %d"
                + " moved%n"),
        said.path("things").asInt(),
        said.path("readings").asLong(),
        totals.path("before").asInt(),
        totals.path("after").asInt(),
        totals.path("same").asInt(),
        totals.path("gained").asInt(),
        totals.path("lost").asInt(),
        totals.path("moved").asInt());
  }

  private static String span(JsonNode e, ZoneId zone) {
    return e.path("level").asInt()
        + " "
        + at(e.path("openedAt"), zone)
        + " .. "
        + at(e.path("clearedAt"), zone);
  }

  /** A time of the zone that the days were asked in; nothing for what is still open. */
  private static String at(JsonNode instant, ZoneId zone) {
    String text = instant.asString("");
    return text.isEmpty() ? "" : MINUTE.format(Instant.parse(text).atZone(zone));
  }

  private static void line(String word, JsonNode e, String more, ZoneId zone) {
    System.out.printf(
        "%-6s  %s  %s  %s%s%n",
        word, e.path("rule").asString(""), e.path("thingName").asString(""), span(e, zone), more);
  }
}
