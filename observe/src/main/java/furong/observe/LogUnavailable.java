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

  /** A second empties what was under way at the design rate. */
  private static final long BUSY_SECONDS = 1;

  /** A broker that restarts is back in some seconds. */
  private static final long DOWN_SECONDS = 5;

  private final Reason reason;
  private final long afterSeconds;

  public LogUnavailable(Reason reason, String message) {
    super(message);
    this.reason = reason;
    this.afterSeconds = usual(reason);
  }

  private LogUnavailable(String message, long afterSeconds) {
    super(message);
    this.reason = Reason.BUSY;
    this.afterSeconds = afterSeconds;
  }

  /** Busy for a time that is known. */
  public static LogUnavailable busy(String message, long afterSeconds) {
    return new LogUnavailable(message, afterSeconds);
  }

  private static long usual(Reason reason) {
    return switch (reason) {
      case BUSY -> BUSY_SECONDS;
      case DOWN -> DOWN_SECONDS;
      case TOO_LARGE -> 0;
    };
  }

  /** When to come again; 0 for never. */
  public long afterSeconds() {
    return afterSeconds;
  }

  public LogUnavailable(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
    this.afterSeconds = usual(reason);
  }

  public Reason reason() {
    return reason;
  }
}
