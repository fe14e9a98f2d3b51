package furong.base;

/**
 * A fault as a value: counted and carried on, never thrown.
 *
 * <pre>{@code
 * Notice.of("reading.not-a-number", "observations[3].result", "\"abc\" is not a number")
 * }</pre>
 *
 * @param code stable, dotted, lower case; what programs and translations key on
 * @param place where in the input: a JSON pointer, {@code file:line:column}, {@code row 7}
 * @param message what is wrong, in English, for the person who made the input
 * @param hint what would mend it, in English; empty when there is nothing to add
 * @param zh both in Chinese, in one sentence; what brings none of its own says the Chinese of its
 *     code with the English in brackets, and is empty where the code has none either (protocols of
 *     machines)
 */
public record Notice(String code, String place, String message, String hint, String zh) {

  public static Notice of(String code, String place, String message) {
    return new Notice(code, place, message, "", "");
  }

  public static Notice of(String code, String place, Text message) {
    return new Notice(code, place, message.en(), "", message.zh());
  }

  public Notice withHint(String newHint) {
    return new Notice(code, place, message, newHint, zh);
  }

  /** Of a notice that speaks Chinese. */
  public Notice withHint(Text newHint) {
    return new Notice(code, place, message, newHint.en(), zh + "；" + newHint.zh());
  }

  @Override
  public String zh() {
    return zh.isEmpty() ? NoticeWords.of(code).map(w -> w + "（" + en() + "）").orElse("") : zh;
  }

  private String en() {
    return message + (hint.isEmpty() ? "" : " - " + hint);
  }

  /** The same at another place. */
  public Notice at(String newPlace) {
    return new Notice(code, newPlace, message, hint, zh);
  }

  /** What is wrong and what would mend it, without place and code. */
  public Text said() {
    String chinese = zh();
    return Text.of(chinese.isEmpty() ? en() : chinese, en());
  }

  /** A line of a console. */
  public String line(String languageTag) {
    return place + ": " + said().in(languageTag) + " [" + code + "]";
  }

  @Override
  public String toString() {
    return place + ": " + message + " [" + code + "]" + (hint.isEmpty() ? "" : " - " + hint);
  }
}
