package furong.cases;

import furong.base.Level;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a rule found, as it is kept.
 *
 * @param id the same for the same finding, however often it is told
 * @param level now; while cleared, the last one
 * @param openedAt event time; late readings may move it, and the steps say that they did
 * @param changedAt event time of the last change
 * @param clearedAt null while open
 * @param thing 0 when it is of a division and of no thing
 * @param inputs what the rule saw at the last change
 * @param live false when it came out of history that was loaded later
 * @param acknowledgedBy id of the user; null when nobody has
 * @param mutedBy number of the open case that covers this alert; null when it has one of its own
 * @param caseId the case that it opened or that mutes it; null when the rule opens none
 */
public record Alert(
    String id,
    String rule,
    String pack,
    String packVersion,
    Level level,
    Instant openedAt,
    Instant changedAt,
    @Nullable Instant clearedAt,
    long thing,
    String division,
    Map<String, Double> inputs,
    String reason,
    boolean simulated,
    boolean live,
    @Nullable String acknowledgedBy,
    @Nullable Instant acknowledgedAt,
    @Nullable String mutedBy,
    @Nullable Long caseId) {

  public Alert {
    inputs = Map.copyOf(inputs);
  }

  public boolean open() {
    return clearedAt == null;
  }

  /** At another level, and open: the rule holds again when it was cleared. */
  public Alert changed(Level to, Instant at, Map<String, Double> saw, String why) {
    return with(to, openedAt, at, null, saw, why, acknowledgedBy, acknowledgedAt, mutedBy, caseId);
  }

  /** The same, begun at another time than was told first. */
  public Alert begun(Instant since) {
    return with(
        level,
        since,
        changedAt,
        clearedAt,
        inputs,
        reason,
        acknowledgedBy,
        acknowledgedAt,
        mutedBy,
        caseId);
  }

  public Alert cleared(Instant at) {
    return with(
        level, openedAt, at, at, inputs, reason, acknowledgedBy, acknowledgedAt, mutedBy, caseId);
  }

  public Alert acknowledged(String by, Instant at) {
    return with(level, openedAt, changedAt, clearedAt, inputs, reason, by, at, mutedBy, caseId);
  }

  public Alert withCase(long newCase, @Nullable String muted) {
    return with(
        level,
        openedAt,
        changedAt,
        clearedAt,
        inputs,
        reason,
        acknowledgedBy,
        acknowledgedAt,
        muted,
        newCase);
  }

  /** Of the same finding, with all that may change in its life; the rest stands for good. */
  private Alert with(
      Level newLevel,
      Instant since,
      Instant lastChange,
      @Nullable Instant end,
      Map<String, Double> saw,
      String why,
      @Nullable String by,
      @Nullable Instant seenAt,
      @Nullable String muted,
      @Nullable Long newCase) {
    return new Alert(
        id,
        rule,
        pack,
        packVersion,
        newLevel,
        since,
        lastChange,
        end,
        thing,
        division,
        saw,
        why,
        simulated,
        live,
        by,
        seenAt,
        muted,
        newCase);
  }
}
