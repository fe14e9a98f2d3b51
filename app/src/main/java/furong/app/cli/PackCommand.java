package furong.app.cli;

import furong.app.Setting;
import furong.base.Text;
import furong.detect.GoldenRunner;
import furong.pack.Golden;
import furong.pack.Index;
import furong.pack.IndexVector;
import furong.pack.PackReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * {@code furong pack test [ID]}: reads the packs, holds them to the laws and runs their goldens.
 * Exit code 1 when a law is broken or a golden fails, 2 when there is no such pack.
 */
final class PackCommand implements Callable<Integer> {

  private static final int FAILED = 1;
  private static final int WRONG_USE = 2;

  private final Lang lang;
  private CommandSpec spec = CommandSpec.create();

  private PackCommand(Lang lang) {
    this.lang = lang;
  }

  static CommandLine commandLine(Lang lang) {
    CommandSpec group = CommandSpec.create();
    Main.describe(group, lang, Text.of("场景包的工具。", "Tools for scene packs."));
    CommandLine line = new CommandLine(group);
    line.addSubcommand("test", testLine(lang));
    return line;
  }

  private static CommandLine testLine(Lang lang) {
    PackCommand command = new PackCommand(lang);
    CommandSpec spec = CommandSpec.wrapWithoutInspection(command);
    command.spec = spec;
    Main.describe(
        spec,
        lang,
        Text.of(
            "检查场景包是否守法，并运行其全部样例；有错时退出码为 1。",
            "Holds the packs to their laws and runs their goldens; exit code 1 when one fails."));
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0")
            .arity("0..1")
            .paramLabel("ID")
            .type(String.class)
            .description(lang.say("只测这一个包", "only this pack"))
            .build());
    spec.addOption(
        OptionSpec.builder("--packs")
            .type(Path.class)
            .paramLabel("DIR")
            .defaultValue(Setting.PACKS.otherwise())
            .description(lang.say(Setting.PACKS.summary()))
            .build());
    spec.addOption(
        OptionSpec.builder("--zone")
            .type(String.class)
            .paramLabel("ZONE")
            .defaultValue("Asia/Shanghai")
            .description(lang.say("城市时区，决定规则按哪天起算", "the city's zone, by which rule sets begin"))
            .build());
    return new CommandLine(spec);
  }

  @Override
  public Integer call() {
    @Nullable String only = spec.positionalParameters().getFirst().getValue();
    Path folder = spec.findOption("--packs").getValue();
    String zone = spec.findOption("--zone").getValue();
    if (!Files.isDirectory(folder)) {
      System.err.println("furong: " + lang.say("没有文件夹 ", "there is no folder ") + folder);
      return WRONG_USE;
    }
    PackReader.Loaded loaded = PackReader.load(folder);
    if (only != null && loaded.book().findPack(only).isEmpty()) {
      System.err.println("furong: " + lang.say("没有场景包 ", "there is no pack ") + only);
      return WRONG_USE;
    }
    if (!loaded.notices().isEmpty()) {
      loaded.notices().forEach(n -> System.err.println(n));
      System.err.println(lang.say("违反规定：", "laws broken: ") + loaded.notices().size());
      return FAILED;
    }
    return run(loaded, only == null ? "" : only + ".", ZoneId.of(zone));
  }

  private int run(PackReader.Loaded loaded, String prefix, ZoneId zone) {
    GoldenRunner runner = new GoldenRunner(loaded.book(), zone);
    int run = 0;
    int failed = 0;
    for (Golden golden : loaded.goldens()) {
      if (golden.rule().startsWith(prefix)) {
        List<String> faults = runner.run(golden);
        say(faults.isEmpty(), golden.rule() + "/" + golden.name());
        faults.forEach(f -> System.out.println("    " + golden.place() + ": " + f));
        run++;
        failed += faults.isEmpty() ? 0 : 1;
      }
    }
    int vectors = 0;
    for (IndexVector vector : loaded.vectors()) {
      if (vector.index().startsWith(prefix)) {
        String fault =
            loaded.book().findIndex(vector.index()).map(vector::disagreement).orElse("no index");
        vectors++;
        if (!fault.isEmpty()) {
          failed++;
          System.out.println("    " + vector.place() + ": " + fault);
        }
      }
    }
    System.out.printf(
        lang.say(
            "%d 个场景包，%d 条规则样例，%d 个指数样例，失败 %d%n",
            "%d packs, %d goldens, %d index values, %d failed%n"),
        loaded.book().packs().stream().filter(p -> (p.id() + ".").startsWith(prefix)).count(),
        run,
        vectors,
        failed);
    for (Index index : loaded.book().indexes()) {
      if (index.id().startsWith(prefix)
          && loaded.vectors().stream().noneMatch(v -> v.index().equals(index.id()))) {
        System.out.println(index.id() + lang.say(" 没有样例", " has no published values"));
      }
    }
    return failed == 0 ? 0 : FAILED;
  }

  private void say(boolean good, String name) {
    System.out.printf("%-6s %s%n", good ? lang.say("通过", "good") : lang.say("失败", "FAILED"), name);
  }
}
