package furong.indicators;

import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The mean of a property over the valid days of a division: each day the arithmetic mean of its
 * valid things, real ones where there is one (as {@link DivisionDays}), then the mean of the days.
 *
 * @param value brought to 1e-9 of a unit, so that the order of adding does not show; null without a
 *     valid day
 * @param days valid days behind it; of an hour 1 where it is valid
 * @param simulated whether any of the days rests on simulated things
 */
public record DayMean(@Nullable Double value, int days, boolean simulated) {

  private static final double GRAIN = 1e9;

  public static DayMean of(double sum, int days, boolean simulated) {
    return new DayMean(
        days == 0 ? null : Math.rint(sum / days * GRAIN) / GRAIN, days, days > 0 && simulated);
  }

  /** From the statistics of the things in a division, of one property. */
  public static DayMean of(List<DayStat> stats) {
    return of(stats, DayStat::mean);
  }

  /** The mean of an hour of one day: as that of a day, of the means of that hour. */
  public static DayMean ofHour(List<DayStat> stats, int hour) {
    return of(stats, stat -> stat.hourMean(hour));
  }

  private static DayMean of(List<DayStat> stats, Function<DayStat, @Nullable Double> of) {
    TreeMap<LocalDate, double[]> byDay = new TreeMap<>();
    for (DayStat stat : stats) {
      @Nullable Double mean = of.apply(stat);
      if (mean != null) {
        double[] day = byDay.computeIfAbsent(stat.day(), d -> new double[4]);
        int at = stat.simulated() ? 2 : 0;
        day[at] += mean;
        day[at + 1]++;
      }
    }
    double sum = 0;
    boolean simulated = false;
    for (double[] day : byDay.values()) {
      boolean real = day[1] > 0;
      sum += real ? day[0] / day[1] : day[2] / day[3];
      simulated |= !real;
    }
    return of(sum, byDay.size(), simulated);
  }
}
