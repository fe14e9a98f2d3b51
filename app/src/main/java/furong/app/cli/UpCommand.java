package furong.app.cli;

import furong.app.Setting;
import furong.app.Settings;
import furong.base.Text;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** {@code furong up}: runs the city until it is told to stop. */
final class UpCommand extends Command {

  private final Map<Setting, String> said = new EnumMap<>(Setting.class);
  private final Map<String, String> environment;

  private UpCommand(Lang lang, Map<String, String> environment) {
    super(
        lang,
        Text.of(
            "启动城市。Ctrl-C 停止；再次启动从停止处继续。",
            "Starts the city. Ctrl-C stops it; the next start goes on where it stopped."));
    this.environment = environment;
  }

  static CommandLine commandLine(Lang lang, Map<String, String> environment) {
    UpCommand command = new UpCommand(lang, environment);
    for (Setting setting : Setting.values()) {
      command.spec.addOption(command.option(setting));
    }
    return new CommandLine(command.spec);
  }

  private OptionSpec option(Setting setting) {
    OptionSpec.Builder builder = OptionSpec.builder("--" + setting.option());
    String summary = lang.say(setting.summary()).replace("%", "%%");
    if (setting.isSwitch()) {
      return builder
          .arity("0")
          .type(boolean.class)
          .description(summary)
          .setter(setter(setting))
          .build();
    }
    String otherwise =
        setting.otherwise().isEmpty()
            ? ""
            : lang.say("（缺省 ", " (default ") + setting.otherwise() + lang.say("）", ")");
    return builder
        .arity("1")
        .type(String.class)
        .paramLabel(setting.value())
        .description(summary + otherwise)
        .setter(setter(setting))
        .build();
  }

  private CommandLine.Model.ISetter setter(Setting setting) {
    return new CommandLine.Model.ISetter() {
      @Override
      public <T> @Nullable T set(@Nullable T value) {
        // picocli first sets the initial value, which is null or false: nothing was said then
        if (value != null && !value.equals(false)) {
          said.put(setting, value.toString());
        }
        return null;
      }
    };
  }

  @Override
  public Integer call() {
    Path home = Path.of(environment.getOrDefault("FURONG_HOME", "")).toAbsolutePath();
    return new Run(Settings.of(said, environment, home), lang).untilStopped();
  }
}
