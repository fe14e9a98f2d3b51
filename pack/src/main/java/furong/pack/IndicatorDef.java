package furong.pack;

import furong.base.DivisionLevel;
import furong.base.Period;
import furong.base.Text;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
 * @param cases the rate of case work that it is, such as {@code closing_in_time} (CJ/T 292); empty
 *     when it counts something else
 * @param computed the formula over reported figures, other indicators and counts; null when it
 *     counts days or cases
 * @param within code of the only division, with all below it, that it is given for; empty for all
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
    String within,
    Text validity,
    @Nullable Double referenceLow,
    @Nullable Double referenceHigh,
    String source,
    Place place) {

  /**
   * Rates of case work that figures are kept of (CJ/T 292): they count cases. Rates of sendings,
   * and of what staff find themselves, are the evaluation's alone.
   */
  public static final Set<String> CASE_RATES =
      Set.of(
          "registering",
          "handling",
          "handling_in_time",
          "closing",
          "closing_in_time",
          "overdue",
          "rework",
          "extension",
          "reporting");

  /** Which way is better. */
  public enum Direction {
    MORE_IS_BETTER,
    LESS_IS_BETTER
  }

  /** Which figure of an indicator a rule asks for. */
  public enum In {
    THIS_MONTH("this_month", FormDef.Cycle.MONTH, "本月", "this month"),
    LAST_MONTH("last_month", FormDef.Cycle.MONTH, "上月", "last month"),
    THIS_QUARTER("this_quarter", FormDef.Cycle.QUARTER, "本季", "this quarter"),
    LAST_QUARTER("last_quarter", FormDef.Cycle.QUARTER, "上季", "last quarter"),
    THIS_YEAR("this_year", FormDef.Cycle.YEAR, "今年", "this year"),
    LAST_YEAR("last_year", FormDef.Cycle.YEAR, "上年", "last year");

    private final String function;
    private final FormDef.Cycle cycle;
    private final Text title;

    In(String function, FormDef.Cycle cycle, String zh, String en) {
      this.function = function;
      this.cycle = cycle;
      this.title = Text.of(zh, en);
    }

    /** Its name in rules. */
    public String function() {
      return function;
    }

    Text title() {
      return title;
    }

    static Optional<In> of(String function) {
      return Arrays.stream(values()).filter(in -> in.function.equals(function)).findFirst();
    }

    /** The period that is meant on a day. */
    public Period period(LocalDate day) {
      return switch (this) {
        case THIS_MONTH, THIS_QUARTER, THIS_YEAR -> cycle.of(day);
        case LAST_MONTH -> cycle.of(day.minusMonths(1));
        case LAST_QUARTER -> cycle.of(day.minusMonths(3));
        case LAST_YEAR -> cycle.of(day.minusYears(1));
      };
    }
  }

  /** Whether it is counted from days or cases, of months and years. */
  public boolean isCounted() {
    return !index.isEmpty() || !cases.isEmpty();
  }

  /** Whether it has figures of such periods: a formula of its own cycle, a count of two. */
  public boolean has(In in) {
    Computed formula = computed;
    return formula == null
        ? isCounted() && in.cycle != FormDef.Cycle.QUARTER
        : formula.cycle() == in.cycle;
  }

  /**
   * A formula, as written.
   *
   * @param of the numerator, or the whole value when there is no denominator
   * @param cycle the length of its periods
   * @param leastDays parameter: valid days that what is observed must rest on; empty for one
   */
  public record Computed(
      Rule.ExprText of, Rule.@Nullable ExprText by, FormDef.Cycle cycle, String leastDays) {}

  public IndicatorDef {
    levels = List.copyOf(levels);
  }

  public String pack() {
    return id.substring(0, id.indexOf('.'));
  }

  /** Whether a division has a value of it. Codes nest, so that the code alone tells. */
  public boolean givenFor(DivisionLevel level, String division) {
    return levels.contains(level) && division.startsWith(within);
  }
}
