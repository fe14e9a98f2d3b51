package furong.indicators;

import furong.base.Period;
import furong.cases.CaseStatistics.Ratio;
import furong.cases.Rate;
import furong.indicators.IndicatorValue.Completeness;
import furong.indicators.IndicatorValue.Lineage;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
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

  /**
   * The value of a division in a period. Cases are complete by nature: all that there are are on
   * record, so completeness only says how much of the period is over.
   */
  public IndicatorValue value(
      String division, Period period, CaseFigures.Figure figure, Instant now, ZoneId zone) {
    Ratio ratio = rate.of(figure.tally());
    int over = DayCount.expected(period, now, zone);
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
        new Completeness(over, over, List.of(), List.of()),
        List.of(),
        now,
        figure.simulated(),
        new Lineage(0, 0, 0));
  }
}
