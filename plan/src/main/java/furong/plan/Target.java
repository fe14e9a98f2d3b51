package furong.plan;

import furong.base.Text;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something of the plan that can be checked.
 *
 * @param compare null where nothing is compared: a milestone
 * @param value null where the plan gives no number; never invented
 * @param unit null where there is none
 * @param span from when to when the plan wants it; null when it names no date, then it has no pace
 * @param per how often it is wanted anew
 * @param indicators ids of the engine's figures for it, each of which has to be as asked; empty
 *     when there are none
 * @param beside ids of the engine's figures that tell of it without being what it asks: shown,
 *     never judged by
 * @param criterion what the plan asks, in few words
 */
public record Target(
    String id,
    String of,
    Text title,
    Form form,
    @Nullable Compare compare,
    @Nullable Double value,
    @Nullable Text unit,
    @Nullable Span span,
    Per per,
    List<String> indicators,
    List<String> beside,
    Text criterion)
    implements Measured {

  /** How it is checked. */
  public enum Form {
    /** A level to reach. */
    VALUE,
    /** Adds up to a value. */
    COUNT,
    /** All of something, in percent. */
    COVERAGE,
    /** It happens or not; its figure meets it where it has one and a number. */
    MILESTONE,
    /** The plan gives a direction and no number. */
    DIRECTION
  }

  /** How a figure is held against it. */
  public enum Compare {
    GE,
    LE,
    /** The plan says "about", without a tolerance; more is better. */
    ABOUT_MORE,
    /** The plan says "about", without a tolerance; less is better. */
    ABOUT_LESS,
    RISE,
    FALL,
    /** It may stay as it is, and rise. */
    NOT_FALL,
    /** Two things keep step. */
    SAME
  }

  /** How often it is wanted anew. */
  public enum Per {
    ONCE,
    YEAR,
    MONTH
  }

  public Target {
    indicators = List.copyOf(indicators);
    beside = List.copyOf(beside);
    boolean numbered = form == Form.VALUE || form == Form.COUNT || form == Form.COVERAGE;
    boolean happens = form == Form.MILESTONE;
    if (numbered != (value != null) && !happens || (value != null && compare == null)) {
      throw new IllegalArgumentException(
          id + ": value, count and coverage have a value and a comparison, directions no value");
    }
    if (happens && value != null && indicators.isEmpty()) {
      throw new IllegalArgumentException(id + ": what happens has a number only for its figure");
    }
    if (form == Form.COUNT && value != null && value <= 0) {
      throw new IllegalArgumentException(id + ": a count adds up to more than 0");
    }
    if (per != Per.ONCE && span == null) {
      throw new IllegalArgumentException(id + ": what comes again comes within a span");
    }
  }

  @Override
  public Kind kind() {
    return Kind.TARGET;
  }

  /**
   * The span that {@code day} is judged in. What comes again is judged by its year or month; a day
   * outside the plan by the first or last of them.
   */
  public Optional<Span> spanAt(LocalDate day) {
    if (span == null || per == Per.ONCE) {
      return Optional.ofNullable(span);
    }
    LocalDate within =
        day.isBefore(span.first()) ? span.first() : day.isAfter(span.last()) ? span.last() : day;
    YearMonth month = YearMonth.from(within);
    return Optional.of(
        per == Per.YEAR
            ? Span.year(within.getYear())
            : new Span(month.atDay(1), month.atEndOfMonth()));
  }
}
