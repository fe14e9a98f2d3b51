package furong.detect;

import furong.detect.RuleBook.Watched;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One thing that rules look at: its clock, its recent readings, and the state of each rule. Its
 * clock is the largest phenomenon time heard; every thing has its own, so that one fast sensor does
 * not make the others late.
 */
final class ThingState {

  /**
   * Instants kept open for late readings at most; then the oldest are settled early. At the
   * lateness of two hours that air allows, 256 is one reading every 28 seconds.
   */
  static final int OPEN_INSTANTS = 256;

  private static final Series[] NO_SERIES = {};
  private static final RuleState[] NO_RULES = {};
  private static final Asked[] NONE_ASKED = {};
  private static final long[] NONE_OPEN = {};

  final long id;
  String division;
  boolean simulated;
  double lng = Double.NaN;
  double lat = Double.NaN;
  boolean live;
  boolean aheadValid;
  long clock = Machine.NEVER;
  long settledTo = Machine.NEVER;
  long steppedTo = Machine.NEVER;
  long receivedAt = Machine.NEVER;

  /** Of the properties of {@link #observed}, in their order. */
  Series[] series = NO_SERIES;

  List<String> observed = List.of();
  RuleState[] rules = NO_RULES;
  private long[] open = NONE_OPEN;
  private int openCount;

  // not kept between records
  Shape shape = Shape.NONE;
  Asked[] asked = NONE_ASKED;
  final List<StreamState> streams = new ArrayList<>(1);
  boolean dirty;
  boolean disorder;
  boolean removed;
  long wakesAt = Waking.NEVER;

  ThingState(long id, String division, boolean simulated) {
    this.id = id;
    this.division = division.intern();
    this.simulated = simulated;
  }

  /**
   * Connects the thing with the rules that apply to what it observes now.
   *
   * @return states of rules that applied before and do not any more
   */
  List<RuleState> bind(RuleBook book, Standings standings, Effects out) {
    Set<String> has = new HashSet<>();
    for (StreamState stream : streams) {
      Watched watched = stream.watched;
      if (watched != null && watched.fed()) {
        has.add(watched.id());
      }
    }
    Shape next = book.shape(Set.copyOf(has));
    observe(next);
    for (StreamState stream : streams) {
      int at = next.series(stream.property);
      stream.series = at < 0 ? null : series[at];
    }
    ask(next, out);
    Map<String, RuleState> old = new TreeMap<>();
    for (RuleState rule : rules) {
      old.put(rule.rule, rule);
    }
    rules = new RuleState[next.rules.size()];
    for (int i = 0; i < rules.length; i++) {
      Ruled by = next.rules.get(i);
      RuleState state = old.remove(by.rule);
      if (state == null) {
        int conditions = by.program.conditions();
        state = new RuleState(by.rule, new Machine(conditions), new Machine(conditions));
      }
      state.bind(by, series, standings.cell(by.rule, division));
      rules[i] = state;
    }
    return List.copyOf(old.values());
  }

  /** Keeps the series of what is still observed. */
  private void observe(Shape next) {
    Series[] all = new Series[next.properties.size()];
    for (int i = 0; i < all.length; i++) {
      int known = Collections.binarySearch(observed, next.properties.get(i));
      all[i] = known < 0 ? new Series() : series[known];
      all[i].keepHours(next.usualWeeks[i], next.means[i]);
    }
    shape = next;
    observed = next.properties;
    series = all;
  }

  /** Asks what rules across things want to know; tells when something is not asked any more. */
  private void ask(Shape next, Effects out) {
    Asked[] before = asked;
    asked = next.questions.isEmpty() ? NONE_ASKED : new Asked[next.questions.size()];
    Set<String> now = new HashSet<>();
    for (int i = 0; i < asked.length; i++) {
      asked[i] = new Asked(next.questions.get(i));
      now.add(asked[i].member().key());
    }
    for (Asked one : before) {
      if (!now.contains(one.member().key())) {
        out.fact(one.fact(this, true));
      }
    }
  }

  /** The first instant at which time alone changes something; the largest long for never. */
  long wakesAt(Listening listening) {
    if (!live) {
      return openCount == 0 ? Waking.NEVER : receivedAt + Detector.IDLE_MS;
    }
    long first = Waking.NEVER;
    for (RuleState rule : rules) {
      first = Math.min(first, rule.wakesAt(clock, listening));
    }
    for (Asked one : asked) {
      first = Math.min(first, one.changesAt());
    }
    return first;
  }

  int openCount() {
    return openCount;
  }

  long openAt(int i) {
    return open[i];
  }

  /** Notes that something was heard at {@code time}; false when this instant is open already. */
  boolean hear(long time) {
    int at = openCount;
    while (at > 0 && open[at - 1] > time) {
      at--;
    }
    if (at > 0 && open[at - 1] == time) {
      return false;
    }
    if (openCount == open.length) {
      open = Arrays.copyOf(open, Math.max(4, open.length * 2));
    }
    System.arraycopy(open, at, open, at + 1, openCount - at);
    open[at] = time;
    openCount++;
    return true;
  }

  /**
   * What was judged of the present is settled as it is: other rules that take over now judge
   * nothing a second time. Readings of these instants that come later still are left out as late.
   */
  void settleAsJudged() {
    if (live && aheadValid) {
      for (RuleState rule : rules) {
        rule.settled.copyFrom(rule.now);
      }
      settled(openCount);
    }
  }

  /** Closes the first {@code count} open instants and forgets readings nobody asks for any more. */
  void settled(int count) {
    if (count == 0) {
      return;
    }
    settledTo = open[count - 1];
    openCount -= count;
    System.arraycopy(open, count, open, 0, openCount);
    long oldest = openCount == 0 ? settledTo : open[0];
    for (Series s : series) {
      s.forget(oldest - shape.keepMs - 1);
    }
  }

  void encode(DataOutput out, Words words) throws IOException {
    out.writeLong(id);
    words.write(out, division);
    out.writeBoolean(simulated);
    out.writeBoolean(live);
    out.writeBoolean(aheadValid);
    out.writeLong(clock);
    out.writeLong(settledTo);
    out.writeLong(steppedTo);
    out.writeLong(receivedAt);
    out.writeInt(series.length);
    for (int i = 0; i < series.length; i++) {
      words.write(out, observed.get(i));
      series[i].encode(out);
    }
    out.writeInt(rules.length);
    for (RuleState rule : rules) {
      rule.encode(out, words);
    }
    out.writeInt(openCount);
    for (int i = 0; i < openCount; i++) {
      out.writeLong(open[i]);
    }
  }

  static ThingState decode(DataInput in, Words words, int version) throws IOException {
    ThingState thing = new ThingState(in.readLong(), words.read(in), in.readBoolean());
    thing.live = in.readBoolean();
    thing.aheadValid = in.readBoolean();
    thing.clock = in.readLong();
    thing.settledTo = in.readLong();
    thing.steppedTo = in.readLong();
    thing.receivedAt = in.readLong();
    List<String> observed = new ArrayList<>();
    thing.series = new Series[in.readInt()];
    for (int i = 0; i < thing.series.length; i++) {
      observed.add(words.read(in));
      thing.series[i] = Series.decode(in, version);
    }
    thing.observed = List.copyOf(observed);
    thing.rules = new RuleState[in.readInt()];
    for (int i = 0; i < thing.rules.length; i++) {
      thing.rules[i] = RuleState.decode(in, words, version);
    }
    int openCount = in.readInt();
    for (int i = 0; i < openCount; i++) {
      thing.hear(in.readLong());
    }
    return thing;
  }
}
