package furong.app.cli;

import furong.base.Text;
import furong.pack.PackSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** {@code furong pack schemas}: writes the JSON schemas of pack files, for editors. */
final class PackSchemasCommand implements Callable<Integer> {

  private final Lang lang;
  private CommandSpec spec = CommandSpec.create();

  private PackSchemasCommand(Lang lang) {
    this.lang = lang;
  }

  static CommandLine commandLine(Lang lang) {
    PackSchemasCommand command = new PackSchemasCommand(lang);
    command.spec = CommandSpec.wrapWithoutInspection(command);
    Main.describe(
        command.spec,
        lang,
        Text.of(
            "写出场景包各类文件的 JSON Schema，供编辑器使用。",
            "Writes the JSON schemas of pack files, for editors."));
    PackFolder.folderOption(command.spec, lang);
    ReplayCommand.option(
        command.spec, "--out", Path.class, "DIR", "docs/schemas", lang.say("写到哪里", "where to"));
    return new CommandLine(command.spec);
  }

  @Override
  public Integer call() throws IOException {
    PackFolder folder = PackFolder.of(spec, lang);
    if (!folder.known()) {
      return 2;
    }
    Path out = spec.findOption("--out").getValue();
    Files.createDirectories(out);
    for (Map.Entry<String, String> schema : PackSchemas.of(folder.files()).entrySet()) {
      Files.writeString(out.resolve(schema.getKey()), schema.getValue());
      System.out.println(out.resolve(schema.getKey()));
    }
    return 0;
  }
}
