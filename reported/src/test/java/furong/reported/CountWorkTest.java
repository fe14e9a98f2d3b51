package furong.reported;

import static furong.reported.SmallReports.CITY;
import static furong.reported.SmallReports.COUNTY;
import static furong.reported.SmallReports.FIRST;
import static furong.reported.SmallReports.ONE;
import static furong.reported.SmallReports.SECOND;
import static furong.reported.SmallReports.ZONE;
import static org.assertj.core.api.Assertions.assertThat;

import furong.base.AtOnce;
import furong.base.Period;
import furong.city.DivisionHistory;
import furong.city.Populations;
import furong.indicators.MemoryDayStatStore;
import furong.indicators.MemoryIndicatorStore;
import furong.pack.Faults;
import furong.pack.Formula.Input;
import furong.pack.Formula.Kind;
import furong.pack.FormulaBook;
import furong.pack.PackBook;
import furong.pack.PackFiles;
import furong.pack.PackReader;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tilt alerts per smart cover, by the pack of city care, in the county of {@link SmallReports}. */
class CountWorkTest {

  private static final String ID = "care.covers-tilted";
  private static final String RULE = "care.manhole-tilted";
  private static final Period OCTOBER = Period.parse("2026-10");
  private static final Period NOVEMBER = Period.parse("2026-11");
  private static final PackBook PACKS =
      PackReader.read(PackFiles.read(FormulaVectorTest.packs())).orThrow();

  private Instant now = Instant.parse("2026-10-20T04:00:00Z");
  private final MemoryCounts counts = new MemoryCounts(ZONE);
  private final MemoryFormulas values = new MemoryFormulas();
  private final CountWork work;

  CountWorkTest() {
    FormulaBook book = FormulaBook.of(PACKS, new Faults());
    FormulaInputs inputs =
        new FormulaInputs(
            new FormBook(PACKS),
            new MemoryReported(),
            values,
            new MemoryIndicatorStore(),
            counts,
            new MemoryDayStatStore(),
            DivisionHistory.of(SmallReports.divisions()),
            Populations.none());
    work =
        new CountWork(
            counts,
            book,
            new FormulaWork(book, inputs, values, () -> now),
            new AtOnce(),
            ZONE,
            () -> now);
  }

  private void round() {
    work.round(CountWork.CHANGES_A_ROUND);
  }

  private @Nullable Double value(String division, Period period) {
    return values.find(ID, division, period).map(FormulaValue::value).orElse(null);
  }

  private void covers(int number, String division) {
    for (int i = 0; i < number; i++) {
      counts.thing("manhole", division + "-" + i, "井盖", division, true);
    }
  }

  @Test
  void anAlertIsSeenInItsDivisionAndAllAbove() {
    covers(4, ONE);
    counts.alert(RULE, "a1", ONE, now, true);
    round();
    // one alert, four covers
    assertThat(value(FIRST, OCTOBER)).isEqualTo(0.25);
    assertThat(value(COUNTY, OCTOBER)).isEqualTo(0.25);
    assertThat(value(CITY, OCTOBER)).isEqualTo(0.25);
    assertThat(value(SECOND, OCTOBER)).isNull();
    assertThat(counts.take(10)).isEmpty();
    assertThat(values.find(ID, CITY, OCTOBER).map(FormulaValue::simulated))
        .isEqualTo(Optional.of(true));
  }

  @Test
  void alertsOfOtherRulesChangeNothing() {
    covers(4, ONE);
    round();
    counts.alert("care.bin-full", "a1", ONE, now, false);
    round();
    assertThat(value(CITY, OCTOBER)).isEqualTo(0);
    assertThat(values.past(ID, CITY, OCTOBER)).isEmpty();
  }

  @Test
  void aLateAlertCountsInItsOwnMonthAndTheOldValueStays() {
    covers(4, ONE);
    round();
    now = Instant.parse("2026-11-02T04:00:00Z");
    counts.alert(RULE, "a1", ONE, Instant.parse("2026-10-31T15:59:59Z"), false);
    round();
    assertThat(value(CITY, OCTOBER)).isEqualTo(0.25);
    assertThat(value(CITY, NOVEMBER)).isEqualTo(0);
    assertThat(values.past(ID, CITY, OCTOBER))
        .singleElement()
        .satisfies(past -> assertThat(past.old().value()).isEqualTo(0))
        .satisfies(past -> assertThat(past.why()).isEqualTo("counted-again"));
  }

  @Test
  void aCoverThatComesCountsFromItsMonthOnAndOneThatGoesNoMore() {
    covers(4, ONE);
    counts.alert(RULE, "a1", ONE, now, false);
    round();
    now = Instant.parse("2026-11-02T04:00:00Z");
    counts.alert(RULE, "a2", ONE, now, false);
    counts.thing("manhole", "fifth", "井盖", ONE, false);
    round();
    assertThat(value(CITY, OCTOBER)).isEqualTo(0.25);
    assertThat(value(CITY, NOVEMBER)).isEqualTo(0.2);
    // October is divided by the four that stood then, though five stand now
    counts.alert(RULE, "late", ONE, Instant.parse("2026-10-05T00:00:00Z"), false);
    round();
    assertThat(value(CITY, OCTOBER)).isEqualTo(0.5);
    counts.remove(Kind.THINGS, "fifth");
    round();
    assertThat(value(CITY, NOVEMBER)).isEqualTo(0.25);
  }

  @Test
  void aValueOpensToItsAlertsAndThings() {
    covers(2, ONE);
    counts.alert(RULE, "old", ONE, Instant.parse("2026-10-02T00:00:00Z"), false);
    counts.alert(RULE, "new", ONE, Instant.parse("2026-10-03T00:00:00Z"), true);
    counts.alert(RULE, "other-month", ONE, Instant.parse("2026-09-03T00:00:00Z"), true);
    assertThat(counts.behind(new Input(Kind.ALERTS, RULE), CITY, OCTOBER, 0, 10))
        .extracting(Counts.Behind::id)
        .containsExactly("new", "old");
    assertThat(counts.behind(new Input(Kind.THINGS, "manhole"), SECOND, OCTOBER, 0, 10)).isEmpty();
    assertThat(counts.behind(new Input(Kind.THINGS, "manhole"), FIRST, OCTOBER, 1, 10)).hasSize(1);
  }
}
