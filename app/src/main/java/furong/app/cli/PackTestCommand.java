package furong.app.cli;

import furong.base.Text;
import furong.detect.GoldenRunner;
import furong.pack.Faults;
import furong.pack.Golden;
import furong.pack.Index;
import furong.pack.IndexVector;
import furong.pack.PackBook;
import furong.pack.PackReader;
import furong.reported.Proof;
import furong.reported.Proofs;
import java.time.ZoneId;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * {@code furong pack test [ID]}: reads the packs, holds them to the laws and runs their goldens.
 * Exit code 1 when a law is broken or a golden fails, 2 when there is no such pack.
 */
final class PackTestCommand extends Command {

  private static final int FAILED = 1;
  private static final int WRONG_USE = 2;

  private PackTestCommand(Lang lang) {
    super(
        lang,
        Text.of(
            "检查场景包是否守法，并运行其全部样例；有错时退出码为 1。",
            "Holds the packs to their laws and runs their goldens; exit code 1 when one fails."));
  }

  static CommandLine commandLine(Lang lang) {
    CommandSpec spec = new PackTestCommand(lang).spec;
    PackFolder.options(spec, lang, Text.of("只测这一个包", "only this pack"));
    ReplayCommand.option(
        spec,
        "--zone",
        String.class,
        "ZONE",
        "Asia/Shanghai",
        lang.say("城市时区，决定规则按哪天起算", "the city's zone, by which rule sets begin"));
    return new CommandLine(spec);
  }

  @Override
  public Integer call() {
    PackFolder folder = PackFolder.of(spec, lang);
    if (!folder.known()) {
      return WRONG_USE;
    }
    String zone = spec.findOption("--zone").getValue();
    if (!folder.lawful()) {
      return FAILED;
    }
    return run(folder, ZoneId.of(zone));
  }

  private int run(PackFolder folder, ZoneId zone) {
    PackReader.Loaded loaded = folder.loaded();
    String prefix = folder.prefix();
    GoldenRunner runner = new GoldenRunner(loaded.book(), zone);
    int run = 0;
    int failed = 0;
    for (Golden golden : loaded.goldens()) {
      if (golden.rule().startsWith(prefix)) {
        List<Text> faults = runner.run(golden);
        say(faults.isEmpty(), golden.rule() + "/" + golden.name());
        faults.forEach(f -> System.out.println("    " + golden.place() + ": " + lang.say(f)));
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
    List<Proof> proofs = proofs(folder);
    failed += disagreeing(proofs, loaded.book());
    System.out.printf(
        lang.say(
            "%d 个场景包，%d 条规则样例，%d 个指数样例，%d 个指标样例，失败 %d%n",
            "%d packs, %d goldens, %d index values, %d indicator values, %d failed%n"),
        loaded.book().packs().stream().filter(p -> (p.id() + ".").startsWith(prefix)).count(),
        run,
        vectors,
        proofs.size(),
        failed);
    for (Index index : loaded.book().indexes()) {
      if (index.id().startsWith(prefix)
          && loaded.vectors().stream().noneMatch(v -> v.index().equals(index.id()))) {
        System.out.println(index.id() + lang.say(" 没有样例", " has no published values"));
      }
    }
    return failed == 0 ? 0 : FAILED;
  }

  /** Published values of indicators; a file of them that cannot be read stops the test. */
  private static List<Proof> proofs(PackFolder folder) {
    Faults faults = new Faults();
    List<Proof> proofs = Proofs.read(folder.files(), faults);
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(faults.notices().toString());
    }
    return proofs.stream().filter(p -> p.indicator().startsWith(folder.prefix())).toList();
  }

  private static int disagreeing(List<Proof> proofs, PackBook book) {
    int failed = 0;
    for (Proof proof : proofs) {
      String fault = proof.disagreement(book);
      if (!fault.isEmpty()) {
        failed++;
        System.out.println("    " + proof.place() + ": " + fault);
      }
    }
    return failed;
  }

  private void say(boolean good, String name) {
    System.out.printf("%-6s %s%n", good ? lang.say("通过", "good") : lang.say("失败", "FAILED"), name);
  }
}
