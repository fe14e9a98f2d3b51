package furong.app.cli;

import furong.base.Text;
import furong.pack.Pack;
import furong.pack.PackPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** {@code furong pack docs [ID]}: writes {@code docs/packs/<id>.md} from the pack. */
final class PackDocsCommand implements Callable<Integer> {

  private final Lang lang;
  private CommandSpec spec = CommandSpec.create();

  private PackDocsCommand(Lang lang) {
    this.lang = lang;
  }

  static CommandLine commandLine(Lang lang) {
    PackDocsCommand command = new PackDocsCommand(lang);
    command.spec = CommandSpec.wrapWithoutInspection(command);
    Main.describe(
        command.spec, lang, Text.of("由场景包生成说明页。", "Writes the pages about packs from the packs."));
    PackFolder.options(command.spec, lang, Text.of("只写这一个包", "only this pack"));
    ReplayCommand.option(
        command.spec, "--out", Path.class, "DIR", "docs/packs", lang.say("写到哪里", "where to"));
    return new CommandLine(command.spec);
  }

  @Override
  public Integer call() throws IOException {
    PackFolder folder = PackFolder.of(spec, lang);
    if (!folder.known()) {
      return 2;
    }
    if (!folder.lawful()) {
      return 1;
    }
    Path out = spec.findOption("--out").getValue();
    Files.createDirectories(out);
    for (Pack pack : folder.loaded().book().packs()) {
      if (folder.ids().contains(pack.id())) {
        Path page = out.resolve(pack.id() + ".md");
        Files.write(page, PackPage.lines(pack, folder.loaded().goldens()));
        System.out.println(page);
      }
    }
    return 0;
  }
}
