package furong.pack;

import java.util.Arrays;

/**
 * One row of an index table: a statistic of a property and its breakpoints.
 *
 * @param property such as {@code air.o3}
 * @param statistic which of its values is put in
 * @param breakpoints concentrations for the index's steps in the property's unit; they ascend, or
 *     fall where more is better (oxygen in water); may be shorter than the steps
 * @param decimals digits that the input is rounded to, half to even (GB/T 8170); -1 for none
 * @param over what holds beyond the last breakpoint
 */
public record IndexItem(
    String property, Statistic statistic, double[] breakpoints, int decimals, Over over) {

  /** Values that a table may ask for. */
  public enum Statistic {
    HOUR_MEAN("hour-mean"),
    DAY_MEAN("day-mean"),
    MAX_1H("max-1h"),
    MAX_8H("max-8h");

    private final String code;

    Statistic(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }
  }

  /** Above the last breakpoint: the last step, or no sub-index at all. */
  public enum Over {
    LAST_STEP,
    NOT_COMPUTED
  }

  public IndexItem {
    breakpoints = breakpoints.clone();
  }

  @Override
  public double[] breakpoints() {
    return breakpoints.clone();
  }

  /** All that it says, so that two of the same text are the same text. */
  @Override
  public String toString() {
    return key() + " " + Arrays.toString(breakpoints) + " " + decimals + " " + over;
  }

  /** Whether less gives a higher index. */
  public boolean falls() {
    return breakpoints[breakpoints.length - 1] < breakpoints[0];
  }

  /** The name that inputs and lineage use: {@code air.o3/max-8h}. */
  public String key() {
    return property + "/" + statistic.code();
  }
}
