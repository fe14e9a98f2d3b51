package furong.app.cli;

import furong.app.Setting;
import furong.base.Text;
import furong.pack.PackFiles;
import furong.release.ReleaseDesk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import tools.jackson.databind.JsonNode;

/**
 * Versions of packs in a running city, as a person of it.
 *
 * <pre>
 * FURONG_PASSWORD=.. furong pack propose flood --files packs/flood --why "..." --login xia
 * FURONG_PASSWORD=.. furong pack propose old-scene --away --why "..." --login xia
 * FURONG_PASSWORD=.. furong pack releases flood          # what is proposed and what there was
 * FURONG_PASSWORD=.. furong pack release 7 --login wei   # another person, as the city sees to
 * FURONG_PASSWORD=.. furong pack roll-back flood 2 --why "..."   # proposes version 2 as it was
 * </pre>
 *
 * Exit code 2 for wrong use, 3 when the city refused it.
 */
final class PackReleaseCommand extends Command {

  private static final int DONE = 0;
  private static final int UNFIT = 2;
  private static final int REFUSED = 3;

  /** What a city answers of a pack that it does not have. */
  private static final int NOT_FOUND = 404;

  /** What is shown of the past: a screen. */
  private static final int SHOWN = 20;

  /** What is done of it. */
  private enum Verb {
    PROPOSE,
    RELEASES,
    RELEASE,
    ROLL_BACK
  }

  private final Verb verb;
  private final Map<String, String> environment;

  private PackReleaseCommand(
      Verb verb, Lang lang, Map<String, String> environment, Text description) {
    super(lang, description);
    this.verb = verb;
    this.environment = environment;
  }

  /** Adds the four to {@code furong pack}. */
  static void addTo(CommandLine pack, Lang lang, Map<String, String> environment) {
    pack.addSubcommand("propose", propose(lang, environment));
    pack.addSubcommand("releases", releases(lang, environment));
    pack.addSubcommand("release", release(lang, environment));
    pack.addSubcommand("roll-back", rollBack(lang, environment));
  }

  private static CommandLine propose(Lang lang, Map<String, String> environment) {
    CommandSpec spec =
        spec(
            Verb.PROPOSE,
            lang,
            environment,
            Text.of(
                "向运行中的城市提交改动后的包，由另一人发布；密码取自环境变量 FURONG_PASSWORD。",
                "Proposes changed files of a pack to a running city, for another person to release;"
                    + " the password is taken from FURONG_PASSWORD."));
    positional(spec, "0", "ID", lang.say("场景包", "the pack"));
    ReplayCommand.option(
        spec,
        "--files",
        Path.class,
        "DIR",
        null,
        lang.say(
            "改动后的包的文件夹；缺省为 " + Setting.PACKS.otherwise() + "/ID",
            "folder of the changed pack; " + Setting.PACKS.otherwise() + "/ID by default"));
    spec.addOption(
        CommandLine.Model.OptionSpec.builder("--away")
            .arity("0")
            .type(boolean.class)
            .description(lang.say("停用该包，而不是改动", "take the pack away instead of changing it"))
            .build());
    why(spec, lang, true);
    return new CommandLine(spec);
  }

  private static CommandLine releases(Lang lang, Map<String, String> environment) {
    CommandSpec spec =
        spec(
            Verb.RELEASES,
            lang,
            environment,
            Text.of("列出包的变更申请和版本。", "Lists the proposals and versions of a pack."));
    positional(spec, "0", "ID", lang.say("场景包", "the pack"));
    return new CommandLine(spec);
  }

  private static CommandLine release(Lang lang, Map<String, String> environment) {
    CommandSpec spec =
        spec(
            Verb.RELEASE,
            lang,
            environment,
            Text.of("发布另一人提交的变更申请。", "Releases what another person proposed."));
    positional(spec, "0", "N", lang.say("申请的编号", "number of the proposal"));
    ReplayCommand.option(
        spec,
        "--from",
        String.class,
        "TIME",
        null,
        lang.say("生效时间；缺省为立即", "when; at once by default"));
    why(spec, lang, false);
    return new CommandLine(spec);
  }

  private static CommandLine rollBack(Lang lang, Map<String, String> environment) {
    CommandSpec spec =
        spec(
            Verb.ROLL_BACK,
            lang,
            environment,
            Text.of(
                "申请恢复旧版本，由另一人发布。",
                "Proposes an older version as it was, for another person to release."));
    positional(spec, "0", "ID", lang.say("场景包", "the pack"));
    positional(spec, "1", "N", lang.say("旧版本的编号", "number of the older version"));
    why(spec, lang, true);
    return new CommandLine(spec);
  }

  private static CommandSpec spec(
      Verb verb, Lang lang, Map<String, String> environment, Text description) {
    CommandSpec spec = new PackReleaseCommand(verb, lang, environment, description).spec;
    CityDoor.options(spec, lang);
    return spec;
  }

  private static void positional(CommandSpec spec, String index, String label, String words) {
    spec.addPositional(
        PositionalParamSpec.builder()
            .index(index)
            .arity("1")
            .required(true)
            .paramLabel(label)
            .type(label.equals("N") ? Long.class : String.class)
            .description(words)
            .build());
  }

  private static void why(CommandSpec spec, Lang lang, boolean required) {
    spec.addOption(
        CommandLine.Model.OptionSpec.builder("--why")
            .type(String.class)
            .paramLabel("TEXT")
            .required(required)
            .description(lang.say("理由", "the reason"))
            .build());
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    CityDoor door = CityDoor.of(spec, environment);
    return switch (verb) {
      case PROPOSE -> propose(door);
      case RELEASES -> releases(door);
      case RELEASE -> release(door);
      case ROLL_BACK ->
          proposed(
              door.post(
                  pack() + "/proposals",
                  Map.of("back", (Object) number(1), "why", spec.findOption("--why").getValue())));
    };
  }

  private int propose(CityDoor door) throws IOException, InterruptedException {
    String id = spec.positionalParameters().getFirst().getValue();
    @Nullable Path given = spec.findOption("--files").getValue();
    Path folder = given == null ? Path.of(Setting.PACKS.otherwise()).resolve(id) : given;
    boolean away = spec.findOption("--away").getValue() instanceof Boolean set && set;
    if (!away && !Files.isRegularFile(folder.resolve("pack.yaml"))) {
      System.err.println("furong: " + lang.say("不是场景包的文件夹：", "no folder of a pack: ") + folder);
      return UNFIT;
    }
    CityDoor.Answer known = door.get(pack() + "/versions?size=1");
    boolean isNew = known.status() == NOT_FOUND && !away;
    if (!known.good() && !isNew) {
      return refused(known);
    }
    Map<String, String> files = new TreeMap<>();
    if (!away) {
      PackFiles.read(folder).texts().forEach((path, text) -> files.put(id + "/" + path, text));
    }
    return proposed(
        door.post(
            pack() + "/proposals",
            Map.of(
                "base",
                isNew ? ReleaseDesk.NEW : known.said().path("newest").asLong(),
                "files",
                files,
                "why",
                spec.findOption("--why").getValue())));
  }

  private int proposed(CityDoor.Answer answer) {
    if (!answer.good()) {
      return refused(answer);
    }
    if (json(answer)) {
      return DONE;
    }
    System.out.printf(
        lang.say("申请 %d 已提交，待另一人发布%n", "proposal %d waits for another person%n"),
        answer.said().path("id").asLong());
    answer
        .said()
        .path("changes")
        .forEach(c -> System.out.println("  " + c.path("path").asString()));
    return DONE;
  }

  private int releases(CityDoor door) throws IOException, InterruptedException {
    CityDoor.Answer proposals = door.get(pack() + "/proposals?size=" + SHOWN);
    CityDoor.Answer versions = door.get(pack() + "/versions?size=" + SHOWN);
    if (!proposals.good() || !versions.good()) {
      return refused(proposals.good() ? versions : proposals);
    }
    if (json(versions)) {
      return DONE;
    }
    proposals
        .said()
        .path("items")
        .forEach(p ->
            System.out.printf(
                "%s %-4d %-9s %s%n",
                lang.say("申请", "proposal"),
                p.path("id").asLong(),
                word(p.path("state").asString()),
                signed(p.path("proposed"))));
    versions
        .said()
        .path("versions")
        .path("items")
        .forEach(v ->
            System.out.printf(
                "%s %-4d %-9s %s%s%n",
                lang.say("版本", "version "),
                v.path("number").asLong(),
                word(v.path("kind").asString()),
                signed(v.path("proposed")),
                v.path("inForce").isNull() ? lang.say("（待生效）", " (waits)") : ""));
    return DONE;
  }

  /** States of proposals and kinds of versions, as the page of the packs names them. */
  private static final Map<String, String> WORDS =
      Map.of(
          "OPEN", "待发布",
          "RELEASED", "已发布",
          "REFUSED", "已退回",
          "WITHDRAWN", "已撤回",
          "BASE", "磁盘",
          "RELEASE", "发布",
          "ROLLBACK", "回退");

  private String word(String name) {
    return lang.say(WORDS.getOrDefault(name, name), name);
  }

  /** An instant to the second, as it is typed. */
  private static String at(JsonNode instant) {
    return Instant.parse(instant.asString()).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static String signed(JsonNode by) {
    return at(by.path("at")) + " " + by.path("login").asString() + ": " + by.path("why").asString();
  }

  private int release(CityDoor door) throws IOException, InterruptedException {
    Map<String, Object> body = new LinkedHashMap<>();
    @Nullable String from = spec.findOption("--from").getValue();
    @Nullable String why = spec.findOption("--why").getValue();
    try {
      if (from != null) {
        body.put("from", OffsetDateTime.parse(from).toInstant().toString());
      }
    } catch (DateTimeParseException e) {
      System.err.println("furong: " + lang.say("时间格式不对：", "not a time: ") + e.getParsedString());
      return UNFIT;
    }
    body.put("why", why == null ? "" : why);
    CityDoor.Answer known = door.get("/api/releases/proposals/" + number(0));
    if (!known.good()) {
      return refused(known);
    }
    CityDoor.Answer answer =
        door.post(
            "/api/packs/%s/proposals/%d/release"
                .formatted(known.said().path("pack").asString(), number(0)),
            body);
    if (!answer.good()) {
      return refused(answer);
    }
    if (!json(answer)) {
      System.out.printf(
          lang.say("%s 的版本 %d 已发布，生效时间 %s%n", "version %2$d of %1$s is released, from %3$s on%n"),
          known.said().path("pack").asString(),
          answer.said().path("number").asLong(),
          at(answer.said().path("from")));
    }
    return DONE;
  }

  private boolean json(CityDoor.Answer answer) {
    if (CityDoor.wantsJson(spec)) {
      System.out.println(answer.text());
      return true;
    }
    return false;
  }

  private int refused(CityDoor.Answer answer) {
    answer.complain(lang);
    return REFUSED;
  }

  private String pack() {
    String id = spec.positionalParameters().getFirst().getValue();
    return "/api/packs/" + id;
  }

  private long number(int at) {
    Long number = spec.positionalParameters().get(at).getValue();
    return number;
  }
}
