package furong.detect;

import furong.observe.DatastreamInfo;
import furong.observe.LogRecord;
import furong.observe.Observation;
import furong.observe.ReadingBlock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
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
 * int[] flags = quality.flags(shard, block, receivedAtMs);   // flags[i] belongs to reading i
 * }</pre>
 *
 * <p>Limits change with an entry of the log, in each shard where it stands: what came before it was
 * held against the old ones, also when the log is read again.
 *
 * <p>One writer; {@link #counts} may be read by any thread. Costs some 80 bytes a datastream that
 * was heard since the start, and 30 a thing that rules look at.
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

    /** Those that an entry of the log brings into force; these when it changes nothing. */
    default Limits after(LogRecord.Released entry) {
      return this;
    }
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

  /**
   * How to read the numbers of a datastream, and what they are held against.
   *
   * @param property its id; empty when nothing is known of the datastream
   * @param shard in which its readings come
   */
  private record Scale(
      String property, int shard, QualityLimits limits, double factor, double offset) {
    double of(double given) {
      return given * factor + offset;
    }
  }

  /** Behind the memory of a datastream: the number of its scale, and the row of its clock. */
  private static final int SCALE_AND_CLOCK = StreamMemory.WIDTH;

  /** Bits of the flags that there are. */
  private static final int BITS = 16;

  /** Clocks begin behind this row, which stands for none. */
  private static final int NO_CLOCK = 0;

  /** No thing has this id: its row is {@link #NO_CLOCK}. */
  private static final long NOTHING = Long.MIN_VALUE;

  private final Limits first;
  private final Map<Integer, Limits> byShard = new HashMap<>();
  private final Streams streams;
  private final Seeds seeds;
  private LongRows known = new LongRows(StreamMemory.WIDTH + 1);
  private LongRows clocks = new LongRows(1);

  // a million datastreams have some hundred ways to be read
  private final List<Scale> scales = new ArrayList<>();
  private final Map<Scale, Integer> numbers = new HashMap<>();

  /** Ids of the stored readings that memories began with, until the first reading comes. */
  private final Map<Long, Long> seeded = new HashMap<>();

  private final ByTime byTime = new ByTime();
  private int[] flags = new int[0];
  private final AtomicLongArray counts = new AtomicLongArray(BITS);

  public Quality(Limits limits, Streams streams, Seeds seeds) {
    this.first = limits;
    this.streams = streams;
    this.seeds = seeds;
    clocks.add(NOTHING);
  }

  /**
   * Other versions of packs judge the readings of a shard from here on. Their limits take the place
   * of the old ones; what is remembered of datastreams stays.
   */
  public void released(int shard, LogRecord.Released entry) {
    Limits before = byShard.getOrDefault(shard, first);
    Limits now = before.after(entry);
    if (now == before) {
      return;
    }
    byShard.put(shard, now);
    numbers.clear();
    for (int number = 0; number < scales.size(); number++) {
      Scale old = scales.get(number);
      if (old.shard() == shard && !old.property().isEmpty()) {
        scales.set(number, scale(old.property(), shard, now, old.factor(), old.offset()));
      }
      numbers.putIfAbsent(scales.get(number), number);
    }
  }

  /** Flags by position in the block; valid until the next call. */
  public int[] flags(int shard, ReadingBlock block, long receivedAtMs) {
    int size = block.size();
    if (flags.length < size) {
      flags = new int[size];
    }
    meet(shard, block);
    long @Nullable [] order = byTime.order(block);
    for (int k = 0; k < size; k++) {
      int i = ByTime.at(order, k);
      flags[i] = judge(block, i, receivedAtMs);
      count(flags[i]);
    }
    return flags;
  }

  private int judge(ReadingBlock block, int i, long receivedAtMs) {
    int row = known.find(block.datastream(i));
    if (row == LongRows.NONE) {
      throw new IllegalStateException("every datastream of the block was met");
    }
    long[] page = known.page(row);
    int at = known.at(row);
    Scale scale = scales.get((int) (page[at + SCALE_AND_CLOCK] >>> 32));
    QualityLimits held = scale.limits();
    int clock = clock(block.datastream(i), page, at, held);
    if (!seeded.isEmpty()) {
      seeded(block, i, page, at, held, clock);
    }
    long time = block.timeMs(i);
    double value = scale.of(block.value(i));
    int unusable = StreamMemory.unusable(held, time, value, receivedAtMs);
    if (unusable != 0) {
      return unusable;
    }
    long newestMs = StreamMemory.newestMs(page, at);
    int found = StreamMemory.judge(page, at, held, time, value);
    if ((found & Observation.UNUSABLE) != 0 || held.equals(QualityLimits.UNKNOWN)) {
      return found;
    }
    if (!held.ruled()) {
      return found | late(time, newestMs, held);
    }
    found |= late(time, clockMs(clock), held);
    advance(clock, time);
    return found;
  }

  /** The first reading of a datastream whose memory began with a stored one. */
  private void seeded(
      ReadingBlock block, int i, long[] page, int at, QualityLimits held, int clock) {
    Long seed = seeded.remove(block.datastream(i));
    if (seed == null) {
      return;
    }
    if (block.id(i) <= seed) {
      StreamMemory.clear(page, at); // the log is read again: the seed is from later
    } else if (held.ruled()) {
      advance(clock, StreamMemory.newestMs(page, at));
    }
  }

  private static int late(long timeMs, long clockMs, QualityLimits limits) {
    return clockMs != Long.MIN_VALUE && timeMs < clockMs - limits.latenessMs()
        ? Observation.LATE
        : 0;
  }

  private long clockMs(int clock) {
    return clock == NO_CLOCK ? Long.MIN_VALUE : clocks.page(clock)[clocks.at(clock)];
  }

  private void advance(int clock, long ms) {
    if (clock == NO_CLOCK) {
      return;
    }
    long[] page = clocks.page(clock);
    int at = clocks.at(clock);
    page[at] = Math.max(page[at], ms);
  }

  /** The clock of its thing; a release may have made rules look at the property only now. */
  private int clock(long datastream, long[] page, int at, QualityLimits held) {
    int clock = (int) page[at + SCALE_AND_CLOCK];
    if (clock != NO_CLOCK || !held.ruled()) {
      return clock;
    }
    int found = streams.find(datastream).map(info -> clock(info.thing())).orElse(NO_CLOCK);
    page[at + SCALE_AND_CLOCK] |= found;
    return found;
  }

  private int clock(long thing) {
    int row = clocks.find(thing);
    if (row == LongRows.NONE) {
      row = clocks.add(thing);
      clocks.page(row)[clocks.at(row)] = Long.MIN_VALUE;
    }
    return row;
  }

  private void meet(int shard, ReadingBlock block) {
    Set<Long> strangers = new TreeSet<>();
    for (int i = 0; i < block.size(); i++) {
      if (known.find(block.datastream(i)) == LongRows.NONE) {
        strangers.add(block.datastream(i));
      }
    }
    if (strangers.isEmpty()) {
      return;
    }
    Map<Long, Seed> stored = seeds.find(strangers);
    for (long datastream : strangers) {
      int row = known.add(datastream);
      long[] page = known.page(row);
      int at = known.at(row);
      @Nullable DatastreamInfo info = streams.find(datastream).orElse(null);
      Scale scale = scale(shard, info);
      StreamMemory.clear(page, at);
      page[at + SCALE_AND_CLOCK] = scaleAndClock(scale, info);
      @Nullable Seed seed = stored.get(datastream);
      if (seed != null && (seed.flags() & Observation.UNUSABLE) == 0) {
        seeded.put(datastream, seed.id());
        StreamMemory.seed(page, at, seed.timeMs(), scale.of(seed.value()), seed.flatSinceMs());
      }
    }
  }

  private Scale scale(int shard, @Nullable DatastreamInfo info) {
    return info == null
        ? new Scale("", shard, QualityLimits.UNKNOWN, 1, 0)
        : scale(
            info.property(),
            shard,
            byShard.getOrDefault(shard, first),
            info.factor(),
            info.offset());
  }

  private static Scale scale(
      String property, int shard, Limits limits, double factor, double offset) {
    @Nullable QualityLimits of = limits.of(property);
    return new Scale(property, shard, of == null ? QualityLimits.UNKNOWN : of, factor, offset);
  }

  /** Only the clock of a thing that rules look at is looked at. */
  private long scaleAndClock(Scale scale, @Nullable DatastreamInfo info) {
    @Nullable Integer number = numbers.get(scale);
    if (number == null) {
      number = scales.size();
      scales.add(scale);
      numbers.put(scale, number);
    }
    int clock = info != null && scale.limits().ruled() ? clock(info.thing()) : NO_CLOCK;
    return (long) number << 32 | clock;
  }

  /** A datastream was described anew; null when it was deleted. */
  public void registered(long datastream, @Nullable DatastreamInfo info) {
    int row = known.find(datastream);
    if (row == LongRows.NONE) {
      return; // found when its first reading comes
    }
    long[] page = known.page(row);
    int at = known.at(row);
    Scale old = scales.get((int) (page[at + SCALE_AND_CLOCK] >>> 32));
    Scale now = scale(info == null ? old.shard() : info.shard(), info);
    page[at + SCALE_AND_CLOCK] = scaleAndClock(now, info);
    if (now.factor() != old.factor() || now.offset() != old.offset()) {
      StreamMemory.clear(page, at);
      seeded.remove(datastream);
    }
  }

  /** Since when a datastream gives the same value; the smallest long when that is not known. */
  public long flatSinceMs(long datastream) {
    int row = known.find(datastream);
    return row == LongRows.NONE
        ? Long.MIN_VALUE
        : StreamMemory.flatSinceMs(known.page(row), known.at(row));
  }

  /** Forgets everything but the limits: the stored readings are asked again. */
  public void forget() {
    known = new LongRows(StreamMemory.WIDTH + 1);
    clocks = new LongRows(1);
    clocks.add(NOTHING);
    seeded.clear();
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
