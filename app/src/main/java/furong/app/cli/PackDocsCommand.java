package furong.app.cli;

import furong.base.Text;
import furong.pack.Pack;
import furong.pack.PackPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** {@code furong pack docs [ID]}: writes {@code docs/packs/<id>.md} from the pack. */
final class PackDocsCommand extends Command {

  private PackDocsCommand(Lang lang) {
    super(lang, Text.of("由场景包生成说明页。", "Writes the pages about packs from the packs."));
  }

  static CommandLine commandLine(Lang lang) {
    CommandSpec spec = new PackDocsCommand(lang).spec;
    PackFolder.options(spec, lang, Text.of("只写这一个包", "only this pack"));
    ReplayCommand.option(
        spec, "--out", Path.class, "DIR", "docs/packs", lang.say("写到哪里", "where to"));
    return new CommandLine(spec);
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
