package furong.reported;

import furong.base.Period;

/** Port: what is counted of other parts of the city, for formulas. */
public interface Counts {

  /** How many, and whether a simulated one is among them. */
  record Counted(long count, boolean simulated) {}

  /**
   * Alerts that began in the period in a division and below.
   *
   * @param rule id; empty for those of any rule
   */
  Counted alerts(String rule, String division, Period period);

  /**
   * Things that stand in a division and below now.
   *
   * @param kind id; empty for any kind
   */
  Counted things(String kind, String division);
}
