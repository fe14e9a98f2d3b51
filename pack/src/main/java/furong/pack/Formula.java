package furong.pack;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A checked formula of an indicator, ready to run: what it reads, and how the value comes of that.
 *
 * <pre>{@code
 * formula.evaluate(input -> 2)   // Value(numerator, denominator, value)
 * }</pre>
 *
 * @param indicator its definition; {@code computed} is never null
 * @param inputs everything that it names, parameters left out, in the order of their names
 * @param params the parameters that it quotes
 * @param denominator null when the numerator is the value
 * @param leastDays valid days that each observed input needs for a value; 0 for one at all
 * @param scale turns the quotient into the indicator's unit: 100 for a share in per cent
 */
public record Formula(
    IndicatorDef indicator,
    List<Input> inputs,
    List<Param> params,
    Node numerator,
    @Nullable Node denominator,
    double leastDays,
    double scale) {

  /** Where an input comes from. */
  public enum Kind {
    /** A reported figure, by its id. */
    FIGURE,
    /** Another indicator, by its id. */
    INDICATOR,
    /** Alerts of a rule that began in the period, by the rule's id. */
    ALERTS,
    /** Things of a kind that stand in the register now, by the kind's id. */
    THINGS,
    /** A fact of the division: its area in km2. */
    DIVISION,
    /** The mean of a property over the valid days of the period, by the property's id. */
    OBSERVED
  }

  /** One thing that a formula reads. */
  public record Input(Kind kind, String id) implements Comparable<Input> {
    @Override
    public int compareTo(Input other) {
      return Comparator.comparing(Input::kind).thenComparing(Input::id).compare(this, other);
    }
  }

  /** A built piece; NaN is "not known" and spreads. */
  @FunctionalInterface
  public interface Node {
    double eval(ToDoubleFunction<Input> values);
  }

  /**
   * @param value NaN when an input is not known or nothing is divided by
   */
  public record Value(double numerator, double denominator, double value) {}

  public Formula {
    Set<Input> sorted = new TreeSet<>(inputs);
    inputs = List.copyOf(sorted);
    params = List.copyOf(params);
  }

  /**
   * @param values NaN for an input that is not known
   */
  public Value evaluate(ToDoubleFunction<Input> values) {
    double above = numerator.eval(values);
    if (denominator == null) {
      return new Value(above * scale, 1, above * scale);
    }
    double below = denominator.eval(values);
    return new Value(above, below, below == 0 ? Double.NaN : above / below * scale);
  }
}
