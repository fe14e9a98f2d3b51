package furong.steer.plan;

import furong.base.Period;
import furong.city.CityProfile;
import furong.pack.IndicatorDef;
import furong.pack.PackBook;
import furong.plan.Entry.Pulled;
import furong.plan.FigureSource;
import furong.plan.SteeringFigures.Own;
import furong.reported.FormulaValue;
import furong.reported.QuietCounts;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Figures of formulas for the whole city: of the year, quarter or month that the last day of a
 * month lies in, as long as the formula's periods are. A formula without a value gives nothing; a
 * count of alerts of which there were none is 0 where somebody listened.
 */
@Component
public class PlanFormulas implements FigureSource {

  private final QuietCounts values;
  private final PackBook packs;
  private final String city;

  PlanFormulas(QuietCounts values, PackBook packs, CityProfile city) {
    this.values = values;
    this.packs = packs;
    this.city = city.divisions().root().code();
  }

  @Override
  public Optional<Pulled> pull(List<String> indicators, YearMonth month) {
    for (String id : indicators) {
      Optional<FormulaValue> found =
          packs.findIndicator(id).flatMap(def -> find(def, month.atEndOfMonth()));
      @Nullable Double value = found.map(FormulaValue::value).orElse(null);
      if (found.isPresent() && value != null) {
        FormulaValue v = found.get();
        return Optional.of(new Pulled(id, v.period().text(), value, v.simulated(), v.computedAt()));
      }
    }
    return Optional.empty();
  }

  /** The value of the period that holds the day; empty when the indicator is no formula. */
  Optional<FormulaValue> find(IndicatorDef def, LocalDate day) {
    IndicatorDef.@Nullable Computed computed = def.computed();
    return computed == null
        ? Optional.empty()
        : values.find(def.id(), city, computed.cycle().of(day));
  }

  /** Where a value is shown, opened to what it was computed from. */
  String href(String indicator, String period) {
    Optional<Own> own = Own.find(indicator);
    if (own.isPresent()) {
      return own.get().page();
    }
    boolean formula =
        packs.findIndicator(indicator).map(def -> def.computed() != null).orElse(false);
    return (formula ? "/formulas/" : "/indicators/") + indicator + "?period=" + period;
  }

  /** How a period that holds the day is written for this indicator. */
  static Period periodOf(IndicatorDef def, LocalDate day) {
    IndicatorDef.@Nullable Computed computed = def.computed();
    return computed == null
        ? Period.parse(String.valueOf(day.getYear()))
        : computed.cycle().of(day);
  }
}
