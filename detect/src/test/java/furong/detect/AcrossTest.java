package furong.detect;

import static org.assertj.core.api.Assertions.assertThat;

import furong.observe.DatastreamInfo;
import furong.observe.LogRecord;
import furong.observe.ReadingBlock;
import furong.pack.PackReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Rules across things: each function met and just missed, and the same alerts in whatever mixture
 * the shards are read, with restarts between. One reading an hour of each pond; NaN is none.
 */
class AcrossTest {

  private static final long HOUR = World.HOUR;
  private static final long START = Instant.parse("2026-03-31T16:00:00Z").toEpochMilli();
  private static final double NONE = Double.NaN;
  private static final String STREET = "510107001";

  private final LittlePack pack =
      new LittlePack()
          .with(
              "high 2 m", "two 2 1", "half 0.5 1", "three 3 h", "low 1 m", "near 2 km", "open ? 1");

  private PackReader.Loaded over(String over, String when) {
    return pack.and("over: " + over).when(when);
  }

  /** Ponds of one street, in the shards 0 and 1 by turns. */
  private List<String> told(String over, String when, double[]... ponds) {
    PackReader.Loaded loaded = over(over, when);
    assertThat(LittlePack.faults(loaded)).isEmpty();
    City city = new City(RuleBook.of(loaded.book(), House.ZONE), 2);
    for (int p = 0; p < ponds.length; p++) {
      city.pond(p + 1, STREET + "00" + (p + 1), p % 2, 104 + 0.01 * p);
    }
    for (int h = 0; h < ponds[0].length; h++) {
      for (int p = 0; p < ponds.length; p++) {
        city.reads(p + 1, p % 2, h, ponds[p][h]);
      }
      city.tick(h);
    }
    city.play(new Random(1), false);
    return city.told;
  }

  private static double[] pond(double... levels) {
    return levels;
  }

  private static final String STREETS = "street\nknown_share: params.half";

  @Test
  void countsTheThingsOfAStreetAtWhichAConditionHolds() {
    String when = "number_of(last(level) > params.high) >= params.two";
    assertThat(told(STREETS, when, pond(1, 3, 3, 1), pond(1, 1, 3, 3), pond(1, 1, 1, 1)))
        .containsExactly("2h OPENED 510107001", "3h CLEARED 510107001");
    assertThat(told(STREETS, when, pond(1, 3, 1, 1), pond(1, 1, 3, 3), pond(1, 1, 1, 1))).isEmpty();
  }

  @Test
  void sharesMeansAndMediansAreOfWhatIsKnown() {
    // two of three are more than half; of two known ones one is not
    String share = "share_of(last(level) > params.high) > params.half";
    assertThat(told(STREETS, share, pond(3), pond(3), pond(1))).hasSize(1);
    assertThat(told(STREETS, share, pond(3), pond(NONE), pond(1))).isEmpty();
    // (3 + 2.2 + 1) / 3 = 2.07 > 2, while the median is 2.2, then 2
    String mean = "mean_of(last(level)) > params.high";
    assertThat(told(STREETS, mean, pond(3), pond(2.2), pond(1))).hasSize(1);
    assertThat(told(STREETS, mean, pond(3), pond(2), pond(1))).isEmpty();
    String median = "median_of(last(level)) > params.high";
    assertThat(told(STREETS, median, pond(9), pond(2.2), pond(1))).hasSize(1);
    assertThat(told(STREETS, median, pond(9), pond(2), pond(1))).isEmpty();
    assertThat(
            told(
                STREETS,
                "max_of(last(level)) - min_of(last(level)) > params.high",
                pond(3),
                pond(0.9)))
        .hasSize(1);
    assertThat(told(STREETS, "sum_of(last(level)) > params.high", pond(1), pond(1))).isEmpty();
  }

  @Test
  void soundLevelsOfAStreetAreAveragedByTheirEnergy() {
    // 10 lg((10^6 + 10^7) / 2) = 67.40, where the mean of the numbers is 65
    pack.ofSound().with("under 67.395 dB[A]", "over 67.405 dB[A]");
    for (String mean : List.of("mean_of(last(level))", "vital(level)")) {
      String over = mean.startsWith("vital") ? "street" : STREETS;
      assertThat(told(over, mean + " > params.under", pond(60, NONE), pond(70, NONE)))
          .as(mean)
          .isNotEmpty();
      assertThat(told(over, mean + " > params.over", pond(60, NONE), pond(70, NONE)))
          .as(mean)
          .isEmpty();
    }
  }

  @Test
  void belowTheKnownShareItCannotJudgeAndAnAlertStaysOpen() {
    // silence of a level is expected for 3 h: at hour 5 two of three are not known, 1/3 < 1/2
    assertThat(
            told(
                STREETS,
                "number_of(last(level) > params.high) >= params.two",
                pond(3, 3, NONE, NONE, NONE, NONE, NONE),
                pond(3, 3, NONE, NONE, NONE, NONE, NONE),
                pond(1, 1, 1, 1, 1, 1, 1)))
        .containsExactly("0h OPENED 510107001");
  }

  @Test
  void anotherRulesAlertsAreCountedWhileOpenAndWithinASpan() {
    deepIsARule();
    String open =
        "alerts_open(rules.deep) >= params.two && !(alerts_open(rules.deep, levels.II) >= params.two)";
    assertThat(told("street", open, pond(3, 3, 1), pond(1, 3, 3)))
        .containsExactly("1h OPENED 510107001", "2h CLEARED 510107001");
    assertThat(told("street", open, pond(3, 1, 1), pond(1, 3, 3))).isEmpty();
    // opened at hours 0 and 2, within (now - 3 h, now] from hour 2 until hour 3
    assertThat(
            told(
                "street",
                "alerts_opened(rules.deep, params.three) >= params.two",
                pond(3, 1, 1, 1),
                pond(1, 1, 3, 1)))
        .containsExactly("2h OPENED 510107001", "3h CLEARED 510107001");
  }

  @Test
  void alertsAndReadingsAreJoinedByAndOrNotAndWhatIsNotKnownSpreads() {
    deepIsARule();
    pack.with("top 5 m");
    String when =
        "(alerts_open(rules.deep) >= params.two || max_of(last(level)) > params.top)"
            + " && !(min_of(last(level)) < params.low)";
    assertThat(told(STREETS, when, pond(3), pond(3))).containsExactly("0h OPENED 510107001");
    assertThat(told(STREETS, when, pond(6), pond(1.5))).containsExactly("0h OPENED 510107001");
    assertThat(told(STREETS, when, pond(3), pond(1.5))).isEmpty();
    assertThat(told(STREETS, when, pond(3), pond(3), pond(0.5))).isEmpty();
    // the city has not said what open is: true || ? is true, false || ? is not known
    String open = "alerts_open(rules.deep) >= params.two || alerts_open(rules.deep) >= params.open";
    assertThat(told("street", open, pond(3), pond(3))).containsExactly("0h OPENED 510107001");
    assertThat(told("street", open, pond(3), pond(1))).isEmpty();
    PackReader.Loaded loaded = over("street", open);
    City city = new City(RuleBook.of(loaded.book(), House.ZONE), 1);
    city.pond(1, STREET + "001", 0, 104);
    city.reads(1, 0, 0, 3);
    city.tick(0);
    city.play(new Random(1), false);
    assertThat(city.state.judgements("pond.full").values()).containsExactly(Judgement.CANNOT_JUDGE);
  }

  /** A rule of one pond: over 2 m. */
  private void deepIsARule() {
    pack.put(
        "rules/deep.yaml",
        "name: deep\ntitle: 深\nwhy: 会淹\nlevels:\n  - {level: III, when: \"last(level) > params.high\"}\nreference: 测量\n");
  }

  @Test
  void aVitalSignIsTheMeanOfTheStreet() {
    // the window of an hour's first five minutes is complete at the tick ten minutes later
    String when = "vital(level) > params.high";
    assertThat(told("street", when, pond(3, 1), pond(1.5, 1))).contains("0h OPENED 510107001");
    assertThat(told("street", when, pond(3, 1), pond(1, 1))).isEmpty();
  }

  @Test
  void aThingIsComparedWithItsNeighbours() {
    // 0.01 degree of longitude is 957 m here: three neighbours within 2 km of the second
    String over = "neighbours\nwithin: params.near\nknown_share: params.half";
    String when = "abs(own(last(level)) - median_of(last(level))) > params.high";
    assertThat(told(over, when, pond(1), pond(3.1), pond(1), pond(1), pond(1)))
        .containsExactly("0h OPENED 2");
    assertThat(told(over, when, pond(1), pond(3), pond(1), pond(1), pond(1))).isEmpty();
  }

  @Test
  void aNumberThatTheCityHasYetToSetIsNoAlert() {
    PackReader.Loaded loaded = over(STREETS, "number_of(last(level) > params.high) >= params.open");
    City city = new City(RuleBook.of(loaded.book(), House.ZONE), 1);
    city.pond(1, STREET + "001", 0, 104);
    city.reads(1, 0, 0, 3);
    city.tick(0);
    city.play(new Random(1), false);
    assertThat(city.told).isEmpty();
    assertThat(city.state.judgements("pond.full").values()).containsExactly(Judgement.CANNOT_JUDGE);
  }

  @Test
  void theSameLogGivesTheSameAlertsInAnyMixtureOfShardsAndOverRestarts() {
    RuleBook rules =
        RuleBook.of(
            over(STREETS, "number_of(last(level) > params.high) >= params.two").book(), House.ZONE);
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      List<List<String>> runs = new ArrayList<>();
      double[][] levels = new double[6][30];
      for (double[] pond : levels) {
        for (int h = 0; h < pond.length; h++) {
          pond[h] = random.nextInt(4);
        }
      }
      for (int run = 0; run < 3; run++) {
        City city = new City(rules, 3);
        for (int p = 0; p < levels.length; p++) {
          city.pond(p + 1, STREET + "00" + (p + 1), p % 3, 104);
        }
        for (int h = 0; h < 30; h++) {
          for (int p = 0; p < levels.length; p++) {
            city.reads(p + 1, p % 3, h, levels[p][h]);
          }
          city.tick(h);
        }
        city.play(new Random(seed * 31L + run), run > 0);
        runs.add(city.told);
      }
      assertThat(runs.get(0)).isEqualTo(bySlowCounting(levels));
      assertThat(runs.get(1)).isEqualTo(runs.get(0));
      assertThat(runs.get(2)).isEqualTo(runs.get(0));
    }
  }

  /** The slower second method: count the ponds over 2 m each hour. */
  private static List<String> bySlowCounting(double[][] levels) {
    List<String> told = new ArrayList<>();
    boolean open = false;
    for (int h = 0; h < levels[0].length; h++) {
      int over = 0;
      for (double[] pond : levels) {
        over += pond[h] > 2 ? 1 : 0;
      }
      if (over >= 2 != open) {
        open = !open;
        told.add(h + "h " + (open ? "OPENED " : "CLEARED ") + STREET);
      }
    }
    return told;
  }

  /** Logs of several shards, and both stages over them. */
  private static final class City implements Effects {
    final List<String> told = new ArrayList<>();
    private final RuleBook rules;
    private final List<ArrayDeque<LogRecord>> logs = new ArrayList<>();
    private final List<ShardState> shards = new ArrayList<>();
    private final List<Fact> facts = new ArrayList<>();
    private final List<AlertChange> alerts = new ArrayList<>();
    private final List<VitalWindow> vitals = new ArrayList<>();
    CityState state;

    City(RuleBook rules, int shards) {
      this.rules = rules;
      this.state = new CityState(shards);
      for (int i = 0; i < shards; i++) {
        logs.add(new ArrayDeque<>());
        this.shards.add(new ShardState());
      }
    }

    void pond(long id, String division, int shard, double lng) {
      logs.get(shard)
          .add(
              new LogRecord.Registered(
                  id,
                  new DatastreamInfo(
                      id, id, "d", "pond", "pond.level", 1, 0, division, shard, false, lng, 30.6)));
    }

    void reads(long id, int shard, int hour, double level) {
      if (!Double.isNaN(level)) {
        ReadingBlock block = new ReadingBlock(1);
        block.add(id, hour, START + hour * HOUR, level, null);
        logs.get(shard).add(new LogRecord.Readings(START + hour * HOUR, "", block));
      }
    }

    /** Ten minutes after the hour, for all shards. */
    void tick(int hour) {
      logs.forEach(log -> log.add(new LogRecord.Tick(START + hour * HOUR + 600_000)));
    }

    /** Reads the logs, each in its order, mixed by chance. */
    void play(Random random, boolean restarts) {
      Detector detector = new Detector(rules);
      Across across = new Across(rules);
      while (logs.stream().anyMatch(log -> !log.isEmpty())) {
        int shard = random.nextInt(logs.size());
        LogRecord record = logs.get(shard).poll();
        if (record == null) {
          continue;
        }
        detector.apply(shard, shards.get(shard), record, this);
        long tick = record instanceof LogRecord.Tick t ? t.nowMs() : Told.NO_TICK;
        Told heard = new Told(tick, facts, List.copyOf(alerts), vitals);
        facts.clear();
        alerts.clear();
        vitals.clear();
        across.apply(state, shard, heard, this);
        if (restarts && random.nextInt(7) == 0) {
          restart();
        }
      }
    }

    private void restart() {
      try {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        state.encode(new DataOutputStream(bytes));
        state =
            CityState.decode(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        for (int i = 0; i < shards.size(); i++) {
          ByteArrayOutputStream shard = new ByteArrayOutputStream();
          shards.get(i).encode(new DataOutputStream(shard));
          shards.set(
              i,
              ShardState.decode(
                  new DataInputStream(new ByteArrayInputStream(shard.toByteArray()))));
        }
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void alert(AlertChange change) {
      if (change.rule().equals("pond.full")) {
        told.add(
            (change.atMs() - START) / HOUR
                + "h "
                + change.kind()
                + " "
                + (change.thing() == 0 ? change.division() : "" + change.thing()));
      }
      alerts.add(change);
    }

    @Override
    public void vital(VitalWindow window) {
      vitals.add(window);
    }

    @Override
    public void fact(Fact fact) {
      facts.add(fact);
    }
  }
}
