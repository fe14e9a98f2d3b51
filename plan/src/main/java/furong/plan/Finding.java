package furong.plan;

import furong.base.Text;
import furong.plan.Entry.Pulled;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One item in an evaluation: the facts, what follows from them, what its unit writes, and what the
 * office makes of it.
 *
 * @param id given by the store; 0 before it is kept
 * @param unit that has promised the item; null when nobody has
 * @param computed what follows from the facts, with the reason
 * @param report of the unit; null until there is one
 * @param judged by a person; null while the computed verdict stands
 */
public record Finding(
    long id,
    long review,
    String item,
    @Nullable String unit,
    EntryState state,
    Facts facts,
    Computed computed,
    @Nullable SelfReport report,
    @Nullable Judgement judged,
    long version) {

  /**
   * What is known at the cut-off.
   *
   * @param figure of the engine, else of the unit's last report; null when there is none
   * @param pulled the engine's figure; null when there is none
   * @param start the engine's figure before the plan began, or the earliest since; null when none
   * @param pace 0 to 1; null when no dates are named
   * @param due null when no date is named
   * @param asked months in which the item was asked for
   * @param reported of these, months with a report, or for which the engine gave every figure
   * @param flagged of these, months in which something lagged
   * @param supervised items that a meeting decided on
   * @param late of these, not done by the day they were due
   * @param promises how often the promise was made or changed
   */
  public record Facts(
      Progress progress,
      @Nullable Double figure,
      @Nullable Pulled pulled,
      @Nullable Pulled start,
      @Nullable Double pace,
      @Nullable LocalDate due,
      int asked,
      int reported,
      int flagged,
      int supervised,
      int late,
      long promises) {}

  /** A verdict with its reason. */
  public record Computed(Verdict verdict, Text reason) {}

  /** What a unit writes of its own item. */
  public record SelfReport(String words, Instant at, String by, String byName) {}

  /** What a person decided, with the words for it. */
  public record Judgement(Verdict verdict, String words, Instant at, String by, String byName) {}

  /** The person's verdict before the computed one. */
  public Verdict verdict() {
    return judged == null ? computed.verdict() : judged.verdict();
  }

  /**
   * Whether a person still has to look at it. Tasks and projects count towards their action, which
   * is what is judged.
   */
  public boolean open(Item of) {
    boolean counts = of.kind() != Item.Kind.TASK && of.kind() != Item.Kind.PROJECT;
    return counts && judged == null && computed.verdict().needsJudgement();
  }

  Finding withId(long newId) {
    return new Finding(newId, review, item, unit, state, facts, computed, report, judged, version);
  }

  Finding reported(SelfReport by) {
    return new Finding(
        id, review, item, unit, EntryState.REPORTED, facts, computed, by, judged, version + 1);
  }

  Finding sentBack() {
    return new Finding(
        id, review, item, unit, EntryState.RETURNED, facts, computed, report, judged, version + 1);
  }

  Finding judged(Judgement by) {
    return new Finding(id, review, item, unit, state, facts, computed, report, by, version + 1);
  }

  /** With what was found now; the version stays, whoever keeps it says that it is the next. */
  Finding found(Facts now, Computed follows) {
    return new Finding(id, review, item, unit, state, now, follows, report, judged, version);
  }

  Finding nextVersion() {
    return new Finding(id, review, item, unit, state, facts, computed, report, judged, version + 1);
  }
}
