package furong.detect;

import static org.assertj.core.api.Assertions.assertThat;

import furong.observe.LogRecord;
import furong.observe.Observation;
import furong.observe.ReadingBlock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a city of millions is made cheap by gives what the plain way gives. */
class LargeCityTest {

  private static final long START = World.START;
  private static final long MINUTE = 60_000;
  private static final int STATIONS = 12;

  // ---- what a tick looks at

  /** The second way: a tick that looks at every thing. */
  private static void lookAtAll(ShardState state) {
    state.things.sorted().forEach(state.waking::soon);
  }

  /**
   * Stations that are heard each some minutes, fall silent for hours, fire, and get readings of
   * yesterday; ticks each ten seconds of some minutes, sometimes of a clock that was put back.
   */
  private static List<LogRecord> log(Random random, double unit) {
    List<LogRecord> log = new ArrayList<>();
    long now = START;
    boolean[] broken = new boolean[STATIONS];
    double[] level = new double[STATIONS];
    for (int round = 0; round < 400; round++) {
      now += (1 + random.nextInt(20)) * MINUTE;
      ReadingBlock block = new ReadingBlock(STATIONS);
      for (int s = 0; s < STATIONS; s++) {
        broken[s] = random.nextInt(40) == 0 ? !broken[s] : broken[s];
        level[s] = Math.clamp(level[s] + random.nextGaussian() * 40, 5, 400);
        if (!broken[s]) {
          long late = random.nextInt(15) == 0 ? random.nextInt(30) * 60 * MINUTE : 0;
          block.add(s + 1, now, now - late, Math.rint(level[s]) * unit, null);
        }
      }
      log.add(new LogRecord.Readings(now, "", block));
      for (int t = 0; t < 3; t++) {
        now += 10_000;
        log.add(new LogRecord.Tick(random.nextInt(50) == 0 ? now - 5 * 60 * MINUTE : now));
      }
    }
    return log;
  }

  private static World world(RuleBook rules, String property) {
    World world = new World(rules);
    for (int s = 0; s < STATIONS; s++) {
      world.apply(World.register(s + 1, s + 1, property, "51010700100" + s % 3));
    }
    return world;
  }

  private static World[] bothWays(List<LogRecord> log, RuleBook rules, String property) {
    World waking = world(rules, property);
    World all = world(rules, property);
    for (LogRecord record : log) {
      waking.apply(record);
      if (record instanceof LogRecord.Tick) {
        lookAtAll(all.state);
      }
      all.apply(record);
    }
    return new World[] {waking, all};
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void aTickThatLooksAtWhatWakesTellsWhatOneThatLooksAtAllTells(int seed) {
    World[] both = bothWays(log(new Random(seed), 1), World.RULES, "air.pm25");
    assertThat(both[1].standings).hasSizeGreaterThan(50);
    assertThat(both[1].alerts).isNotEmpty();
    assertThat(both[0].standings).isEqualTo(both[1].standings);
    assertThat(both[0].alerts).isEqualTo(both[1].alerts);
  }

  private static final LittlePack POND =
      new LittlePack().with("high 2 m", "half 0.5 1", "three 3 h", "low 1 m", "near 2 km");

  /** Answers that change by a reading, by one that leaves a window, by silence, by the clock. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "last(level)",
        "mean(level, params.three)",
        "max(level, params.three) - last(level)",
        "max(level, params.three)",
        "last(level) - min(level, params.three)"
      })
  void whatThingsAreAskedIsToldAtTheTickAtWhichItChanges(String asked) {
    String over = "over: neighbours\nwithin: params.near\nknown_share: params.half";
    RuleBook rules =
        RuleBook.of(
            POND.and(over)
                .when("abs(own(" + asked + ") - median_of(" + asked + ")) > params.low")
                .book(),
            House.ZONE);
    World[] both = bothWays(log(new Random(7), 0.01), rules, "pond.level");
    assertThat(both[1].facts).hasSizeGreaterThan(200);
    assertThat(both[0].facts).isEqualTo(both[1].facts);
    assertThat(both[0].standings).isEqualTo(both[1].standings);
  }

  private static List<Integer> cannotJudge(World world, String rule) {
    return world.standings.stream()
        .filter(s -> s.rule().equals(rule))
        .map(Standing::cannotJudge)
        .toList();
  }

  @Test
  void aRuleWithoutADistanceAsksNobodyAndIsSaidToBeUnableToJudgeThem() {
    // the pack leaves the distance of a neighbour of air.station-deviates to the city
    World world = world(World.RULES, "air.pm25");
    world.reads(1, START, 40);
    world.ticks(START + 10_000);
    world.ticks(START + 20_000);
    // 12 stations in 3 communities
    assertThat(cannotJudge(world, "air.station-deviates")).containsExactly(4, 4, 4);
    assertThat(world.facts).isEmpty();
    world.apply(World.register(1, 1, "", "510107001000"));
    world.ticks(START + 30_000);
    assertThat(cannotJudge(world, "air.station-deviates")).containsExactly(4, 4, 4, 3);
  }

  @Test
  void aStationThatWasJustHeardIsNotLookedAtAndOneThatIsSilentIs() {
    World world = new World();
    world.apply(World.register(1, 1, "sensing.air-temperature", "510107001001"));
    world.apply(World.register(2, 2, "air.no2", "510107001001"));
    world.reads(2, START, 40);
    world.ticks(START + 10_000); // every thing once after a start
    assertThat(world.state.waking.due(START + MINUTE)).isEmpty();
    // air.sensor-silent of the pack: silence of more than params.silent_after, of 6 hours at most
    assertThat(world.state.waking.due(START + 24 * World.HOUR)).extracting(t -> t.id).contains(2L);
  }

  // ---- what is remembered of a datastream

  /** The plain way: the readings themselves. */
  private static final class Plain {
    private final List<Map.Entry<Long, Double>> recent = new ArrayList<>();
    private @Nullable Long newestMs;
    private double newest;
    private long flatSinceMs;

    int judge(QualityLimits limits, long timeMs, double value) {
      if (recent.contains(Map.entry(timeMs, value))) {
        return Observation.DUPLICATE;
      }
      recent.add(Map.entry(timeMs, value));
      if (recent.size() > 4) {
        recent.removeFirst();
      }
      Long known = newestMs;
      if (known == null) {
        newestMs = timeMs;
        newest = value;
        flatSinceMs = timeMs;
        return 0;
      }
      if (timeMs <= known) {
        return 0;
      }
      double hours = Math.max(1, (timeMs - known) / 3_600_000.0);
      int flags = timeMs - known > limits.silenceMs() ? Observation.SILENCE : 0;
      flags |= Math.abs(value - newest) > limits.ratePerHour() * hours ? Observation.RATE : 0;
      flatSinceMs = value == newest ? flatSinceMs : timeMs;
      flags |= timeMs - flatSinceMs > limits.flatMs() ? Observation.FLAT : 0;
      newestMs = timeMs;
      newest = value;
      return flags;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {11, 12, 13})
  void sevenLongsFlagWhatTheReadingsThemselvesFlag(int seed) {
    Random random = new Random(seed);
    QualityLimits limits = new QualityLimits(-100, 100, 20, 30 * MINUTE, 60 * MINUTE, 0, true);
    LongPages pages = new LongPages(StreamMemory.WIDTH);
    int[] rows = new int[300]; // more than a page
    Plain[] plain = new Plain[rows.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = pages.take();
      StreamMemory.clear(pages.page(rows[i]), pages.at(rows[i]));
      plain[i] = new Plain();
    }
    int found = 0;
    for (int n = 0; n < 60_000; n++) {
      int i = random.nextInt(rows.length);
      // few times and values, so that the same comes again, and a day of gaps between
      long time = START + (n / 3_000) * 24 * 60 * MINUTE + random.nextInt(8) * 12 * MINUTE;
      double value = random.nextInt(4) * 15;
      int flags = StreamMemory.judge(pages.page(rows[i]), pages.at(rows[i]), limits, time, value);
      found |= flags;
      assertThat(flags).isEqualTo(plain[i].judge(limits, time, value));
    }
    assertThat(found)
        .isEqualTo(
            Observation.DUPLICATE | Observation.SILENCE | Observation.RATE | Observation.FLAT);
  }

  @Test
  void rowsAreFoundByTheirKeysAndNoOthers() {
    Random random = new Random(5);
    LongRows rows = new LongRows(1);
    Map<Long, Long> plain = new HashMap<>();
    for (int i = 0; i < 100_000; i++) {
      long key = i % 2 == 0 ? i : random.nextLong(); // ids of a register, and any at all
      if (plain.putIfAbsent(key, key * 31) == null) {
        int row = rows.add(key);
        rows.page(row)[rows.at(row)] = key * 31;
      }
    }
    plain.forEach((key, value) -> {
      int row = rows.find(key);
      assertThat(rows.page(row)[rows.at(row)]).isEqualTo(value);
    });
    for (long absent = 1; absent < 10_000; absent += 2) {
      assertThat(rows.find(absent) != LongRows.NONE).isEqualTo(plain.containsKey(absent));
    }
  }

  // ---- what nobody can judge

  @Test
  void aDatastreamWithoutAPropertyIsNotHeldAndItsReadingsTakeNoPart() {
    World world = new World();
    world.apply(World.register(1, 1, "", "510107001001"));
    world.reads(1, START, 40);
    assertThat(world.state.streams.sorted()).isEmpty();
    assertThat(world.state.left()).containsEntry(ShardState.Left.UNKNOWN_DATASTREAM, 1L);
  }

  @Test
  void itIsJudgedOnceItObservesSomethingAndNoMoreWhenItCeasesTo() {
    World world = new World();
    world.apply(World.register(1, 1, "", "510107001001"));
    world.apply(World.register(1, 1, "air.pm25", "510107001001"));
    world.reads(1, START, 40);
    assertThat(world.state.judgements(1)).containsKey("air.sensor-silent");
    world.apply(World.register(1, 1, "", "510107001001"));
    assertThat(world.state.judgements(1)).isEmpty();
    assertThat(world.state.streams.sorted()).isEmpty();
  }
}
