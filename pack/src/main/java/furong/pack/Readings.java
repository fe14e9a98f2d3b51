package furong.pack;

import furong.base.Level;
import furong.base.Mean;

/**
 * What an expression may ask about a thing at one instant of event time. Properties and indices are
 * named by their numbers in the rule's {@link RuleProgram}. Every answer is NaN when it is not
 * known; windows reach back from their end, their start excluded, their end included.
 */
public interface Readings {

  /** The newest value, unless it is older than the property's expected silence. */
  double last(int property);

  /**
   * What a window gives that ended {@code agoMs} before now. {@link Take#COUNT} is 0, and never
   * unknown, when there is no reading; the others need three quarters of the expected readings.
   */
  double window(Take take, int property, long windowMs, long agoMs);

  /** Change per hour from the oldest to the newest reading in the window. */
  double rate(int property, long windowMs);

  /** The value below which a share {@code q} of the readings lies, interpolated (type 7). */
  double quantile(int property, long windowMs, double q);

  /** Share of the readings in the window that exceed a limit: 0 to 1. */
  double share(int property, long windowMs, double limit);

  /** The one-sided CUSUM over the readings in the window: S = max(0, S + value - reference). */
  double cusum(int property, long windowMs, double reference);

  /**
   * The exceedance of Farrington's method for the newest of weekly counts.
   *
   * @param years how many past ones
   * @param around weeks to each side of the same week
   * @param z normal quantile of the bound
   */
  double farrington(int property, int years, int around, double z);

  /** Median of the means of this hour of the week in the past {@code weeks}. */
  double usual(int property, int weeks);

  /** The value of an index from the last hour's readings. */
  double index(int index);

  /**
   * An expression over the instants of a window.
   *
   * @param last how many instants {@link Spell.Of#HITS} looks at; else of no use
   */
  double spell(Spell spell, Spell.Of of, double last);

  // ---- of a rule across things

  /** What a member of the rule comes to over the things of a division or a neighbourhood. */
  default double over(int member, Gather gather) {
    return Double.NaN;
  }

  /** Open alerts of a rule in the division that are at a level or worse. */
  default double alertsOpen(String rule, Level least) {
    return Double.NaN;
  }

  /** Alerts of a rule that opened in the division within a span. */
  default double alertsOpened(String rule, long spanMs) {
    return Double.NaN;
  }

  /** The mean of the newest complete window of a vital sign of the division. */
  default double vital(String property, Mean mean) {
    return Double.NaN;
  }

  /** A figure of an indicator of the division; unknown when too few of its days are known. */
  default double figure(String indicator, IndicatorDef.In in) {
    return Double.NaN;
  }

  // ---- the clock

  /** Milliseconds since local midnight. */
  double timeOfDay();

  /** Local month, 1 to 12. */
  double month();

  /** 1 on a working day of the city, 0 on a free one, unknown without the year's decree. */
  double workingDay();
}
