package furong.detect;

import furong.observe.DatastreamInfo;
import furong.observe.Observation;
import furong.observe.ReadingBlock;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * Gives readings the flags that they carry for life, in the order of the log. Rules judge by the
 * same memory and the same limits ({@link Detector}), so what the history marks is what rules saw.
 *
 * <pre>{@code
 * int[] flags = quality.flags(block, receivedAtMs);   // flags[i] belongs to reading i
 * }</pre>
 *
 * <p>One writer; {@link #counts} may be read by any thread. Costs some 200 bytes a datastream that
 * was heard since the start.
 *
 * <p>Known faults: after a restart only the newest reading of a datastream is remembered, so an
 * older one sent twice across a restart is not found. A device whose clock is behind cannot be told
 * from one that sends old readings. Rules also leave out what comes at an instant that they have
 * settled by the wall clock; that is not marked here.
 */
public final class Quality {

  /** The limits of a property by its id; null when no pack knows it. */
  public interface Limits {
    @Nullable QualityLimits of(String property);
  }

  /** The description of a datastream that the log did not bring since the start. */
  public interface Streams {
    Optional<DatastreamInfo> find(long datastream);
  }

  /**
   * The newest stored reading of a datastream.
   *
   * @param id of the observation: what comes with a smaller one is read again, not new
   * @param value as given
   * @param flatSinceMs since when the value is what it is
   */
  public record Seed(long id, long timeMs, double value, int flags, long flatSinceMs) {}

  /** Finds what was stored of datastreams; those without observations are missing. */
  public interface Seeds {
    Map<Long, Seed> find(Collection<Long> datastreams);
  }

  private static final class Known {
    final QualityLimits limits;
    final double factor;
    final double offset;
    final long thing;
    StreamMemory memory = new StreamMemory();
    long seedId;

    Known(QualityLimits limits, double factor, double offset, long thing) {
      this.limits = limits;
      this.factor = factor;
      this.offset = offset;
      this.thing = thing;
    }
  }

  private static final class Clock {
    long ms = Long.MIN_VALUE;
  }

  /** Bits of the flags that there are. */
  private static final int BITS = 16;

  private final Limits limits;
  private final Streams streams;
  private final Seeds seeds;
  private LongMap<Known> known = new LongMap<>();
  private LongMap<Clock> clocks = new LongMap<>();
  private final ByTime byTime = new ByTime();
  private int[] flags = new int[0];
  private final AtomicLongArray counts = new AtomicLongArray(BITS);

  public Quality(Limits limits, Streams streams, Seeds seeds) {
    this.limits = limits;
    this.streams = streams;
    this.seeds = seeds;
  }

  /** Flags by position in the block; valid until the next call. */
  public int[] flags(ReadingBlock block, long receivedAtMs) {
    int size = block.size();
    if (flags.length < size) {
      flags = new int[size];
    }
    meet(block);
    long @Nullable [] order = byTime.order(block);
    for (int k = 0; k < size; k++) {
      int i = ByTime.at(order, k);
      flags[i] = judge(block, i, receivedAtMs);
      count(flags[i]);
    }
    return flags;
  }

  private int judge(ReadingBlock block, int i, long receivedAtMs) {
    Known stream = known.get(block.datastream(i));
    if (stream == null) {
      throw new IllegalStateException("every datastream of the block was met");
    }
    if (stream.seedId != 0) {
      if (block.id(i) <= stream.seedId) {
        stream.memory = new StreamMemory(); // the log is read again: the seed is from later
      } else if (stream.limits.ruled()) {
        Clock clock = clock(stream.thing);
        clock.ms = Math.max(clock.ms, stream.memory.newestMs());
      }
      stream.seedId = 0;
    }
    long time = block.timeMs(i);
    double value = block.value(i) * stream.factor + stream.offset;
    long newestMs = stream.memory.newestMs();
    int found = stream.memory.judge(stream.limits, time, value, receivedAtMs);
    if ((found & Observation.UNUSABLE) != 0 || stream.limits == QualityLimits.UNKNOWN) {
      return found;
    }
    if (!stream.limits.ruled()) {
      return found | late(time, newestMs, stream.limits);
    }
    Clock clock = clock(stream.thing);
    found |= late(time, clock.ms, stream.limits);
    clock.ms = Math.max(clock.ms, time);
    return found;
  }

  private static int late(long timeMs, long clockMs, QualityLimits limits) {
    return clockMs != Long.MIN_VALUE && timeMs < clockMs - limits.latenessMs()
        ? Observation.LATE
        : 0;
  }

  private Clock clock(long thing) {
    Clock clock = clocks.get(thing);
    if (clock == null) {
      clock = new Clock();
      clocks.put(thing, clock);
    }
    return clock;
  }

  private void meet(ReadingBlock block) {
    Set<Long> strangers = new TreeSet<>();
    for (int i = 0; i < block.size(); i++) {
      if (known.get(block.datastream(i)) == null) {
        strangers.add(block.datastream(i));
      }
    }
    if (strangers.isEmpty()) {
      return;
    }
    Map<Long, Seed> stored = seeds.find(strangers);
    for (long datastream : strangers) {
      Known stream = known(streams.find(datastream).orElse(null));
      @Nullable Seed seed = stored.get(datastream);
      if (seed != null && (seed.flags() & Observation.UNUSABLE) == 0) {
        stream.seedId = seed.id();
        double value = seed.value() * stream.factor + stream.offset;
        stream.memory.seed(seed.timeMs(), value, seed.flatSinceMs());
      }
      known.put(datastream, stream);
    }
  }

  private Known known(@Nullable DatastreamInfo info) {
    if (info == null) {
      return new Known(QualityLimits.UNKNOWN, 1, 0, 0);
    }
    @Nullable QualityLimits of = limits.of(info.property());
    return new Known(
        of == null ? QualityLimits.UNKNOWN : of, info.factor(), info.offset(), info.thing());
  }

  /** A datastream was described anew; null when it was deleted. */
  public void registered(long datastream, @Nullable DatastreamInfo info) {
    Known old = known.get(datastream);
    if (old == null) {
      return; // found when its first reading comes
    }
    Known now = known(info);
    if (now.factor == old.factor && now.offset == old.offset) {
      now.memory = old.memory;
      now.seedId = old.seedId;
    }
    known.put(datastream, now);
  }

  /** Since when a datastream gives the same value; the smallest long when that is not known. */
  public long flatSinceMs(long datastream) {
    Known stream = known.get(datastream);
    return stream == null ? Long.MIN_VALUE : stream.memory.flatSinceMs();
  }

  /** Forgets everything: the stored readings are asked again. */
  public void forget() {
    known = new LongMap<>();
    clocks = new LongMap<>();
  }

  private void count(int found) {
    for (int left = found; left != 0; left &= left - 1) {
      counts.incrementAndGet(Integer.numberOfTrailingZeros(left));
    }
  }

  /** How many readings got each flag since this process began, by the flag's name. */
  public Map<String, Long> counts() {
    Map<String, Long> all = new TreeMap<>();
    for (int bit = 0; bit < BITS; bit++) {
      for (String name : Observation.names(1 << bit)) {
        all.put(name, counts.get(bit));
      }
    }
    return all;
  }
}
