package furong.reported;

import furong.pack.Faults;
import furong.pack.Formula;
import furong.pack.Formula.Input;
import furong.pack.Formula.Kind;
import furong.pack.FormulaBook;
import furong.pack.PackBook;
import furong.pack.Place;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A published or computed value that a formula must give. It may bring parameters of its own, such
 * as prices of another year and place, that the pack leaves empty.
 *
 * @param inputs by id of the figure or indicator
 * @param params by name
 * @param tolerance how far the published value may lie off, because it was rounded
 */
public record FormulaVector(
    String pack,
    String indicator,
    Map<String, Double> inputs,
    Map<String, Double> params,
    double expected,
    double tolerance,
    Place place)
    implements Proof {

  public FormulaVector {
    inputs = Map.copyOf(inputs);
    params = Map.copyOf(params);
  }

  @Override
  public String disagreement(PackBook book) {
    return disagreement(formulas(book));
  }

  /** Those of a book under the parameters of this proof. */
  FormulaBook formulas(PackBook book) {
    return FormulaBook.of(withParams(book), new Faults());
  }

  String disagreement(FormulaBook formulas) {
    @Nullable Formula formula = formulas.find(indicator).orElse(null);
    if (formula == null) {
      return "there is no formula " + indicator;
    }
    return Proof.compare(formula.evaluate(this::input).value(), expected, tolerance);
  }

  private double input(Input input) {
    return input.kind() == Kind.FIGURE
            || input.kind() == Kind.INDICATOR
            || input.kind() == Kind.OBSERVED
        ? inputs.getOrDefault(input.id(), Double.NaN)
        : Double.NaN;
  }

  private PackBook withParams(PackBook book) {
    return PackBook.of(
        book.packs().stream().map(p -> p.id().equals(pack) ? p.with(params) : p).toList());
  }
}
