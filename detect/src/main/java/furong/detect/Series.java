package furong.detect;

import furong.base.Mean;
import furong.pack.Take;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The recent readings of one property of one thing, sorted by time and then by value, so that the
 * order of arrival leaves no trace. Windows are half open: start excluded, end included. A window
 * costs one step per reading in it.
 */
final class Series {

  /**
   * Readings kept at most; then the oldest go, whatever windows ask for. 16,384 is four and a half
   * hours at one reading a second: 256 KiB for one series of the fastest sensor.
   */
  static final int CAPACITY = 16_384;

  /** A city just registered has a million series that nobody heard. */
  private static final int SMALLEST = 4;

  /**
   * Share of a window that must be covered for a mean to count: the three quarters that GB 3095
   * asks for (45 of 60 minutes, 6 of 8 hours).
   */
  private static final double COVERAGE = 0.75;

  private static final long HOURS_PER_WEEK = 168;

  private long[] times = new long[SMALLEST];
  private double[] values = new double[SMALLEST];
  private @Nullable HourMeans hours;
  private int from;
  private int to;

  int size() {
    return to - from;
  }

  /** Adds a reading; false when exactly this one is already there. */
  boolean add(long time, double value) {
    int at = to;
    while (at > from && later(at - 1, time, value)) {
      at--;
    }
    if (at > from && times[at - 1] == time && values[at - 1] == value) {
      return false;
    }
    if (to == times.length) {
      at -= makeRoom();
    }
    System.arraycopy(times, at, times, at + 1, to - at);
    System.arraycopy(values, at, values, at + 1, to - at);
    times[at] = time;
    values[at] = value;
    to++;
    return true;
  }

  private boolean later(int i, long time, double value) {
    return times[i] > time || (times[i] == time && values[i] > value);
  }

  /** Moves the readings to the front, or into more room, or drops the oldest; returns the shift. */
  private int makeRoom() {
    if (from == 0 && times.length < CAPACITY) {
      times = Arrays.copyOf(times, times.length * 2);
      values = Arrays.copyOf(values, values.length * 2);
      return 0;
    }
    if (from == 0) {
      putAway();
    }
    int shift = Math.max(1, from);
    System.arraycopy(times, shift, times, 0, to - shift);
    System.arraycopy(values, shift, values, 0, to - shift);
    from = 0;
    to -= shift;
    return shift;
  }

  /** Forgets readings at or before {@code time}. */
  void forget(long time) {
    while (from < to && times[from] <= time) {
      putAway();
      from++;
    }
  }

  /** The oldest reading goes into the hours of the past, where they are kept. */
  private void putAway() {
    HourMeans kept = hours;
    if (kept != null) {
      kept.add(times[from], values[from]);
    }
  }

  /** Position behind the last reading at or before {@code time}. */
  private int end(long time) {
    if (to > from && times[to - 1] <= time) {
      return to; // the usual case: asked about the present
    }
    int low = from;
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (times[middle] <= time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  boolean heardAt(long time) {
    int end = end(time);
    return end > from && times[end - 1] == time;
  }

  /**
   * The first instant after {@code now} at which the readings of a window that ends then are not
   * those of the one that ends now; the largest long when that is for ever.
   */
  long changesAfter(long now, long windowMs) {
    int end = end(now);
    int start = end(now - windowMs);
    long comes = end < to ? times[end] : Long.MAX_VALUE;
    return start < end ? Math.min(comes, times[start] + windowMs) : comes;
  }

  /** The same for the newest reading, which is old news after a time. */
  long newestChangesAfter(long now, long silenceMs) {
    int end = end(now);
    long comes = end < to ? times[end] : Long.MAX_VALUE;
    long old = end == from ? now : times[end - 1] + silenceMs + 1;
    return old <= now ? comes : Math.min(comes, old);
  }

  double last(long now, long silenceMs) {
    int end = end(now);
    return end == from || now - times[end - 1] > silenceMs ? Double.NaN : values[end - 1];
  }

  double count(long now, long windowMs) {
    int end = end(now);
    return end - end(now - windowMs);
  }

  double over(Take take, long now, long windowMs, long everyMs) {
    if (take == Take.COUNT) {
      return count(now, windowMs);
    }
    int end = end(now);
    int i = end - 1;
    double sum = 0;
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    long slots = 0;
    long slot = Long.MIN_VALUE;
    for (; i >= from && times[i] > now - windowMs; i--) {
      double value = values[i];
      sum += take == Take.ENERGY_MEAN ? Mean.ENERGY.step(value) : value;
      min = Math.min(min, value);
      max = Math.max(max, value);
      if (everyMs > 0 && Math.floorDiv(times[i], everyMs) != slot) {
        slot = Math.floorDiv(times[i], everyMs);
        slots++;
      }
    }
    int count = end - 1 - i;
    if (count == 0 || (everyMs > 0 && slots < needed(windowMs, everyMs))) {
      return Double.NaN;
    }
    return switch (take) {
      case MEAN -> sum / count;
      case ENERGY_MEAN -> Mean.ENERGY.of(sum, count);
      case MIN -> min;
      case MAX -> max;
      case SUM -> sum;
      case SD -> deviation(end, count, sum / count);
      case COUNT -> count;
    };
  }

  /**
   * Sample standard deviation of the {@code count} readings before {@code end}; also of levels that
   * of their numbers, about the plain mean.
   */
  private double deviation(int end, int count, double mean) {
    if (count < 2) {
      return Double.NaN;
    }
    double squares = 0;
    for (int i = end - count; i < end; i++) {
      squares += (values[i] - mean) * (values[i] - mean);
    }
    return Math.sqrt(squares / (count - 1));
  }

  private static long needed(long windowMs, long everyMs) {
    return Math.max(1, (long) (COVERAGE * ((double) windowMs / everyMs)));
  }

  double rate(long now, long windowMs) {
    int end = end(now);
    int start = end(now - windowMs);
    if (end - start < 2 || times[end - 1] == times[start]) {
      return Double.NaN;
    }
    double hours = (times[end - 1] - times[start]) / 3_600_000.0;
    return (values[end - 1] - values[start]) / hours;
  }

  double share(long now, long windowMs, double limit) {
    int end = end(now);
    int start = end(now - windowMs);
    if (end == start || Double.isNaN(limit)) {
      return Double.NaN;
    }
    int over = 0;
    for (int i = start; i < end; i++) {
      if (values[i] > limit) {
        over++;
      }
    }
    return (double) over / (end - start);
  }

  double quantile(long now, long windowMs, double q) {
    int end = end(now);
    int start = end(now - windowMs);
    if (end == start || !(q >= 0 && q <= 1)) {
      return Double.NaN;
    }
    double[] sorted = Arrays.copyOfRange(values, start, end);
    Arrays.sort(sorted);
    double at = q * (sorted.length - 1);
    int below = (int) at;
    double next = sorted[Math.min(below + 1, sorted.length - 1)];
    return sorted[below] + (at - below) * (next - sorted[below]);
  }

  double cusum(long now, long windowMs, double reference) {
    int end = end(now);
    int start = end(now - windowMs);
    if (end == start || Double.isNaN(reference)) {
      return Double.NaN;
    }
    double sum = 0;
    for (int i = start; i < end; i++) {
      sum = Math.max(0, sum + values[i] - reference);
    }
    return sum;
  }

  /** Time of the last reading at or before {@code time}; {@link Machine#NEVER} without one. */
  long heardBefore(long time) {
    int end = end(time);
    return end == from ? Machine.NEVER : times[end - 1];
  }

  // ---- what is usual

  /**
   * Keeps the hours of so many past weeks from now on; 0 for none. Where the property is averaged
   * in another way than before, they begin anew: one sum cannot be told from the other.
   */
  void keepHours(int weeks, Mean mean) {
    HourMeans known = hours;
    hours =
        weeks == 0
            ? null
            : known == null || known.mean() != mean
                ? new HourMeans(weeks, mean)
                : known.weeks() == weeks ? known : known.resized(weeks);
  }

  /**
   * The median of this hour's means over past weeks; unknown when more than a quarter of the weeks
   * have no reading in that hour.
   */
  double usual(long now, int weeks) {
    long hour = Math.floorDiv(now, HourMeans.HOUR_MS);
    double[] means = new double[weeks];
    int known = 0;
    for (int week = 1; week <= weeks; week++) {
      double mean = hourMean(hour - week * HOURS_PER_WEEK);
      if (!Double.isNaN(mean)) {
        means[known++] = mean;
      }
    }
    if (known == 0 || known < (int) Math.ceil(COVERAGE * weeks)) {
      return Double.NaN;
    }
    Arrays.sort(means, 0, known);
    return known % 2 == 1 ? means[known / 2] : (means[known / 2 - 1] + means[known / 2]) / 2;
  }

  /** What was put away of an hour comes before what is still here: one order of adding up. */
  private double hourMean(long hour) {
    HourMeans kept = hours;
    double sum = kept == null ? 0 : kept.sum(hour);
    int count = kept == null ? 0 : kept.count(hour);
    Mean mean = kept == null ? Mean.ARITHMETIC : kept.mean();
    int end = end((hour + 1) * HourMeans.HOUR_MS - 1);
    for (int i = end(hour * HourMeans.HOUR_MS - 1); i < end; i++) {
      sum += mean.step(values[i]);
      count++;
    }
    return mean.of(sum, count);
  }

  void encode(DataOutput out) throws IOException {
    out.writeInt(size());
    for (int i = from; i < to; i++) {
      out.writeLong(times[i]);
      out.writeDouble(values[i]);
    }
    HourMeans kept = hours;
    out.writeBoolean(kept != null);
    if (kept != null) {
      kept.encode(out);
    }
  }

  static Series decode(DataInput in, int version) throws IOException {
    Series series = new Series();
    int size = in.readInt();
    for (int i = 0; i < size; i++) {
      series.add(in.readLong(), in.readDouble());
    }
    if (in.readBoolean()) {
      series.hours = HourMeans.decode(in, version);
    }
    return series;
  }
}
