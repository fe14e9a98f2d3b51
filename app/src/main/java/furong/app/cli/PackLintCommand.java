package furong.app.cli;

import furong.base.Notice;
import furong.base.Text;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * {@code furong pack lint [ID]}: holds packs to the laws; a breach is a line {@code
 * packs/air/rules/x.yaml:7:9: ...}. Exit code 1 when there is one, 2 when there is no such pack.
 */
final class PackLintCommand extends Command {

  private PackLintCommand(Lang lang) {
    super(
        lang,
        Text.of(
            "检查场景包是否守法，逐条给出文件、行、列；有错时退出码为 1。",
            "Holds the packs to their laws and names file, line and column; exit code 1 when one is"
                + " broken."));
  }

  static CommandLine commandLine(Lang lang) {
    CommandSpec spec = new PackLintCommand(lang).spec;
    PackFolder.options(spec, lang, Text.of("只查这一个包", "only this pack"));
    return new CommandLine(spec);
  }

  @Override
  public Integer call() {
    PackFolder folder = PackFolder.of(spec, lang);
    if (!folder.known()) {
      return 2;
    }
    List<Notice> found =
        folder.loaded().notices().stream()
            .filter(n -> folder.ids().stream().anyMatch(id -> n.place().contains("/" + id + "/")))
            .toList();
    found.forEach(notice -> System.out.println(notice.line(lang.tag())));
    System.out.printf(
        lang.say("%d 个场景包，%d 处错误%n", "%d packs, %d faults%n"), folder.ids().size(), found.size());
    return found.isEmpty() ? 0 : 1;
  }
}
