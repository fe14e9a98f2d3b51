package furong.detect;

import furong.detect.RuleBook.Watched;
import furong.pack.RuleMember;
import furong.pack.RuleProgram;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

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
  final TreeMap<String, Series> series = new TreeMap<>();
  final List<RuleState> rules = new ArrayList<>();
  private long[] open = new long[8];
  private int openCount;

  // not kept between records
  final List<Asked> asked = new ArrayList<>();
  final List<StreamState> streams = new ArrayList<>();
  long latenessMs;
  long keepMs;
  boolean dirty;
  boolean disorder;

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
    Set<String> has = new java.util.TreeSet<>();
    latenessMs = 0;
    keepMs = 0;
    for (StreamState stream : streams) {
      Watched watched = stream.watched;
      if (watched != null && watched.fed()) {
        has.add(watched.id());
        latenessMs = Math.max(latenessMs, watched.latenessMs());
        keepMs = Math.max(keepMs, watched.keepMs());
      }
    }
    series.keySet().retainAll(has);
    has.forEach(p -> series.computeIfAbsent(p, k -> new Series()));
    series.forEach((property, s) -> s.keepHours(book.usualWeeks(property)));
    streams.forEach(s -> s.series = series.get(s.property));
    Map<String, RuleState> old = new TreeMap<>();
    rules.forEach(r -> old.put(r.rule, r));
    rules.clear();
    ask(book, has, out);
    for (RuleProgram program : book.programs(has)) {
      if (RuleBook.applies(program, has)) {
        RuleState state = old.remove(program.rule().id());
        if (state == null) {
          int conditions = program.conditions();
          state =
              new RuleState(program.rule().id(), new Machine(conditions), new Machine(conditions));
        }
        state.bind(program, book, series);
        state.cell = standings.cell(program.rule().id(), division);
        rules.add(state);
      }
    }
    return List.copyOf(old.values());
  }

  /** Asks what rules across things want to know; tells when something is not asked any more. */
  private void ask(RuleBook book, Set<String> has, Effects out) {
    List<Asked> before = List.copyOf(asked);
    asked.clear();
    for (RuleMember member : book.members(has)) {
      asked.add(new Asked(member, book, series));
    }
    Set<String> now = asked.stream().map(a -> a.member.key()).collect(Collectors.toSet());
    before.stream()
        .filter(a -> !now.contains(a.member.key()))
        .forEach(a -> out.fact(a.fact(this, true)));
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
      open = Arrays.copyOf(open, open.length * 2);
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
      rules.forEach(r -> r.settled.copyFrom(r.now));
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
    for (Series s : series.values()) {
      s.forget(oldest - keepMs - 1);
    }
  }

  void encode(DataOutput out) throws IOException {
    out.writeLong(id);
    out.writeUTF(division);
    out.writeBoolean(simulated);
    out.writeBoolean(live);
    out.writeBoolean(aheadValid);
    out.writeLong(clock);
    out.writeLong(settledTo);
    out.writeLong(steppedTo);
    out.writeLong(receivedAt);
    out.writeInt(series.size());
    for (Map.Entry<String, Series> s : series.entrySet()) {
      out.writeUTF(s.getKey());
      s.getValue().encode(out);
    }
    out.writeInt(rules.size());
    for (RuleState rule : rules) {
      rule.encode(out);
    }
    out.writeInt(openCount);
    for (int i = 0; i < openCount; i++) {
      out.writeLong(open[i]);
    }
  }

  static ThingState decode(DataInput in) throws IOException {
    ThingState thing = new ThingState(in.readLong(), in.readUTF(), in.readBoolean());
    thing.live = in.readBoolean();
    thing.aheadValid = in.readBoolean();
    thing.clock = in.readLong();
    thing.settledTo = in.readLong();
    thing.steppedTo = in.readLong();
    thing.receivedAt = in.readLong();
    int seriesCount = in.readInt();
    for (int i = 0; i < seriesCount; i++) {
      thing.series.put(in.readUTF(), Series.decode(in));
    }
    int ruleCount = in.readInt();
    for (int i = 0; i < ruleCount; i++) {
      thing.rules.add(RuleState.decode(in));
    }
    int openCount = in.readInt();
    for (int i = 0; i < openCount; i++) {
      thing.hear(in.readLong());
    }
    return thing;
  }
}
