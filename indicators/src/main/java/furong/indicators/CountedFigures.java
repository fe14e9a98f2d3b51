package furong.indicators;

import furong.base.Period;
import furong.detect.PastFigures.Dated;
import furong.observe.IndicatorFigure;
import furong.pack.IndicatorDef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Figures that are counted from days or cases.
 *
 * <p>Of a figure that was computed again and came to the same, only the newest share of known days
 * is on record: its version begins when that was written.
 */
public final class CountedFigures implements FigureSource {

  private final IndicatorStore store;

  public CountedFigures(IndicatorStore store) {
    this.store = store;
  }

  @Override
  public boolean keeps(IndicatorDef indicator) {
    return indicator.isCounted();
  }

  @Override
  public List<IndicatorFigure> standing(
      String indicator, Collection<String> divisions, Period period) {
    return store.of(indicator, divisions, period).stream().map(CountedFigures::figure).toList();
  }

  @Override
  public List<Dated> versions(String indicator, Collection<String> divisions, Period period) {
    List<Dated> all = new ArrayList<>();
    for (IndicatorValue value : store.of(indicator, divisions, period)) {
      all.add(dated(value));
      store
          .superseded(indicator, value.division(), period)
          .forEach(past -> all.add(dated(past.old())));
    }
    return all;
  }

  private static Dated dated(IndicatorValue value) {
    return new Dated(value.computedAt().toEpochMilli(), figure(value));
  }

  private static IndicatorFigure figure(IndicatorValue value) {
    @Nullable Double known = value.value();
    return new IndicatorFigure(
        value.indicator(),
        value.division(),
        value.period().text(),
        known == null ? Double.NaN : known,
        value.completeness().ratio(),
        value.simulated());
  }
}
