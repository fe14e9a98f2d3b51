package furong.plan;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who promised an item, from when to when, in what words.
 *
 * @param version how many changes led to it; 0 when nobody has promised anything
 * @param unit id of an organisation; null when there is none
 * @param words what exactly was promised
 * @param budget of a project, in 10,000 yuan (万元); null where none is promised, and of all else
 */
public record Commitment(
    long version,
    @Nullable String unit,
    @Nullable LocalDate first,
    @Nullable LocalDate due,
    String words,
    @Nullable Double budget) {

  /** Nobody has promised anything. */
  public static final Commitment NONE = new Commitment(0, null, null, null, "");

  /** A promise without a sum. */
  public Commitment(
      long version,
      @Nullable String unit,
      @Nullable LocalDate first,
      @Nullable LocalDate due,
      String words) {
    this(version, unit, first, due, words, null);
  }

  public Commitment {
    if (first != null && due != null && due.isBefore(first)) {
      throw new IllegalArgumentException("due before it begins: " + first + ".." + due);
    }
    if (budget != null && !(budget > 0)) {
      throw new IllegalArgumentException("a budget is more than nothing: " + budget);
    }
  }

  /** Whether both promise the same, however many changes lie between. */
  public boolean saysAs(Commitment other) {
    return Objects.equals(unit, other.unit)
        && Objects.equals(first, other.first)
        && Objects.equals(due, other.due)
        && words.equals(other.words)
        && Objects.equals(budget, other.budget);
  }

  /**
   * From when to when, as far as dates are named: the promise's own, else the plan's. Empty when
   * either end is missing.
   */
  public Optional<Span> span(Item item, LocalDate day) {
    Optional<Span> plans =
        item instanceof Target target ? target.spanAt(day) : Optional.<Span>empty();
    @Nullable LocalDate from = first != null ? first : plans.map(Span::first).orElse(null);
    @Nullable LocalDate to = due != null ? due : plans.map(Span::last).orElse(null);
    return from == null || to == null || to.isBefore(from)
        ? Optional.empty()
        : Optional.of(new Span(from, to));
  }

  /**
   * The share of its time that is over at the end of {@code day}; empty when no dates are named.
   */
  public Optional<Double> pace(Item item, LocalDate day) {
    return span(item, day).map(span -> span.elapsed(day));
  }

  /** The last day, as far as one is named. */
  public Optional<LocalDate> last(Item item, LocalDate day) {
    if (due != null) {
      return Optional.of(due);
    }
    return item instanceof Target target ? target.spanAt(day).map(Span::last) : Optional.empty();
  }
}
