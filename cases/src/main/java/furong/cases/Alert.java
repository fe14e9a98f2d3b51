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
  public Alert changed(
      Level newLevel, Instant at, Map<String, Double> newInputs, String newReason) {
    return new Alert(
        id,
        rule,
        pack,
        packVersion,
        newLevel,
        openedAt,
        at,
        null,
        thing,
        division,
        newInputs,
        newReason,
        simulated,
        live,
        acknowledgedBy,
        acknowledgedAt,
        mutedBy,
        caseId);
  }

  /** The same, begun at another time than was told first. */
  public Alert begun(Instant since) {
    return new Alert(
        id,
        rule,
        pack,
        packVersion,
        level,
        since,
        changedAt,
        clearedAt,
        thing,
        division,
        inputs,
        reason,
        simulated,
        live,
        acknowledgedBy,
        acknowledgedAt,
        mutedBy,
        caseId);
  }

  public Alert cleared(Instant at) {
    return new Alert(
        id,
        rule,
        pack,
        packVersion,
        level,
        openedAt,
        at,
        at,
        thing,
        division,
        inputs,
        reason,
        simulated,
        live,
        acknowledgedBy,
        acknowledgedAt,
        mutedBy,
        caseId);
  }

  public Alert acknowledged(String by, Instant at) {
    return new Alert(
        id,
        rule,
        pack,
        packVersion,
        level,
        openedAt,
        changedAt,
        clearedAt,
        thing,
        division,
        inputs,
        reason,
        simulated,
        live,
        by,
        at,
        mutedBy,
        caseId);
  }

  public Alert withCase(long newCase, @Nullable String muted) {
    return new Alert(
        id,
        rule,
        pack,
        packVersion,
        level,
        openedAt,
        changedAt,
        clearedAt,
        thing,
        division,
        inputs,
        reason,
        simulated,
        live,
        acknowledgedBy,
        acknowledgedAt,
        muted,
        newCase);
  }
}
