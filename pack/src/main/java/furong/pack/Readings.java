package furong.pack;

/**
 * What an expression may ask about a thing at one instant of event time. Properties and indices are
 * named by their numbers in the rule's {@link RuleProgram}. Every answer is NaN when it is not
 * known; windows reach back from the instant, their start excluded, their end included.
 */
public interface Readings {

  /** The newest value, unless it is older than the property's expected silence. */
  double last(int property);

  /** Arithmetic mean of the readings in the window. */
  double mean(int property, long windowMs);

  double min(int property, long windowMs);

  double max(int property, long windowMs);

  /** Number of readings in the window; 0, and never unknown, when there is none. */
  double count(int property, long windowMs);

  /** Change per hour from the oldest to the newest reading in the window. */
  double rate(int property, long windowMs);

  /** Share of the readings in the window that exceed a limit: 0 to 1. */
  double share(int property, long windowMs, double limit);

  /** The value of an index from the last hour's readings. */
  double index(int index);
}
