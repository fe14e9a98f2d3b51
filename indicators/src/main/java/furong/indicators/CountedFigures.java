package furong.indicators;

import furong.base.Period;
import furong.observe.IndicatorFigure;
import furong.pack.IndicatorDef;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Figures that are counted from days or cases.
 *
 * <p>Of a figure that was computed again and came to the same, only the newest share of known days
 * is on record: its version begins when that was written.
 */
public final class CountedFigures extends StoredFigures<IndicatorValue> {

  private final IndicatorStore store;

  public CountedFigures(IndicatorStore store) {
    this.store = store;
  }

  @Override
  public boolean keeps(IndicatorDef indicator) {
    return indicator.isCounted();
  }

  @Override
  protected List<IndicatorValue> values(
      String indicator, Collection<String> divisions, Period period) {
    return store.of(indicator, divisions, period);
  }

  @Override
  protected List<IndicatorValue> before(IndicatorValue value) {
    return store.superseded(value.indicator(), value.division(), value.period()).stream()
        .map(SupersededValue::old)
        .toList();
  }

  @Override
  protected Instant computedAt(IndicatorValue value) {
    return value.computedAt();
  }

  @Override
  protected IndicatorFigure figure(IndicatorValue value) {
    return new IndicatorFigure(
        value.indicator(),
        value.division(),
        value.period().text(),
        orUnknown(value.value()),
        value.completeness().ratio(),
        value.simulated());
  }
}
