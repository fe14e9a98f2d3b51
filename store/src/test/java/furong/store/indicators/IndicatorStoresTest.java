package furong.store.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Mean;
import furong.base.Period;
import furong.detect.VitalWindow;
import furong.indicators.DayMean;
import furong.indicators.DayStat;
import furong.indicators.DayStatStore;
import furong.indicators.DivisionDay;
import furong.indicators.FigureMoves;
import furong.indicators.IndicatorStore;
import furong.indicators.IndicatorValue;
import furong.indicators.IndicatorValue.Completeness;
import furong.indicators.IndicatorValue.Lineage;
import furong.indicators.MemoryDayStatStore;
import furong.indicators.MemoryIndicatorStore;
import furong.indicators.SupersededValue;
import furong.indicators.VitalSlot;
import furong.indicators.VitalStore;
import furong.store.Db;
import furong.store.OwnDatabase;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.PGSimpleDataSource;

/** What the ports of the figures promise, held against memory and PostgreSQL alike. */
class IndicatorStoresTest {

  enum Kept {
    IN_MEMORY,
    IN_POSTGRESQL
  }

  private static final LocalDate NEW_YEAR = LocalDate.parse("2014-01-01");
  private static final Instant NOON = Instant.parse("2014-06-01T04:00:00Z");

  @RegisterExtension static final OwnDatabase POSTGRES = new OwnDatabase();

  private static Db db;

  @BeforeAll
  static void start() {
    db = POSTGRES.db();
  }

  @BeforeEach
  void empty() {
    db.update(
        "truncate day_stat, division_day, indicator_value, indicator_superseded, vital_window,"
            + " indicator_definition");
  }

  private static DayStatStore stats(Kept kept) {
    return kept == Kept.IN_MEMORY ? new MemoryDayStatStore() : new PgDayStatStore(db);
  }

  private static IndicatorStore figures(Kept kept) {
    return kept == Kept.IN_MEMORY ? new MemoryIndicatorStore() : new PgIndicatorStore(db);
  }

  private static DayStat stat(long thing, String division, LocalDate day, @Nullable Double mean) {
    return new DayStat(
        thing, "air.pm25", day, division, false, 24, 1, 23, mean, 90.0, null, 17, "GB 3095");
  }

  @ParameterizedTest
  @EnumSource
  void aStatisticTakesThePlaceOfTheOneOfItsDay(Kept kept) {
    DayStatStore store = stats(kept);
    store.put(List.of(stat(1, "510107", NEW_YEAR, 60.5), stat(2, "510104030", NEW_YEAR, null)));
    store.put(List.of(stat(1, "510107", NEW_YEAR, 61.5)));
    List<DayStat> city = store.within("510100", List.of("air.pm25"), NEW_YEAR, NEW_YEAR);
    assertThat(city)
        .containsExactly(stat(1, "510107", NEW_YEAR, 61.5), stat(2, "510104030", NEW_YEAR, null));
    assertThat(store.within("510104", List.of("air.pm25"), NEW_YEAR, NEW_YEAR))
        .containsExactly(stat(2, "510104030", NEW_YEAR, null));
    assertThat(store.within("510100", List.of("air.o3"), NEW_YEAR, NEW_YEAR)).isEmpty();
    assertThat(store.onDays(List.of("air.pm25"), List.of(NEW_YEAR.plusDays(1)))).isEmpty();
    assertThat(store.of(List.of(2L, 3L), List.of("air.pm25"), List.of(NEW_YEAR)))
        .containsExactly(stat(2, "510104030", NEW_YEAR, null));
    assertThat(store.of(List.of(2L), List.of("air.o3"), List.of(NEW_YEAR))).isEmpty();
    store.remove(1, "air.pm25", NEW_YEAR);
    assertThat(store.onDays(List.of("air.pm25"), List.of(NEW_YEAR))).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void theMeanOfADivisionIsThatOfItsDaysAndTheirValidThings(Kept kept) {
    DayStatStore store = stats(kept);
    LocalDate next = NEW_YEAR.plusDays(1);
    store.put(
        List.of(
            stat(1, "510107", NEW_YEAR, 60.0),
            stat(2, "510104030", NEW_YEAR, 30.0),
            stat(1, "510107", next, 90.0),
            stat(2, "510104030", next, null)));
    // (60 + 30) / 2 = 45 and 90: 67.5
    assertThat(store.mean("510100", "air.pm25", NEW_YEAR, next))
        .isEqualTo(new DayMean(67.5, 2, false));
    assertThat(store.mean("510104", "air.pm25", NEW_YEAR, next))
        .isEqualTo(new DayMean(30.0, 1, false));
    assertThat(store.mean("510100", "air.o3", NEW_YEAR, next))
        .isEqualTo(new DayMean(null, 0, false));
    assertThat(store.mean("510100", "air.pm25", next.plusDays(1), next.plusDays(9)).days())
        .isZero();
  }

  @ParameterizedTest
  @EnumSource
  void aRealThingLeavesTheSimulatedOnesOfItsDayOut(Kept kept) {
    DayStatStore store = stats(kept);
    LocalDate next = NEW_YEAR.plusDays(1);
    store.put(
        List.of(
            stat(1, "510107", NEW_YEAR, 60.0),
            simulated(stat(2, "510107", NEW_YEAR, 200.0)),
            simulated(stat(2, "510107", next, 100.0))));
    assertThat(store.mean("510107", "air.pm25", NEW_YEAR, NEW_YEAR))
        .isEqualTo(new DayMean(60.0, 1, false));
    assertThat(store.mean("510107", "air.pm25", NEW_YEAR, next))
        .isEqualTo(new DayMean(80.0, 2, true));
  }

  private static DayStat hours(long thing, boolean simulated, @Nullable Double... means) {
    return new DayStat(
        thing,
        "air.pm25",
        NEW_YEAR,
        "510107",
        simulated,
        24,
        0,
        means.length,
        null,
        null,
        null,
        0,
        "GB 3095",
        Arrays.asList(means),
        Mean.ARITHMETIC);
  }

  @ParameterizedTest
  @EnumSource
  void anHourIsTheMeanOfTheThingsThatAreValidInIt(Kept kept) {
    DayStatStore store = stats(kept);
    List<DayStat> all =
        List.of(
            hours(1, false, 30.0, null, null),
            hours(2, false, 50.0, 70.0, null),
            hours(3, true, 500.0, 500.0, 20.0));
    store.put(all);
    assertThat(store.onDays(List.of("air.pm25"), List.of(NEW_YEAR))).isEqualTo(all);
    assertThat(store.hourMean("510100", "air.pm25", NEW_YEAR, 0))
        .isEqualTo(new DayMean(40.0, 1, false)); // (30 + 50) / 2
    assertThat(store.hourMean("510107", "air.pm25", NEW_YEAR, 1))
        .isEqualTo(new DayMean(70.0, 1, false));
    assertThat(store.hourMean("510107", "air.pm25", NEW_YEAR, 2))
        .isEqualTo(new DayMean(20.0, 1, true));
    assertThat(store.hourMean("510107", "air.pm25", NEW_YEAR, 3))
        .isEqualTo(new DayMean(null, 0, false));
    assertThat(store.hourMean("510104", "air.pm25", NEW_YEAR, 0).value()).isNull();
  }

  private static DayStat simulated(DayStat s) {
    return new DayStat(
        s.thing(),
        s.property(),
        s.day(),
        s.division(),
        true,
        s.count(),
        s.bad(),
        s.hours(),
        s.mean(),
        s.max1h(),
        s.max8h(),
        s.windows(),
        s.rule());
  }

  @ParameterizedTest
  @EnumSource
  void keepsByWhichDefinitionValuesWereComputedAndWhichMonthsHaveDays(Kept kept) {
    IndicatorStore store = figures(kept);
    assertThat(store.definitions()).isEmpty();
    store.define("air.good", "1 | 100");
    store.define("air.good", "1 | 150");
    store.define("air.heavy", "1 | 200");
    assertThat(store.definitions())
        .containsOnly(Map.entry("air.good", "1 | 150"), Map.entry("air.heavy", "1 | 200"));
    store.putDays(
        List.of(day(NEW_YEAR, 99), day(NEW_YEAR.plusDays(1), 99), day(NEW_YEAR.plusDays(40), 99)));
    assertThat(store.dayMonths("air.aqi-daily"))
        .containsExactlyInAnyOrder(
            new IndicatorStore.DayMonth("510100", month(NEW_YEAR)),
            new IndicatorStore.DayMonth("510100", month(NEW_YEAR.plusDays(40))));
    assertThat(store.dayMonths("air.other")).isEmpty();
  }

  private static Period month(LocalDate day) {
    return Period.parse(day.toString().substring(0, 7));
  }

  private static DivisionDay day(LocalDate day, @Nullable Integer value) {
    return new DivisionDay(
        "air.aqi-daily",
        "510100",
        day,
        value,
        value == null ? "no-input" : "",
        value == null ? "" : "good",
        List.of("air.pm25"),
        "hj633-2012",
        Map.of("air.pm25/day-mean", 74.25),
        3,
        72,
        false);
  }

  @ParameterizedTest
  @EnumSource
  void theDaysOfADivisionComeInOrder(Kept kept) {
    IndicatorStore store = figures(kept);
    store.putDays(List.of(day(NEW_YEAR.plusDays(1), null), day(NEW_YEAR, 99)));
    store.putDays(List.of(day(NEW_YEAR, 100)));
    assertThat(store.days("air.aqi-daily", "510100", NEW_YEAR, NEW_YEAR.plusDays(9)))
        .containsExactly(day(NEW_YEAR, 100), day(NEW_YEAR.plusDays(1), null));
    store.removeDay("air.aqi-daily", "510100", NEW_YEAR);
    assertThat(store.days("air.aqi-daily", "510100", NEW_YEAR, NEW_YEAR)).isEmpty();
  }

  private static IndicatorValue value(
      String period, long good, int valid, int expected, Instant at) {
    return new IndicatorValue(
        "air.good-days-ratio",
        "1",
        "510100",
        Period.parse(period),
        valid == 0 ? null : good * 100.0 / valid,
        valid == 0 ? "no-valid-day" : "",
        good,
        valid,
        new Completeness(valid, expected, List.of("air.pm25"), List.of("air.o3")),
        List.of("hj633-2012"),
        at,
        false,
        new Lineage(valid, 3, valid * 72L));
  }

  @ParameterizedTest
  @EnumSource
  void aFigureThatDiffersMovesTheOldOneToThePast(Kept kept) {
    IndicatorStore store = figures(kept);
    IndicatorValue first = value("2014", 80, 100, 152, NOON);
    store.putValues(List.of(first));
    store.putValues(List.of(value("2014", 80, 100, 152, NOON.plusSeconds(60))));
    assertThat(store.find("air.good-days-ratio", "510100", Period.parse("2014"))).contains(first);
    // another day is expected now: the figure is the same, so it has no past
    IndicatorValue nextDay = value("2014", 80, 100, 153, NOON.plusSeconds(120));
    store.putValues(List.of(nextDay));
    assertThat(store.superseded("air.good-days-ratio", "510100", Period.parse("2014"))).isEmpty();
    IndicatorValue revised = value("2014", 79, 100, 153, NOON.plusSeconds(180));
    store.putValues(List.of(revised));
    IndicatorValue grown = value("2014", 80, 101, 153, NOON.plusSeconds(240));
    store.putValues(List.of(grown));
    assertThat(store.superseded("air.good-days-ratio", "510100", Period.parse("2014")))
        .containsExactly(
            new SupersededValue(revised, NOON.plusSeconds(240), "more-days"),
            new SupersededValue(nextDay, NOON.plusSeconds(180), "revised"));
    assertThat(store.find("air.good-days-ratio", "510100", Period.parse("2014"))).contains(grown);
  }

  @ParameterizedTest
  @EnumSource
  void theMonthsOfAYearComeInOrderAndNoOtherPeriods(Kept kept) {
    IndicatorStore store = figures(kept);
    IndicatorValue march = value("2014-03", 8, 10, 31, NOON);
    IndicatorValue may = value("2014-05", 9, 10, 31, NOON);
    store.putValues(
        List.of(may, march, value("2014", 17, 20, 365, NOON), value("2015-01", 1, 1, 31, NOON)));
    List<String> ids = List.of("air.good-days-ratio");
    assertThat(store.months(ids, List.of("510100", "510104"), Period.parse("2014")))
        .containsExactly(march, may);
    assertThat(store.months(ids, List.of("510100"), Period.parse("2014-Q2"))).containsExactly(may);
    assertThat(store.months(ids, List.of("510104"), Period.parse("2014"))).isEmpty();
  }

  @Test
  void whoKeepsFiguresIsToldAfterTheTransactionAndOnlyWhenOneDiffers() {
    FigureMoves moves = new FigureMoves();
    IndicatorStore store = new PgIndicatorStore(db, moves);
    List<Long> told = new ArrayList<>();
    moves.listen(() -> told.add(onRecord()));
    db.inOne(() -> {
      store.putValues(List.of(value("2014", 80, 100, 152, NOON)));
      assertThat(told).as("nobody else sees it yet").isEmpty();
    });
    assertThat(told).as("the new figure is on record by then").containsExactly(1L);
    store.putValues(List.of(value("2014", 80, 100, 152, NOON.plusSeconds(60))));
    assertThat(told).as("the same figure").hasSize(1);
    store.putValues(List.of(value("2014", 79, 100, 152, NOON)));
    assertThat(told).hasSize(2);
  }

  private static long onRecord() {
    return db.find("select count(*) from indicator_value", row -> row.getLong(1)).orElseThrow();
  }

  @ParameterizedTest
  @EnumSource
  void aSeriesHasPeriodsOfOneLength(Kept kept) {
    IndicatorStore store = figures(kept);
    IndicatorValue year = value("2014", 80, 100, 152, NOON);
    IndicatorValue march = value("2014-03", 8, 10, 31, NOON);
    IndicatorValue none = value("2013", 0, 0, 365, NOON);
    store.putValues(List.of(year, march, none));
    assertThat(store.series("air.good-days-ratio", "510100", 4, "0001", "2014"))
        .containsExactly(none, year);
    assertThat(store.series("air.good-days-ratio", "510100", 7, "2014-01", "2014-12"))
        .containsExactly(march);
    assertThat(store.of("air.good-days-ratio", List.of("510100", "510104"), Period.parse("2014")))
        .containsExactly(year);
  }

  private static VitalWindow window(
      int shard, long start, long count, double sum, long lastMs, double last) {
    return new VitalWindow(
        shard,
        "510104",
        "air.pm25",
        start,
        300_000,
        count,
        sum,
        10,
        20,
        lastMs,
        last,
        shard == 1,
        Mean.ARITHMETIC);
  }

  @Test
  void windowsAddUpOverShardsAndAreSentAgainWithoutHarm() {
    VitalStore store = new PgVitalStore(db);
    store.put(List.of(window(0, 0, 2, 30, 100, 20), window(1, 0, 1, 15, 200, 15)));
    store.put(List.of(window(0, 0, 3, 42, 150, 12)));
    assertThat(store.slots("510104", 0, 300_000))
        .containsExactly(
            new VitalSlot(
                "510104", "air.pm25", 0, 300_000, 4, 57, 10, 20, 200, 15, true, Mean.ARITHMETIC));
    assertThat(store.slots("510104", 1, 300_000)).isEmpty();
    store.put(List.of(window(0, 300_000, 1, 10, 300_001, 10)));
    assertThat(store.slots(List.of("510104", "510105"), "air.pm25", 0, 600_000)).hasSize(2);
    assertThat(store.forget(300_000)).isEqualTo(2);
    assertThat(store.slots("510104", 0, 600_000)).hasSize(1);
  }

  @Test
  void aBatchThatSpeaksTwiceOfAWindowEndsWithItsLastWord() {
    VitalStore store = new PgVitalStore(asTheHouseDoes());
    store.put(
        List.of(
            window(0, 0, 1, 10, 100, 10),
            window(1, 0, 1, 15, 200, 15),
            window(0, 0, 2, 30, 150, 20)));
    assertThat(store.slots("510104", 0, 300_000))
        .containsExactly(
            new VitalSlot(
                "510104", "air.pm25", 0, 300_000, 3, 45, 10, 20, 200, 15, true, Mean.ARITHMETIC));
  }

  /** Batches become one statement, in which a row may be written only once. */
  private static Db asTheHouseDoes() {
    PGSimpleDataSource source = (PGSimpleDataSource) POSTGRES.dataSource();
    source.setReWriteBatchedInserts(true);
    return new Db(source);
  }
}
