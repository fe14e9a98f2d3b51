package furong.app.cli;

import furong.base.Text;
import furong.pack.PackScaffold;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * {@code furong pack new ID}: writes a small pack that passes lint and test, to begin with. Exit
 * code 2 when the id is none or taken; nothing is ever overwritten.
 */
final class PackNewCommand extends Command {

  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{1,30}");

  private PackNewCommand(Lang lang) {
    super(
        lang,
        Text.of(
            "新建一个场景包：含一条规则、一个规程和样例，可直接通过检查。",
            "Writes a new pack of one rule, one procedure and its goldens, which passes lint and test."));
  }

  static CommandLine commandLine(Lang lang) {
    CommandSpec spec = new PackNewCommand(lang).spec;
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0")
            .arity("1")
            .required(true)
            .paramLabel("ID")
            .type(String.class)
            .description(lang.say("场景包的标识，如 pond", "id of the pack, such as pond"))
            .build());
    PackFolder.folderOption(spec, lang);
    return new CommandLine(spec);
  }

  @Override
  public Integer call() throws IOException {
    @Nullable String id = spec.positionalParameters().getFirst().getValue();
    Path packs = spec.findOption("--packs").getValue();
    if (id == null || !ID.matcher(id).matches()) {
      System.err.println(
          "furong: "
              + lang.say("标识须为小写字母、数字和连字符：", "an id is lower case letters, digits and hyphens: ")
              + id);
      return 2;
    }
    if (Files.exists(packs.resolve(id))) {
      System.err.println("furong: " + lang.say("已存在 ", "there is already ") + packs.resolve(id));
      return 2;
    }
    for (Map.Entry<String, String> file : PackScaffold.files(id).entrySet()) {
      Path path = packs.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
      System.out.println(path);
    }
    System.out.println(lang.say("下一步：", "next: ") + "./furong pack test " + id);
    return 0;
  }
}
