package furong.base;

/**
 * Alert level of the emergency response law (突发事件应对法 2024, clause 63): I red 特别重大, II orange 重大,
 * III yellow 较大, IV blue 一般. Lower ordinal is worse.
 */
public enum Level {
  I(Text.of("特别重大", "Critical")),
  II(Text.of("重大", "Severe")),
  III(Text.of("较大", "Moderate")),
  IV(Text.of("一般", "Minor"));

  private final Text title;

  Level(Text title) {
    this.title = title;
  }

  public Text title() {
    return title;
  }

  /** 1 for I to 4 for IV: the numeral shown beside hue and shape. */
  public int number() {
    return ordinal() + 1;
  }

  public boolean worseThan(Level other) {
    return ordinal() < other.ordinal();
  }
}
