package furong.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Heavy pollution once more by a slower second method: for every hour the whole past is looked at
 * again, with the numbers written here and the AQI by the full evaluation.
 */
class SlowMethodTest {

  private static final long HOUR = World.HOUR;

  /** In force before 2026-03-01, so that PM2.5 alone gives an AQI. */
  private static final long START = Instant.parse("2014-01-01T00:00:00Z").toEpochMilli();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void agreesWithTheSlowMethod(int seed) {
    Random random = new Random(seed);
    TreeMap<Integer, Double> hours = new TreeMap<>();
    double level = 150;
    for (int h = 0; h < 500; h++) {
      level = Math.clamp(level + random.nextGaussian() * 35, 5, 450);
      if (random.nextInt(15) > 0) {
        hours.put(h, Math.rint(level));
      }
    }
    World world = new World();
    world.apply(World.register(1, 1, "air.pm25", "510107001001"));
    hours.forEach((h, v) -> world.reads(1, START + h * HOUR, v));
    List<String> told =
        world.alerts.stream()
            .filter(a -> a.rule().equals("air.heavy-pollution"))
            .map(a -> a.kind() + " " + (a.atMs() - START) / HOUR + " " + a.level())
            .toList();
    assertThat(told).isEqualTo(slow(hours));
  }

  private static int aqi(double pm25) {
    Integer value =
        House.PACKS
            .book()
            .findIndex("air.aqi-hourly")
            .orElseThrow()
            .evaluate(LocalDate.of(2014, 1, 1), Map.of("air.pm25/hour-mean", pm25))
            .value();
    return java.util.Objects.requireNonNull(value);
  }

  /** For how many hours up to {@code h} every reading was over a limit, without a gap over 3 h. */
  private static int heldFor(TreeMap<Integer, Double> hours, int h, int limit) {
    int first = -1;
    int next = h;
    for (Map.Entry<Integer, Double> e : hours.headMap(h, true).descendingMap().entrySet()) {
      if (aqi(e.getValue()) <= limit || next - e.getKey() > 3) {
        break;
      }
      first = e.getKey();
      next = e.getKey();
    }
    return first < 0 ? -1 : h - first;
  }

  private static int calmFor(TreeMap<Integer, Double> hours, int h, int limit, int after) {
    int first = -1;
    int next = h;
    for (Map.Entry<Integer, Double> e : hours.headMap(h, true).descendingMap().entrySet()) {
      if (e.getKey() <= after || aqi(e.getValue()) > limit || next - e.getKey() > 3) {
        break;
      }
      first = e.getKey();
      next = e.getKey();
    }
    return first < 0 ? -1 : h - first;
  }

  private static int worst(TreeMap<Integer, Double> hours, int h) {
    int heavy = heldFor(hours, h, 200);
    int severe = heldFor(hours, h, 300);
    boolean red = (heavy >= 96 && severe >= 48) || heldFor(hours, h, 499) >= 3;
    return red ? 1 : heavy >= 72 ? 2 : heavy >= 48 ? 3 : heavy >= 3 ? 4 : 5;
  }

  private static final String[] NAMES = {"", "I", "II", "III", "IV"};

  private static List<String> slow(TreeMap<Integer, Double> hours) {
    List<String> told = new ArrayList<>();
    int level = 5;
    int changed = -1;
    for (int h : hours.keySet()) {
      int worst = worst(hours, h);
      if (level == 5) {
        if (worst < 5) {
          level = worst;
          changed = h;
          told.add("OPENED " + h + " " + NAMES[level]);
        }
        continue;
      }
      // cleared: AQI at most 150 for three hours; counted from the hour after it opened
      if (calmFor(hours, h, 150, changed) >= 3) {
        told.add("CLEARED " + h + " " + NAMES[level]);
        level = 5;
      } else if (worst < level) {
        level = worst;
        told.add("LEVEL " + h + " " + NAMES[level]);
      } else if (level < 4 && eased(hours, h, level) && Math.min(worst, 4) > level) {
        level = Math.min(worst, 4);
        told.add("LEVEL " + h + " " + NAMES[level]);
      }
    }
    return told;
  }

  /**
   * The level's own condition has been false for three hours. Red is reached by two ways and eased
   * by the one that reached it last: the test's air never stays at 500, so by the one over 300.
   */
  private static boolean eased(TreeMap<Integer, Double> hours, int h, int level) {
    return calmFor(hours, h, level == 1 ? 300 : 200, -1) >= 3;
  }
}
