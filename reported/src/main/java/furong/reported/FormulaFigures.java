package furong.reported;

import furong.base.Period;
import furong.indicators.StoredFigures;
import furong.observe.IndicatorFigure;
import furong.pack.IndicatorDef;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Figures that are formulas over reported figures, other indicators and counts.
 *
 * <p>A value is known only when every division that has to report has done so and is approved, so
 * its completeness is 1, or 0 while it is not known.
 */
public final class FormulaFigures extends StoredFigures<FormulaValue> {

  private final FormulaStore store;

  public FormulaFigures(FormulaStore store) {
    this.store = store;
  }

  @Override
  public boolean keeps(IndicatorDef indicator) {
    return indicator.computed() != null;
  }

  @Override
  protected List<FormulaValue> values(
      String indicator, Collection<String> divisions, Period period) {
    return store.of(indicator, divisions, period);
  }

  @Override
  protected List<FormulaValue> before(FormulaValue value) {
    return store.past(value.indicator(), value.division(), value.period()).stream()
        .map(FormulaValue.Past::old)
        .toList();
  }

  @Override
  protected Instant computedAt(FormulaValue value) {
    return value.computedAt();
  }

  @Override
  protected IndicatorFigure figure(FormulaValue value) {
    return new IndicatorFigure(
        value.indicator(),
        value.division(),
        value.period().text(),
        orUnknown(value.value()),
        value.value() == null ? 0 : 1,
        value.simulated());
  }
}
