package furong.detect;

import furong.base.Level;
import furong.base.Mean;
import furong.observe.IndicatorFigure;
import furong.pack.Gather;
import furong.pack.IndicatorDef;
import furong.pack.NoReadings;
import furong.pack.Rule;
import furong.pack.RuleInput;
import furong.pack.RuleMember;
import furong.pack.RuleProgram;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The slower second method of {@link Across}: at each tick it looks at every fact, finds every
 * neighbour by holding each thing against each, and judges every rule everywhere.
 */
final class JudgedAnew {

  private JudgedAnew() {}

  static void judge(RuleBook rules, CityState state, long now, Effects out) {
    state.forget(now, rules);
    state.standings.begin();
    for (RuleProgram program : rules.across()) {
      TreeMap<String, Seen> places = places(rules, state, program, now);
      TreeMap<String, Group> groups =
          state.groups.computeIfAbsent(program.rule().id(), k -> new TreeMap<>());
      places
          .keySet()
          .forEach(of ->
              groups.computeIfAbsent(
                  of, k -> new Group(program.rule().id(), of, new Machine(program.conditions()))));
      for (Group group : List.copyOf(groups.values())) {
        Seen seen = places.get(group.of);
        if (seen == null) {
          group.close(program, now, "no thing left", out);
          groups.remove(group.of);
          continue;
        }
        seen.place(group);
        group.machine.step(now, program, seen, Across.HOLD_MS);
        group.tell(program, now, seen::inputs, out);
        state.standings.cell(program.rule().id(), group.division).add(group.machine.judgement());
      }
    }
    state.standings.tell(Across.SHARD, now, out);
  }

  private static TreeMap<String, Seen> places(
      RuleBook rules, CityState state, RuleProgram program, long now) {
    RuleProgram.Across across = Objects.requireNonNull(program.across());
    TreeMap<String, Seen> places = new TreeMap<>();
    TreeSet<String> asked = new TreeSet<>();
    if (across.of() == Rule.Over.Of.NEIGHBOURS) {
      for (int m = 0; m < across.members().size(); m++) {
        if (across.own().isEmpty() || across.own().contains(m)) {
          facts(state, across, m).values().stream()
              .filter(Fact::placed)
              .forEach(f -> asked.add(Long.toString(f.thing())));
        }
      }
    } else {
      for (int m = 0; m < across.members().size(); m++) {
        facts(state, across, m)
            .values()
            .forEach(f -> asked.add(Codes.at(f.division(), across.of())));
      }
      across
          .alerts()
          .forEach(rule ->
              state.alerts.of(rule).forEach(a -> asked.add(Codes.at(a.division(), across.of()))));
      for (String key : state.vitals.keySet()) {
        int bar = key.indexOf('|');
        if (across.vitals().contains(key.substring(0, bar))) {
          asked.add(Codes.at(key.substring(bar + 1), across.of()));
        }
      }
      across
          .indicators()
          .forEach(i ->
              state.figures.divisions(i).stream()
                  .filter(code -> Codes.isOf(code, across.of()))
                  .forEach(asked::add));
      asked.remove("");
    }
    asked.forEach(of -> places.put(of, new Seen(rules, state, program, across, now, of)));
    return places;
  }

  private static TreeMap<Long, Fact> facts(CityState state, RuleProgram.Across across, int member) {
    return state.facts.getOrDefault(across.members().get(member).key(), new TreeMap<>());
  }

  /** What a rule sees in one place, looked up again for each question. */
  private static final class Seen extends NoReadings {
    private final RuleBook rules;
    private final CityState state;
    private final RuleProgram program;
    private final RuleProgram.Across across;
    private final long now;
    private final String of;
    private final boolean neighbours;

    Seen(
        RuleBook rules,
        CityState state,
        RuleProgram program,
        RuleProgram.Across across,
        long now,
        String of) {
      this.rules = rules;
      this.state = state;
      this.program = program;
      this.across = across;
      this.now = now;
      this.of = of;
      this.neighbours = across.of() == Rule.Over.Of.NEIGHBOURS;
    }

    void place(Group group) {
      boolean simulated = false;
      for (int m = 0; m < across.members().size(); m++) {
        simulated |= here(m).stream().anyMatch(Fact::simulated);
      }
      group.division = of;
      if (neighbours) {
        for (int m = across.members().size() - 1; m >= 0; m--) {
          Fact mine = facts(state, across, m).get(Long.parseLong(of));
          if (mine != null) {
            group.thing = mine.thing();
            group.division = mine.division();
            group.simulated = mine.simulated() || simulated;
          }
        }
      } else {
        group.simulated =
            simulated
                || across.indicators().stream().anyMatch(i -> state.figures.isSimulated(i, of));
      }
    }

    private List<Fact> here(int member) {
      if (!neighbours) {
        return facts(state, across, member).values().stream()
            .filter(f -> Codes.at(f.division(), across.of()).equals(of))
            .toList();
      }
      Fact middle = middle();
      return facts(state, across, member).values().stream()
          .filter(f -> f.placed() && f.thing() != middle.thing())
          .filter(f -> distanceM(middle, f) <= across.withinM())
          .sorted(Comparator.comparingDouble(Fact::lat))
          .toList();
    }

    private Fact middle() {
      for (int m = 0; m < across.members().size(); m++) {
        Fact mine = own(m);
        if (mine != null && (across.own().isEmpty() || across.own().contains(m))) {
          return mine;
        }
      }
      throw new AssertionError("nothing in the middle");
    }

    private @Nullable Fact own(int member) {
      Fact mine = neighbours ? facts(state, across, member).get(Long.parseLong(of)) : null;
      return mine != null && mine.placed() ? mine : null;
    }

    private static double distanceM(Fact a, Fact b) {
      double north = Math.toRadians(a.lat() - b.lat());
      double east = Math.toRadians(a.lng() - b.lng()) * Math.cos(Math.toRadians(a.lat()));
      return NearThing.EARTH_M * Math.sqrt(north * north + east * east);
    }

    @Override
    public double over(int member, Gather gather) {
      if (gather == Gather.OWN) {
        Fact mine = own(member);
        return mine == null ? Double.NaN : mine.value();
      }
      if (Double.isNaN(across.withinM())) {
        return Double.NaN;
      }
      List<Fact> all = here(member);
      if (gather == Gather.NUMBER && all.isEmpty()) {
        return 0;
      }
      double[] known =
          all.stream().mapToDouble(Fact::value).filter(v -> !Double.isNaN(v)).sorted().toArray();
      boolean enough = known.length >= across.knownShare() * all.size();
      return enough || gather == Gather.KNOWN ? gather.of(known, known.length) : Double.NaN;
    }

    @Override
    public double alertsOpen(String rule, Level least) {
      return state.alerts.of(rule).stream()
          .filter(a -> Codes.upwards(a.division()).contains(of))
          .filter(a -> a.open() && a.level().compareTo(least) <= 0)
          .count();
    }

    @Override
    public double alertsOpened(String rule, long spanMs) {
      if (state.askedSince.getOrDefault(rule, Long.MIN_VALUE) > now - spanMs) {
        return Double.NaN;
      }
      return state.alerts.of(rule).stream()
          .filter(a -> Codes.upwards(a.division()).contains(of))
          .filter(a -> a.openedAtMs() > now - spanMs && a.openedAtMs() <= now)
          .count();
    }

    @Override
    public double vital(String property, Mean mean) {
      TreeMap<Long, CityState.Window> windows = state.vitals.get(property + "|" + of);
      Map.Entry<Long, CityState.Window> newest =
          windows == null ? null : windows.floorEntry(now - Vitals.LENGTH_MS);
      return newest == null || now - newest.getKey() > Across.VITALS_MS
          ? Double.NaN
          : newest.getValue().mean(mean);
    }

    @Override
    public double figure(String indicator, IndicatorDef.In in) {
      IndicatorFigure figure =
          state.figures.find(indicator, of, in.period(rules.schedule().day(now)));
      return figure != null && figure.complete() >= across.knownShare()
          ? figure.value()
          : Double.NaN;
    }

    Map<String, Double> inputs() {
      Map<String, Double> inputs = new LinkedHashMap<>();
      for (RuleInput input : program.inputs()) {
        double value = input.value().eval(this);
        if (!Double.isNaN(value)) {
          inputs.put(input.name(), value);
        }
      }
      for (int m = 0; m < across.members().size(); m++) {
        RuleMember member = across.members().get(m);
        List<Fact> all = new ArrayList<>(here(m));
        Fact mine = own(m);
        if (mine != null) {
          all.addFirst(mine);
        }
        all.stream()
            .filter(f -> !Double.isNaN(f.shown()))
            .sorted(Comparator.comparing(f -> member.isCondition() && f.value() != 1))
            .limit(40)
            .forEach(f -> inputs.put(member.quote(f.thing()), f.shown()));
      }
      return inputs;
    }

    @Override
    public double timeOfDay() {
      return rules.schedule().timeOfDay(now);
    }

    @Override
    public double month() {
      return rules.schedule().month(now);
    }

    @Override
    public double workingDay() {
      return rules.schedule().workingDay(now);
    }
  }
}
