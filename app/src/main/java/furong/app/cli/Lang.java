package furong.app.cli;

import furong.base.Text;
import java.util.Arrays;
import java.util.Map;

/** The language of the console: {@code --lang}, else what the environment says, else English. */
public final class Lang {

  private final String tag;

  private Lang(String tag) {
    this.tag = tag;
  }

  /**
   * Looks for {@code --lang zh} or {@code --lang=zh} anywhere, then at what {@code ./furong} found
   * where the locale itself is not installed, then at LC_ALL and LANG.
   */
  public static Lang of(String[] arguments, Map<String, String> environment) {
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].startsWith("--lang=")) {
        return new Lang(arguments[i].substring("--lang=".length()));
      }
      if (arguments[i].equals("--lang") && i + 1 < arguments.length) {
        return new Lang(arguments[i + 1]);
      }
    }
    return Arrays.asList("FURONG_LANG", "LC_ALL", "LC_MESSAGES", "LANG").stream()
        .map(name -> environment.getOrDefault(name, ""))
        .filter(value -> !value.isBlank())
        .findFirst()
        .map(Lang::new)
        .orElse(new Lang("en"));
  }

  public boolean isChinese() {
    return tag.startsWith("zh");
  }

  /** As texts are asked for it: {@code zh-CN} or {@code en}. */
  public String tag() {
    return isChinese() ? "zh-CN" : "en";
  }

  public String say(Text text) {
    return text.in(tag());
  }

  public String say(String zh, String en) {
    return isChinese() ? zh : en;
  }
}
