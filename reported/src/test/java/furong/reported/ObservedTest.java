package furong.reported;

import static furong.reported.SmallReports.CITY;
import static furong.reported.SmallReports.COUNTY;
import static furong.reported.SmallReports.FIRST;
import static furong.reported.SmallReports.SECOND;
import static furong.reported.SmallReports.YEAR;
import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Mean;
import furong.base.Period;
import furong.indicators.DayStat;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Days of fine dust at two stations, and a formula over their mean that wants two valid days. */
class ObservedTest {

  private static final Map<String, String> DUST =
      Map.of(
          "dust/pack.yaml",
          "id: dust\ntitle: 尘\nsummary: 尘\nversion: '1'\nstatus: draft\n",
          "dust/params.yaml",
          """
          two: {title: 两天, value: 2, unit: d, reason: 少于两天不算, source: 自定}
          hour_minutes: {title: 分, value: 45, unit: min, reason: 试, source: 自定}
          day_hours: {title: 时, value: 20, unit: "1", reason: 试, source: 自定}
          window_hours: {title: 时, value: 6, unit: "1", reason: 试, source: 自定}
          day_windows: {title: 个, value: 14, unit: "1", reason: 试, source: 自定}
          """,
          "dust/properties/fine.yaml",
          """
          name: fine
          title: 细尘
          unit: "ug/m3"
          symbol: "ug/m3"
          decimals: 0
          range: {low: 0, high: 1000, reason: 试}
          expected_silence: 3h
          lateness: 1h
          references:
          source: 试
          statistics:
            hour_minutes: params.hour_minutes
            day_hours: params.day_hours
            window_hours: params.window_hours
            day_windows: params.day_windows
            source: 试
          """,
          "dust/indicators/mean.yaml",
          """
          name: mean
          title: 平均
          version: "1"
          formula: 平均
          unit: "ug/m3"
          direction: less-is-better
          levels: [city, county, street]
          computed: {of: observed.fine, cycle: year, least_days: params.two}
          validity: 两天
          source: 试
          """,
          "dust/indicators/hour.yaml",
          """
          name: hour
          title: 小时平均
          version: "1"
          formula: 小时平均
          unit: "ug/m3"
          direction: less-is-better
          levels: [city, county, street]
          computed: {of: observed.fine, cycle: hour}
          validity: 试
          source: 试
          """);

  private final SmallReports reports = new SmallReports(DUST);
  private final WatchedDays days = new WatchedDays(reports.days, reports.formulaBook, reports.work);

  private static DayStat stat(long thing, String division, String day, @Nullable Double mean) {
    return new DayStat(
        thing,
        "dust.fine",
        LocalDate.parse(day),
        division,
        thing == 9,
        24,
        0,
        24,
        mean,
        mean,
        mean,
        17,
        "试");
  }

  private @Nullable FormulaValue value(String division) {
    return reports.formulas.find("dust.mean", division, YEAR).orElse(null);
  }

  private @Nullable Double mean(String division) {
    FormulaValue value = value(division);
    return value == null ? null : value.value();
  }

  @Test
  void daysOfStationsAddUpIntoTheDivisionsAboveThem() {
    days.put(
        List.of(
            stat(1, FIRST, "2026-03-01", 40.0),
            stat(1, FIRST, "2026-03-02", 60.0),
            stat(2, SECOND, "2026-03-01", 80.0),
            stat(2, SECOND, "2026-03-02", null)));
    assertThat(mean(FIRST)).isEqualTo(50.0);
    // (40 + 80) / 2 = 60 on the first day, 60 on the second
    assertThat(mean(COUNTY)).isEqualTo(60.0);
    assertThat(mean(CITY)).isEqualTo(60.0);
    // one valid day of the two that it needs
    assertThat(mean(SECOND)).isNull();
    FormulaValue second = value(SECOND);
    assertThat(second == null ? "" : second.reason()).isEqualTo("too-few-days");
  }

  @Test
  void aCorrectedDayMovesTheMeansAboveItAndKeepsWhatStood() {
    days.put(List.of(stat(1, FIRST, "2026-03-01", 40.0), stat(1, FIRST, "2026-03-02", 60.0)));
    days.put(List.of(stat(1, FIRST, "2026-03-02", 62.0)));
    assertThat(mean(CITY)).isEqualTo(51.0);
    assertThat(reports.formulas.past("dust.mean", CITY, YEAR))
        .extracting(p -> p.old().value() + " " + p.why())
        .containsExactly("50.0 observed");
    days.remove(1, "dust.fine", LocalDate.parse("2026-03-02"));
    assertThat(mean(CITY)).isNull();
  }

  @Test
  void aRealStationLeavesTheSimulatedOnesOut() {
    days.put(
        List.of(
            stat(9, FIRST, "2026-03-01", 200.0),
            stat(9, FIRST, "2026-03-02", 200.0),
            stat(1, FIRST, "2026-03-01", 40.0),
            stat(1, FIRST, "2026-03-02", 60.0)));
    FormulaValue value = value(FIRST);
    assertThat(value == null ? null : value.value()).isEqualTo(50.0);
    assertThat(value != null && value.simulated()).isFalse();
    days.put(List.of(stat(9, SECOND, "2026-03-01", 30.0), stat(9, SECOND, "2026-03-02", 30.0)));
    FormulaValue second = value(SECOND);
    assertThat(second != null && second.simulated()).isTrue();
  }

  @Test
  void daysOfAnotherPropertyAndAnotherYearTouchNothing() {
    days.put(List.of(stat(1, FIRST, "2025-03-01", 40.0), stat(1, FIRST, "2025-03-02", 60.0)));
    assertThat(value(FIRST)).isNull();
  }

  private static DayStat hours(long thing, String division, @Nullable Double... means) {
    return new DayStat(
        thing,
        "dust.fine",
        LocalDate.parse("2026-03-01"),
        division,
        false,
        24,
        0,
        means.length,
        null,
        null,
        null,
        0,
        "试",
        Arrays.asList(means),
        Mean.ARITHMETIC);
  }

  private @Nullable FormulaValue hour(String division, int hour) {
    Period period = Period.hour(LocalDate.parse("2026-03-01").atTime(hour, 0));
    return reports.formulas.find("dust.hour", division, period).orElse(null);
  }

  @Test
  void anHourIsTheMeanOfTheStationsThatAreValidInIt() {
    days.put(List.of(hours(1, FIRST, 30.0, null, 50.0), hours(2, SECOND, 50.0, null, null)));
    assertThat(hour(CITY, 0)).extracting(FormulaValue::value).isEqualTo(40.0); // (30 + 50) / 2
    assertThat(hour(CITY, 2)).extracting(FormulaValue::value).isEqualTo(50.0);
    assertThat(hour(CITY, 1)).as("no station is valid").isNull();
  }

  @Test
  void aLateReadingComputesItsHourAloneAndKeepsWhatStood() {
    days.put(List.of(hours(1, FIRST, 30.0, 40.0)));
    FormulaValue first = hour(CITY, 0);
    days.put(List.of(hours(1, FIRST, 30.0, 60.0)));
    assertThat(hour(CITY, 0)).isSameAs(first);
    assertThat(hour(CITY, 1)).extracting(FormulaValue::value).isEqualTo(60.0);
    Period second = Period.parse("2026-03-01T01");
    assertThat(reports.formulas.past("dust.hour", CITY, second))
        .extracting(p -> p.old().value() + " " + p.why())
        .containsExactly("40.0 observed");
    days.remove(1, "dust.fine", LocalDate.parse("2026-03-01"));
    assertThat(hour(CITY, 0)).extracting(FormulaValue::value).isNull();
  }

  @Test
  void aStationThatMovedLeavesTheHoursOfWhereItStood() {
    days.put(List.of(hours(1, FIRST, 30.0), hours(2, FIRST, 50.0)));
    days.put(List.of(hours(2, SECOND, 50.0)));
    assertThat(hour(FIRST, 0)).extracting(FormulaValue::value).isEqualTo(30.0);
    assertThat(hour(SECOND, 0)).extracting(FormulaValue::value).isEqualTo(50.0);
  }
}
