package furong.evaluation;

import furong.base.TimeRange;
import java.util.OptionalDouble;

/** Port: counts of case work, for indicators (GB/T 30428.4). */
public interface CaseStatistics {

  /** A share with what it is made of. */
  record Ratio(long numerator, long denominator) {
    /** Empty when there is nothing to divide by: never a guess. */
    public OptionalDouble value() {
      return denominator == 0
          ? OptionalDouble.empty()
          : OptionalDouble.of((double) numerator / denominator);
    }
  }

  /**
   * Cases of a division and a period.
   *
   * @param received 受理数: opened in the period
   * @param registered 立案数: registered in the period
   * @param dueToClose 应结案数: registered cases whose closing deadline falls into the period, plus
   *     those closed in it before their deadline fell due. The closing deadline is that of
   *     handling, the only limit that case tables give; a case without one is never due. Cancelled
   *     cases were none, and merged ones are counted where they went on: neither is ever due
   * @param closed 结案数: those of {@code dueToClose} closed before the period's end
   * @param closedInTime 按期结案数: those of {@code closed} that were handled within the limit
   * @param reworked 返工数: those of {@code dueToClose} that failed a check
   */
  record Counts(
      long received,
      long registered,
      long dueToClose,
      long closed,
      long closedInTime,
      long reworked) {

    /** 结案率 = 结案数 / 应结案数. */
    public Ratio closing() {
      return new Ratio(closed, dueToClose);
    }

    /** 按期结案率 = 按期结案数 / 应结案数. */
    public Ratio closingInTime() {
      return new Ratio(closedInTime, dueToClose);
    }

    /** 立案率 = 立案数 / 受理数. */
    public Ratio registering() {
      return new Ratio(registered, received);
    }

    /** 返工率 = 返工数 / 应结案数, as Chengdu's Jinniu district counts it. */
    public Ratio reworking() {
      return new Ratio(reworked, dueToClose);
    }
  }

  /** Counts in and below {@code division}. */
  Counts count(String division, TimeRange period);
}
