package furong.evaluation;

import furong.evaluation.CaseStatistics.Ratio;

/**
 * What was counted of case work in a period.
 *
 * @param received 受理数: opened in the period
 * @param registered 立案数: registered in the period
 * @param reported of {@code registered}: brought up by people and verified (监督举报核实数)
 * @param dueToHandle 应处置数: registered cases whose handling limit ends in the period, plus those
 *     handled in it before their limit ended. Cancelled and merged cases are never due
 * @param handled 处置数: those of {@code dueToHandle} reported finished before the period's end
 * @param handledInTime 按期处置数: those of {@code handled} finished within the limit
 * @param overdue 超期待处置数: those of {@code dueToHandle} whose limit ended in the period and that were
 *     not finished by its end
 * @param extended 延期数: those of {@code dueToHandle} that were granted more time
 * @param dueToClose 应结案数: registered cases whose limit ends in the period, plus those closed in it
 *     before
 * @param closed 结案数: those of {@code dueToClose} closed before the period's end
 * @param closedInTime 按期结案数: those of {@code closed} that were handled within the limit
 * @param reworked 返工数: those of {@code dueToClose} that failed a check
 * @param dispatched how often a case was sent to somebody in the period
 * @param returned how often one was returned in the period
 * @param cameBack returns of the period after which the same organisation was sent the case again:
 *     it was theirs after all (推诿)
 * @param found 自发现数: those of {@code received} that staff found on patrol, cancelled and merged
 *     ones not
 * @param mended 即采即办结案数: those of {@code found} that were mended where they were found and are
 *     closed before the period's end: who is picked for a check counts when it has passed
 */
public record Tally(
    long received,
    long registered,
    long reported,
    long dueToHandle,
    long handled,
    long handledInTime,
    long overdue,
    long extended,
    long dueToClose,
    long closed,
    long closedInTime,
    long reworked,
    long dispatched,
    long returned,
    long cameBack,
    long found,
    long mended) {

  /** Of matters that nobody found on patrol. */
  public Tally(
      long received,
      long registered,
      long reported,
      long dueToHandle,
      long handled,
      long handledInTime,
      long overdue,
      long extended,
      long dueToClose,
      long closed,
      long closedInTime,
      long reworked,
      long dispatched,
      long returned,
      long cameBack) {
    this(
        received,
        registered,
        reported,
        dueToHandle,
        handled,
        handledInTime,
        overdue,
        extended,
        dueToClose,
        closed,
        closedInTime,
        reworked,
        dispatched,
        returned,
        cameBack,
        0,
        0);
  }

  /** Where nothing was counted. */
  public static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** Both together; right where no case stands in both. */
  public Tally and(Tally other) {
    return new Tally(
        received + other.received,
        registered + other.registered,
        reported + other.reported,
        dueToHandle + other.dueToHandle,
        handled + other.handled,
        handledInTime + other.handledInTime,
        overdue + other.overdue,
        extended + other.extended,
        dueToClose + other.dueToClose,
        closed + other.closed,
        closedInTime + other.closedInTime,
        reworked + other.reworked,
        dispatched + other.dispatched,
        returned + other.returned,
        cameBack + other.cameBack,
        found + other.found,
        mended + other.mended);
  }

  /** What is left of this without {@code other}, which was counted in it. */
  public Tally minus(Tally other) {
    return new Tally(
        received - other.received,
        registered - other.registered,
        reported - other.reported,
        dueToHandle - other.dueToHandle,
        handled - other.handled,
        handledInTime - other.handledInTime,
        overdue - other.overdue,
        extended - other.extended,
        dueToClose - other.dueToClose,
        closed - other.closed,
        closedInTime - other.closedInTime,
        reworked - other.reworked,
        dispatched - other.dispatched,
        returned - other.returned,
        cameBack - other.cameBack,
        found - other.found,
        mended - other.mended);
  }

  /** 立案率 = 立案数 / 受理数. */
  public Ratio registering() {
    return new Ratio(registered, received);
  }

  /** 处置率 = 处置数 / 应处置数. */
  public Ratio handling() {
    return new Ratio(handled, dueToHandle);
  }

  /** 按期处置率 = 按期处置数 / 应处置数. */
  public Ratio handlingInTime() {
    return new Ratio(handledInTime, dueToHandle);
  }

  /** 返工率 = 返工数 / 应结案数, as Chengdu's Jinniu district counts it. */
  public Ratio reworking() {
    return new Ratio(reworked, dueToClose);
  }

  /** 延期率 = 延期数 / 应处置数. */
  public Ratio extending() {
    return new Ratio(extended, dueToHandle);
  }

  /** 超期待处置率 = 超期待处置数 / 应处置数. */
  public Ratio overdueness() {
    return new Ratio(overdue, dueToHandle);
  }

  /** 结案率 = 结案数 / 应结案数. */
  public Ratio closing() {
    return new Ratio(closed, dueToClose);
  }

  /** 按期结案率 = 按期结案数 / 应结案数. */
  public Ratio closingInTime() {
    return new Ratio(closedInTime, dueToClose);
  }

  /** 监督举报率 = 监督举报核实数 / 立案数. */
  public Ratio reporting() {
    return new Ratio(reported, registered);
  }

  /** 退回率 = 退回次数 / 派遣次数. */
  public Ratio returning() {
    return new Ratio(returned, dispatched);
  }

  /** 推诿率 = 退回后仍由原单位办理的次数 / 退回次数. */
  public Ratio buckPassing() {
    return new Ratio(cameBack, returned);
  }

  /** 即采即办率 = 即采即办结案数 / 自发现数. */
  public Ratio mending() {
    return new Ratio(mended, found);
  }
}
