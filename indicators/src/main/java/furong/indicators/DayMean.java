package furong.indicators;

import furong.base.Mean;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The mean of a property over the valid days of a division: each day the mean of its valid things,
 * real ones where there is one (as {@link DivisionDays}), then the mean of the days. Sound levels
 * are averaged by their energy at each step, anything else by its values. Where some days were
 * taken one way and some the other, those by energy count alone: a property became one of levels,
 * and the days before are to be computed again.
 *
 * @param value brought to 1e-9 of a unit, so that the order of adding does not show; null without a
 *     valid day
 * @param days valid days behind it; of an hour 1 where it is valid
 * @param simulated whether any of the days rests on simulated things
 */
public record DayMean(@Nullable Double value, int days, boolean simulated) {

  private static final double GRAIN = 1e9;

  /**
   * @param sum of the steps of each day
   */
  public static DayMean of(double sum, int days, boolean simulated, Mean kind) {
    return new DayMean(days == 0 ? null : round(kind.of(sum, days)), days, days > 0 && simulated);
  }

  static double round(double mean) {
    return Math.rint(mean * GRAIN) / GRAIN;
  }

  /** How statistics that are taken together are averaged. */
  public static Mean kind(Collection<DayStat> stats) {
    return Mean.ofEnergy(stats.stream().anyMatch(stat -> stat.kind().isEnergy()));
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
    Mean kind = kind(stats);
    for (DayStat stat : stats) {
      @Nullable Double mean = of.apply(stat);
      if (mean != null && stat.kind() == kind) {
        double[] day = byDay.computeIfAbsent(stat.day(), d -> new double[4]);
        int at = stat.simulated() ? 2 : 0;
        day[at] += kind.step(mean);
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
    return of(sum, byDay.size(), simulated, kind);
  }
}
