package furong.reported;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a form of a division stands for a period; its figures are {@link Reported}.
 *
 * @param submittedBy id of the person who handed it in last; null before
 * @param approvedBy id of the person who approved it; null before
 * @param words why it was sent back; empty otherwise
 * @param version increases with each change, so that nobody overwrites what somebody else did
 */
public record Sheet(
    SheetKey key,
    SheetState state,
    @Nullable String submittedBy,
    @Nullable String approvedBy,
    String words,
    Instant changedAt,
    long version) {

  /** One that nobody has touched. */
  public static Sheet empty(SheetKey key) {
    return new Sheet(key, SheetState.DRAFT, null, null, "", Instant.EPOCH, 0);
  }

  Sheet saved(Instant now) {
    return new Sheet(key, state, submittedBy, approvedBy, words, now, version + 1);
  }

  Sheet after(SheetAct act, String by, String said, Instant now) {
    return new Sheet(
        key,
        act.to(),
        act == SheetAct.SUBMIT ? by : submittedBy,
        act == SheetAct.APPROVE ? by : null,
        act == SheetAct.SEND_BACK ? said : "",
        now,
        version + 1);
  }
}
