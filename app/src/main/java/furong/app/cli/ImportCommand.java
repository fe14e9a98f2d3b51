package furong.app.cli;

import furong.app.Setting;
import furong.app.replay.Door;
import furong.app.replay.Door.DoorException;
import furong.app.replay.StreamImport;
import furong.app.replay.ThingImport;
import furong.app.reports.ReportImport;
import furong.base.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * {@code furong import SOURCE --as KIND}: brings a file in once. Kinds: {@code observations} (as
 * {@code replay} flat out), {@code things} (a table of things with places), {@code datastreams}
 * (devices with their datastreams, up to millions) and {@code hotline}.
 */
final class ImportCommand extends Command {

  private static final String KINDS = "observations, things, datastreams or hotline";

  private static final String KINDS_ZH = "observations、things、datastreams 或 hotline";

  private final Map<String, String> environment;

  private ImportCommand(Lang lang, Map<String, String> environment) {
    super(
        lang,
        Text.of(
            "导入一份数据：observations 为观测，things 为带位置的部件设施（列 name、lng、lat、kind，可选 id、division，其余列为属性），"
                + "datastreams 为设备及其数据流（列 device、property，可选 name、kind、lng、lat、division、datastream、unit、sensor、"
                + "simulated；百万行可用，重启后继续，逐行说明被拒绝的原因），"
                + "hotline 为热线工单（CSV 或 XLSX，需接入方密钥，逐行写出结果，重复导入不会重复建单）。",
            "Brings data in: observations, things with places (columns name, lng, lat, kind,"
                + " optionally id and division; all others become properties), devices with their"
                + " datastreams (columns device, property, optionally name, kind, lng, lat, division,"
                + " datastream, unit, sensor, simulated; millions of rows, gone on with after a"
                + " restart, refused rows told one by one), or what people told a"
                + " hotline (CSV or XLSX, with the key of a program; what became of each row is written"
                + " down, and"
                + " nothing goes in twice)."));
    this.environment = environment;
  }

  static CommandLine commandLine(Lang lang, Map<String, String> environment) {
    CommandSpec spec = new ImportCommand(lang, environment).spec;
    spec.addPositional(
        PositionalParamSpec.builder()
            .arity("1")
            .type(Path.class)
            .paramLabel("SOURCE")
            .description(
                lang.say(
                    "CSV 文件（可为 gzip）、XLSX 文件（hotline）或文件夹",
                    "CSV file, plain or gzip, XLSX for a hotline, or a folder"))
            .build());
    ReplayCommand.option(
        spec, "--as", String.class, "KIND", "observations", lang.say(KINDS_ZH, KINDS));
    ReplayCommand.option(
        spec,
        "--report",
        Path.class,
        "FILE",
        null,
        lang.say("逐行结果写到何处；缺省在数据文件夹中", "where the rows' results go; the data folder when absent"));
    ReplayCommand.option(
        spec,
        "--pack",
        String.class,
        "ID",
        "air",
        lang.say("映射文件所属的场景包", "pack whose mappings are tried"));
    ReplayCommand.addCommon(spec, lang);
    return new CommandLine(spec);
  }

  @Override
  public Integer call() throws IOException {
    Path source = spec.positionalParameters().getFirst().getValue();
    String kind = spec.findOption("--as").getValue();
    return switch (kind) {
      case "observations" -> {
        String pack = spec.findOption("--pack").getValue();
        yield ReplayCommand.run(spec, lang, environment, List.of(source), pack, 0);
      }
      case "things" -> things(source);
      case "datastreams" -> datastreams(source);
      case "hotline" -> hotline(source);
      default -> {
        System.err.println("furong: " + lang.say("--as 只能是 " + KINDS_ZH, "--as is " + KINDS));
        yield 2;
      }
    };
  }

  private int things(Path source) throws IOException {
    if (!Files.isRegularFile(source)) {
      System.err.println("furong: " + lang.say("找不到文件 ", "there is no file ") + source);
      return 2;
    }
    @Nullable String key = spec.findOption("--key").getValue();
    Door door = new Door(spec.findOption("--url").getValue(), key);
    try {
      ThingImport.Outcome o = new ThingImport(door, System.err).run(source);
      System.out.println(
          lang.say(
              "新增 " + o.made() + " 个，已有 " + o.known() + " 个，拒绝 " + o.refused() + " 行。",
              o.made()
                  + " made, "
                  + o.known()
                  + " known already, "
                  + o.refused()
                  + " rows refused."));
      return o.refused() == 0 ? 0 : 3;
    } catch (DoorException e) {
      System.err.println("furong: " + e.getMessage());
      return e.status() == 0 ? 2 : 3;
    }
  }

  private int datastreams(Path source) throws IOException {
    if (!Files.isRegularFile(source)) {
      System.err.println("furong: " + lang.say("找不到文件 ", "there is no file ") + source);
      return 2;
    }
    @Nullable String key = spec.findOption("--key").getValue();
    Door door = new Door(spec.findOption("--url").getValue(), key);
    try {
      StreamImport.Outcome o = new StreamImport(door, System.err).run(source);
      System.out.println(
          lang.say(
              "注册 "
                  + o.id()
                  + "：新增设备 "
                  + o.things()
                  + " 个、数据流 "
                  + o.datastreams()
                  + " 条，已有 "
                  + o.known()
                  + " 条，拒绝 "
                  + o.refused()
                  + " 行。"
                  + o.problem(),
              "registration "
                  + o.id()
                  + ": "
                  + o.things()
                  + " devices and "
                  + o.datastreams()
                  + " datastreams made, "
                  + o.known()
                  + " known already, "
                  + o.refused()
                  + " rows refused. "
                  + o.problem()));
      return o.refused() == 0 && o.problem().isEmpty() ? 0 : 3;
    } catch (DoorException e) {
      System.err.println("furong: " + e.getMessage());
      return e.status() == 0 ? 2 : 3;
    }
  }

  private int hotline(Path source) throws IOException {
    @Nullable String key = spec.findOption("--key").getValue();
    if (!Files.isRegularFile(source) || key == null) {
      System.err.println(
          "furong: "
              + lang.say(
                  "需要一个文件和 --key（管理员在“接入方”页面发放，须为本市系统）",
                  "a file and --key are needed (an administrator gives a trusted one)"));
      return 2;
    }
    @Nullable Path mapping = spec.findOption("--mapping").getValue();
    @Nullable Path report = spec.findOption("--report").getValue();
    Path home = Path.of(environment.getOrDefault("FURONG_HOME", ""));
    String city = environment.getOrDefault(Setting.CITY.variable(), Setting.CITY.otherwise());
    Path data = spec.findOption("--data").getValue();
    Path rows =
        report != null
            ? report
            : data.resolve("import").resolve(source.getFileName() + ".report.csv");
    try {
      ReportImport.Outcome o =
          new ReportImport(
                  new Door(spec.findOption("--url").getValue(), null),
                  key,
                  mapping != null ? mapping : home.resolve(city).resolve("reports"))
              .run(
                  source,
                  rows,
                  done -> System.err.println("furong: " + done + lang.say(" 行", " rows")));
      System.out.println(
          lang.say(
                  "新建 " + o.made() + " 件，已有 " + o.known() + " 件，拒绝 " + o.refused() + " 行；逐行结果见 ",
                  o.made()
                      + " new, "
                      + o.known()
                      + " known already, "
                      + o.refused()
                      + " rows refused; row by row in ")
              + rows);
      return o.refused() == 0 ? 0 : 3;
    } catch (DoorException e) {
      System.err.println("furong: " + e.getMessage());
      return e.status() == 0 ? 2 : 3;
    } catch (IOException | IllegalArgumentException e) {
      System.err.println("furong: " + e.getMessage());
      return 3;
    }
  }
}
