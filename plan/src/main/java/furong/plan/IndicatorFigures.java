package furong.plan;

import furong.base.Period;
import furong.indicators.IndicatorStore;
import furong.indicators.IndicatorValue;
import furong.plan.Entry.Pulled;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Figures from the indicator engine: of the year that the month lies in, which while it runs is the
 * year so far. An indicator without a value gives nothing.
 */
public final class IndicatorFigures implements FigureSource {

  private final IndicatorStore store;
  private final String city;

  /**
   * @param city code of the division that the plan is for
   */
  public IndicatorFigures(IndicatorStore store, String city) {
    this.store = store;
    this.city = city;
  }

  @Override
  public Optional<Pulled> pull(List<String> indicators, YearMonth month) {
    Period year = Period.parse(String.valueOf(month.getYear()));
    for (String indicator : indicators) {
      Optional<IndicatorValue> found = store.find(indicator, city, year);
      @Nullable Double value = found.map(IndicatorValue::value).orElse(null);
      if (found.isPresent() && value != null) {
        return Optional.of(
            new Pulled(
                indicator, year.text(), value, found.get().simulated(), found.get().computedAt()));
      }
    }
    return Optional.empty();
  }
}
