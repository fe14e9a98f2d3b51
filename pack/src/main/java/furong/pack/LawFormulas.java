package furong.pack;

import furong.pack.Formula.Input;
import furong.pack.Formula.Kind;
import java.util.List;
import java.util.Optional;

/**
 * Formulas name what exists, agree in unit, hold no number of their own, run in no circle, and read
 * figures of their own length of period, since a month's figure is not a year's.
 */
final class LawFormulas implements Law {

  @Override
  public void check(PackBook book, List<Golden> goldens, Faults faults) {
    FormulaBook formulas = FormulaBook.of(book, faults);
    for (Formula formula : formulas.ordered()) {
      IndicatorDef.Computed computed = formula.indicator().computed();
      for (Input input : formula.inputs()) {
        Optional<FormDef.Cycle> cycle = cycle(book, input);
        if (computed != null && cycle.isPresent() && cycle.get() != computed.cycle()) {
          faults.add(
              "law.formula-cycle",
              computed.of().place(),
              input.id() + " is given by the " + cycle.get() + ", not by the " + computed.cycle());
        }
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
