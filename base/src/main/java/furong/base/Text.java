package furong.base;

/**
 * A text for people in both languages of the house, Chinese first.
 *
 * <pre>{@code
 * Text.of("重度污染", "Heavily polluted").in("en")   // "Heavily polluted"
 * }</pre>
 *
 * An empty English text falls back to the Chinese one; it does not translate.
 */
public record Text(String zh, String en) {

  public Text {
    if (zh.isBlank()) {
      throw new IllegalArgumentException("a text needs its Chinese wording");
    }
    en = en.isBlank() ? zh : en;
  }

  public static Text of(String zh, String en) {
    return new Text(zh, en);
  }

  /**
   * The wording for a language tag such as {@code zh-CN} or {@code en-GB}; Chinese unless it starts
   * with {@code en}.
   */
  public String in(String languageTag) {
    return languageTag.startsWith("en") ? en : zh;
  }
}
