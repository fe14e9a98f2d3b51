package furong.app.cli;

import furong.app.replay.MappingFiles;
import furong.base.Text;
import furong.pack.PackSchemas;
import furong.reported.Checkup;
import furong.reported.Proofs;
import furong.reported.Score;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** {@code furong pack schemas}: writes the JSON schemas of pack files, for editors. */
final class PackSchemasCommand extends Command {

  /** Kinds of files that stages above the packs read by readers of their own. */
  static final Map<String, PackSchemas.Asking> MORE =
      Map.of(
          "checkup",
          Checkup::read,
          "scores",
          Score::read,
          "proof",
          (pack, book, file) -> Proofs.read(pack.id(), file),
          "mapping",
          (pack, book, file) -> MappingFiles.check(file));

  private PackSchemasCommand(Lang lang) {
    super(
        lang,
        Text.of(
            "写出场景包各类文件的 JSON Schema，供编辑器使用。",
            "Writes the JSON schemas of pack files, for editors."));
  }

  static CommandLine commandLine(Lang lang) {
    CommandSpec spec = new PackSchemasCommand(lang).spec;
    PackFolder.folderOption(spec, lang);
    ReplayCommand.option(
        spec, "--out", Path.class, "DIR", "docs/schemas", lang.say("写到哪里", "where to"));
    return new CommandLine(spec);
  }

  @Override
  public Integer call() throws IOException {
    PackFolder folder = PackFolder.of(spec, lang);
    if (!folder.known()) {
      return 2;
    }
    Path out = spec.findOption("--out").getValue();
    Files.createDirectories(out);
    for (Map.Entry<String, String> schema : PackSchemas.of(folder.files(), MORE).entrySet()) {
      Files.writeString(out.resolve(schema.getKey()), schema.getValue());
      System.out.println(out.resolve(schema.getKey()));
    }
    return 0;
  }
}
