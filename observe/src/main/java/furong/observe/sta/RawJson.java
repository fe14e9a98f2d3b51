package furong.observe.sta;

/** A JSON value kept as its text: carried from the door to the database and back untouched. */
public record RawJson(String text) {

  public static RawJson of(String text) {
    return new RawJson(text);
  }
}
