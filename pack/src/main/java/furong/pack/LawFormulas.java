package furong.pack;

import furong.base.Text;
import furong.pack.Formula.Input;
import furong.pack.Formula.Kind;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Formulas name what exists, agree in unit, hold no number of their own, run in no circle, and read
 * figures of their own length of period, since a month's figure is not a year's. By the hour they
 * read what has hours: means of hours, alerts, facts of the division.
 */
final class LawFormulas implements Law {

  /** The periods that days and cases are counted for. */
  private static final Set<FormDef.Cycle> COUNTED =
      EnumSet.of(FormDef.Cycle.MONTH, FormDef.Cycle.YEAR);

  @Override
  public void check(PackBook book, List<Golden> goldens, Faults faults) {
    FormulaBook formulas = FormulaBook.of(book, faults);
    for (Formula formula : formulas.ordered()) {
      IndicatorDef.Computed computed = formula.indicator().computed();
      if (computed != null && computed.cycle() == FormDef.Cycle.HOUR) {
        byTheHour(formula, computed, faults);
      }
      for (Input input : formula.inputs()) {
        Optional<FormDef.Cycle> cycle = cycle(book, input);
        if (computed != null && cycle.isPresent() && cycle.get() != computed.cycle()) {
          faults.add(
              "law.formula-cycle",
              computed.of().place(),
              Text.of(
                  input.id() + " 按 " + cycle.get() + " 给出，不按 " + computed.cycle(),
                  input.id()
                      + " is given by the "
                      + cycle.get()
                      + ", not by the "
                      + computed.cycle()));
        }
        if (computed != null && isCounted(book, input) && !COUNTED.contains(computed.cycle())) {
          faults.add(
              "law.formula-cycle",
              computed.of().place(),
              Text.of(
                  input.id() + " 按月和年统计，不按 " + computed.cycle(),
                  input.id() + " is counted by months and years, not by the " + computed.cycle()));
        }
      }
    }
  }

  private static boolean isCounted(PackBook book, Input input) {
    return input.kind() == Kind.INDICATOR
        && book.findIndicator(input.id()).filter(IndicatorDef::isCounted).isPresent();
  }

  private static void byTheHour(Formula formula, IndicatorDef.Computed computed, Faults faults) {
    if (!computed.leastDays().isEmpty()) {
      faults.add(
          "law.formula-cycle",
          computed.of().place(),
          Text.of("按小时的公式不以天数为据：不写 least_days", "an hour does not rest on days: no least_days"));
    }
    for (Input input : formula.inputs()) {
      if (input.kind() == Kind.THINGS) {
        faults.add(
            "law.formula-cycle",
            computed.of().place(),
            Text.of(
                "things." + input.id() + " 按现有数量清点，不按小时",
                "things." + input.id() + " are counted as they stand, not by the hour"));
      }
    }
  }

  /** Empty for what is counted for any period. */
  private static Optional<FormDef.Cycle> cycle(PackBook book, Input input) {
    if (input.kind() == Kind.FIGURE) {
      return book.forms().stream()
          .filter(form -> form.figures().stream().anyMatch(f -> f.id().equals(input.id())))
          .map(FormDef::cycle)
          .findFirst();
    }
    return input.kind() == Kind.INDICATOR
        ? book.findIndicator(input.id())
            .map(IndicatorDef::computed)
            .map(IndicatorDef.Computed::cycle)
        : Optional.empty();
  }
}
