package furong.observe;

/** Bytes that are no entry of the log, or of a version that this program does not know. */
public final class CorruptLog extends RuntimeException {

  private final int at;

  /**
   * @param what what was expected or found
   * @param at byte offset within the entry
   */
  public CorruptLog(String what, int at) {
    super(what + " at byte " + at);
    this.at = at;
  }

  /** Byte offset within the entry. */
  public int at() {
    return at;
  }
}
