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
  private static List<LogRecord> log(Random random) {
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
          block.add(s + 1, now, now - late, Math.rint(level[s]), null);
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

  private static World world() {
    World world = new World();
    for (int s = 0; s < STATIONS; s++) {
      world.apply(World.register(s + 1, s + 1, "air.pm25", "51010700100" + s % 3));
    }
    return world;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void aTickThatLooksAtWhatWakesTellsWhatOneThatLooksAtAllTells(int seed) {
    World waking = world();
    World all = world();
    for (LogRecord record : log(new Random(seed))) {
      waking.apply(record);
      if (record instanceof LogRecord.Tick) {
        lookAtAll(all.state);
      }
      all.apply(record);
    }
    assertThat(all.standings).hasSizeGreaterThan(50);
    assertThat(all.alerts).isNotEmpty();
    assertThat(all.facts).hasSizeGreaterThan(50);
    assertThat(waking.standings).isEqualTo(all.standings);
    assertThat(waking.alerts).isEqualTo(all.alerts);
    assertThat(waking.facts).isEqualTo(all.facts);
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
    private Long newestMs;
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
      if (newestMs == null) {
        newestMs = timeMs;
        newest = value;
        flatSinceMs = timeMs;
        return 0;
      }
      if (timeMs <= newestMs) {
        return 0;
      }
      double hours = Math.max(1, (timeMs - newestMs) / 3_600_000.0);
      int flags = timeMs - newestMs > limits.silenceMs() ? Observation.SILENCE : 0;
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
    Map<Integer, Plain> plain = new HashMap<>();
    int[] rows = new int[300]; // more than a page
    for (int i = 0; i < rows.length; i++) {
      rows[i] = pages.take();
      StreamMemory.clear(pages.page(rows[i]), pages.at(rows[i]));
      plain.put(i, new Plain());
    }
    int found = 0;
    for (int n = 0; n < 60_000; n++) {
      int i = random.nextInt(rows.length);
      // few times and values, so that the same comes again, and a day of gaps between
      long time = START + (n / 3_000) * 24 * 60 * MINUTE + random.nextInt(8) * 12 * MINUTE;
      double value = random.nextInt(4) * 15;
      int flags = StreamMemory.judge(pages.page(rows[i]), pages.at(rows[i]), limits, time, value);
      found |= flags;
      assertThat(flags).isEqualTo(plain.get(i).judge(limits, time, value));
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
