package furong.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

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

  private static final int SMALLEST = 8;

  /**
   * Share of a window that must be covered for a mean to count: the three quarters that GB 3095
   * asks for (45 of 60 minutes, 6 of 8 hours).
   */
  private static final double COVERAGE = 0.75;

  private long[] times = new long[SMALLEST];
  private double[] values = new double[SMALLEST];
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
      from++;
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

  double last(long now, long silenceMs) {
    int end = end(now);
    return end == from || now - times[end - 1] > silenceMs ? Double.NaN : values[end - 1];
  }

  double count(long now, long windowMs) {
    int end = end(now);
    return end - end(now - windowMs);
  }

  /** What to take of the readings of a window. */
  enum Take {
    MEAN,
    MIN,
    MAX
  }

  double over(Take take, long now, long windowMs, long everyMs) {
    int end = end(now);
    int i = end - 1;
    double sum = 0;
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    long slots = 0;
    long slot = Long.MIN_VALUE;
    for (; i >= from && times[i] > now - windowMs; i--) {
      double value = values[i];
      sum += value;
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
      case MIN -> min;
      case MAX -> max;
    };
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

  void encode(DataOutput out) throws IOException {
    out.writeInt(size());
    for (int i = from; i < to; i++) {
      out.writeLong(times[i]);
      out.writeDouble(values[i]);
    }
  }

  static Series decode(DataInput in) throws IOException {
    Series series = new Series();
    int size = in.readInt();
    for (int i = 0; i < size; i++) {
      series.add(in.readLong(), in.readDouble());
    }
    return series;
  }
}
