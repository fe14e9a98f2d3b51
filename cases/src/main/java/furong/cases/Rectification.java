package furong.cases;

import furong.base.WorkTime;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a bad rating sets going (差评整改): somebody calls the person back (回访), then says what was
 * mended. Its clock is not the case's: the case may long be closed.
 *
 * @param calledAt when the person was called back; null before
 * @param doneAt when it was mended; null before
 */
public record Rectification(
    long reportId,
    Instant openedAt,
    Instant dueAt,
    @Nullable Instant calledAt,
    String calledBy,
    String callNote,
    @Nullable Instant doneAt,
    String doneBy,
    String result) {

  /**
   * A bad rating is a complaint about the city's own work, so it has the complaint's limit ({@link
   * AppealKind#COMPLAINT}); no rule for ratings themselves is known.
   */
  static final WorkTime LIMIT = AppealKind.COMPLAINT.limit();

  static Rectification open(long report, Instant now, Instant due) {
    return new Rectification(report, now, due, null, "", "", null, "", "");
  }

  Rectification called(Instant at, String by, String note) {
    return new Rectification(reportId, openedAt, dueAt, at, by, note, doneAt, doneBy, result);
  }

  Rectification done(Instant at, String by, String what) {
    return new Rectification(reportId, openedAt, dueAt, calledAt, calledBy, callNote, at, by, what);
  }

  /** Without the words of the talk, which may name people. */
  Rectification withoutNotes() {
    return new Rectification(
        reportId, openedAt, dueAt, calledAt, calledBy, "", doneAt, doneBy, result);
  }
}
