package furong.cases;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a case's timeline, kept for good.
 *
 * @param version the version of the case that this entry led to
 * @param by id of the user; {@code system} when the platform acted by itself
 * @param role the hat worn; empty for the platform
 * @param kind code of the {@link CaseAction}, or {@link #OPENED}, {@link #LEVEL}, {@link #CLEARED},
 *     {@link #REPEATED}
 * @param note the note or the reason given; may be empty
 * @param organisation dispatched to; null otherwise
 * @param deadline that applied in the stage that was left; null when there was none
 * @param secondsUsed counted time used in the stage that was left
 * @param secondsPaused for which the clock of that stage had stood still
 * @param photos ids
 */
public record CaseEvent(
    long caseId,
    long version,
    Instant at,
    String by,
    String byName,
    String role,
    String kind,
    CaseState from,
    CaseState to,
    String note,
    @Nullable String organisation,
    @Nullable Instant deadline,
    long secondsUsed,
    long secondsPaused,
    List<String> photos) {

  /** The case was opened. */
  public static final String OPENED = "open";

  /** The level of its alert changed. */
  public static final String LEVEL = "alert_level";

  /** Its alert cleared: measured values are back; the case is still to be closed by people. */
  public static final String CLEARED = "alert_cleared";

  /** The same rule fired again for the same thing; the new alert is muted by this case. */
  public static final String REPEATED = "alert_repeated";

  public CaseEvent {
    photos = List.copyOf(photos);
  }

  /** The same entry of a case that has its id now. */
  CaseEvent of(long newCaseId) {
    return new CaseEvent(
        newCaseId,
        version,
        at,
        by,
        byName,
        role,
        kind,
        from,
        to,
        note,
        organisation,
        deadline,
        secondsUsed,
        secondsPaused,
        photos);
  }
}
