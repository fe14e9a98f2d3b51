package furong.app.cli;

import furong.app.Version;
import furong.base.Text;
import furong.engine.EngineException;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Where the program begins: finds the command and runs it. Exit codes: 0 done, 1 a check or test
 * failed, 2 wrong use or unfit machine, 3 data refused.
 */
public final class Main {

  private static final int UNFIT = 2;

  private Main() {}

  public static void main(String[] arguments) {
    // explicit: threads of a half-started engine would keep a failed program alive
    System.exit(run(arguments, System.getenv()));
  }

  /** Runs one command to its end. */
  public static int run(String[] arguments, Map<String, String> environment) {
    Lang lang = Lang.of(arguments, environment);
    CommandLine line = commands(lang, environment);
    line.setOverwrittenOptionsAllowed(true); // the last one counts
    line.setExecutionExceptionHandler((exception, command, parsed) -> {
      if (exception instanceof EngineException known) {
        System.err.println("furong: " + known.getMessage());
        return known.exitCode();
      }
      throw exception;
    });
    line.setParameterExceptionHandler((wrong, given) -> misused(wrong, lang));
    return line.execute(arguments);
  }

  /** What is wrong in one line, then how the command is used. */
  private static int misused(ParameterException wrong, Lang lang) {
    String en = String.valueOf(wrong.getMessage());
    String zh =
        switch (wrong) {
          case MissingParameterException m ->
              "缺少 "
                  + m.getMissing().stream()
                      .map(ArgSpec::paramLabel)
                      .collect(Collectors.joining("、"));
          case UnmatchedArgumentException u -> "不认识 " + String.join(" ", u.getUnmatched());
          default -> wrong.getCommandLine().getSubcommands().isEmpty() ? "用法不对：" + en : "请写明要做什么";
        };
    System.err.println("furong: " + lang.say(zh, en));
    wrong.getCommandLine().usage(System.err);
    return UNFIT;
  }

  /** Every command of the program, with its help in one language. */
  static CommandLine commands(Lang lang, Map<String, String> environment) {
    CommandSpec root = CommandSpec.create();
    root.name("furong").version("furong " + Version.text());
    root.usageMessage()
        .description(lang.say("芙蓉：公园城市运行平台", "Furong, the operating platform of a park city"));
    root.addOption(
        OptionSpec.builder("-V", "--version")
            .versionHelp(true)
            .description(lang.say("显示版本", "show the version"))
            .build());
    CommandLine line = new CommandLine(root);
    line.addSubcommand("up", UpCommand.commandLine(lang, environment));
    line.addSubcommand("replay", ReplayCommand.commandLine(lang, environment));
    line.addSubcommand("import", ImportCommand.commandLine(lang, environment));
    line.addSubcommand("pack", PackCommand.commandLine(lang, environment));
    line.addSubcommand("status", StatusCommand.commandLine(lang));
    line.addSubcommand("doctor", DoctorCommand.commandLine(lang));
    common(line, lang);
    return line;
  }

  /** {@code --help} and {@code --lang}, which every command understands. */
  private static void common(CommandLine line, Lang lang) {
    CommandSpec spec = line.getCommandSpec();
    if (spec.findOption("--help") == null) {
      spec.addOption(
          OptionSpec.builder("-h", "--help")
              .usageHelp(true)
              .description(lang.say("显示帮助", "show this help"))
              .build());
    }
    if (spec.findOption("--lang") == null) {
      spec.addOption(
          OptionSpec.builder("--lang")
              .type(String.class)
              .paramLabel("zh|en")
              .description(lang.say("界面语言", "language of the messages"))
              .build());
    }
    spec.usageMessage()
        .synopsisHeading(lang.say("用法：", "Usage: "))
        .optionListHeading(lang.say("%n选项：%n", "%nOptions:%n"))
        .commandListHeading(lang.say("%n命令：%n", "%nCommands:%n"));
    for (CommandLine sub : line.getSubcommands().values()) {
      common(sub, lang);
    }
  }

  /** The description line of a command. */
  static void describe(CommandSpec spec, Lang lang, Text text) {
    spec.usageMessage().description(lang.say(text));
  }
}
