package furong.observe;

/**
 * The log did not take something. Nothing is known to be lost: a batch with an idempotency key may
 * be sent again as it is and lands once.
 */
public final class LogUnavailable extends RuntimeException {

  /** Why, and with it what the sender should do. */
  public enum Reason {
    /** More is under way than the bounded memory holds: come again in a second. */
    BUSY,
    /** The log does not answer, or answers with a fault: come again when it is healthy. */
    DOWN,
    /** The thing itself can never be taken (over the size limit): do not come again with it. */
    TOO_LARGE
  }

  private final Reason reason;

  public LogUnavailable(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public LogUnavailable(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
