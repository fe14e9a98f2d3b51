package furong.pack;

import furong.base.Text;

/** Reads {@code params.<name>} where a file refers to a threshold instead of giving a number. */
final class ParamName {

  private static final String PREFIX = "params.";

  private ParamName() {}

  /** The name; empty, with a notice, when the value is written out or is something else. */
  static String of(YamlNode node) {
    node.mustMatch("^params\\.[a-z][a-z0-9_]*$");
    String text = node.isEmpty() ? "" : node.asText();
    if (text.startsWith(PREFIX)) {
      return text.substring(PREFIX.length());
    }
    node.fault(
        "pack.number-outside-params",
        Text.of(
            "这里写了“" + text + "”，而每个数值都应写在 params.yaml 并附理由",
            "'"
                + text
                + "' is written here, but every number stands in params.yaml with its reason"),
        Text.of("写作 params.<名称>", "write params.<name>"));
    return "";
  }

  /** As {@link #of}, or empty when the field is absent. */
  static String optional(YamlNode parent, String key) {
    return parent.find(key).map(ParamName::of).orElse("");
  }
}
