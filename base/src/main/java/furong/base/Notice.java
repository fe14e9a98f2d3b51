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
 * @param hint what would mend it; empty when there is nothing to add
 */
public record Notice(String code, String place, String message, String hint) {

  public static Notice of(String code, String place, String message) {
    return new Notice(code, place, message, "");
  }

  public Notice withHint(String newHint) {
    return new Notice(code, place, message, newHint);
  }

  @Override
  public String toString() {
    return place + ": " + message + " [" + code + "]" + (hint.isEmpty() ? "" : " - " + hint);
  }
}
