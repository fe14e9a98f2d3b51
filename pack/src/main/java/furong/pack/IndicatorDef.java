package furong.pack;

import furong.base.DivisionLevel;
import furong.base.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The definition of an indicator.
 *
 * @param id {@code <pack>.<name>}, such as {@code air.good-days-ratio}
 * @param version changes whenever a figure of it could change
 * @param formula for people
 * @param unit UCUM code
 * @param direction which way is better
 * @param levels levels of administration that it is given for
 * @param index the index whose days it counts; empty when it counts something else
 * @param goodUpTo parameter: days with an index up to it count as good
 * @param cases the rate of case work that it is, such as {@code closing_in_time} (STANDARDS section
 *     1.6); empty when it counts something else
 * @param computed the formula over reported figures, other indicators and counts; null when it
 *     counts days or cases
 * @param validity for people: which days count at all
 * @param referenceLow null when no source gives a reference interval
 */
public record IndicatorDef(
    String id,
    Text title,
    String version,
    Text formula,
    String unit,
    Direction direction,
    List<DivisionLevel> levels,
    String index,
    String goodUpTo,
    String cases,
    @Nullable Computed computed,
    Text validity,
    @Nullable Double referenceLow,
    @Nullable Double referenceHigh,
    String source,
    Place place) {

  /** Which way is better. */
  public enum Direction {
    MORE_IS_BETTER,
    LESS_IS_BETTER
  }

  /**
   * A formula, as written.
   *
   * @param of the numerator, or the whole value when there is no denominator
   * @param cycle the length of its periods
   */
  public record Computed(Rule.ExprText of, Rule.@Nullable ExprText by, FormDef.Cycle cycle) {}

  public IndicatorDef {
    levels = List.copyOf(levels);
  }
}
