package furong.detect;

import furong.observe.Observation;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What is remembered of one datastream to judge its next reading: seven longs within a page of
 * many, so 56 bytes. Values are in the unit of the property. One writer.
 *
 * <p>A reading that is older than the newest one is compared with the last few only, to find it a
 * duplicate: how fast or flat the value was then is not known any more. Those few are kept as 64
 * bits mixed of time and value; that two different readings of one datastream mix to the same is a
 * matter of once in some 10^18 readings.
 */
final class StreamMemory {

  /** Longs of one datastream. */
  static final int WIDTH = 7;

  // what stands where
  private static final int NEWEST_MS = 0;
  private static final int NEWEST = 1;
  private static final int FLAT_SINCE_MS = 2;
  private static final int READINGS = 3;

  /**
   * Readings remembered to know a duplicate again: what a gateway sends twice after a broken
   * connection follows closely. A batch sent twice as a whole is caught by its key before.
   */
  private static final int RECENT = 4;

  /** In the place of a reading: there was none yet. */
  private static final long NO_READING = 0;

  /**
   * How far a device's clock may run ahead of ours before its readings are left out: one that is
   * years ahead would make every other reading of its thing late.
   */
  static final long AHEAD_MS = 5 * 60_000L;

  private static final double HOUR_MS = 3_600_000.0;

  static final long NEVER = Long.MIN_VALUE;

  private StreamMemory() {}

  /** Makes it the memory of one that was never heard. */
  static void clear(long[] page, int at) {
    page[at + NEWEST_MS] = NEVER;
    page[at + NEWEST] = 0;
    page[at + FLAT_SINCE_MS] = NEVER;
    for (int i = 0; i < RECENT; i++) {
      page[at + READINGS + i] = NO_READING;
    }
  }

  /** Why a reading takes no part whatever was heard before; 0 when it may. */
  static int unusable(QualityLimits limits, long timeMs, double value, long receivedAtMs) {
    if (!Double.isFinite(value)) {
      return Observation.NOT_A_NUMBER;
    }
    if (value < limits.low() || value > limits.high()) {
      return Observation.RANGE;
    }
    return timeMs > receivedAtMs + AHEAD_MS ? Observation.FUTURE : 0;
  }

  /** The flags of a usable reading; it is remembered unless it takes no part. */
  static int judge(long[] page, int at, QualityLimits limits, long timeMs, double value) {
    if (!remember(page, at, timeMs, value)) {
      return Observation.DUPLICATE;
    }
    return compare(page, at, limits, timeMs, value);
  }

  private static boolean remember(long[] page, int at, long timeMs, double value) {
    long reading = mixed(timeMs, value);
    int first = at + READINGS;
    for (int i = 0; i < RECENT; i++) {
      if (page[first + i] == reading) {
        return false;
      }
    }
    for (int i = RECENT - 1; i > 0; i--) {
      page[first + i] = page[first + i - 1];
    }
    page[first] = reading;
    return true;
  }

  /** Different times of one value, and different values of one time, never mix to the same. */
  private static long mixed(long timeMs, double value) {
    double noSign = value + 0.0; // -0.0 is 0.0
    long all = mix(mix(timeMs) + Double.doubleToRawLongBits(noSign));
    return all == NO_READING ? 1 : all;
  }

  /** The finalizer of MurmurHash3: one to one, and each bit goes into all. */
  private static long mix(long z) {
    long a = (z ^ (z >>> 33)) * 0xff51afd7ed558ccdL;
    long b = (a ^ (a >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return b ^ (b >>> 33);
  }

  private static int compare(long[] page, int at, QualityLimits limits, long timeMs, double value) {
    long newestMs = page[at + NEWEST_MS];
    if (newestMs == NEVER) {
      newest(page, at, timeMs, value, timeMs);
      return 0;
    }
    long gapMs = timeMs - newestMs;
    if (gapMs <= 0) {
      return 0;
    }
    double newest = Double.longBitsToDouble(page[at + NEWEST]);
    int flags = gapMs > limits.silenceMs() ? Observation.SILENCE : 0;
    // within an hour the whole change of an hour is allowed: sensors are noisy from minute to
    // minute
    if (Math.abs(value - newest) > limits.ratePerHour() * Math.max(1, gapMs / HOUR_MS)) {
      flags |= Observation.RATE;
    }
    long flatSinceMs = page[at + FLAT_SINCE_MS];
    if (value != newest) {
      flatSinceMs = timeMs;
    } else if (timeMs - flatSinceMs > limits.flatMs()) {
      flags |= Observation.FLAT;
    }
    newest(page, at, timeMs, value, flatSinceMs);
    return flags;
  }

  private static void newest(long[] page, int at, long timeMs, double value, long flatSinceMs) {
    page[at + NEWEST_MS] = timeMs;
    page[at + NEWEST] = Double.doubleToRawLongBits(value);
    page[at + FLAT_SINCE_MS] = flatSinceMs;
  }

  /** Begins with a reading that was judged before. */
  static void seed(long[] page, int at, long timeMs, double value, long flatSinceMs) {
    remember(page, at, timeMs, value);
    newest(page, at, timeMs, value, flatSinceMs);
  }

  /** Phenomenon time of the newest believed reading; the smallest long when there is none. */
  static long newestMs(long[] page, int at) {
    return page[at + NEWEST_MS];
  }

  /** Since when the value is what it is; the smallest long when there is none. */
  static long flatSinceMs(long[] page, int at) {
    return page[at + FLAT_SINCE_MS];
  }

  static void encode(long[] page, int at, DataOutput out) throws IOException {
    for (int i = 0; i < WIDTH; i++) {
      out.writeLong(page[at + i]);
    }
  }

  static void decode(long[] page, int at, DataInput in) throws IOException {
    for (int i = 0; i < WIDTH; i++) {
      page[at + i] = in.readLong();
    }
  }
}
