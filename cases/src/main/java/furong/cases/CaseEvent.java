package furong.cases;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a case's timeline, kept for good.
 *
 * @param version the version of the case that this entry led to
 * @param by id of the user; {@code system} when the platform acted by itself
 * @param role the hat worn; empty for the platform
 * @param kind code of the {@link CaseAction}, or {@link #OPENED}, {@link #LEVEL}, {@link #CLEARED},
 *     {@link #REPEATED}, {@link #ESCALATED}, {@link #MERGED_IN}
 * @param note the note or the reason given; may be empty
 * @param organisation dispatched to, returned by, or escalated to; null otherwise
 * @param deadline that applied in the stage that was left; null when there was none
 * @param secondsUsed counted time used in the stage that was left
 * @param secondsPaused for which the clock of that stage had stood still
 * @param photos ids
 * @param details what else was given or set, by the words of {@link TimelineReplay}; with it the
 *     whole progress of a case follows from its timeline
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
    List<String> photos,
    Map<String, String> details) {

  /** The case was opened. */
  public static final String OPENED = "open";

  /** The level of its alert changed. */
  public static final String LEVEL = "alert_level";

  /** Its alert cleared: measured values are back; the case is still to be closed by people. */
  public static final String CLEARED = "alert_cleared";

  /** The same rule fired again for the same thing; the new alert is muted by this case. */
  public static final String REPEATED = "alert_repeated";

  /** The clock neared its end, or ran out: the next level up is told. */
  public static final String ESCALATED = "escalate";

  /** Another case was merged into this one. */
  public static final String MERGED_IN = "merged_in";

  /** Its division has become another one: merged, split or renumbered. */
  public static final String MOVED = "moved";

  public CaseEvent {
    photos = List.copyOf(photos);
    details = Map.copyOf(details);
  }

  /** The same entry with one detail more. */
  CaseEvent with(String name, String value) {
    Map<String, String> more = new TreeMap<>(details);
    more.put(name, value);
    return with(caseId, note, organisation, deadline, secondsUsed, secondsPaused, more);
  }

  /** The same entry with numbers, addresses and plates in its note masked. */
  CaseEvent masked() {
    return with(
        caseId, Masking.words(note), organisation, deadline, secondsUsed, secondsPaused, details);
  }

  /** The same entry of a case that has its id now. */
  public CaseEvent of(long newCaseId) {
    return with(newCaseId, note, organisation, deadline, secondsUsed, secondsPaused, details);
  }

  /**
   * The same entry with whose the case is, by when, and what the clock that was left had counted.
   */
  CaseEvent timed(@Nullable String whose, @Nullable Instant by, Duration used, Duration paused) {
    return with(caseId, note, whose, by, used.toSeconds(), paused.toSeconds(), details);
  }

  private CaseEvent with(
      long newCaseId,
      String newNote,
      @Nullable String whose,
      @Nullable Instant until,
      long used,
      long paused,
      Map<String, String> newDetails) {
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
        newNote,
        whose,
        until,
        used,
        paused,
        photos,
        newDetails);
  }
}
