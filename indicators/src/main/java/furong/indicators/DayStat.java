package furong.indicators;

import furong.base.Mean;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One property of one thing over one day of the city's own zone.
 *
 * @param thing SensorThings id
 * @param property pack property, such as {@code air.pm25}
 * @param division the finest division of the thing when this was computed; empty when it has none
 * @param count observations that took part
 * @param bad observations left out: not a number, or outside the property's valid range
 * @param hours valid hourly means, 0 to 24
 * @param mean mean of the valid hourly means in the property's unit; null unless the day is valid
 * @param max1h largest valid hourly mean; null unless the day is valid: no source gives it a rule
 *     of its own, so that of the day mean holds
 * @param max8h largest valid 8-hour mean; null unless enough 8-hour means are valid
 * @param windows valid 8-hour means, 0 to 17
 * @param rule what the validity was judged by: {@link DayRule#source()}
 * @param hourMeans the mean of each hour by the city's clocks, null where it is not valid; empty
 *     where hours were not kept
 * @param kind how all these means were taken
 */
public record DayStat(
    long thing,
    String property,
    LocalDate day,
    String division,
    boolean simulated,
    int count,
    int bad,
    int hours,
    @Nullable Double mean,
    @Nullable Double max1h,
    @Nullable Double max8h,
    int windows,
    String rule,
    List<@Nullable Double> hourMeans,
    Mean kind) {

  public DayStat {
    hourMeans = Collections.unmodifiableList(new ArrayList<>(hourMeans));
  }

  /** Of plain means, without its hours. */
  public DayStat(
      long thing,
      String property,
      LocalDate day,
      String division,
      boolean simulated,
      int count,
      int bad,
      int hours,
      @Nullable Double mean,
      @Nullable Double max1h,
      @Nullable Double max8h,
      int windows,
      String rule) {
    this(
        thing,
        property,
        day,
        division,
        simulated,
        count,
        bad,
        hours,
        mean,
        max1h,
        max8h,
        windows,
        rule,
        List.of(),
        Mean.ARITHMETIC);
  }

  /** The mean of an hour of the day, from 0 to 23; null when it is not valid or was not kept. */
  public @Nullable Double hourMean(int hour) {
    return hour < hourMeans.size() ? hourMeans.get(hour) : null;
  }
}
