package furong.pack;

import java.util.List;

/**
 * An expression over the instants of a window: each instant at which anything that it names was
 * heard. A condition is 1 where it holds, so that its sum counts and its mean is its share.
 *
 * <pre>{@code
 * count(last(pm25) > params.high, params.day) >= params.times     // N times a day
 * }</pre>
 *
 * Cost: the expression is evaluated once per instant of the window, each time it is asked. Spells
 * do not nest.
 *
 * @param value what is evaluated at each instant
 * @param properties numbers of the properties whose readings are its instants
 * @param indexes numbers of the indices whose properties' readings are, too
 */
public record Spell(Expr value, List<Integer> properties, List<Integer> indexes, long windowMs) {

  /**
   * Share of the instants that must be judged for the whole to be: the three quarters that GB 3095
   * asks of the hours of a mean.
   */
  public static final double COVERAGE = 0.75;

  /** What to take of the values. */
  public enum Of {
    SUM,
    MEAN,
    /** Of values that are levels. */
    ENERGY_MEAN,
    MIN,
    MAX,
    /** How many of the last ones hold; unknown when there are fewer in the window. */
    HITS,
    /** Share of the window's time; an instant lasts until the next one. */
    TIME
  }

  public Spell {
    properties = List.copyOf(properties);
    indexes = List.copyOf(indexes);
  }
}
