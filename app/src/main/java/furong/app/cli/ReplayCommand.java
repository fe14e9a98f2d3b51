package furong.app.cli;

import furong.app.Setting;
import furong.app.replay.Door;
import furong.app.replay.Door.DoorException;
import furong.app.replay.Mapping;
import furong.app.replay.MappingFiles;
import furong.app.replay.Replay;
import furong.app.replay.Replay.Outcome;
import furong.app.replay.Replay.Plan;
import furong.app.replay.SampleFile.UnknownFormat;
import furong.app.replay.Settling;
import furong.base.Text;
import furong.pack.Faults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * {@code furong replay FILE... --pack air --speed 0|N}: sends recorded observations to a running
 * Furong as if they came now, at their own times. Exit code 3 when anything was refused.
 */
final class ReplayCommand extends Command {

  private static final int DONE = 0;
  private static final int UNFIT = 2;
  private static final int REFUSED = 3;

  private final Map<String, String> environment;

  private ReplayCommand(Lang lang, Map<String, String> environment) {
    super(
        lang,
        Text.of(
            "把记录的观测按时间顺序重放到运行中的系统；中断后再次运行从断点继续。",
            "Sends recorded observations to a running furong in order of time; run again after an"
                + " interruption, it goes on where it stopped."));
    this.environment = environment;
  }

  static CommandLine commandLine(Lang lang, Map<String, String> environment) {
    CommandSpec spec = new ReplayCommand(lang, environment).spec;
    spec.addPositional(
        PositionalParamSpec.builder()
            .arity("1..*")
            .type(List.class)
            .auxiliaryTypes(Path.class)
            .paramLabel("FILE")
            .description(
                lang.say(
                    "CSV 文件（可为 gzip）或其所在文件夹；多个文件按时间合并",
                    "CSV files, plain or gzip, or folders of them; several are merged by time"))
            .build());
    option(
        spec,
        "--pack",
        String.class,
        "ID",
        "air",
        lang.say("映射文件所属的场景包", "pack whose mappings are tried"));
    option(
        spec,
        "--speed",
        Double.class,
        "N",
        "0",
        lang.say("实时的 N 倍；0 为全速", "N times real time; 0 is flat out"));
    addCommon(spec, lang);
    return new CommandLine(spec);
  }

  /** What replay and import have in common. */
  static void addCommon(CommandSpec spec, Lang lang) {
    option(
        spec,
        "--mapping",
        Path.class,
        "FILE",
        null,
        lang.say("映射文件；缺省时按表头自动选择", "mapping file; found by the header when absent"));
    option(
        spec,
        "--url",
        String.class,
        "URL",
        "http://localhost:" + Setting.PORT.otherwise(),
        lang.say("系统地址", "address of the running furong"));
    option(
        spec,
        "--key",
        String.class,
        "KEY",
        null,
        lang.say("上报密钥；本机缺省不需要", "ingest key; not needed from the same machine by default"));
    option(
        spec,
        "--data",
        Path.class,
        "DIR",
        Setting.DATA.otherwise(),
        lang.say("进度文件所在的数据文件夹", "data folder; the progress is kept in it"));
    option(
        spec,
        "--packs",
        Path.class,
        "DIR",
        Setting.PACKS.otherwise(),
        lang.say(Setting.PACKS.summary()));
    spec.addOption(
        OptionSpec.builder("--wait")
            .arity("0")
            .type(boolean.class)
            .description(
                lang.say("等待历史与指标全部算完", "wait until history and indicators have caught up"))
            .build());
  }

  static void option(
      CommandSpec spec,
      String name,
      Class<?> type,
      String label,
      @Nullable String otherwise,
      String description) {
    OptionSpec.Builder builder =
        OptionSpec.builder(name).type(type).paramLabel(label).description(description);
    if (otherwise != null) {
      builder.defaultValue(otherwise);
    }
    spec.addOption(builder.build());
  }

  @Override
  public Integer call() throws IOException {
    List<Path> files = spec.positionalParameters().getFirst().getValue();
    double speed = spec.findOption("--speed").getValue();
    String pack = spec.findOption("--pack").getValue();
    return run(spec, lang, environment, files, pack, speed);
  }

  /** Replays as the options of {@code spec} say; gives the exit code. */
  static int run(
      CommandSpec spec,
      Lang lang,
      Map<String, String> environment,
      List<Path> sources,
      String pack,
      double speed)
      throws IOException {
    if (!(speed >= 0) || Double.isInfinite(speed)) {
      System.err.println("furong: " + lang.say("速度须为 0 或正数", "the speed is 0 or more"));
      return UNFIT;
    }
    Faults faults = new Faults();
    try {
      @Nullable String key = spec.findOption("--key").getValue();
      Door door = new Door(spec.findOption("--url").getValue(), key);
      List<Mapping> mappings = mappings(spec, environment, door, pack, faults);
      if (!faults.isEmpty()) {
        faults.notices().forEach(notice -> System.err.println(notice.line(lang.tag())));
        return REFUSED;
      }
      List<Path> files = files(sources);
      Path data = spec.findOption("--data").getValue();
      Path progress = data.resolve("replay").resolve(names(files) + ".progress");
      Outcome outcome =
          new Replay(door, InstantSource.system(), System.err)
              .run(new Plan(files, mappings, speed, progress));
      // a switch that is not given has no value at all
      @Nullable Boolean wait = spec.findOption("--wait").getValue();
      if (Boolean.TRUE.equals(wait)) {
        new Settling(door, InstantSource.system(), System.err).await();
      }
      return report(lang, outcome);
    } catch (NoSuchFileException e) {
      System.err.println("furong: " + lang.say("找不到文件 ", "there is no file ") + e.getMessage());
      return UNFIT;
    } catch (UnknownFormat e) {
      System.err.println("furong: " + e.getMessage());
      return REFUSED;
    } catch (DoorException e) {
      System.err.println("furong: " + e.getMessage());
      boolean refused = e.status() >= 400 && e.status() < 500 && e.status() != 429;
      return refused ? REFUSED : UNFIT;
    }
  }

  private static int report(Lang lang, Outcome o) {
    System.out.println(
        lang.say(
            "发送 "
                + o.sent()
                + " 条，接受 "
                + o.accepted()
                + " 条，拒绝 "
                + o.refused()
                + " 条；此前已在库 "
                + o.skipped()
                + " 条；无法读取 "
                + o.badCells()
                + " 处。",
            o.sent()
                + " readings sent, "
                + o.accepted()
                + " accepted, "
                + o.refused()
                + " refused; "
                + o.skipped()
                + " were in before; "
                + o.badCells()
                + " cells could not be read."));
    return o.clean() ? DONE : REFUSED;
  }

  private static List<Mapping> mappings(
      CommandSpec spec, Map<String, String> environment, Door door, String pack, Faults faults)
      throws IOException {
    @Nullable Path one = spec.findOption("--mapping").getValue();
    if (one != null) {
      if (!Files.exists(one)) {
        throw new NoSuchFileException(one.toString());
      }
      return MappingFiles.file(one, faults);
    }
    Map<String, String> inForce = inForce(door, pack);
    if (!inForce.isEmpty()) {
      return MappingFiles.of(inForce, faults);
    }
    Path packs = spec.findOption("--packs").getValue();
    Path folder =
        Path.of(environment.getOrDefault("FURONG_HOME", ""))
            .resolve(packs)
            .resolve(pack)
            .resolve("mappings");
    if (!Files.isDirectory(folder)) {
      throw new NoSuchFileException(folder.toString());
    }
    return MappingFiles.folder(folder, faults);
  }

  /** What the city reads such files by; nothing when it does not say, and those on disk count. */
  private static Map<String, String> inForce(Door door, String pack) {
    Map<String, String> texts = new TreeMap<>();
    try {
      door.get("/api/ingest/mappings/" + pack)
          .path("files")
          .properties()
          .forEach(file -> texts.put(file.getKey(), file.getValue().asString("")));
    } catch (IOException silent) {
      texts.clear(); // who sends readings is told why the city does not answer
    }
    return texts;
  }

  /** Files as they are named; of a folder its CSV files by name. */
  private static List<Path> files(List<Path> sources) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path source : sources) {
      if (!Files.isDirectory(source)) {
        if (!Files.exists(source)) {
          throw new NoSuchFileException(source.toString());
        }
        files.add(source);
        continue;
      }
      try (Stream<Path> inside = Files.list(source)) {
        inside
            .filter(f -> f.getFileName().toString().matches(".*\\.csv(\\.gz)?"))
            .sorted(Comparator.comparing(Path::toString))
            .forEach(files::add);
      }
    }
    return files;
  }

  /** A file name for the progress of these files: readable for one, a hash of the rest. */
  private static String names(List<Path> files) {
    String all = files.stream().map(f -> f.getFileName().toString()).toList().toString();
    String first = files.isEmpty() ? "none" : files.getFirst().getFileName().toString();
    return first.replaceAll("[^A-Za-z0-9._-]", "_") + "-" + Integer.toHexString(all.hashCode());
  }
}
