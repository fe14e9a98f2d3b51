package furong.indicators;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects the readings of one property of one thing over one local day and says what the day came
 * to: hourly means, the day mean and the largest 8-hour mean, each with its validity.
 *
 * <pre>{@code
 * var day = DayStatistics.of(rule, LocalDate.parse("2014-01-01"), zone);
 * history.forEach(ids, day.startMs(), day.endMs(), o -> day.add(o.datastream(), o.timeMs(), o.value()));
 * day.stat(thing, "air.pm25", "510107", false).mean()
 * }</pre>
 *
 * <p>Method. An observation belongs to the hour that its phenomenon time lies in (stamps name the
 * beginning of the hour). An hour is valid when its readings, each standing for the usual gap
 * between two readings of that day (the median, at most an hour), cover {@link
 * DayRule#hourMinutes()}; so one reading is enough where readings come hourly, and nine are needed
 * where they come every five minutes. 8-hour means roll over the hours of the day itself: with 24
 * hours there are 17, from hours 0-7 to hours 16-23.
 *
 * <p>Means are those of the rule: of sound levels by their energy, from readings to hours and from
 * hours to the day. Readings weigh the same within their hour, and hours within their day.
 *
 * <p>Readings must come in order of time within a datastream. Memory is about 1 kB whatever the
 * number of readings. A day of 23 or 25 hours (summer time) is taken as it is.
 */
public final class DayStatistics {

  private static final long HOUR_MS = 3_600_000L;

  /** Hours that a clock shows. */
  private static final int HOURS = 24;

  /** An 8-hour mean, as in GB 3095. */
  private static final int WINDOW = 8;

  /** Gaps are counted by the second below a minute and by the minute from there to an hour. */
  private static final int GAP_BINS = 120;

  private final DayRule rule;
  private final LocalDate day;
  private final ZoneId zone;
  private final long startMs;
  private final long endMs;
  private final double[] sum;
  private final int[] count;
  private final int[] gaps = new int[GAP_BINS];
  private int gapCount;
  private int bad;
  private long lastDatastream = Long.MIN_VALUE;
  private long lastMs;

  private DayStatistics(DayRule rule, LocalDate day, ZoneId zone, long startMs, long endMs) {
    this.rule = rule;
    this.day = day;
    this.zone = zone;
    this.startMs = startMs;
    this.endMs = endMs;
    int hours = (int) ((endMs - startMs + HOUR_MS - 1) / HOUR_MS);
    this.sum = new double[hours];
    this.count = new int[hours];
  }

  public static DayStatistics of(DayRule rule, LocalDate day, ZoneId zone) {
    return new DayStatistics(
        rule,
        day,
        zone,
        day.atStartOfDay(zone).toInstant().toEpochMilli(),
        day.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli());
  }

  /** Start of the day, Unix ms, included. */
  public long startMs() {
    return startMs;
  }

  /** End of the day, Unix ms, excluded. */
  public long endMs() {
    return endMs;
  }

  /**
   * @throws IllegalArgumentException for a time outside the day: a mistake of the caller
   */
  public void add(long datastream, long timeMs, double value) {
    if (timeMs < startMs || timeMs >= endMs) {
      throw new IllegalArgumentException(timeMs + " does not lie in " + day);
    }
    if (!rule.believes(value)) {
      bad++;
      return;
    }
    if (datastream == lastDatastream && timeMs > lastMs) {
      gaps[bin((timeMs - lastMs) / 1000)]++;
      gapCount++;
    }
    lastDatastream = datastream;
    lastMs = timeMs;
    int hour = (int) ((timeMs - startMs) / HOUR_MS);
    sum[hour] += rule.mean().step(value);
    count[hour]++;
  }

  private static int bin(long seconds) {
    return seconds < 60 ? (int) seconds : (int) (59 + Math.min(60, seconds / 60));
  }

  private static int secondsOf(int bin) {
    return bin < 60 ? Math.max(1, bin) : (bin - 59) * 60;
  }

  /** What one reading stands for: the median gap of the day, an hour when there is no gap. */
  int intervalSeconds() {
    int seen = 0;
    for (int bin = 0; bin < GAP_BINS; bin++) {
      seen += gaps[bin];
      if (seen * 2 > gapCount) {
        return secondsOf(bin);
      }
    }
    return 3600;
  }

  public List<HourStat> hours() {
    int interval = intervalSeconds();
    List<HourStat> hours = new ArrayList<>(count.length);
    for (int h = 0; h < count.length; h++) {
      hours.add(
          new HourStat(
              startMs + h * HOUR_MS,
              count[h],
              count[h] == 0 ? null : rule.mean().of(sum[h], count[h]),
              count[h] > 0 && (long) count[h] * interval >= rule.hourMinutes() * 60L));
    }
    return hours;
  }

  /** What the day came to for a thing; see {@link DayStat} for the meaning of the parts. */
  public DayStat stat(long thing, String property, String division, boolean simulated) {
    double[] mean = new double[count.length];
    int valid = 0;
    double total = 0;
    @Nullable Double max1h = null;
    List<HourStat> hours = hours();
    for (int h = 0; h < mean.length; h++) {
      HourStat hour = hours.get(h);
      @Nullable Double value = hour.valid() ? hour.mean() : null;
      if (value == null) {
        mean[h] = Double.NaN;
        continue;
      }
      mean[h] = value;
      valid++;
      total += rule.mean().step(value);
      max1h = max1h == null ? value : Math.max(max1h, value);
    }
    Windows windows = windows(mean);
    return new DayStat(
        thing,
        property,
        day,
        division,
        simulated,
        Arrays.stream(count).sum(),
        bad,
        valid,
        valid >= rule.dayHours() ? rule.mean().of(total, valid) : null,
        valid >= rule.dayHours() ? max1h : null,
        windows.valid >= rule.dayWindows() ? windows.max : null,
        windows.valid,
        rule.source(),
        byTheClock(hours),
        rule.mean());
  }

  /** Means of valid hours by the city's clocks: of an hour that comes twice the first valid one. */
  private List<@Nullable Double> byTheClock(List<HourStat> hours) {
    @Nullable Double[] means = new @Nullable Double[HOURS];
    for (HourStat hour : hours) {
      int at = Instant.ofEpochMilli(hour.startMs()).atZone(zone).getHour();
      if (hour.valid() && means[at] == null) {
        means[at] = hour.mean();
      }
    }
    return Arrays.asList(means);
  }

  private record Windows(int valid, double max) {}

  private Windows windows(double[] mean) {
    int valid = 0;
    double max = Double.NEGATIVE_INFINITY;
    for (int start = 0; start + WINDOW <= mean.length; start++) {
      int hours = 0;
      double total = 0;
      for (int h = start; h < start + WINDOW; h++) {
        if (!Double.isNaN(mean[h])) {
          hours++;
          total += rule.mean().step(mean[h]);
        }
      }
      if (hours >= rule.windowHours()) {
        valid++;
        max = Math.max(max, rule.mean().of(total, hours));
      }
    }
    return new Windows(valid, max);
  }
}
