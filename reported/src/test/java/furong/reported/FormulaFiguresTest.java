package furong.reported;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Period;
import furong.observe.IndicatorFigure;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A formula of one county and month as rules read it. */
class FormulaFiguresTest {

  private static final String BUSES = "traffic.bus-punctuality";
  private static final String COUNTY = "510107";
  private static final Period APRIL = Period.parse("2026-04");

  private final MemoryFormulas store = new MemoryFormulas();
  private final FormulaFigures figures = new FormulaFigures(store);

  private void comes(@Nullable Double value, String at) {
    store.put(
        new FormulaValue(
            BUSES,
            "1",
            COUNTY,
            APRIL,
            value,
            value == null ? "missing-input" : "",
            value,
            1.0,
            List.of(),
            Instant.parse(at)),
        "test");
  }

  private IndicatorFigure april(double value, double complete) {
    return new IndicatorFigure(BUSES, COUNTY, "2026-04", value, complete, false);
  }

  @Test
  void whatIsApprovedIsComplete() {
    comes(88.0, "2026-05-08T00:00:00Z");
    assertThat(figures.standing(BUSES, List.of(COUNTY), APRIL)).containsExactly(april(88, 1));
    assertThat(figures.standing(BUSES, List.of("510105"), APRIL)).isEmpty();
  }

  @Test
  void whatIsTakenBackIsNotKnownAndNeverTheFigureBefore() {
    comes(88.0, "2026-05-08T00:00:00Z");
    comes(null, "2026-05-09T00:00:00Z");
    assertThat(figures.standing(BUSES, List.of(COUNTY), APRIL))
        .containsExactly(april(Double.NaN, 0));
  }

  @Test
  void aCorrectionLeavesTheFirstFigureFromItsOwnTimeOn() {
    comes(88.0, "2026-05-08T00:00:00Z");
    comes(91.0, "2026-05-09T00:00:00Z");
    assertThat(figures.versions(BUSES, List.of(COUNTY), APRIL))
        .extracting(d -> Instant.ofEpochMilli(d.atMs()) + " " + d.figure().value())
        .containsExactlyInAnyOrder("2026-05-08T00:00:00Z 88.0", "2026-05-09T00:00:00Z 91.0");
  }
}
