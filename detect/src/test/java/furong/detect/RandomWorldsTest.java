package furong.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import furong.observe.LogRecord;
import furong.observe.ReadingBlock;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Properties that hold in every world: seeded, so that a failure can be looked at again. */
class RandomWorldsTest {

  private static final long HOUR = World.HOUR;
  private static final long START = World.START;
  private static final int STATIONS = 6;

  private record Reading(long datastream, long time, double value) {}

  /** Hours of stations that wander between clean and heavily polluted, with gaps. */
  private static List<Reading> wander(Random random, int hours) {
    List<Reading> readings = new ArrayList<>();
    double[] level = new double[STATIONS];
    for (int h = 0; h < hours; h++) {
      for (int s = 0; s < STATIONS; s++) {
        level[s] = Math.clamp(level[s] + random.nextGaussian() * 40, 5, 400);
        if (random.nextInt(12) > 0) {
          readings.add(new Reading(s + 1, START + h * HOUR, Math.rint(level[s])));
        }
        if (random.nextInt(12) > 0) {
          readings.add(
              new Reading(STATIONS + s + 1, START + h * HOUR, Math.rint(random.nextInt(120))));
        }
      }
    }
    return readings;
  }

  private static World world() {
    World world = new World();
    for (int s = 0; s < STATIONS; s++) {
      world.apply(World.register(s + 1, s + 1, "air.pm25", "51010700100" + s));
      world.apply(World.register(STATIONS + s + 1, s + 1, "air.no2", "51010700100" + s));
    }
    return world;
  }

  private static LogRecord batch(List<Reading> readings, long receivedAt) {
    ReadingBlock block = new ReadingBlock(readings.size());
    readings.forEach(r -> block.add(r.datastream, r.time, r.time, r.value, null));
    return new LogRecord.Readings(receivedAt, "", block);
  }

  /** The log of readings as they happen, each hour one record, with ticks between. */
  private static List<LogRecord> live(List<Reading> readings) {
    List<LogRecord> log = new ArrayList<>();
    int from = 0;
    for (int i = 0; i <= readings.size(); i++) {
      if (i == readings.size() || readings.get(i).time != readings.get(from).time) {
        long time = readings.get(from).time;
        log.add(batch(readings.subList(from, i), time));
        for (int t = 1; t < 6; t++) { // every ten minutes: the city is there
          log.add(new LogRecord.Tick(time + t * HOUR / 6));
        }
        from = i;
      }
    }
    return log;
  }

  /** The log of an import of the same readings, years later, in batches of any size. */
  private static List<LogRecord> history(List<Reading> readings, Random random) {
    long received = START + 90_000 * HOUR;
    List<LogRecord> log = new ArrayList<>();
    int from = 0;
    while (from < readings.size()) {
      int to = Math.min(readings.size(), from + 1 + random.nextInt(80));
      log.add(batch(readings.subList(from, to), received));
      from = to;
    }
    log.add(new LogRecord.Tick(received + HOUR));
    return log;
  }

  /**
   * Exchanges readings that are less than the lateness of two hours apart: a station's hour may
   * come after the next one.
   */
  private static List<Reading> disordered(List<Reading> readings, Random random) {
    List<Reading> shuffled = new ArrayList<>(readings);
    List<Double> keys = new ArrayList<>();
    readings.forEach(r -> keys.add(r.time + random.nextDouble() * 1.9 * HOUR));
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < readings.size(); i++) {
      order.add(i);
    }
    order.sort((a, b) -> Double.compare(keys.get(a), keys.get(b)));
    for (int i = 0; i < order.size(); i++) {
      shuffled.set(i, readings.get(order.get(i)));
    }
    return shuffled;
  }

  private static World run(List<LogRecord> log) {
    World world = world();
    log.forEach(world::apply);
    return world;
  }

  private static List<String> told(World world) {
    return world.alerts.stream()
        .map(a -> a.thing() + " " + a.rule() + " " + a.kind() + " " + a.atMs() + " " + a.level())
        .sorted()
        .toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void theOrderOfArrivalWithinTheLatenessLeavesNoTrace(int seed) {
    Random random = new Random(seed);
    List<Reading> readings = wander(random, 300);
    List<String> inOrder = told(run(history(readings, random)));
    assertThat(inOrder).isNotEmpty();
    assertThat(told(run(history(disordered(readings, random), random)))).isEqualTo(inOrder);
  }

  @ParameterizedTest
  @ValueSource(ints = {11, 12, 13, 14})
  void historyAndPresentGiveTheSameAlerts(int seed) {
    Random random = new Random(seed);
    List<Reading> readings = wander(random, 300);
    List<String> present = told(run(live(readings)));
    List<String> past = told(run(history(readings, random)));
    assertThat(past).isEqualTo(present);
  }

  /** Alerts as they stand at the end; without those that were withdrawn for good. */
  private static List<AlertChange> standing(World world) {
    Map<String, AlertChange> last = new TreeMap<>();
    for (AlertChange a : world.alerts) {
      if (a.rule().equals("air.heavy-pollution")) {
        last.put(a.alert(), a);
      }
    }
    return last.values().stream()
        .filter(a -> !a.reason().endsWith("[withdrawn]"))
        .sorted(
            Comparator.comparingLong(AlertChange::thing).thenComparingLong(AlertChange::openedMs))
        .toList();
  }

  /** Whose alert it is and since when, and the level of one that is open. */
  private static String begun(AlertChange a) {
    boolean over = a.kind() == AlertChange.Kind.CLEARED;
    return a.thing() + " since " + a.openedMs() + (over ? " over" : " " + a.level());
  }

  /** An end that was told early stays: it may lie off by the lateness of two hours. */
  @ParameterizedTest
  @ValueSource(ints = {41, 42, 43, 44, 45, 46, 47, 48})
  void thePresentInAnyOrderEndsWithTheEpisodesOfHistory(int seed) {
    Random random = new Random(seed);
    List<Reading> readings = wander(random, 300);
    World present = world();
    long now = START;
    for (Reading reading : disordered(readings, random)) {
      now = Math.max(now, reading.time);
      present.apply(batch(List.of(reading), now));
    }
    List<AlertChange> past = standing(run(history(readings, random)));
    List<AlertChange> told = standing(present);
    assertThat(past).isNotEmpty();
    assertThat(told.stream().map(RandomWorldsTest::begun).toList())
        .isEqualTo(past.stream().map(RandomWorldsTest::begun).toList());
    for (int i = 0; i < past.size(); i++) {
      if (past.get(i).kind() == AlertChange.Kind.CLEARED) {
        assertThat(told.get(i).atMs()).isCloseTo(past.get(i).atMs(), within(2 * HOUR));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {21, 22, 23, 24})
  void duplicatesChangeNothing(int seed) {
    Random random = new Random(seed);
    List<Reading> readings = wander(random, 200);
    List<Reading> doubled = new ArrayList<>();
    for (Reading reading : readings) {
      doubled.add(reading);
      if (random.nextInt(4) == 0) {
        doubled.add(reading);
      }
    }
    assertThat(told(run(live(doubled)))).isEqualTo(told(run(live(readings))));
  }

  @ParameterizedTest
  @ValueSource(ints = {31, 32, 33, 34, 35, 36})
  void aRestartAnywhereChangesNothing(int seed) throws IOException {
    Random random = new Random(seed);
    List<Reading> readings = disordered(wander(random, 150), random);
    List<LogRecord> log = new ArrayList<>();
    long now = START;
    for (Reading reading : readings) {
      now = Math.max(now, reading.time);
      log.add(batch(List.of(reading), now));
      if (random.nextInt(5) == 0) {
        log.add(new LogRecord.Tick(now + random.nextInt(1_000)));
      }
    }
    World undisturbed = run(log);
    World restarted = world();
    for (LogRecord record : log) {
      if (random.nextInt(20) == 0) {
        byte[] bytes = bytes(restarted.state);
        restarted.state = ShardState.decode(new DataInputStream(new ByteArrayInputStream(bytes)));
        assertThat(bytes(restarted.state)).isEqualTo(bytes);
      }
      restarted.apply(record);
    }
    assertThat(restarted.alerts).isEqualTo(undisturbed.alerts);
    assertThat(restarted.vitals).isEqualTo(undisturbed.vitals);
    assertThat(bytes(restarted.state)).isEqualTo(bytes(undisturbed.state));
  }

  private static byte[] bytes(ShardState state) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    state.encode(new DataOutputStream(out));
    return out.toByteArray();
  }
}
