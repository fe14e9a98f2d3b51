package furong.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Period;
import furong.indicators.DayItem.Statistic;
import furong.observe.Observation;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Random worlds of stations that move and whose readings come late, are corrected, come twice, or
 * go again: after every step the figures that were brought up to date are those of a computation
 * from nothing.
 */
class DayWorldsTest {

  /** Enough that each kind of step meets each other one several times; some seconds. */
  private static final int WORLDS = 300;

  private static final int STEPS = 12;

  /** Six days over the turn of a year: a month, two years and both their lengths. */
  private static final LocalDate FIRST = LocalDate.parse("2013-12-29");

  private static final int DAYS = 6;
  private static final long HOUR_MS = 3_600_000L;
  private static final Set<String> PROPERTIES = Set.of("air.pm25", "air.o3");

  /** Two items, so that one may lack while the other is there; rule sets change with the year. */
  private static final DayIndex WORSE =
      new DayIndex() {
        @Override
        public Set<String> properties() {
          return Set.of();
        }

        @Override
        public String said() {
          return "";
        }

        private final List<DayItem> items =
            List.of(
                new DayItem("air.pm25", Statistic.DAY_MEAN),
                new DayItem("air.o3", Statistic.MAX_8H));

        @Override
        public String id() {
          return "air.worse";
        }

        @Override
        public List<DayItem> items(LocalDate day) {
          return items;
        }

        @Override
        public String ruleSet(LocalDate day) {
          return day.getYear() < 2014 ? "old" : "new";
        }

        @Override
        public Judged judge(LocalDate day, Map<DayItem, Double> values) {
          double worst = values.values().stream().mapToDouble(v -> v).max().orElse(0);
          return new Judged((int) Math.ceil(worst), "", "any", List.of("air.pm25"));
        }
      };

  private static final DayRule RULE = new DayRule("test", 45, 20, 6, 14, 0, 1000);

  private static final IndicatorBook BOOK =
      new IndicatorBook(
          Map.of("air.pm25", RULE, "air.o3", RULE),
          List.of(WORSE),
          List.of(
              new DayCount("air.good", "1", "air.worse", 0, 100, DayCount.Form.PERCENT),
              new DayCount("air.heavy", "1", "air.worse", 201, 9999, DayCount.Form.DAYS)));

  private static final List<String> DIVISIONS =
      List.of("510100", "510104", "510107", "510104030", "510104031");

  /** A world with what stands of its figures. */
  private static final class Figured {
    final SmallWorld world;
    final MemoryDayStatStore stats = new MemoryDayStatStore();
    final MemoryIndicatorStore values = new MemoryIndicatorStore();
    final DayWork work;

    Figured(SmallWorld world) {
      this.world = world;
      work =
          new DayWork(
              world,
              world,
              new DayReader(world, world, BOOK.rules(), SmallWorld.ZONE),
              stats,
              new Figures(stats, values, BOOK, SmallWorld.ZONE),
              world,
              BOOK,
              SmallWorld.ZONE,
              () -> Instant.parse("2014-01-10T04:00:00Z"));
    }

    void workOff(int atOnce) {
      while (work.round(atOnce).taken() > 0) {}
    }

    /** Everything that is on record, the time of computing left out. */
    List<Object> all() {
      List<Object> all = new ArrayList<>();
      LocalDate last = FIRST.plusDays(DAYS);
      all.addAll(stats.within("510100", PROPERTIES, FIRST.minusDays(1), last));
      for (String division : DIVISIONS) {
        all.addAll(values.days("air.worse", division, FIRST.minusDays(1), last));
        for (String id : List.of("air.good", "air.heavy")) {
          for (String period : List.of("2013", "2014", "2013-12", "2014-01")) {
            values
                .find(id, division, Period.parse(period))
                // all its days are gone again: from nothing it has no row
                .filter(v -> !v.reason().equals("no-observations"))
                .ifPresent(v ->
                    all.add(
                        List.of(
                            id,
                            division,
                            period,
                            "" + v.value(),
                            v.reason(),
                            v.numerator(),
                            v.denominator(),
                            v.completeness(),
                            v.ruleSets(),
                            v.simulated(),
                            v.lineage())));
          }
        }
      }
      return all;
    }
  }

  private static long instant(LocalDate day, int hour) {
    return day.atStartOfDay(SmallWorld.ZONE).toInstant().toEpochMilli() + hour * HOUR_MS;
  }

  /** One of what happens to readings. */
  private static void step(SmallWorld world, List<Long> datastreams, Random random) {
    long datastream = datastreams.get(random.nextInt(datastreams.size()));
    LocalDate day = FIRST.plusDays(random.nextInt(DAYS));
    List<Observation> there = world.of(datastream);
    switch (random.nextInt(6)) {
      case 0 -> world.day(datastream, day.toString(), random.nextInt(300));
      case 1 ->
          world.hours(datastream, day.toString(), 17 + random.nextInt(7), random.nextInt(300));
      case 2 -> { // late ones, here and there in the day
        for (int i = 0; i < 6; i++) {
          long at = instant(day, random.nextInt(24)) + random.nextInt(60) * 60_000L;
          world.reading(datastream, at, random.nextInt(300), 0);
        }
      }
      case 3 -> { // out of range, sent twice, ahead of the clock
        int flags = List.of(0, Observation.DUPLICATE, Observation.FUTURE).get(random.nextInt(3));
        world.reading(datastream, instant(day, random.nextInt(24)), 5000, flags);
      }
      case 4 -> {
        if (!there.isEmpty()) {
          world.correct(there.get(random.nextInt(there.size())), random.nextInt(900));
        }
      }
      default -> world.forget(datastream, day.toString());
    }
  }

  @Test
  void figuresBroughtUpToDateAreThoseComputedFromNothing() {
    int moved = 0;
    for (long seed = 1; seed <= WORLDS; seed++) {
      Random random = new Random(seed);
      SmallWorld world = new SmallWorld();
      List<Long> datastreams = new ArrayList<>();
      for (long thing = 1; thing <= 3; thing++) {
        String division = DIVISIONS.get(2 + random.nextInt(3));
        boolean simulated = random.nextInt(3) == 0;
        datastreams.add(world.station(thing, division, "air.pm25", simulated, 1));
        datastreams.add(world.station(thing, division, "air.o3", simulated, 0.5));
      }
      Figured figured = new Figured(world);
      int hour = 0;
      for (int step = 0; step < STEPS; step++) {
        step(world, datastreams, random);
        if (random.nextInt(4) == 0) { // a station moves, later than it did before
          hour += 1 + random.nextInt(DAYS * 6);
          Instant at = Instant.ofEpochMilli(instant(FIRST, 0) + hour * HOUR_MS);
          world.move(1 + random.nextInt(3), DIVISIONS.get(1 + random.nextInt(4)), at);
          moved++;
        }
        if (random.nextInt(3) == 0) { // else several changes wait together
          figured.workOff(1 + random.nextInt(4));
        }
      }
      figured.workOff(100);
      Figured anew = new Figured(world);
      world.everythingChanged();
      anew.workOff(1_000);
      assertThat(figured.all()).as("seed %d", seed).isEqualTo(anew.all());
      assertThat(figured.all()).as("seed %d says something", seed).isNotEmpty();
    }
    assertThat(moved).isGreaterThan(WORLDS);
  }

  /** A day that is done over and over with nothing new leaves no trace. */
  @Test
  void doingADayAgainChangesNothingAndSupersedesNothing() {
    SmallWorld world = new SmallWorld();
    long station = world.station(1, "510104030", "air.pm25", false, 1);
    world.day(station, "2013-12-31", 80);
    Figured figured = new Figured(world);
    figured.workOff(10);
    List<Object> before = figured.all();
    world.everythingChanged();
    figured.workOff(10);
    assertThat(figured.all()).isEqualTo(before);
    assertThat(figured.values.superseded("air.good", "510104", Period.parse("2013-12"))).isEmpty();
  }
}
