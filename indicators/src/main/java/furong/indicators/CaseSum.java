package furong.indicators;

import furong.evaluation.Tally;
import furong.indicators.CaseFigures.Figure;

/**
 * What was counted of the cases of a division and period, kept so that a case that changes is taken
 * off as it was and put on as it is, and no other one is looked at.
 *
 * @param unlimited registered in the period and not due at any time
 * @param simulated how many of those that count are of simulated devices
 */
public record CaseSum(Tally tally, long unlimited, long simulated) {

  /** Where nothing was counted. */
  public static final CaseSum NONE = new CaseSum(Tally.NONE, 0, 0);

  /** Both together; right where no case stands in both. */
  public CaseSum and(CaseSum other) {
    return new CaseSum(
        tally.and(other.tally), unlimited + other.unlimited, simulated + other.simulated);
  }

  CaseSum minus(CaseSum other) {
    return new CaseSum(
        tally.minus(other.tally), unlimited - other.unlimited, simulated - other.simulated);
  }

  Figure figure() {
    return new Figure(tally, unlimited, simulated > 0);
  }
}
