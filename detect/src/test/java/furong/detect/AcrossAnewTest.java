package furong.detect;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Level;
import furong.base.Mean;
import furong.observe.IndicatorFigure;
import furong.pack.PackReader;
import furong.pack.RuleMember;
import furong.pack.RuleProgram;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Judging only where something changed is judging everywhere: in random worlds of forty things that
 * answer, fall silent, move, come late and leave, with restarts between, both tell the same, count
 * the same and come to the same bytes at every tick.
 */
class AcrossAnewTest {

  private static final long START = Instant.parse("2026-03-31T15:30:00Z").toEpochMilli();
  private static final int THINGS = 40;
  private static final int TICKS = 400;

  /** Every function, every kind of duration, both kinds of places. */
  private static final RuleBook RULES = rules();

  private static RuleBook rules() {
    LittlePack pack =
        new LittlePack()
            .with("high 2 m", "two 2 1", "half 0.5 1", "span 10 min", "soon 40 s", "late 90 s")
            .with("near 250 m", "far 900 m", "midnight 5 min", "low 1 m", "nought 0 1");
    String street = "over: street\nknown_share: params.half\n";
    rule(pack, "a", street, "number_of(last(level) > params.high) >= params.two", "");
    rule(pack, "b", street, "share_of(last(level) > params.high) > params.half", "soon");
    rule(
        pack,
        "c",
        "over: community\nknown_share: params.half\n",
        "mean_of(last(level)) > params.high",
        "");
    rule(
        pack,
        "d",
        street,
        "median_of(last(level)) > params.high && sum_of(last(inflow)) > sum_of(last(inflow)) - sum_of(last(inflow))",
        "soon");
    rule(
        pack,
        "e",
        "over: city\nknown_share: params.half\n",
        "max_of(last(level)) - min_of(last(level)) > params.high && known_of(last(level)) > params.two",
        "late");
    rule(
        pack,
        "f",
        street,
        "alerts_open(rules.deep) >= params.two || alerts_opened(rules.deep, params.span) > params.two",
        "");
    rule(pack, "g", street, "vital(level) > params.high", "soon");
    rule(
        pack,
        "h",
        street,
        "number_of(last(level) > params.high) >= params.two && time_of_day() < params.midnight",
        "");
    String near = "over: neighbours\nwithin: params.near\nknown_share: params.half\n";
    rule(pack, "i", near, "number_of(last(level) > params.high) >= params.two", "");
    rule(pack, "j", near, "abs(own(last(level)) - median_of(last(level))) > params.low", "soon");
    rule(
        pack,
        "k",
        "over: neighbours\nwithin: params.far\nknown_share: params.half\n",
        "own(last(inflow) > last(inflow) - last(inflow)) && share_of(last(level) > params.high) > params.half",
        "late");
    rule(
        pack,
        "l",
        "over: city\nknown_share: params.half\n",
        "this_month(indicators.wet) >= params.two",
        "");
    pack.put(
        "rules/deep.yaml",
        "name: deep\ntitle: 深\nwhy: 会淹\nlevels:\n  - {level: III, when: \"last(level) > params.high\"}\nreference: 测量\n");
    pack.put(
        "indicators/wet.yaml",
        "name: wet\ntitle: 湿\nversion: '1'\nformula: 比\nunit: '1'\ndirection: less-is-better\nlevels: [city]\ncases: closing\nvalidity: 全\nreference:\nsource: 测\n");
    PackReader.Loaded loaded = pack.when("last(level) > params.high");
    assertThat(LittlePack.faults(loaded)).isEmpty();
    return RuleBook.of(loaded.book(), House.ZONE);
  }

  /** Of a second level that is reached by half as much again, and cleared after a while. */
  private static void rule(LittlePack pack, String name, String over, String when, String lasts) {
    String holds = lasts.isEmpty() ? "" : ", for: params." + lasts;
    pack.put(
        "rules/" + name + ".yaml",
        "name: "
            + name
            + "\ntitle: 广\nwhy: 量\n"
            + over
            + "levels:\n"
            + "  - {level: IV, when: \""
            + when
            + "\"}\n"
            + "  - {level: III, when: \""
            + when
            + "\""
            + holds
            + "}\n"
            + (lasts.isEmpty() ? "" : "clear_for: params.soon\n")
            + "reference: 量\n");
  }

  /** The same log for both ways. */
  private static final class World {
    private final Random random;
    private final List<RuleMember> members = new ArrayList<>();
    private final double[] lat = new double[THINGS];
    private final double[] lng = new double[THINGS];
    private final String[] division = new String[THINGS];
    private final Map<String, AlertChange> alerts = new TreeMap<>();
    long now = START;

    World(int seed) {
      random = new Random(seed);
      for (RuleProgram program : RULES.across()) {
        members.addAll(Objects.requireNonNull(program.across()).members());
      }
      for (int thing = 0; thing < THINGS; thing++) {
        move(thing);
      }
    }

    /** A square of 2 km, in two streets of three communities; one in twelve has no place. */
    private void move(int thing) {
      boolean nowhere = random.nextInt(12) == 0;
      lat[thing] = nowhere ? Double.NaN : 30.5 + random.nextInt(20) * 100 / 111_195.0;
      lng[thing] = nowhere ? Double.NaN : 104 + random.nextInt(20) * 100 / 95_800.0;
      division[thing] =
          nowhere ? "" : "51010700" + (1 + random.nextInt(2)) + "00" + (1 + random.nextInt(3));
    }

    /** What is told until the next tick: seldom much, and sometimes nothing for a while. */
    Told next() {
      now += random.nextInt(40) == 0 ? 700_000 : 10_000;
      List<Fact> facts = new ArrayList<>();
      for (int changes = random.nextInt(5); changes > 0; changes--) {
        int thing = random.nextInt(THINGS);
        if (random.nextInt(6) == 0) {
          move(thing); // what it says to some questions is told from its new place
        }
        boolean gone = random.nextInt(8) == 0;
        for (RuleMember member : members) {
          if (random.nextInt(4) > 0) {
            facts.add(fact(member, thing, gone));
          }
        }
      }
      return new Told(now, "", facts, alerts(), vitals(), figures());
    }

    private Fact fact(RuleMember member, int thing, boolean gone) {
      double level = random.nextInt(5) == 0 ? Double.NaN : random.nextInt(9) / 2.0 - 0.1;
      double value = member.isCondition() && !Double.isNaN(level) ? (level > 2 ? 1 : 0) : level;
      return new Fact(
          member.key(),
          thing + 1,
          division[thing],
          lng[thing],
          lat[thing],
          random.nextInt(30) == 0,
          gone ? Double.NaN : value,
          level,
          gone);
    }

    private List<AlertChange> alerts() {
      if (random.nextInt(4) > 0) {
        return List.of();
      }
      long thing = 1 + random.nextInt(6);
      AlertChange before = alerts.get("" + thing);
      boolean open = before == null || before.kind() == AlertChange.Kind.CLEARED;
      long at = now - random.nextInt(20_000);
      AlertChange change =
          new AlertChange(
              open || before == null ? thing + "-" + now : before.alert(),
              "pond.deep",
              "pond",
              "1",
              open ? AlertChange.Kind.OPENED : AlertChange.Kind.CLEARED,
              Level.III,
              thing,
              division[(int) thing],
              at,
              open || before == null ? at : before.openedMs(),
              false,
              true,
              Map.of(),
              "");
      alerts.put("" + thing, change);
      return List.of(change);
    }

    private List<VitalWindow> vitals() {
      if (random.nextInt(20) > 0) {
        return List.of();
      }
      long start = Math.floorDiv(now, 300_000L) * 300_000L;
      double sum = random.nextInt(8);
      return List.of(
          new VitalWindow(
              0,
              "51010700" + (1 + random.nextInt(2)),
              "pond.level",
              start,
              300_000L,
              2,
              sum,
              0,
              sum,
              start,
              sum,
              false,
              Mean.ARITHMETIC));
    }

    private List<IndicatorFigure> figures() {
      return random.nextInt(15) > 0
          ? List.of()
          : List.of(
              new IndicatorFigure(
                  "pond.wet",
                  "510100",
                  random.nextBoolean() ? "2026-03" : "2026-04",
                  random.nextInt(4),
                  random.nextInt(3) / 2.0,
                  random.nextInt(5) == 0));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void judgingWhereSomethingChangedIsJudgingEverywhere(int seed) throws IOException {
    World world = new World(seed);
    Random restarts = new Random(seed);
    Across across = new Across(RULES);
    CityState changed = new CityState(1);
    CityState anew = new CityState(1);
    Said said = new Said();
    Said slowly = new Said();
    for (int tick = 0; tick < TICKS; tick++) {
      Told told = world.next();
      across.apply(changed, 0, told, said);
      anew.take(0, told, RULES);
      anew.advance(told.tickMs());
      anew.judgedTo = told.tickMs();
      anew.hasJudged = true;
      JudgedAnew.judge(RULES, anew, told.tickMs(), slowly);
      assertThat(said.all).as("tick %s", tick).isEqualTo(slowly.all);
      assertThat(bytes(changed)).as("tick %s", tick).isEqualTo(bytes(anew));
      said.all.clear();
      slowly.all.clear();
      if (restarts.nextInt(9) == 0) {
        changed = CityState.decode(new DataInputStream(new ByteArrayInputStream(bytes(changed))));
      }
    }
    assertThat(said.rules).hasSizeGreaterThan(9); // nearly every rule had something to say
  }

  private static byte[] bytes(CityState state) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    state.encode(new DataOutputStream(out));
    return out.toByteArray();
  }

  /** Alerts and counts in the order in which they were told. */
  private static final class Said implements Effects {
    final List<Object> all = new ArrayList<>();
    final TreeMap<String, Integer> rules = new TreeMap<>();

    @Override
    public void alert(AlertChange change) {
      all.add(change);
      rules.merge(change.rule(), 1, Integer::sum);
    }

    @Override
    public void vital(VitalWindow window) {
      throw new AssertionError("no rule tells a vital sign");
    }

    @Override
    public void standing(Standing standing) {
      all.add(standing);
    }
  }
}
