package furong.detect;

import furong.observe.Observation;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What is remembered of one datastream to judge its next reading. Values are in the unit of the
 * property. 130 bytes, 40 before the first reading; one writer.
 *
 * <p>A reading that is older than the newest one is compared with the last few only, to find it a
 * duplicate: how fast or flat the value was then is not known any more.
 */
final class StreamMemory {

  /**
   * Readings remembered to know a duplicate again: what a gateway sends twice after a broken
   * connection follows closely. A batch sent twice as a whole is caught by its key before.
   */
  private static final int RECENT = 4;

  /**
   * How far a device's clock may run ahead of ours before its readings are left out: one that is
   * years ahead would make every other reading of its thing late.
   */
  static final long AHEAD_MS = 5 * 60_000L;

  private static final double HOUR_MS = 3_600_000.0;

  private static final long NEVER = Long.MIN_VALUE;

  /** Of those that were never heard, which is most of a city that was just registered. */
  private static final long[] NO_TIMES = {};

  private static final double[] NO_VALUES = {};

  /** In the place of {@code next} in the bytes of one that was never heard. */
  private static final int UNHEARD = -1;

  private long[] times = NO_TIMES;
  private double[] values = NO_VALUES;
  private int next;
  private long newestMs = NEVER;
  private double newest;
  private long flatSinceMs = NEVER;

  /** The flags of a reading; it is remembered unless it takes no part. */
  int judge(QualityLimits limits, long timeMs, double value, long receivedAtMs) {
    if (!Double.isFinite(value)) {
      return Observation.NOT_A_NUMBER;
    }
    if (value < limits.low() || value > limits.high()) {
      return Observation.RANGE;
    }
    if (timeMs > receivedAtMs + AHEAD_MS) {
      return Observation.FUTURE;
    }
    if (!remember(timeMs, value)) {
      return Observation.DUPLICATE;
    }
    return compare(limits, timeMs, value);
  }

  private void makeRoom() {
    if (times.length == 0) {
      times = new long[] {NEVER, NEVER, NEVER, NEVER};
      values = new double[RECENT];
    }
  }

  private boolean remember(long timeMs, double value) {
    makeRoom();
    for (int i = 0; i < RECENT; i++) {
      if (times[i] == timeMs && values[i] == value) {
        return false;
      }
    }
    times[next] = timeMs;
    values[next] = value;
    next = (next + 1) % RECENT;
    return true;
  }

  private int compare(QualityLimits limits, long timeMs, double value) {
    if (newestMs == NEVER) {
      newestMs = timeMs;
      flatSinceMs = timeMs;
      newest = value;
      return 0;
    }
    long gapMs = timeMs - newestMs;
    if (gapMs <= 0) {
      return 0;
    }
    int flags = gapMs > limits.silenceMs() ? Observation.SILENCE : 0;
    // within an hour the whole change of an hour is allowed: sensors are noisy from minute to
    // minute
    if (Math.abs(value - newest) > limits.ratePerHour() * Math.max(1, gapMs / HOUR_MS)) {
      flags |= Observation.RATE;
    }
    if (value != newest) {
      flatSinceMs = timeMs;
    } else if (timeMs - flatSinceMs > limits.flatMs()) {
      flags |= Observation.FLAT;
    }
    newestMs = timeMs;
    newest = value;
    return flags;
  }

  /** Begins with a reading that was judged before. */
  void seed(long timeMs, double value, long flatSince) {
    remember(timeMs, value);
    newestMs = timeMs;
    newest = value;
    flatSinceMs = flatSince;
  }

  /** Phenomenon time of the newest believed reading; the smallest long when there is none. */
  long newestMs() {
    return newestMs;
  }

  /** Since when the value is what it is; the smallest long when there is none. */
  long flatSinceMs() {
    return flatSinceMs;
  }

  void encode(DataOutput out) throws IOException {
    if (times.length == 0) {
      out.writeByte(UNHEARD);
      return;
    }
    out.writeByte(next);
    for (int i = 0; i < RECENT; i++) {
      out.writeLong(times[i]);
      out.writeDouble(values[i]);
    }
    out.writeLong(newestMs);
    out.writeDouble(newest);
    out.writeLong(flatSinceMs);
  }

  static StreamMemory decode(DataInput in) throws IOException {
    StreamMemory memory = new StreamMemory();
    int next = in.readByte();
    if (next == UNHEARD) {
      return memory;
    }
    memory.next = next;
    memory.makeRoom();
    for (int i = 0; i < RECENT; i++) {
      memory.times[i] = in.readLong();
      memory.values[i] = in.readDouble();
    }
    memory.newestMs = in.readLong();
    memory.newest = in.readDouble();
    memory.flatSinceMs = in.readLong();
    return memory;
  }
}
