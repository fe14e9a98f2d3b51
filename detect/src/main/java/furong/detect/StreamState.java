package furong.detect;

import furong.detect.RuleBook.Watched;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One datastream: how to read its numbers, where they go, and what came last. */
final class StreamState {

  /**
   * Readings remembered to know a duplicate again: what a gateway sends twice after a broken
   * connection follows closely. A batch sent twice as a whole is caught by its key before.
   */
  private static final int RECENT = 4;

  final long id;
  final long thing;
  final String property;
  final double factor;
  final double offset;
  final String division;
  final boolean simulated;

  private final long[] recentTimes = new long[RECENT];
  private final double[] recentValues = new double[RECENT];
  private int next;

  // of the rule book at hand, not kept
  @Nullable Watched watched;
  Vitals.@Nullable Cell cell;
  @Nullable ThingState owner;
  @Nullable Series series;

  StreamState(
      long id,
      long thing,
      String property,
      double factor,
      double offset,
      String division,
      boolean simulated) {
    this.id = id;
    this.thing = thing;
    this.property = property;
    this.factor = factor;
    this.offset = offset;
    this.division = division;
    this.simulated = simulated;
    Arrays.fill(recentTimes, Long.MIN_VALUE);
  }

  /** Remembers a reading; false when it was there already. */
  boolean remember(long time, double value) {
    for (int i = 0; i < RECENT; i++) {
      if (recentTimes[i] == time && recentValues[i] == value) {
        return false;
      }
    }
    recentTimes[next] = time;
    recentValues[next] = value;
    next = (next + 1) % RECENT;
    return true;
  }

  /** Takes over what is known of the readings when only the description changed. */
  void rememberFrom(StreamState old) {
    System.arraycopy(old.recentTimes, 0, recentTimes, 0, RECENT);
    System.arraycopy(old.recentValues, 0, recentValues, 0, RECENT);
    next = old.next;
  }

  void encode(DataOutput out) throws IOException {
    out.writeLong(id);
    out.writeLong(thing);
    out.writeUTF(property);
    out.writeDouble(factor);
    out.writeDouble(offset);
    out.writeUTF(division);
    out.writeBoolean(simulated);
    out.writeByte(next);
    for (int i = 0; i < RECENT; i++) {
      out.writeLong(recentTimes[i]);
      out.writeDouble(recentValues[i]);
    }
  }

  static StreamState decode(DataInput in) throws IOException {
    StreamState stream =
        new StreamState(
            in.readLong(),
            in.readLong(),
            in.readUTF(),
            in.readDouble(),
            in.readDouble(),
            in.readUTF(),
            in.readBoolean());
    stream.next = in.readByte();
    for (int i = 0; i < RECENT; i++) {
      stream.recentTimes[i] = in.readLong();
      stream.recentValues[i] = in.readDouble();
    }
    return stream;
  }
}
