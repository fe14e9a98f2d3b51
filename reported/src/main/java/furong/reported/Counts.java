package furong.reported;

import furong.base.Period;

/** Port: what is counted of other parts of the city, for formulas. */
public interface Counts {

  /** How many, and whether a simulated one is among them. */
  record Counted(long count, boolean simulated) {}

  /** Alerts of a rule that began in the period in a division and below. */
  Counted alerts(String rule, String division, Period period);

  /** Things of a kind that stand in a division and below now. */
  Counted things(String kind, String division);
}
