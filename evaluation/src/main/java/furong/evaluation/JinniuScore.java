package furong.evaluation;

import furong.evaluation.CaseStatistics.Ratio;
import java.util.OptionalDouble;

/**
 * The score of 100 points that Chengdu's Jinniu district (金牛区) gives for digital city management,
 * as its stored rule says (STANDARDS section 1.6): handled 30, handled in time 20, and what is not
 * reworked 20, not overdue 20, not extended 10.
 *
 * <pre>{@code
 * // 应处置 200, 处置 190, 按期 180, 返工 6, 应结案 200, 超期待处置 4, 延期 10
 * JinniuScore.of(tally)   // 28.5 + 18 + 19.4 + 19.6 + 9.5 = 95.0
 * }</pre>
 *
 * It is one district's rule and no national one; other districts have their own.
 */
public final class JinniuScore {

  private JinniuScore() {}

  /** Empty when there was nothing to handle or to close: no work is neither good nor bad. */
  public static OptionalDouble of(Tally tally) {
    if (tally.dueToHandle() == 0 || tally.dueToClose() == 0) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        30 * share(tally.handling())
            + 20 * share(tally.handlingInTime())
            + 20 * (1 - share(tally.reworking()))
            + 20 * (1 - share(tally.overdueness()))
            + 10 * (1 - share(tally.extending())));
  }

  private static double share(Ratio ratio) {
    return ratio.value().orElseThrow();
  }
}
