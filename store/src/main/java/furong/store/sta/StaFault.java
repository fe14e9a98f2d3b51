package furong.store.sta;

import furong.base.Notice;
import furong.base.Result.Refusal;

/**
 * A write that cannot be done as asked. It is an exception because it must undo the transaction it
 * happens in; the door turns it into the refusal it carries.
 */
public final class StaFault extends RuntimeException {

  private final Refusal refusal;
  private final Notice notice;

  public StaFault(Refusal refusal, String code, String place, String message) {
    super(place + ": " + message);
    this.refusal = refusal;
    this.notice = Notice.of(code, place, message);
  }

  static StaFault invalid(String code, String place, String message) {
    return new StaFault(Refusal.INVALID, code, place, message);
  }

  public Refusal refusal() {
    return refusal;
  }

  public Notice notice() {
    return notice;
  }
}
