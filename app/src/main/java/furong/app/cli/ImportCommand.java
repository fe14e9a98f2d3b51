package furong.app.cli;

import furong.app.replay.Door;
import furong.app.replay.Door.DoorException;
import furong.app.replay.ThingImport;
import furong.base.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * {@code furong import SOURCE --as KIND}: brings a file in once. Kinds: {@code observations} (as
 * {@code replay} flat out) and {@code things} (a table of things with places).
 */
final class ImportCommand implements Callable<Integer> {

  private final Lang lang;
  private final Map<String, String> environment;
  private CommandSpec spec = CommandSpec.create();

  private ImportCommand(Lang lang, Map<String, String> environment) {
    this.lang = lang;
    this.environment = environment;
  }

  static CommandLine commandLine(Lang lang, Map<String, String> environment) {
    ImportCommand command = new ImportCommand(lang, environment);
    CommandSpec spec = CommandSpec.wrapWithoutInspection(command);
    command.spec = spec;
    Main.describe(
        spec,
        lang,
        Text.of(
            "导入一份数据：observations 为观测，things 为带位置的部件设施（列 name、lng、lat、kind，可选 id、division，其余列为属性）。",
            "Brings data in: observations, or things with places (columns name, lng, lat, kind,"
                + " optionally id and division; all others become properties)."));
    spec.addPositional(
        PositionalParamSpec.builder()
            .arity("1")
            .type(Path.class)
            .paramLabel("SOURCE")
            .description(lang.say("CSV 文件（可为 gzip）或文件夹", "CSV file, plain or gzip, or a folder"))
            .build());
    ReplayCommand.option(
        spec,
        "--as",
        String.class,
        "KIND",
        "observations",
        lang.say("observations 或 things", "observations or things"));
    ReplayCommand.option(
        spec,
        "--pack",
        String.class,
        "ID",
        "air",
        lang.say("映射文件所属的场景包", "pack whose mappings are tried"));
    ReplayCommand.addCommon(spec, lang);
    return new CommandLine(spec);
  }

  @Override
  public Integer call() throws IOException {
    Path source = spec.positionalParameters().getFirst().getValue();
    String kind = spec.findOption("--as").getValue();
    return switch (kind) {
      case "observations" -> {
        String pack = spec.findOption("--pack").getValue();
        yield ReplayCommand.run(spec, lang, environment, List.of(source), pack, 0);
      }
      case "things" -> things(source);
      default -> {
        System.err.println(
            "furong: "
                + lang.say("--as 只能是 observations 或 things", "--as is observations or things"));
        yield 2;
      }
    };
  }

  private int things(Path source) throws IOException {
    if (!Files.isRegularFile(source)) {
      System.err.println("furong: " + lang.say("找不到文件 ", "there is no file ") + source);
      return 2;
    }
    @Nullable String key = spec.findOption("--key").getValue();
    Door door = new Door(spec.findOption("--url").getValue(), key);
    try {
      ThingImport.Outcome o = new ThingImport(door, System.err).run(source);
      System.out.println(
          lang.say(
              "新增 " + o.made() + " 个，已有 " + o.known() + " 个，拒绝 " + o.refused() + " 行。",
              o.made()
                  + " made, "
                  + o.known()
                  + " known already, "
                  + o.refused()
                  + " rows refused."));
      return o.refused() == 0 ? 0 : 3;
    } catch (DoorException e) {
      System.err.println("furong: " + e.getMessage());
      return e.status() == 0 ? 2 : 3;
    }
  }
}
