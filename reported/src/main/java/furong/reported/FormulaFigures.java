package furong.reported;

import furong.base.Period;
import furong.detect.PastFigures.Dated;
import furong.indicators.FigureSource;
import furong.observe.IndicatorFigure;
import furong.pack.IndicatorDef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Figures that are formulas over reported figures, other indicators and counts.
 *
 * <p>A value is known only when every division that has to report has done so and is approved, so
 * its completeness is 1, or 0 while it is not known.
 */
public final class FormulaFigures implements FigureSource {

  private final FormulaStore store;

  public FormulaFigures(FormulaStore store) {
    this.store = store;
  }

  @Override
  public boolean keeps(IndicatorDef indicator) {
    return indicator.computed() != null;
  }

  @Override
  public List<IndicatorFigure> standing(
      String indicator, Collection<String> divisions, Period period) {
    return store.of(indicator, divisions, period).stream().map(FormulaFigures::figure).toList();
  }

  @Override
  public List<Dated> versions(String indicator, Collection<String> divisions, Period period) {
    List<Dated> all = new ArrayList<>();
    for (FormulaValue value : store.of(indicator, divisions, period)) {
      all.add(dated(value));
      store.past(indicator, value.division(), period).forEach(past -> all.add(dated(past.old())));
    }
    return all;
  }

  private static Dated dated(FormulaValue value) {
    return new Dated(value.computedAt().toEpochMilli(), figure(value));
  }

  private static IndicatorFigure figure(FormulaValue value) {
    @Nullable Double known = value.value();
    return new IndicatorFigure(
        value.indicator(),
        value.division(),
        value.period().text(),
        known == null ? Double.NaN : known,
        known == null ? 0 : 1,
        value.simulated());
  }
}
