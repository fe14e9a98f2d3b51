package furong.indicators;

import furong.base.Mean;

/**
 * What makes an hour, an 8-hour mean and a day of one property count. The numbers come from the
 * property's file in its pack, never from code.
 *
 * <pre>{@code
 * new DayRule("GB 3095 table 4", 45, 20, 6, 14, 0, 1000)
 * }</pre>
 *
 * @param source the standard and clause that the numbers come from; kept with each statistic
 * @param hourMinutes minutes of an hour that readings must cover for its mean to count; hourly data
 *     counts as a full hour
 * @param dayHours hourly means that a day mean needs, of 24
 * @param windowHours hourly means that an 8-hour mean needs, of 8
 * @param dayWindows 8-hour means that a day's largest 8-hour mean needs, of the 17 that lie wholly
 *     inside the day
 * @param low smallest value that is believed, in the property's unit
 * @param high largest value that is believed
 * @param mean how readings come to an hour, and hours to longer means
 */
public record DayRule(
    String source,
    int hourMinutes,
    int dayHours,
    int windowHours,
    int dayWindows,
    double low,
    double high,
    Mean mean) {

  public DayRule {
    check("hourMinutes", hourMinutes, 60);
    check("dayHours", dayHours, 24);
    check("windowHours", windowHours, 8);
    check("dayWindows", dayWindows, 17);
    if (!(low < high)) {
      throw new IllegalArgumentException("a valid range has low < high: " + low + " .. " + high);
    }
  }

  /** Of a plain mean. */
  public DayRule(
      String source,
      int hourMinutes,
      int dayHours,
      int windowHours,
      int dayWindows,
      double low,
      double high) {
    this(source, hourMinutes, dayHours, windowHours, dayWindows, low, high, Mean.ARITHMETIC);
  }

  private static void check(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(name + " is 1 to " + most + ", not " + value);
    }
  }

  /** A value that takes part; a NaN, an infinity or one out of range is counted as bad. */
  public boolean believes(double value) {
    return value >= low && value <= high;
  }
}
