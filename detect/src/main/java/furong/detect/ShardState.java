package furong.detect;

import furong.observe.Observation;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Everything that detection knows of one shard of the log: datastreams, the recent readings that
 * rules still need, the state of every rule on every thing, open windows. Whoever runs the stream
 * keeps it, as bytes by {@link #encode} when the process may end. One writer at a time.
 */
public final class ShardState {

  /** Readings that took no part, and why. */
  public enum Left {
    UNKNOWN_DATASTREAM,
    NOT_A_NUMBER,
    OUT_OF_RANGE,
    DUPLICATE,
    LATE,
    FUTURE;

    /** Why a reading with these flags takes no part. */
    static Left of(int flags) {
      return (flags & Observation.NOT_A_NUMBER) != 0
          ? NOT_A_NUMBER
          : (flags & Observation.RANGE) != 0
              ? OUT_OF_RANGE
              : (flags & Observation.FUTURE) != 0 ? FUTURE : DUPLICATE;
    }
  }

  /**
   * Changes whenever the bytes do. The two before are read, for a city that is brought up to date
   * is not to tell anew what it told; older ones are refused and the log is read again instead.
   */
  private static final int VERSION = 7;

  private static final int OLDEST = 5;

  /** The first that says how its sums are averaged; those before know the plain mean alone. */
  static final int MEANS = 7;

  /** The first that says when the city was there to listen. */
  private static final int LISTENING = 6;

  /** Those that observe a property, whether or not the rules at hand look at it. */
  final LongMap<StreamState> streams = new LongMap<>();

  /** What came last of each, by {@link StreamState#memory}. */
  final LongPages memories = new LongPages(StreamMemory.WIDTH);

  /** The places of a MultiDatastream by its id, as datastreams of their own. */
  final LongMap<List<StreamState>> parts = new LongMap<>();

  /** Whether there ever were any: most cities have none and need not look. */
  boolean hasParts;

  final LongMap<ThingState> things = new LongMap<>();
  final Vitals vitals = new Vitals();
  final Standings standings = new Standings();
  final Listening listening = new Listening();
  final long[] left = new long[Left.values().length];

  // not kept: belongs to the run
  @Nullable RuleBook bound;
  boolean switched; // while other rules take over from those of another version
  final Cursor cursor = new Cursor(listening);
  final List<ThingState> dirty = new ArrayList<>();
  final Waking waking = new Waking();
  long tickedAtMs = Machine.NEVER;
  boolean rebound; // since the last tick something was registered
  final Set<String> unasked = new TreeSet<>();
  final ByTime byTime = new ByTime();

  /** How many readings were left out of windows and rules since the log began. */
  public Map<Left, Long> left() {
    Map<Left, Long> counts = new EnumMap<>(Left.class);
    for (Left kind : Left.values()) {
      counts.put(kind, left[kind.ordinal()]);
    }
    return counts;
  }

  /**
   * What each rule that applies says of a thing; empty for one that no rule looks at. A rule across
   * things is among them only when it can judge nothing for want of a distance.
   */
  public Map<String, Judgement> judgements(long thing) {
    ThingState state = things.get(thing);
    Map<String, Judgement> all = new java.util.TreeMap<>();
    if (state != null) {
      for (RuleState rule : state.rules) {
        all.put(rule.rule, (state.live ? rule.now : rule.settled).judgement());
      }
      state.shape.unasked.forEach(rule -> all.put(rule, Judgement.CANNOT_JUDGE));
    }
    return all;
  }

  /** How many pairs of rule and thing stand at each judgement. Costs a walk over all things. */
  public Map<Judgement, Integer> judgementCounts() {
    Map<Judgement, Integer> counts = new EnumMap<>(Judgement.class);
    for (ThingState thing : things.sorted()) {
      judgements(thing.id).values().forEach(j -> counts.merge(j, 1, Integer::sum));
    }
    return counts;
  }

  /** Writes everything that is kept, in a fixed order: equal states give equal bytes. */
  public void encode(DataOutput out) throws IOException {
    Words words = new Words();
    out.writeInt(VERSION);
    List<StreamState> allStreams = streams.sorted();
    out.writeInt(allStreams.size());
    for (StreamState stream : allStreams) {
      stream.encode(out, words, memories);
    }
    List<ThingState> allThings = things.sorted();
    out.writeInt(allThings.size());
    for (ThingState thing : allThings) {
      thing.encode(out, words);
    }
    vitals.encode(out);
    standings.encode(out);
    listening.encode(out);
    for (long count : left) {
      out.writeLong(count);
    }
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws IOException when the bytes are of another version or end early
   */
  public static ShardState decode(DataInput in) throws IOException {
    int version = in.readInt();
    if (version < OLDEST || version > VERSION) {
      throw new IOException("detection state of version " + version + ", expected " + VERSION);
    }
    Words words = new Words();
    ShardState state = new ShardState();
    int streamCount = in.readInt();
    for (int i = 0; i < streamCount; i++) {
      StreamState stream = StreamState.decode(in, words, state.memories);
      state.streams.put(stream.id, stream);
      state.part(stream);
    }
    int thingCount = in.readInt();
    for (int i = 0; i < thingCount; i++) {
      ThingState thing = ThingState.decode(in, words, version);
      state.things.put(thing.id, thing);
    }
    state.vitals.read(in, version);
    state.standings.read(in);
    if (version >= LISTENING) {
      state.listening.read(in);
    } else { // the last reading that was taken in is the last sign of the city being there
      state.things.sorted().stream()
          .mapToLong(thing -> thing.receivedAt)
          .max()
          .ifPresent(state.listening::hears);
    }
    for (int i = 0; i < state.left.length; i++) {
      state.left[i] = in.readLong();
    }
    return state;
  }

  /** Notes a datastream that is a place of a MultiDatastream. */
  void part(StreamState stream) {
    if (stream.isPart()) {
      hasParts = true;
      List<StreamState> all = parts.get(stream.whole());
      if (all == null) {
        all = new ArrayList<>();
        parts.put(stream.whole(), all);
      }
      all.add(stream);
    }
  }

  /** Counts anew the things that a rule would ask if it could judge, heard or not. */
  void countUnasked() {
    if (!rebound) {
      return;
    }
    rebound = false;
    unasked.forEach(standings::begin);
    for (ThingState thing : things.sorted()) {
      for (String rule : thing.shape.unasked) {
        unasked.add(rule);
        standings.cell(rule, thing.division).add(Judgement.CANNOT_JUDGE);
      }
    }
  }

  void leaveOut(Left why) {
    left[why.ordinal()]++;
  }
}
