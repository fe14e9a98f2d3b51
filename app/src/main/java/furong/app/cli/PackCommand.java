package furong.app.cli;

import furong.base.Text;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** {@code furong pack ...}: the tools of those who write packs, a class each. */
final class PackCommand {

  private PackCommand() {}

  static CommandLine commandLine(Lang lang, Map<String, String> environment) {
    CommandSpec group = CommandSpec.create();
    Main.describe(group, lang, Text.of("场景包的工具。", "Tools for scene packs."));
    CommandLine line = new CommandLine(group);
    line.addSubcommand("new", PackNewCommand.commandLine(lang));
    line.addSubcommand("lint", PackLintCommand.commandLine(lang));
    line.addSubcommand("test", PackTestCommand.commandLine(lang));
    line.addSubcommand("docs", PackDocsCommand.commandLine(lang));
    line.addSubcommand("schemas", PackSchemasCommand.commandLine(lang));
    line.addSubcommand("replay", PackReplayCommand.commandLine(lang, environment));
    PackReleaseCommand.addTo(line, lang, environment);
    return line;
  }
}
