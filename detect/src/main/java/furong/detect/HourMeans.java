package furong.detect;

import furong.base.Mean;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Sums of the hours of a series' past weeks, so that a rule can ask what is usual at this hour.
 * Readings come in when nothing can change them any more, in the order of time.
 *
 * <p>Bound: 168 hours a week and one week more than is asked for, 12 bytes each: 10 KiB for a
 * series that looks four weeks back, 18 KiB for eight. Only series whose rules say {@code usual}
 * have it.
 */
final class HourMeans {

  static final long HOUR_MS = 3_600_000L;
  private static final int WEEK = 168;
  private static final long NONE = Long.MIN_VALUE;

  private final Mean mean;
  private final double[] sums;
  private final int[] counts;

  /** The newest hour since the epoch that has a reading. */
  private long newest = NONE;

  HourMeans(int weeks, Mean mean) {
    this.mean = mean;
    sums = new double[(weeks + 1) * WEEK];
    counts = new int[sums.length];
  }

  int weeks() {
    return sums.length / WEEK - 1;
  }

  Mean mean() {
    return mean;
  }

  void add(long timeMs, double value) {
    long hour = Math.floorDiv(timeMs, HOUR_MS);
    if (newest == NONE) {
      newest = hour;
    }
    for (long h = Math.max(newest + 1, hour - sums.length + 1); h <= hour; h++) {
      sums[slot(h)] = 0;
      counts[slot(h)] = 0;
    }
    newest = Math.max(newest, hour);
    if (holds(hour)) {
      sums[slot(hour)] += mean.step(value);
      counts[slot(hour)]++;
    }
  }

  private boolean holds(long hour) {
    return newest != NONE && hour <= newest && hour > newest - sums.length;
  }

  private int slot(long hour) {
    return (int) Math.floorMod(hour, (long) sums.length);
  }

  /** Of the steps of {@link #mean}. */
  double sum(long hour) {
    return holds(hour) ? sums[slot(hour)] : 0;
  }

  int count(long hour) {
    return holds(hour) ? counts[slot(hour)] : 0;
  }

  /** The same readings with room for another number of weeks. */
  HourMeans resized(int weeks) {
    HourMeans other = new HourMeans(weeks, mean);
    other.newest = newest;
    if (newest != NONE) {
      for (long h = newest - Math.min(sums.length, other.sums.length) + 1; h <= newest; h++) {
        other.sums[other.slot(h)] = sums[slot(h)];
        other.counts[other.slot(h)] = counts[slot(h)];
      }
    }
    return other;
  }

  void encode(DataOutput out) throws IOException {
    out.writeInt(weeks());
    out.writeBoolean(mean.isEnergy());
    out.writeLong(newest);
    out.writeInt((int) Arrays.stream(counts).filter(c -> c > 0).count());
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        out.writeInt(i);
        out.writeInt(counts[i]);
        out.writeDouble(sums[i]);
      }
    }
  }

  static HourMeans decode(DataInput in, int version) throws IOException {
    int weeks = in.readInt();
    boolean energy = version >= ShardState.MEANS && in.readBoolean();
    HourMeans hours = new HourMeans(weeks, Mean.ofEnergy(energy));
    hours.newest = in.readLong();
    for (int left = in.readInt(); left > 0; left--) {
      int i = in.readInt();
      hours.counts[i] = in.readInt();
      hours.sums[i] = in.readDouble();
    }
    return hours;
  }
}
