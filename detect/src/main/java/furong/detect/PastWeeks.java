package furong.detect;

import furong.pack.Take;
import java.util.Arrays;

/** Asks a series of weekly counts for the same weeks of past years, for {@link Farrington}. */
final class PastWeeks {

  private static final long WEEK_MS = 7 * 86_400_000L;

  /** The same date of a past year is as many whole weeks back as are nearest to it. */
  private static final double YEAR_WEEKS = 365.25 / 7;

  /** A trend over less than three years is none (Farrington 1996). */
  private static final int TREND_YEARS = 3;

  /** As of windows: this share of the weeks must have a count. */
  private static final double COVERAGE = 0.75;

  private PastWeeks() {}

  static double exceedance(
      Series series, long now, long silenceMs, int years, int around, double z) {
    int most = years * (2 * around + 1);
    double[] counts = new double[most];
    double[] times = new double[most];
    int known = 0;
    for (int year = years; year > 0; year--) {
      long back = Math.round(year * YEAR_WEEKS);
      for (int week = around; week >= -around; week--) {
        long ago = (back + week) * WEEK_MS;
        // the one count within half a week of that time
        double count = series.over(Take.MEAN, now - ago + WEEK_MS / 2, WEEK_MS, 0);
        if (!Double.isNaN(count)) {
          counts[known] = count;
          times[known++] = -(back + week) / YEAR_WEEKS;
        }
      }
    }
    if (known < COVERAGE * most || known < 3) {
      return Double.NaN;
    }
    return Farrington.exceedance(
        Arrays.copyOf(counts, known),
        Arrays.copyOf(times, known),
        years >= TREND_YEARS,
        series.last(now, silenceMs),
        z);
  }
}
