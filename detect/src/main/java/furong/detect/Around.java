package furong.detect;

import furong.base.Level;
import furong.base.Mean;
import furong.detect.Heard.OfAlert;
import furong.observe.IndicatorFigure;
import furong.pack.Expr;
import furong.pack.Gather;
import furong.pack.IndicatorDef;
import furong.pack.NoReadings;
import furong.pack.RuleInput;
import furong.pack.RuleMember;
import furong.pack.RuleProgram;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a rule across things sees in one division, or around one thing, and how it stands there.
 * Readings are of things: the compiler lets none through.
 *
 * <p>It is kept from tick to tick. Of each member it counts how many things there are, how many are
 * known and at how many a condition holds; other values it has by {@link #values}. While it looks,
 * it notes until when the clock lets what it saw be so.
 */
abstract class Around extends NoReadings {

  /**
   * Things that an alert quotes: a screen holds forty lines, and a street has some tens of sensors
   * of a kind. Those at which a condition holds come first.
   */
  private static final int QUOTED = 40;

  // counts of a member
  private static final int ALL = 0;
  private static final int KNOWN = 1;
  private static final int HELD = 2;
  private static final int SIMULATED = 3;
  private static final int WIDTH = 4;

  final Watch watch;
  final String of;

  /** Null until it was judged for the first time. */
  @Nullable Group group;

  /** Whether the next tick judges it. */
  boolean marked;

  /** Under which time it waits to be judged. */
  long waitsUntil = Waking.NEVER;

  private final int[] counts;
  private boolean quiet;
  private Judgement stood = Judgement.OK;
  private Standings.@Nullable Cell cell;
  private long lastsUntil = Waking.NEVER;

  Around(Watch watch, String of) {
    this.watch = watch;
    this.of = of;
    this.counts = new int[WIDTH * watch.across.members().size()];
  }

  // ---- what is here

  /** A thing of a member says something else now; null for one that is not here. */
  final void count(int member, @Nullable Fact before, @Nullable Fact after) {
    if (before != null) {
      count(member, before, -1);
    }
    if (after != null) {
      count(member, after, 1);
    }
  }

  private void count(int member, Fact fact, int more) {
    int at = member * WIDTH;
    counts[at + ALL] += more;
    if (!Double.isNaN(fact.value())) {
      counts[at + KNOWN] += more;
    }
    if (fact.value() == Expr.TRUE) {
      counts[at + HELD] += more;
    }
    if (fact.simulated()) {
      counts[at + SIMULATED] += more;
    }
  }

  final void countNothing() {
    Arrays.fill(counts, 0);
  }

  /** How many things of a member are here. */
  final int size(int member) {
    return counts[member * WIDTH + ALL];
  }

  /** Whether there is anything to judge it by. */
  abstract boolean exists();

  /** The things of a member that are here, in the order in which an alert quotes them. */
  abstract List<Fact> facts(int member);

  /** The known values of a member, sorted; behind the last of them stands anything. */
  abstract double[] values(int member);

  /** What the thing in the middle says, as far as it has a place. */
  abstract @Nullable Fact own(int member);

  /**
   * Notes of what division and thing the group is.
   *
   * @return false when that is noted already
   */
  abstract boolean place(Group group);

  final boolean isSimulated() {
    for (int at = SIMULATED; at < counts.length; at += WIDTH) {
      if (counts[at] > 0) {
        return true;
      }
    }
    if (watch.across.indicators().isEmpty()) {
      return false;
    }
    return watch.across.indicators().stream().anyMatch(i -> watch.state.figures.isSimulated(i, of));
  }

  // ---- judging

  /**
   * Judges it at the time of the watch.
   *
   * @param before the tick at which it was judged last, or would have been
   * @return whether there is something to tell
   */
  final boolean judge(long before) {
    if (!exists()) {
      return true;
    }
    Group here = group;
    if (here == null) {
      here = watch.group(of);
      group = here;
    }
    boolean moved = place(here);
    lastsUntil = Waking.NEVER;
    RuleProgram program = watch.program;
    if (quiet && nothingHolds(program)) {
      stand(here, stood, moved);
      watch.judgeBy(this, lastsUntil);
      return false;
    }
    Machine machine = here.machine;
    machine.skipTo(before);
    Course lived = machine.lived();
    machine.step(watch.now, program, this, Across.HOLD_MS);
    quiet = machine.isQuiet();
    stand(here, machine.judgement(), moved);
    watch.judgeBy(this, Math.min(lastsUntil, machine.wakesAt(program, lived)));
    return here.hasNews(program);
  }

  private boolean nothingHolds(RuleProgram program) {
    for (RuleProgram.LevelProgram level : program.levels()) {
      for (RuleProgram.Condition condition : level.conditions()) {
        if (condition.when().eval(this) != Expr.FALSE) {
          return false;
        }
      }
    }
    return true;
  }

  private void stand(Group here, Judgement now, boolean moved) {
    Standings.Cell at = cell;
    if (at == null || stood != now || moved && !at.isOf(here.division)) {
      standNowhere();
      at = watch.state.standings.cell(here.rule, here.division);
      at.add(now);
      cell = at;
      stood = now;
    }
  }

  /** It is not counted any more. */
  final void standNowhere() {
    Standings.Cell at = cell;
    if (at != null) {
      at.add((byte) stood.ordinal(), -1);
      cell = null;
    }
  }

  private void lasts(long untilMs) {
    lastsUntil = Math.min(lastsUntil, untilMs);
  }

  // ---- what its expressions ask

  @Override
  public double over(int member, Gather gather) {
    if (gather == Gather.OWN) {
      Fact mine = own(member);
      return mine == null ? Double.NaN : mine.value();
    }
    if (Double.isNaN(watch.across.withinM())) {
      return Double.NaN; // the city has yet to say who is a neighbour
    }
    int at = member * WIDTH;
    int all = counts[at + ALL];
    if (gather == Gather.NUMBER && all == 0) {
      return 0; // where there is nothing, there are none
    }
    int known = counts[at + KNOWN];
    // an unknown share is no share that anything reaches
    boolean enough = known >= watch.across.knownShare() * all;
    if (!enough && gather != Gather.KNOWN) {
      return Double.NaN;
    }
    return switch (gather) {
      case KNOWN -> known;
      case NUMBER -> known == 0 ? Expr.UNKNOWN : counts[at + HELD];
      case SHARE -> known == 0 ? Expr.UNKNOWN : counts[at + HELD] / (double) known;
      default -> gather.of(values(member), known);
    };
  }

  @Override
  public double alertsOpen(String rule, Level least) {
    return watch.state.alerts.open(rule, of, least);
  }

  @Override
  public double alertsOpened(String rule, long spanMs) {
    long from = watch.now - spanMs;
    Long since = watch.state.askedSince.get(rule);
    if (since != null && since > from) {
      lasts(since + spanMs);
      return Double.NaN; // those that opened and cleared before it was asked for are not known
    }
    int count = 0;
    for (OfAlert alert : watch.state.alerts.in(rule, of)) {
      long at = alert.openedAtMs();
      if (at > watch.now) {
        lasts(at);
      } else if (at > from) {
        lasts(at + spanMs);
        count++;
      }
    }
    return count;
  }

  @Override
  public double vital(String property, Mean mean) {
    TreeMap<Long, CityState.Window> windows = watch.state.vitals.get(CityState.vital(property, of));
    if (windows == null) {
      return Double.NaN;
    }
    long newest = watch.now - Vitals.LENGTH_MS;
    Long next = windows.higherKey(newest);
    if (next != null) {
      lasts(next + Vitals.LENGTH_MS);
    }
    Map.Entry<Long, CityState.Window> window = windows.floorEntry(newest);
    if (window == null || watch.now - window.getKey() > Across.VITALS_MS) {
      return Double.NaN;
    }
    lasts(window.getKey() + Across.VITALS_MS + 1);
    return window.getValue().mean(mean);
  }

  @Override
  public double figure(String indicator, IndicatorDef.In in) {
    lasts(watch.schedule.nextDay(watch.now));
    IndicatorFigure figure =
        watch.state.figures.find(indicator, of, in.period(watch.schedule.day(watch.now)));
    return figure != null && figure.complete() >= watch.across.knownShare()
        ? figure.value()
        : Double.NaN;
  }

  /** What an alert quotes: the values of the rule, then those of things. */
  final Map<String, Double> inputs() {
    Map<String, Double> inputs = new LinkedHashMap<>();
    for (RuleInput input : watch.program.inputs()) {
      double value = input.value().eval(this);
      if (!Double.isNaN(value)) {
        inputs.put(input.name(), value);
      }
    }
    for (int m = 0; m < watch.across.members().size(); m++) {
      RuleMember member = watch.across.members().get(m);
      boolean condition = member.isCondition();
      Fact mine = own(m);
      List<Fact> all = new ArrayList<>(facts(m));
      if (mine != null) {
        all.addFirst(mine);
      }
      all.stream()
          .filter(f -> !Double.isNaN(f.shown()))
          .sorted(Comparator.comparing(f -> condition && f.value() != 1))
          .limit(QUOTED)
          .forEach(f -> inputs.put(member.quote(f.thing()), f.shown()));
    }
    return inputs;
  }

  // ---- the clock

  @Override
  public double timeOfDay() {
    lasts(watch.now + 1);
    return watch.schedule.timeOfDay(watch.now);
  }

  @Override
  public double month() {
    lasts(watch.schedule.nextDay(watch.now));
    return watch.schedule.month(watch.now);
  }

  @Override
  public double workingDay() {
    lasts(watch.schedule.nextDay(watch.now));
    return watch.schedule.workingDay(watch.now);
  }
}
