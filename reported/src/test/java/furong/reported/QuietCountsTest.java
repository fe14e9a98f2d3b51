package furong.reported;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Period;
import furong.base.TimeRange;
import furong.city.BoxCity;
import furong.city.Division;
import furong.city.DivisionHistory;
import furong.city.DivisionHistory.Change;
import furong.city.Divisions;
import furong.city.Populations;
import furong.indicators.MemoryDayStatStore;
import furong.indicators.MemoryIndicatorStore;
import furong.pack.Faults;
import furong.pack.Formula.Kind;
import furong.pack.FormulaBook;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An hour without an alert is 0 where somebody listened, and not known where nobody did. */
class QuietCountsTest {

  private static final String STREET = "510104001";
  private static final String ENDED = "510104009";
  private static final String HOURLY = "w.alarms-hour";
  private static final String RULE = "care.manhole-tilted";
  private static final Instant NOW = Instant.parse("2026-03-01T12:30:00Z");
  private static final DivisionHistory CITY = city();

  private final MemoryCounts counts = new MemoryCounts(ZoneOffset.UTC);
  private final MemoryFormulas values = new MemoryFormulas();
  private final FormulaBook book = FormulaBook.of(WorldPack.PACKS, new Faults());
  private final FormulaWork work =
      new FormulaWork(
          book,
          new FormulaInputs(
              new FormBook(WorldPack.PACKS),
              new MemoryReported(),
              values,
              new MemoryIndicatorStore(),
              counts,
              new MemoryDayStatStore(),
              CITY,
              Populations.of(Map.of())),
          values,
          () -> NOW);

  /** Readings from 08:20 until 12:29 of 1 March. */
  private final QuietCounts heard = heard("2026-03-01T08:20:00Z", "2026-03-01T12:29:00Z");

  private QuietCounts heard(String from, String to) {
    TimeRange range = TimeRange.of(Instant.parse(from), Instant.parse(to));
    return counts((rule, division) -> rule.equals(RULE) ? Optional.of(range) : Optional.empty());
  }

  private QuietCounts counts(AlertSources sources) {
    return new QuietCounts(book, values, work, CITY, sources, ZoneOffset.UTC, () -> NOW);
  }

  private Optional<Double> at(QuietCounts counts, String division, String period) {
    return counts.find(HOURLY, division, Period.parse(period)).map(FormulaValue::value);
  }

  @Test
  void anHourThatWasHeardAndHadNoAlertIsZero() {
    assertThat(at(heard, STREET, "2026-03-01T09")).contains(0.0);
    assertThat(at(heard, "510100", "2026-03-01T09")).contains(0.0);
    // first heard at 08:20, last at 12:29: within both hours
    assertThat(at(heard, STREET, "2026-03-01T08")).contains(0.0);
    assertThat(at(heard, STREET, "2026-03-01T12")).contains(0.0);
  }

  @Test
  void anHourThatNobodyHeardIsNotKnown() {
    assertThat(at(heard, STREET, "2026-03-01T07")).isEmpty();
    assertThat(at(heard, STREET, "2026-03-01T13")).isEmpty(); // has not begun
    assertThat(at(counts((rule, division) -> Optional.empty()), STREET, "2026-03-01T09")).isEmpty();
    // heard until ten, so that eleven o'clock is not known
    QuietCounts silent = heard("2026-03-01T08:20:00Z", "2026-03-01T10:00:00Z");
    assertThat(at(silent, STREET, "2026-03-01T09")).contains(0.0);
    assertThat(at(silent, STREET, "2026-03-01T11")).isEmpty();
  }

  @Test
  void aDivisionCountsWhileItStandsAndNoLonger() {
    QuietCounts ever = heard("2026-01-01T00:00:00Z", "2026-03-01T12:29:00Z");
    assertThat(at(ever, ENDED, "2026-01-31T23")).contains(0.0);
    assertThat(at(ever, ENDED, "2026-02-01T00")).isEmpty();
  }

  @Test
  void anAlertStandsAsItIsCounted() {
    counts.alert(RULE, "a", STREET, Instant.parse("2026-03-01T10:15:00Z"), false);
    work.all(EnumSet.of(Kind.ALERTS), Period.parse("2026-03-01T10"), "test");
    assertThat(at(heard, STREET, "2026-03-01T10")).contains(1.0);
    List<FormulaValue> series =
        heard.series(
            HOURLY,
            STREET,
            LocalDate.of(2026, 2, 28).atStartOfDay(),
            LocalDate.of(2026, 3, 1).atTime(23, 0));
    assertThat(series)
        .extracting(v -> v.period().text() + " " + v.value())
        .containsExactly(
            "2026-03-01T08 0.0",
            "2026-03-01T09 0.0",
            "2026-03-01T10 1.0",
            "2026-03-01T11 0.0",
            "2026-03-01T12 0.0");
    Map<String, FormulaValue> below =
        heard.of(HOURLY, List.of("510104", "510105"), Period.parse("2026-03-01T10"));
    FormulaValue loud = Objects.requireNonNull(below.get("510104"));
    FormulaValue still = Objects.requireNonNull(below.get("510105"));
    assertThat(loud.value()).isEqualTo(1.0);
    assertThat(still.value()).isEqualTo(0.0);
    assertThat(heard.isQuiet(still)).isTrue();
    assertThat(heard.isQuiet(loud)).isFalse();
  }

  @Test
  void whatIsDividedByReportedFiguresHasNoZeroOfItself() {
    // alerts / homes: nobody reported homes, and 0 of 0 is no rate
    QuietCounts ever = heard("2026-01-01T00:00:00Z", "2026-03-01T12:29:00Z");
    assertThat(ever.find("w.alarms", STREET, Period.parse("2026-03"))).isEmpty();
    assertThat(
            ever.series(
                "w.alarms",
                STREET,
                LocalDate.of(2026, 1, 1).atStartOfDay(),
                LocalDate.of(2026, 3, 1).atStartOfDay()))
        .isEmpty();
  }

  /** Dust of an hour as it was computed from what was measured. */
  private void dust(String hour, double value) {
    values.put(
        new FormulaValue(
            "w.dust-hour", "1", STREET, Period.parse(hour), value, "", value, 1.0, List.of(), NOW),
        "test");
  }

  private Optional<Double> dustAlarms(QuietCounts counts, String hour) {
    return counts
        .find("w.dust-alarms", STREET, Period.parse(hour))
        .flatMap(v -> Optional.ofNullable(v.value()));
  }

  @Test
  void aFormulaOverSuchACountSeesItsZero() {
    dust("2026-03-01T09", 80);
    counts.alert(RULE, "a", STREET, Instant.parse("2026-03-01T10:15:00Z"), false);
    work.all(EnumSet.of(Kind.ALERTS), Period.parse("2026-03-01T10"), "test");
    dust("2026-03-01T10", 70);
    // dust times alarms: 80 x 0; 70 x 1
    assertThat(dustAlarms(heard, "2026-03-01T09")).contains(0.0);
    assertThat(dustAlarms(heard, "2026-03-01T10")).contains(70.0);
    assertThat(
            heard.series(
                "w.dust-alarms",
                STREET,
                LocalDate.of(2026, 3, 1).atStartOfDay(),
                LocalDate.of(2026, 3, 1).atTime(23, 0)))
        .extracting(v -> v.period().text() + " " + v.value())
        .containsExactly("2026-03-01T09 0.0", "2026-03-01T10 70.0");
    assertThat(heard.find("w.dust-alarms", STREET, Period.parse("2026-03-01T09")))
        .hasValueSatisfying(v -> assertThat(heard.isQuiet(v)).isTrue());
  }

  @Test
  void aFormulaOverSuchACountHasNoneWhereNobodyHeardOrAnotherInputLacks() {
    dust("2026-03-01T07", 80);
    assertThat(dustAlarms(heard, "2026-03-01T07")).isEmpty(); // nobody heard
    assertThat(dustAlarms(heard, "2026-03-01T11")).isEmpty(); // nobody measured dust
  }

  private static DivisionHistory city() {
    List<Division> today =
        List.of(
            BoxCity.division("510100", ""),
            BoxCity.division("510104", "510100"),
            BoxCity.division("510105", "510100"),
            BoxCity.division(STREET, "510104"));
    return DivisionHistory.of(
        Divisions.of(today, Map.of()),
        List.of(
            Change.ended(
                LocalDate.of(2026, 2, 1), BoxCity.division(ENDED, "510104"), List.of(STREET))));
  }
}
