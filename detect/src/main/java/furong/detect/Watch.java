package furong.detect;

import furong.pack.RuleMember;
import furong.pack.RuleProgram;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One rule across things and everywhere it looks. It hears what changes and judges at a tick only
 * where something did, or where something has lasted for long enough since; everywhere else another
 * step would change nothing.
 */
abstract class Watch {

  /** A thing answers another thing than before. */
  private record Change(int member, @Nullable Fact before, @Nullable Fact after) {}

  /** A time at which a place is judged unless it waits for another one by then. */
  private record Due(long at, Around place) {}

  final RuleProgram program;
  final RuleProgram.Across across;
  final CityState state;
  final Schedule schedule;
  long now = Machine.NEVER;

  private final List<Change> heard = new ArrayList<>();
  private final List<Around> marked = new ArrayList<>();
  private final PriorityQueue<Due> waiting = new PriorityQueue<>(Comparator.comparingLong(Due::at));

  Watch(RuleProgram program, RuleProgram.Across across, CityState state, Schedule schedule) {
    this.program = program;
    this.across = across;
    this.state = state;
    this.schedule = schedule;
  }

  // ---- what it hears

  /**
   * A thing answers another thing; null when it does not answer. Taken in at the next tick: then
   * what one rule knows is looked at in one go, and judged while it is still at hand. In a large
   * city, rule after rule for each answer, all of it would come from far memory twice.
   */
  final void hear(int member, @Nullable Fact before, @Nullable Fact after) {
    heard.add(new Change(member, before, after));
  }

  /** The same, now. */
  abstract void fact(int member, @Nullable Fact before, @Nullable Fact after);

  /**
   * Something else changed that it asks for in a division.
   *
   * @param more 1 when there was nothing of that before, -1 when there is not any more
   */
  abstract void asked(String division, int more);

  /** A place that was judged before this run, whether or not anything is there now. */
  abstract Around place(String of);

  abstract List<Around> places();

  /** There is nothing to see there any more. */
  abstract void forget(Around place);

  /** What was known before it began to listen. */
  final void begin() {
    for (int m = 0; m < across.members().size(); m++) {
      for (Fact fact : facts(across.members().get(m)).values()) {
        fact(m, null, fact);
      }
    }
    state
        .groups
        .getOrDefault(program.rule().id(), new TreeMap<>())
        .forEach((of, group) -> place(of).group = group);
  }

  private TreeMap<Long, Fact> facts(RuleMember member) {
    return state.facts.getOrDefault(member.key(), new TreeMap<>());
  }

  final @Nullable Fact fact(int member, long thing) {
    return facts(across.members().get(member)).get(thing);
  }

  final Group group(String of) {
    Group group = new Group(program.rule().id(), of, new Machine(program.conditions()));
    state.groups.computeIfAbsent(group.rule, k -> new TreeMap<>()).put(of, group);
    return group;
  }

  // ---- judging

  final void mark(Around place) {
    if (!place.marked) {
      place.marked = true;
      marked.add(place);
    }
  }

  /** The place is judged at {@code untilMs} at the latest. */
  final void judgeBy(Around place, long untilMs) {
    if (place.waitsUntil != untilMs) {
      place.waitsUntil = untilMs;
      if (untilMs != Waking.NEVER) {
        waiting.add(new Due(untilMs, place));
      }
    }
  }

  /**
   * Judges and tells, in the order of the places' names.
   *
   * @param before the tick before
   * @param everywhere whether or not anything changed there
   */
  final void judge(long at, long before, boolean everywhere, Effects out) {
    now = at;
    heard.forEach(change -> fact(change.member(), change.before(), change.after()));
    heard.clear();
    if (everywhere) {
      places().forEach(this::mark);
    }
    while (!waiting.isEmpty() && waiting.peek().at() <= at) {
      Due due = waiting.remove();
      if (due.place().waitsUntil == due.at()) {
        due.place().waitsUntil = Waking.NEVER;
        mark(due.place());
      }
    }
    List<Around> news = new ArrayList<>();
    for (Around place : marked) {
      place.marked = false;
      if (place.judge(before)) {
        news.add(place);
      }
    }
    marked.clear();
    news.sort(Comparator.comparing(place -> place.of));
    news.forEach(place -> tell(place, out));
  }

  private void tell(Around place, Effects out) {
    Group group = place.group;
    if (place.exists()) {
      if (group != null) {
        group.tell(program, now, place::inputs, out);
      }
      return;
    }
    if (group != null) {
      group.close(program, now, "no thing left", out);
      state.groups.getOrDefault(group.rule, new TreeMap<>()).remove(group.of);
    }
    place.standNowhere();
    place.waitsUntil = Waking.NEVER;
    forget(place);
  }
}
