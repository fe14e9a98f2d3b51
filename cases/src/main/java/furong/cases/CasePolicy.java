package furong.cases;

import furong.base.WorkTime;
import java.util.Map;
import java.util.Optional;

/**
 * What a city decides about case work beside the table.
 *
 * @param returnLimit how often handlers may return one case; after that the desk decides and they
 *     handle (against 推诿); 0 for no limit
 * @param reopenWithin how long after closing a case can be reopened; empty for never
 * @param limits of desks and checks by stage, where a procedure sets none; a stage without one has
 *     a clock that is never overdue
 * @param remindAt part of a limit after which the handlers are reminded
 * @param furtherLevel part of a limit after its end that brings it to the next level up each time
 */
public record CasePolicy(
    int returnLimit,
    Optional<WorkTime> reopenWithin,
    Map<Stage, WorkTime> limits,
    double remindAt,
    double furtherLevel) {

  /**
   * For cities that say nothing. Two returns: with the third the same offices would turn in a ring.
   * Reopening: 15 working days, the time in which bad ratings are made good (政务服务“好差评”). The
   * reminder comes when a fifth of the limit is left, as the screens show it; each further half of
   * the limit is a level. No limits of desks: each city sets its own.
   */
  public static final CasePolicy PLAIN =
      new CasePolicy(2, Optional.of(new WorkTime(15, WorkTime.Unit.WORK_DAY)), Map.of(), 0.8, 0.5);

  public CasePolicy {
    limits = Map.copyOf(limits);
    if (returnLimit < 0) {
      throw new IllegalArgumentException("a limit of returns is 0 or more, not " + returnLimit);
    }
    if (!(remindAt > 0 && remindAt < 1)) {
      throw new IllegalArgumentException("a reminder lies before the end: 0 to 1, not " + remindAt);
    }
    if (!(furtherLevel > 0)) {
      throw new IllegalArgumentException("each level is later than the one before it");
    }
  }
}
