package furong.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Period;
import furong.indicators.DayItem.Statistic;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DayWorkTest {

  /** The index is the day mean of PM2.5 itself, rounded up; enough to see what is computed from. */
  private static final DayIndex PLAIN =
      new DayIndex() {
        @Override
        public Set<String> properties() {
          return Set.of();
        }

        @Override
        public String said() {
          return "";
        }

        private static final DayItem PM25 = new DayItem("air.pm25", Statistic.DAY_MEAN);

        @Override
        public String id() {
          return "air.plain";
        }

        @Override
        public List<DayItem> items(LocalDate day) {
          return List.of(PM25);
        }

        @Override
        public String ruleSet(LocalDate day) {
          return day.getYear() < 2015 ? "old" : "new";
        }

        @Override
        public Judged judge(LocalDate day, Map<DayItem, Double> values) {
          int value = (int) Math.ceil(values.getOrDefault(PM25, 0.0));
          return new Judged(value, "", "any", List.of("air.pm25"));
        }
      };

  private static final DayRule RULE = new DayRule("test", 45, 20, 6, 14, 0, 1000);

  private static final IndicatorBook BOOK =
      new IndicatorBook(
          Map.of("air.pm25", RULE),
          List.of(PLAIN),
          List.of(
              new DayCount("air.good", "1", "air.plain", 0, 100, DayCount.Form.PERCENT),
              new DayCount("air.heavy", "1", "air.plain", 201, 9999, DayCount.Form.DAYS)));

  private final SmallWorld world = new SmallWorld();
  private final MemoryDayStatStore stats = new MemoryDayStatStore();
  private final MemoryIndicatorStore values = new MemoryIndicatorStore();
  private Instant now = Instant.parse("2014-01-10T04:00:00Z");
  private final DayWork work =
      new DayWork(
          world,
          world,
          new DayReader(world, world, BOOK.rules(), SmallWorld.ZONE),
          stats,
          new Figures(stats, values, BOOK, SmallWorld.ZONE),
          world,
          BOOK,
          SmallWorld.ZONE,
          () -> now);

  private final long wuhou = world.station(1, "510107", "air.pm25", false, 1);
  private final long street = world.station(2, "510104030", "air.pm25", false, 1);

  private IndicatorValue value(String indicator, String division, String period) {
    return values.find(indicator, division, Period.parse(period)).orElseThrow();
  }

  private void workOff() {
    while (work.round(2).taken() > 0) {}
  }

  @Test
  void aCityDayIsTheMeanOfItsStationsAndNotTheMeanOfItsIndices() {
    world.day(wuhou, "2014-01-01", 60);
    world.day(street, "2014-01-01", 130);
    workOff();
    LocalDate day = LocalDate.parse("2014-01-01");
    DivisionDay city = values.days("air.plain", "510100", day, day).getFirst();
    // (60 + 130) / 2
    assertThat(city.value()).isEqualTo(95);
    assertThat(city.inputs()).containsEntry("air.pm25/day-mean", 95.0);
    assertThat(city.stations()).isEqualTo(2);
    assertThat(city.observations()).isEqualTo(48);
    assertThat(values.days("air.plain", "510107", day, day).getFirst().value()).isEqualTo(60);
    assertThat(values.days("air.plain", "510104", day, day).getFirst().value()).isEqualTo(130);
    assertThat(values.days("air.plain", "510104030", day, day).getFirst().value()).isEqualTo(130);
    assertThat(world.waiting()).isZero();
  }

  @Test
  void aStationThatMovesTakesItsDayWithItAndLeavesTheDaysBefore() {
    world.day(wuhou, "2014-01-01", 60);
    world.day(wuhou, "2014-01-02", 90);
    workOff();
    world.move(1, "510104030", Instant.parse("2014-01-02T04:00:00Z")); // noon in the city
    workOff();
    LocalDate second = LocalDate.parse("2014-01-02");
    LocalDate first = LocalDate.parse("2014-01-01");
    assertThat(values.days("air.plain", "510107", second, second)).isEmpty();
    assertThat(values.days("air.plain", "510104", second, second).getFirst().value()).isEqualTo(90);
    assertThat(values.days("air.plain", "510107", first, first).getFirst().value()).isEqualTo(60);
    assertThat(value("air.good", "510107", "2014").denominator()).isEqualTo(1);
    assertThat(value("air.good", "510104", "2014").denominator()).isEqualTo(1);
  }

  @Test
  void aLateReadingOfADayBeforeTheMoveCountsWhereTheStationStoodThen() {
    world.day(wuhou, "2014-01-01", 60);
    workOff();
    world.move(1, "510104030", Instant.parse("2014-01-02T04:00:00Z"));
    // 24 hours of 60 and 24 of 90: 75
    world.day(wuhou, "2014-01-01", 90);
    workOff();
    LocalDate first = LocalDate.parse("2014-01-01");
    assertThat(values.days("air.plain", "510107", first, first).getFirst().value()).isEqualTo(75);
    assertThat(values.days("air.plain", "510104", first, first)).isEmpty();
  }

  @Test
  void daysThatAreNotValidStandInNeitherNumeratorNorDenominator() {
    world.day(wuhou, "2014-01-01", 50);
    world.day(wuhou, "2014-01-02", 250);
    world.hours(wuhou, "2014-01-03", 19, 50);
    workOff();
    IndicatorValue good = value("air.good", "510107", "2014");
    // one of two valid days; ten days have passed
    assertThat(good.value()).isEqualTo(50);
    assertThat(good.numerator()).isEqualTo(1);
    assertThat(good.denominator()).isEqualTo(2);
    assertThat(good.completeness().days()).isEqualTo(2);
    assertThat(good.completeness().expectedDays()).isEqualTo(10);
    assertThat(good.ruleSets()).containsExactly("old");
    assertThat(value("air.heavy", "510107", "2014-01").value()).isEqualTo(1);
  }

  @Test
  void withoutAnyValidDayThereIsNoValueButAReason() {
    world.hours(wuhou, "2014-01-03", 5, 50);
    workOff();
    IndicatorValue good = value("air.good", "510107", "2014");
    assertThat(good.value()).isNull();
    assertThat(good.reason()).isEqualTo("no-valid-day");
  }

  @Test
  void aFigureThatIsRevisedStaysOnRecordAndOneThatIsComputedAgainDoesNot() {
    world.day(wuhou, "2014-01-01", 50);
    workOff();
    IndicatorValue before = value("air.good", "510107", "2014");
    now = now.plusSeconds(60);
    world.day(street, "2014-01-01", 50);
    workOff();
    assertThat(value("air.good", "510107", "2014")).isEqualTo(before);
    // the day's mean becomes (50 + 350) / 2 = 200
    world.day(wuhou, "2014-01-01", 350);
    workOff();
    assertThat(value("air.good", "510107", "2014").value()).isEqualTo(0);
    List<SupersededValue> past = values.superseded("air.good", "510107", Period.parse("2014"));
    assertThat(past).hasSize(1);
    assertThat(past.getFirst().old()).isEqualTo(before);
    assertThat(past.getFirst().why()).isEqualTo("revised");
  }

  @Test
  void aDayWhoseObservationsAreAllDeletedIsGone() {
    world.day(wuhou, "2014-01-01", 50);
    workOff();
    world.forget(wuhou, "2014-01-01");
    workOff();
    LocalDate day = LocalDate.parse("2014-01-01");
    assertThat(values.days("air.plain", "510107", day, day)).isEmpty();
    assertThat(stats.within("510100", List.of("air.pm25"), day, day)).isEmpty();
    assertThat(value("air.good", "510107", "2014").value()).isNull();
  }

  @Test
  void realAndSimulatedStationsAreNeverMixed() {
    long simulated = world.station(3, "510107", "air.pm25", true, 1);
    world.day(simulated, "2014-01-01", 300);
    workOff();
    LocalDate day = LocalDate.parse("2014-01-01");
    assertThat(values.days("air.plain", "510107", day, day).getFirst().simulated()).isTrue();
    world.day(wuhou, "2014-01-01", 40);
    workOff();
    DivisionDay both = values.days("air.plain", "510107", day, day).getFirst();
    assertThat(both.simulated()).isFalse();
    assertThat(both.value()).isEqualTo(40);
  }

  @Test
  void readingsAreBroughtToThePropertysUnitFirst() {
    // a datastream in mg/m3: 0.05 mg/m3 = 50 ug/m3
    long milli = world.station(4, "510106", "air.pm25", false, 1000);
    world.day(milli, "2014-01-01", 0.05);
    workOff();
    LocalDate day = LocalDate.parse("2014-01-01");
    assertThat(values.days("air.plain", "510106", day, day).getFirst().value()).isEqualTo(50);
  }

  @Test
  void eachYearNamesTheRuleSetsOfItsDays() {
    now = Instant.parse("2015-06-01T00:00:00Z");
    world.day(wuhou, "2014-12-31", 50);
    world.day(wuhou, "2015-01-01", 50);
    workOff();
    assertThat(value("air.good", "510107", "2014").ruleSets()).containsExactly("old");
    assertThat(value("air.good", "510107", "2015").ruleSets()).containsExactly("new");
  }

  @Test
  void todayIsDoneToo() {
    world.day(wuhou, "2014-01-09", 50);
    world.hours(wuhou, "2014-01-10", 12, 50);
    DayWork.Round round = work.round(10);
    assertThat(round.taken()).isEqualTo(2);
    assertThat(round.pastDays()).isEqualTo(1);
  }
}
