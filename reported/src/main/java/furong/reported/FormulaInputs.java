package furong.reported;

import furong.base.Period;
import furong.city.Division;
import furong.city.DivisionHistory;
import furong.city.Populations;
import furong.geo.Coverage;
import furong.indicators.DayMean;
import furong.indicators.DayStatStore;
import furong.indicators.IndicatorStore;
import furong.indicators.IndicatorValue;
import furong.pack.FigureDef;
import furong.pack.FormDef;
import furong.pack.Formula.Input;
import furong.pack.Formula.Kind;
import furong.reported.FormulaValue.Used;
import furong.reported.ReportedStore.Total;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an input of a formula is in a division and period.
 *
 * <p>A reported figure counts once the sheet of that very division is approved: then all below it
 * are in. A division that is not through has no figure yet, rather than a sum of some.
 */
public final class FormulaInputs {

  /** In a square kilometre. */
  private static final double SQUARE_METRES = 1e6;

  private final FormBook book;
  private final FormTree tree;
  private final ReportedStore reported;
  private final FormulaStore formulas;
  private final IndicatorStore indicators;
  private final Counts counts;
  private final DayStatStore days;
  private final DivisionHistory history;
  private final Populations people;

  public FormulaInputs(
      FormBook book,
      ReportedStore reported,
      FormulaStore formulas,
      IndicatorStore indicators,
      Counts counts,
      DayStatStore days,
      DivisionHistory history,
      Populations people) {
    this.book = book;
    this.tree = new FormTree(history);
    this.reported = reported;
    this.formulas = formulas;
    this.indicators = indicators;
    this.counts = counts;
    this.days = days;
    this.history = history;
    this.people = people;
  }

  /** The value, null when it is not known, and what stands behind it. */
  public Used read(Input input, String division, Period period) {
    return switch (input.kind()) {
      case FIGURE -> figure(input.id(), division, period);
      case INDICATOR -> indicator(input.id(), division, period);
      case ALERTS -> counted(input, counts.alerts(input.id(), division, period));
      case THINGS -> counted(input, counts.things(input.id(), division));
      case DIVISION -> fact(input.id(), division, period);
      case OBSERVED -> observed(input.id(), division, period);
    };
  }

  private Used observed(String property, String division, Period period) {
    DayMean mean =
        period.isHour()
            ? days.hourMean(division, property, period.first(), period.start().getHour())
            : days.mean(division, property, period.first(), period.last());
    return new Used(
        Kind.OBSERVED, property, mean.value(), mean.days(), (int) period.days(), mean.simulated());
  }

  private Used fact(String id, String division, Period period) {
    @Nullable Double value =
        id.equals("people")
            ? people.of(division).map(p -> (double) p.people()).orElse(null)
            : history
                .in(period)
                .area(division)
                .map(area -> Coverage.squareMetres(area) / SQUARE_METRES)
                .orElse(null);
    return new Used(Kind.DIVISION, id, value, value == null ? 0 : 1, 1, false);
  }

  static Used counted(Input input, Counts.Counted counted) {
    long count = counted.count();
    return new Used(
        input.kind(),
        input.id(),
        (double) count,
        (int) Math.min(count, Integer.MAX_VALUE),
        0,
        counted.simulated());
  }

  private Used figure(String id, String division, Period period) {
    return figure(id, division, period, standing(asking(id), division, period));
  }

  /** The form that asks a figure. */
  FormDef asking(String figure) {
    return book.asking(figure).orElseThrow(() -> new IllegalArgumentException(figure));
  }

  /**
   * How far a form has come in a division: the same for all of its figures.
   *
   * @param through whether the division's own sheet is approved
   * @param fills whether figures are typed here
   * @param expected divisions that fill it here and below
   */
  record Standing(boolean through, boolean fills, int expected) {}

  Standing standing(FormDef form, String division, Period period) {
    FormTree then = tree.in(period);
    boolean through =
        reported
            .find(new SheetKey(form.id(), division, period))
            .filter(sheet -> sheet.state() == SheetState.APPROVED)
            .isPresent();
    return new Standing(through, then.fills(form, division), then.expected(form, division));
  }

  Used figure(String id, String division, Period period, Standing form) {
    FigureDef figure = book.figure(id).orElseThrow(() -> new IllegalArgumentException(id));
    if (!form.through() || !form.fills() && !figure.sums()) {
      return new Used(Kind.FIGURE, id, null, 0, form.expected(), false);
    }
    Total total = reported.total(id, division, period);
    @Nullable Double value = total.count() == 0 ? null : total.sum();
    return new Used(Kind.FIGURE, id, value, total.count(), form.expected(), false);
  }

  private Used indicator(String id, String division, Period period) {
    return formulas
        .find(id, division, period)
        .map(FormulaInputs::used)
        .or(() -> indicators.find(id, division, period).map(FormulaInputs::used))
        .orElseGet(() -> new Used(Kind.INDICATOR, id, null, 0, 1, false));
  }

  static Used used(FormulaValue found) {
    int behind = found.value() == null ? 0 : 1;
    return new Used(Kind.INDICATOR, found.indicator(), found.value(), behind, 1, found.simulated());
  }

  private static Used used(IndicatorValue found) {
    return found.value() == null
        ? new Used(Kind.INDICATOR, found.indicator(), null, 0, 1, false)
        : new Used(Kind.INDICATOR, found.indicator(), found.value(), 1, 1, found.simulated());
  }

  /** An indicator in many divisions; those without a value stand with none. */
  Map<String, Used> indicators(String id, Collection<String> divisions, Period period) {
    Map<String, Used> used = new HashMap<>();
    divisions.forEach(code -> used.put(code, new Used(Kind.INDICATOR, id, null, 0, 1, false)));
    indicators.of(id, divisions, period).forEach(v -> used.put(v.division(), used(v)));
    formulas.of(id, divisions, period).forEach(v -> used.put(v.division(), used(v)));
    return used;
  }

  /** All inputs of a period, for computing everything. */
  PeriodInputs of(Period period) {
    return new PeriodInputs(
        this, book, tree.in(period), reported, counts, history.in(period), period);
  }

  /** All divisions of a period. */
  List<Division> divisions(Period period) {
    return history.in(period).list();
  }

  /**
   * The divisions of a period that a change in {@code division} is seen in: it and all above. What
   * began later is seen in what it was taken out of.
   */
  List<Division> touched(String division, Period period) {
    return history.in(period).path(history.codeOn(division, period.last())).reversed();
  }
}
