package furong.detect;

import furong.base.Level;
import furong.detect.Heard.OfAlert;
import furong.observe.IndicatorFigure;
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
 * What a rule across things sees in one division, or around one thing, at one tick. Readings are of
 * things: the compiler lets none through.
 */
final class Around extends NoReadings {

  /**
   * Things that an alert quotes: a screen holds forty lines, and a street has some tens of sensors
   * of a kind. Those at which a condition holds come first.
   */
  private static final int QUOTED = 40;

  private final RuleProgram program;
  private final RuleProgram.Across across;
  private final CityState state;
  private final Schedule schedule;
  private final long now;
  private final String division;
  private final List<List<Fact>> facts = new ArrayList<>();
  private final @Nullable Fact[] own;
  private final double[][] known;
  private final int[] knownCount;

  Around(
      RuleProgram program,
      RuleProgram.Across across,
      CityState state,
      Schedule schedule,
      long now,
      String division) {
    this.program = program;
    this.across = across;
    this.state = state;
    this.schedule = schedule;
    this.now = now;
    this.division = division;
    this.own = new @Nullable Fact[across.members().size()];
    this.known = new double[across.members().size()][];
    this.knownCount = new int[across.members().size()];
    across.members().forEach(m -> facts.add(new ArrayList<>()));
  }

  void add(int member, Fact fact) {
    facts.get(member).add(fact);
  }

  void own(int member, @Nullable Fact fact) {
    own[member] = fact;
  }

  /** How many things it looks at, of all members together. */
  int size() {
    return facts.stream().mapToInt(List::size).sum();
  }

  boolean isSimulated() {
    return facts.stream().flatMap(List::stream).anyMatch(Fact::simulated)
        || across.indicators().stream().anyMatch(i -> state.figures.isSimulated(i, division));
  }

  @Override
  public double over(int member, Gather gather) {
    if (gather == Gather.OWN) {
      Fact mine = own[member];
      return mine == null ? Double.NaN : mine.value();
    }
    if (Double.isNaN(across.withinM())) {
      return Double.NaN; // the city has yet to say who is a neighbour
    }
    double[] values = known[member];
    List<Fact> all = facts.get(member);
    if (gather == Gather.NUMBER && all.isEmpty()) {
      return 0; // where there is nothing, there are none
    }
    if (values == null) {
      values = new double[all.size()];
      int count = 0;
      for (Fact fact : all) {
        if (!Double.isNaN(fact.value())) {
          values[count++] = fact.value();
        }
      }
      Arrays.sort(values, 0, count);
      known[member] = values;
      knownCount[member] = count;
    }
    int count = knownCount[member];
    // an unknown share is no share that anything reaches
    boolean enough = count >= across.knownShare() * all.size();
    return enough || gather == Gather.KNOWN ? gather.of(values, count) : Double.NaN;
  }

  @Override
  public double alertsOpen(String rule, Level least) {
    return alerts(rule).stream().filter(a -> a.open() && a.level().compareTo(least) <= 0).count();
  }

  @Override
  public double alertsOpened(String rule, long spanMs) {
    if (state.askedSince.getOrDefault(rule, Long.MIN_VALUE) > now - spanMs) {
      return Double.NaN; // those that opened and cleared before it was asked for are not known
    }
    return alerts(rule).stream()
        .filter(a -> a.openedAtMs() > now - spanMs && a.openedAtMs() <= now)
        .count();
  }

  private List<OfAlert> alerts(String rule) {
    return state.alerts.getOrDefault(rule, new TreeMap<>()).values().stream()
        .filter(a -> Codes.upwards(a.division()).contains(division))
        .toList();
  }

  @Override
  public double vital(String property) {
    TreeMap<Long, CityState.Window> windows = state.vitals.get(property + "|" + division);
    Map.Entry<Long, CityState.Window> newest =
        windows == null ? null : windows.floorEntry(now - Vitals.LENGTH_MS);
    return newest == null || now - newest.getKey() > Across.VITALS_MS
        ? Double.NaN
        : newest.getValue().mean();
  }

  @Override
  public double figure(String indicator, IndicatorDef.In in) {
    IndicatorFigure figure = state.figures.find(indicator, division, in.period(schedule.day(now)));
    return figure != null && figure.complete() >= across.knownShare() ? figure.value() : Double.NaN;
  }

  /** What an alert quotes: the values of the rule, then those of things. */
  Map<String, Double> inputs() {
    Map<String, Double> inputs = new LinkedHashMap<>();
    for (RuleInput input : program.inputs()) {
      double value = input.value().eval(this);
      if (!Double.isNaN(value)) {
        inputs.put(input.name(), value);
      }
    }
    for (int m = 0; m < facts.size(); m++) {
      RuleMember member = across.members().get(m);
      boolean condition = member.isCondition();
      Fact mine = own[m];
      List<Fact> all = new ArrayList<>(facts.get(m));
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
    return schedule.timeOfDay(now);
  }

  @Override
  public double month() {
    return schedule.month(now);
  }

  @Override
  public double workingDay() {
    return schedule.workingDay(now);
  }
}
