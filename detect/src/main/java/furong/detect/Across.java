package furong.detect;

import furong.pack.Rule;
import furong.pack.RuleMember;
import furong.pack.RuleProgram;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The second stage: judges rules across things by what the shards told.
 *
 * <pre>{@code
 * Across across = new Across(rules);
 * CityState city = new CityState(shards);
 * across.apply(city, shard, told, effects);     // as it comes, shards in any mixture
 * }</pre>
 *
 * Time is that of the ticks. It judges at a tick when every shard has come to it, by what each
 * shard told until then: a pure function of the shards' logs, whichever of them is read faster. A
 * late reading changes what its thing says at the next tick, not what was judged. History raises no
 * alert here: only things of the present say anything.
 *
 * <p>Which versions of the packs judge is told by the shards, too. While one of them has come to a
 * change and another has not, nothing is judged: facts of the two do not fit each other. At the
 * first tick at which all have come to it the new rules take over.
 *
 * <p>Stateless itself and safe to share. Cost: nothing per reading; per tick a step for each fact
 * of each rule, and for neighbours those within the same band of latitude.
 */
public final class Across {

  /** In place of a shard's number where counts of several stages are added up. */
  public static final int SHARD = 9_999;

  /**
   * Ten minutes without a tick break a condition that has to hold: ticks come every ten seconds,
   * and what was while the platform stood still nobody knows.
   */
  private static final long HOLD_MS = 600_000L;

  /** A vital sign is known for half an hour: six of its windows, five of them empty. */
  static final long VITALS_MS = 1_800_000L;

  private static final double EARTH_M = 6_371_000;

  /** A tenth of a millimetre in degrees: what the last digits of a cosine may be wrong by. */
  private static final double ROUNDING = 1e-9;

  private final Function<String, RuleBook> rules;

  /** By rules that do not change. */
  public Across(RuleBook rules) {
    this(versions -> rules);
  }

  /**
   * @param rules by the name of versions that shards are judged by; the same object for versions
   *     that are the same
   */
  public Across(Function<String, RuleBook> rules) {
    this.rules = rules;
  }

  /** Takes what a shard told, and judges when that was the last shard to come to a tick. */
  public void apply(CityState state, int shard, Told told, Effects out) {
    state.take(shard, told, rules.apply(told.versions()));
    for (long tick = state.nextTick(); tick != Told.NO_TICK; tick = state.nextTick()) {
      state.advance(tick);
      if (tick > state.judgedTo) {
        state.judgedTo = tick;
        RuleBook by = ofAll(state);
        if (by != null) {
          takeOver(state, by, tick, out);
          judge(by, state, tick, out);
        }
      }
    }
  }

  /** The rules of every shard; null while they differ. */
  private @Nullable RuleBook ofAll(CityState state) {
    RuleBook first = rules.apply(state.versions.getFirst());
    return state.versions.stream().allMatch(v -> rules.apply(v) == first) ? first : null;
  }

  private void takeOver(CityState state, RuleBook next, long now, Effects out) {
    RuleBook before = state.bound == null ? rules.apply(state.judgedBy) : state.bound;
    state.bound = next;
    state.judgedBy = state.versions.getFirst();
    if (before != next && state.hasJudged) {
      Takeover.of(state, before, next, now, out);
    }
    state.hasJudged = true;
  }

  private static void judge(RuleBook rules, CityState state, long now, Effects out) {
    prune(rules, state, now, out);
    state.forget(now, rules.alertsMs(), VITALS_MS);
    state.figures.forget(rules.schedule().day(now));
    state.standings.begin();
    for (RuleProgram program : rules.across()) {
      RuleProgram.Across across = Objects.requireNonNull(program.across());
      TreeMap<String, Around> places =
          across.of() == Rule.Over.Of.NEIGHBOURS
              ? neighbours(rules, state, program, across, now)
              : divisions(rules, state, program, across, now);
      TreeMap<String, Group> groups =
          state.groups.computeIfAbsent(program.rule().id(), k -> new TreeMap<>());
      places.keySet().forEach(of -> groups.computeIfAbsent(of, k -> group(program, of)));
      for (Group group : List.copyOf(groups.values())) {
        Around around = places.get(group.of);
        if (around == null) {
          group.close(program, now, "no thing left", out);
          groups.remove(group.of);
          continue;
        }
        if (across.of() == Rule.Over.Of.NEIGHBOURS) {
          Fact own = Objects.requireNonNull(own(state, across, Long.parseLong(group.of)));
          group.thing = own.thing();
          group.division = own.division();
          group.simulated = own.simulated() || around.isSimulated();
        } else {
          group.division = group.of;
          group.simulated = around.isSimulated();
        }
        group.machine.step(now, program, around, HOLD_MS);
        group.tell(program, now, around::inputs, out);
        state.standings.cell(program.rule().id(), group.division).add(group.machine.judgement());
      }
    }
    state.standings.tell(SHARD, now, out);
  }

  private static Group group(RuleProgram program, String of) {
    return new Group(program.rule().id(), of, new Machine(program.conditions()));
  }

  /** Forgets rules and questions that are no more, and ends their alerts. */
  private static void prune(RuleBook rules, CityState state, long now, Effects out) {
    Set<String> keys = new HashSet<>();
    Map<String, RuleProgram> programs = new TreeMap<>();
    for (RuleProgram program : rules.across()) {
      programs.put(program.rule().id(), program);
      Objects.requireNonNull(program.across()).members().forEach(m -> keys.add(m.key()));
    }
    state.facts.keySet().retainAll(keys);
    state.alerts.keySet().removeIf(rule -> !rules.asksForAlerts(rule));
    for (Map.Entry<String, TreeMap<String, Group>> of : List.copyOf(state.groups.entrySet())) {
      RuleProgram program = programs.get(of.getKey());
      if (program == null) {
        of.getValue().values().forEach(group -> group.closeWithout(now, out));
        state.groups.remove(of.getKey());
      } else {
        for (Group group : of.getValue().values()) {
          if (group.machine.conditions() != program.conditions()) {
            group.close(program, now, "rule changed", out);
            group.machine = new Machine(program.conditions());
          }
        }
      }
    }
  }

  // ---- places

  private static TreeMap<String, Around> divisions(
      RuleBook rules, CityState state, RuleProgram program, RuleProgram.Across across, long now) {
    Map<String, Around> places = new HashMap<>(); // asked for each fact; put in order at the end
    for (int m = 0; m < across.members().size(); m++) {
      for (Fact fact : facts(state, across.members().get(m)).values()) {
        String code = Codes.at(fact.division(), across.of());
        if (!code.isEmpty()) {
          places
              .computeIfAbsent(code, c -> around(rules, state, program, across, now, c))
              .add(m, fact);
        }
      }
    }
    TreeSet<String> asked = new TreeSet<>();
    for (String rule : across.alerts()) {
      state
          .alerts
          .getOrDefault(rule, new TreeMap<>())
          .values()
          .forEach(a -> asked.add(Codes.at(a.division(), across.of())));
    }
    for (String key : state.vitals.keySet()) {
      int bar = key.indexOf('|');
      if (across.vitals().contains(key.substring(0, bar))) {
        asked.add(Codes.at(key.substring(bar + 1), across.of()));
      }
    }
    for (String indicator : across.indicators()) {
      state.figures.divisions(indicator).stream()
          .filter(code -> Codes.isOf(code, across.of()))
          .forEach(asked::add);
    }
    asked.remove("");
    asked.forEach(
        code -> places.computeIfAbsent(code, c -> around(rules, state, program, across, now, c)));
    return new TreeMap<>(places);
  }

  private static Around around(
      RuleBook rules,
      CityState state,
      RuleProgram program,
      RuleProgram.Across across,
      long now,
      String division) {
    return new Around(program, across, state, rules.schedule(), now, division);
  }

  private static TreeMap<Long, Fact> facts(CityState state, RuleMember member) {
    return state.facts.getOrDefault(member.key(), new TreeMap<>());
  }

  /** What a thing says to the first question that it is asked. */
  private static @Nullable Fact own(CityState state, RuleProgram.Across across, long thing) {
    for (RuleMember member : across.members()) {
      Fact fact = facts(state, member).get(thing);
      if (fact != null) {
        return fact;
      }
    }
    return null;
  }

  /**
   * Every thing with a place that answers what is asked of the thing in the middle, or anything
   * where nothing is; and around it what others within the distance answer.
   */
  private static TreeMap<String, Around> neighbours(
      RuleBook rules, CityState state, RuleProgram program, RuleProgram.Across across, long now) {
    TreeMap<Long, Fact> centres = new TreeMap<>();
    for (int m = 0; m < across.members().size(); m++) {
      if (across.own().isEmpty() || across.own().contains(m)) {
        placed(state, across.members().get(m)).forEach(f -> centres.putIfAbsent(f.thing(), f));
      }
    }
    TreeMap<String, Around> places = new TreeMap<>();
    centres.forEach((thing, centre) ->
        places.put(
            Long.toString(thing), around(rules, state, program, across, now, centre.division())));
    List<Fact> middle = byLatitude(centres.values());
    for (int m = 0; m < across.members().size(); m++) {
      TreeMap<Long, Fact> all = facts(state, across.members().get(m));
      for (Fact centre : middle) {
        Fact own = all.get(centre.thing());
        if (own != null && !Double.isNaN(own.lat())) {
          Objects.requireNonNull(places.get(Long.toString(centre.thing()))).own(m, own);
        }
      }
      if (!Double.isNaN(across.withinM())) { // else the city has yet to say who is a neighbour
        around(places, m, middle, byLatitude(placed(state, across.members().get(m))), across);
      }
    }
    return places;
  }

  /**
   * Adds to each place what is around it. Both lists are in the order of latitude; a look at two
   * numbers passes over what is too far east or west, so of 2,000 stations four million looks are a
   * few milliseconds.
   */
  private static void around(
      Map<String, Around> places,
      int member,
      List<Fact> middle,
      List<Fact> placed,
      RuleProgram.Across across) {
    double[] lats = placed.stream().mapToDouble(Fact::lat).toArray();
    double[] lngs = placed.stream().mapToDouble(Fact::lng).toArray();
    double within = across.withinM();
    double band = Math.toDegrees(within / EARTH_M);
    int first = 0;
    for (Fact centre : middle) {
      Around around = Objects.requireNonNull(places.get(Long.toString(centre.thing())));
      double beside = band / Math.cos(Math.toRadians(centre.lat())) + ROUNDING;
      while (first < lats.length && lats[first] < centre.lat() - band) {
        first++;
      }
      for (int i = first; i < lats.length && lats[i] <= centre.lat() + band; i++) {
        if (Math.abs(lngs[i] - centre.lng()) <= beside
            && placed.get(i).thing() != centre.thing()
            && distanceM(centre, placed.get(i)) <= within) {
          around.add(member, placed.get(i));
        }
      }
    }
  }

  private static List<Fact> placed(CityState state, RuleMember member) {
    return facts(state, member).values().stream().filter(f -> !Double.isNaN(f.lat())).toList();
  }

  private static List<Fact> byLatitude(Collection<Fact> facts) {
    return facts.stream().sorted(Comparator.comparingDouble(Fact::lat)).toList();
  }

  /** By the cosine of the latitude: within a city its error is below a thousandth. */
  private static double distanceM(Fact a, Fact b) {
    double north = Math.toRadians(a.lat() - b.lat());
    double east = Math.toRadians(a.lng() - b.lng()) * Math.cos(Math.toRadians(a.lat()));
    return EARTH_M * Math.sqrt(north * north + east * east);
  }
}
