package furong.detect;

import furong.detect.RuleBook.Watched;
import furong.detect.ShardState.Left;
import furong.observe.ArrayResult;
import furong.observe.DatastreamInfo;
import furong.observe.LogRecord;
import furong.observe.Observation;
import furong.observe.ReadingBlock;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Turns log records into alerts and vital windows: a pure function of one shard's log.
 *
 * <pre>{@code
 * Detector detector = new Detector(RuleBook.of(packs, zone));
 * ShardState state = new ShardState();
 * for (LogRecord record : log) detector.apply(shard, state, record, effects);
 * }</pre>
 *
 * A reading is converted, checked, put into the window of its division when it is live, and into
 * the series of its thing when a rule looks at it. Rules run once per thing and instant, when the
 * whole record is in: the pollutants of one hour are judged together.
 *
 * <p>Stateless itself and safe to share; a state has one writer. It does not apply corrections: an
 * alert stands on what was known when it was raised, while indicators are computed anew. Cost: some
 * tens of nanoseconds for a reading that no rule looks at.
 */
public final class Detector {

  /**
   * Quiet time after which the open instants of history are settled: three ticks, so that an import
   * that is under way is not cut.
   */
  static final long IDLE_MS = 30_000L;

  private final RuleBook rules;

  public Detector(RuleBook rules) {
    this.rules = rules;
  }

  public RuleBook rules() {
    return rules;
  }

  /** Applies one record; effects come in a fixed order. */
  public void apply(int shard, ShardState state, LogRecord record, Effects out) {
    bind(state, out);
    switch (record) {
      case LogRecord.Readings readings -> readings(state, readings, out);
      case LogRecord.Registered registered -> registerWithParts(state, registered, out);
      case LogRecord.Tick tick -> tick(shard, state, tick.nowMs(), out);
      case LogRecord.Released released -> {
        // whoever keeps the state has chosen the detector of that version already: bound above
      }
      case LogRecord.Figures figures -> figures.figures().forEach(out::figure);
      case LogRecord.Correction correction -> {
        // an alert stands on what was known; see the class comment
      }
    }
  }

  // ---- registrations

  private void bind(ShardState state, Effects out) {
    if (state.bound == rules) {
      return;
    }
    RuleBook before = state.bound;
    state.switched = before != null;
    state.bound = rules;
    state.cursor.keep(rules.schedule());
    List<ThingState> things = state.things.sorted();
    if (state.switched) {
      things.forEach(ThingState::settleAsJudged);
    }
    things.forEach(t -> t.streams.clear());
    for (StreamState stream : state.streams.sorted()) {
      connect(state, stream);
    }
    // with those that no rule looked at before
    state.things.sorted().forEach(t -> bind(state, t, out));
    if (before != null) {
      things.forEach(t -> tellOpen(t, before, out));
    }
    state.switched = false;
  }

  /** Open alerts of rules that are asked for from now on. */
  private void tellOpen(ThingState thing, RuleBook before, Effects out) {
    for (RuleState rule : thing.rules) {
      if (rule.told() && rules.asksForAlerts(rule.rule) && !before.asksForAlerts(rule.rule)) {
        out.open(Teller.open(thing, rule));
      }
    }
  }

  private void bind(ShardState state, ThingState thing, Effects out) {
    state.waking.soon(thing);
    state.rebound = true;
    for (RuleState gone : thing.bind(rules, state.standings, out)) {
      gone.standNowhere();
      if (gone.told()) {
        Teller.close(
            thing,
            gone,
            thing.clock,
            state.switched ? "rule withdrawn" : "rule no longer applies",
            state.cursor,
            out);
      }
    }
  }

  private void connect(ShardState state, StreamState stream) {
    Watched watched = rules.watched(stream.property);
    stream.watched = watched;
    stream.cell =
        watched == null || stream.division.isEmpty()
            ? null
            : state.vitals.cell(stream.division, stream.property, watched.mean());
    stream.owner = null;
    if (watched != null && watched.fed()) {
      ThingState thing = state.things.get(stream.thing);
      if (thing == null) {
        thing = new ThingState(stream.thing, stream.division, stream.simulated);
        state.things.put(stream.thing, thing);
      }
      thing.lng = stream.lng;
      thing.lat = stream.lat;
      thing.streams.add(stream);
      stream.owner = thing;
    }
  }

  /** A MultiDatastream is a datastream for each of its places that observes something. */
  private void registerWithParts(ShardState state, LogRecord.Registered record, Effects out) {
    DatastreamInfo info = record.info();
    List<StreamState> before = state.parts.get(record.datastream());
    Set<Long> gone = new TreeSet<>();
    if (before != null) {
      before.forEach(part -> gone.add(part.id));
      state.parts.remove(record.datastream());
    }
    register(state, record, out);
    if (info != null) {
      for (DatastreamInfo.Component place : info.components()) {
        long id = StreamState.partId(info.id(), place.place());
        gone.remove(id);
        register(state, new LogRecord.Registered(id, info.part(place, id)), out);
        StreamState part = state.streams.get(id);
        if (part != null) {
          state.part(part);
        }
      }
    }
    gone.forEach(id -> register(state, new LogRecord.Registered(id, null), out));
  }

  private void register(ShardState state, LogRecord.Registered record, Effects out) {
    StreamState old = state.streams.get(record.datastream());
    DatastreamInfo info = record.info();
    int memory = StreamState.UNHEARD;
    if (old != null) {
      memory = old.memory;
      state.streams.remove(old.id);
      ThingState owner = old.owner;
      if (owner != null) {
        owner.streams.remove(old);
        if (info == null || info.thing() != old.thing || !info.property().equals(old.property)) {
          release(state, owner, out);
        }
      }
    }
    if (info == null || info.property().isEmpty()) {
      // without a property no rule, limit or vital sign of any pack can ever ask for it
      if (memory != StreamState.UNHEARD) {
        state.memories.giveBack(memory);
      }
      return;
    }
    StreamState stream =
        new StreamState(
            info.id(),
            info.thing(),
            info.property(),
            info.factor(),
            info.offset(),
            info.division(),
            info.simulated(),
            info.lng(),
            info.lat());
    stream.memory = memory;
    state.streams.put(stream.id, stream);
    connect(state, stream);
    ThingState thing = stream.owner;
    if (thing != null) {
      thing.division = info.division();
      thing.simulated = info.simulated();
      bind(state, thing, out);
    }
  }

  /** A thing lost a datastream; without any its alerts end, for nobody can judge them any more. */
  private void release(ShardState state, ThingState thing, Effects out) {
    if (!thing.streams.isEmpty()) {
      bind(state, thing, out);
      return;
    }
    for (RuleState rule : thing.rules) {
      rule.standNowhere();
      if (rule.told()) {
        Teller.close(thing, rule, thing.clock, "datastream removed", state.cursor, out);
      }
    }
    for (Asked asked : thing.asked) {
      out.fact(asked.fact(thing, true));
    }
    thing.removed = true;
    state.rebound = true;
    state.things.remove(thing.id);
  }

  // ---- readings

  private void readings(ShardState state, LogRecord.Readings record, Effects out) {
    ReadingBlock block = record.block();
    int size = block.size();
    state.listening.hears(record.receivedAtMs());
    long @Nullable [] order = state.byTime.order(block);
    for (int k = 0; k < size; k++) {
      reading(state, block, ByTime.at(order, k), record.receivedAtMs());
    }
    for (ThingState thing : state.dirty) {
      thing.dirty = false;
      Judge.run(thing, state.cursor, out);
      await(state, thing);
    }
    state.dirty.clear();
  }

  /** Counts how the rules stand after a reading, and when a tick is to look at the thing. */
  private static void await(ShardState state, ThingState thing) {
    boolean untold = thing.asked.length > 0;
    for (RuleState rule : thing.rules) {
      if (thing.live) {
        rule.stand(thing.clock, Long.MIN_VALUE);
        untold |= rule.told() != rule.now.isFiring();
      } else {
        rule.standNowhere();
      }
    }
    if (untold && thing.live) {
      state.waking.soon(thing);
    } else {
      state.waking.at(thing, thing.wakesAt(state.listening));
    }
  }

  private static void reading(ShardState state, ReadingBlock block, int i, long receivedAtMs) {
    StreamState stream = state.streams.get(block.datastream(i));
    if (state.hasParts && stream == null) {
      List<StreamState> parts = state.parts.get(block.datastream(i));
      if (parts != null) {
        for (StreamState part : parts) {
          double value = ArrayResult.at(block.extra(i), part.place());
          reading(state, part, value, block.timeMs(i), receivedAtMs);
        }
        return;
      }
    }
    reading(state, stream, block.value(i), block.timeMs(i), receivedAtMs);
  }

  private static void reading(
      ShardState state, @Nullable StreamState stream, double given, long time, long receivedAtMs) {
    Watched watched = stream == null ? null : stream.watched;
    if (stream == null || watched == null) {
      state.leaveOut(Left.UNKNOWN_DATASTREAM);
      return;
    }
    double value = given * stream.factor + stream.offset;
    int flags = judge(state.memories, stream, watched, time, value, receivedAtMs);
    if ((flags & Observation.UNUSABLE) != 0) {
      state.leaveOut(Left.of(flags));
      return;
    }
    boolean live = receivedAtMs - time <= LogRecord.LIVE_WITHIN_MS;
    Vitals.Cell cell = stream.cell;
    if (live && cell != null) {
      cell.add(time, value, stream.simulated);
    }
    if (stream.owner != null && stream.series != null) {
      feed(state, stream.owner, stream.series, watched, time, value, live, receivedAtMs);
    }
  }

  private static int judge(
      LongPages memories,
      StreamState stream,
      Watched watched,
      long time,
      double value,
      long receivedAtMs) {
    int unusable = StreamMemory.unusable(watched.limits(), time, value, receivedAtMs);
    if (unusable != 0) {
      return unusable;
    }
    int row = stream.memory;
    if (row == StreamState.UNHEARD) {
      row = memories.take();
      stream.memory = row;
      StreamMemory.clear(memories.page(row), memories.at(row));
    }
    return StreamMemory.judge(memories.page(row), memories.at(row), watched.limits(), time, value);
  }

  private static void feed(
      ShardState state,
      ThingState thing,
      Series series,
      Watched watched,
      long time,
      double value,
      boolean live,
      long receivedAtMs) {
    thing.receivedAt = receivedAtMs;
    boolean known = thing.clock != Machine.NEVER;
    if (known && (time < thing.clock - watched.latenessMs() || time <= thing.settledTo)) {
      state.leaveOut(Left.LATE);
      return;
    }
    if (!series.add(time, value)) {
      state.leaveOut(Left.DUPLICATE);
      return;
    }
    thing.hear(time);
    thing.disorder |= time <= thing.steppedTo;
    if (time >= thing.clock) {
      thing.live = live;
      thing.clock = time;
    }
    if (!thing.dirty) {
      thing.dirty = true;
      state.dirty.add(thing);
    }
  }

  // ---- time

  private static void tick(int shard, ShardState state, long nowMs, Effects out) {
    if (nowMs < state.tickedAtMs) { // the clock was put back: what waits is not where it belongs
      state.things.sorted().forEach(state.waking::soon);
    }
    state.tickedAtMs = nowMs;
    state.listening.hears(nowMs);
    for (ThingState thing : state.waking.due(nowMs)) {
      if (!thing.removed) {
        tick(state, thing, nowMs, out);
        state.waking.at(thing, thing.wakesAt(state.listening));
      }
    }
    state.countUnasked();
    state.vitals.tick(shard, nowMs, out);
    state.standings.tell(shard, nowMs, out);
  }

  private static void tick(ShardState state, ThingState thing, long nowMs, Effects out) {
    if (thing.live) {
      Judge.tick(thing, nowMs, state.cursor, out);
      for (RuleState rule : thing.rules) {
        rule.stand(thing.clock, nowMs);
      }
      for (Asked asked : thing.asked) {
        asked.tell(thing, nowMs, state.cursor, out);
      }
      return;
    }
    for (RuleState rule : thing.rules) {
      rule.standNowhere();
    }
    if (thing.openCount() > 0 && nowMs - thing.receivedAt >= IDLE_MS) {
      Judge.settleBefore(thing, Long.MAX_VALUE, true, state.cursor, out);
    }
  }
}
