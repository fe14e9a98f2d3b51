package furong.indicators;

import furong.base.Period;
import furong.evaluation.CaseStatistics.Ratio;
import furong.evaluation.Rate;
import furong.indicators.IndicatorValue.Completeness;
import furong.indicators.IndicatorValue.Lineage;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An indicator that is a rate of case work, in per cent (按期结案率).
 *
 * <p>A period without anything in the denominator has no value: nobody closed nothing in time.
 *
 * @param id such as {@code care.closing-in-time}
 * @param definition version of the definition
 */
public record CaseShare(String id, String definition, Rate rate) {

  /** Rates below whose line every case stands, with a limit or without. */
  private static final Set<Rate> OF_ALL =
      EnumSet.of(
          Rate.REGISTERING, Rate.REPORTING, Rate.RETURNING, Rate.BUCK_PASSING, Rate.ON_THE_SPOT);

  /** Of a period in which no case counts: 0 of 0, which is no rate. */
  public IndicatorValue none(String division, Period period, Instant now) {
    return value(division, period, CaseSum.NONE.figure(), now);
  }

  /**
   * The value of a division in a period. All cases are on record; what a rate of what was due lacks
   * are cases that no limit ends for. So completeness counts cases: those below the line, of those
   * and the ones that were registered and are not due at any time.
   *
   * <pre>{@code
   * // 90 due in March, 10 more registered in it and not yet sent to anybody: 90 of 100 cases
   * }</pre>
   */
  public IndicatorValue value(
      String division, Period period, CaseFigures.Figure figure, Instant now) {
    Ratio ratio = rate.of(figure.tally());
    int there = Math.toIntExact(ratio.denominator());
    long lacking = OF_ALL.contains(rate) ? 0 : figure.unlimited();
    @Nullable Double value =
        ratio.denominator() == 0 ? null : ratio.numerator() * 100.0 / ratio.denominator();
    return new IndicatorValue(
        id,
        definition,
        division,
        period,
        value,
        value == null ? "no-cases" : "",
        ratio.numerator(),
        ratio.denominator(),
        new Completeness(there, Math.toIntExact(there + lacking), List.of(), List.of()),
        List.of(),
        now,
        figure.simulated(),
        new Lineage(there, 0, 0));
  }
}
