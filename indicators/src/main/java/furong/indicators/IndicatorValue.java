package furong.indicators;

import furong.base.Period;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One figure of one division in one period, and all that is needed to judge it.
 *
 * @param indicator id in its pack, such as {@code air.good-days-ratio}
 * @param definition version of the definition that it was computed by
 * @param value in the indicator's unit; null when it cannot be computed, then {@code reason} says
 *     why. Never a guess
 * @param reason stable code such as {@code no-valid-day}; empty when there is a value
 * @param numerator what was counted
 * @param denominator out of what
 * @param ruleSets ids of the rule sets that its days were judged by, in order of time
 * @param simulated true when it rests on simulated things
 */
public record IndicatorValue(
    String indicator,
    String definition,
    String division,
    Period period,
    @Nullable Double value,
    String reason,
    long numerator,
    long denominator,
    Completeness completeness,
    List<String> ruleSets,
    Instant computedAt,
    boolean simulated,
    Lineage lineage) {

  public IndicatorValue {
    ruleSets = List.copyOf(ruleSets);
  }

  /**
   * How much of what should be there is there: days, or for rates of case work cases.
   *
   * @param days days that count; of cases, those below the line
   * @param expectedDays days of the period, up to the day of computing when it is not over; of
   *     cases, those below the line and those that lack a limit to be due by
   * @param items items that took part on at least one day, such as {@code air.pm25}
   * @param missing items that the rule sets name and that took part on no day
   */
  public record Completeness(int days, int expectedDays, List<String> items, List<String> missing) {

    public Completeness {
      items = List.copyOf(items);
      missing = List.copyOf(missing);
    }

    /** 0 to 1; 0 when nothing is expected. */
    public double ratio() {
      return expectedDays == 0 ? 0 : (double) days / expectedDays;
    }
  }

  /**
   * How far down it goes; the ways themselves are asked step by step.
   *
   * @param days division days behind it; of cases, those below the line
   * @param stations the most stations that any of its days rests on
   * @param observations observations behind it
   */
  public record Lineage(int days, int stations, long observations) {}

  /** Whether another computation came to the same figure; the time of computing does not count. */
  public boolean sameFigure(IndicatorValue other) {
    return withComputedAt(Instant.EPOCH).equals(other.withComputedAt(Instant.EPOCH));
  }

  /**
   * Why {@code next} takes the place of this figure: {@code definition} when it is defined anew,
   * {@code more-days} when days were added, {@code revised} when the same days came to something
   * else. Empty when the figure itself is the same and only what stands around it changed, such as
   * the number of days that a running year should have.
   */
  public Optional<String> supersededBy(IndicatorValue next) {
    if (!definition.equals(next.definition)) {
      return Optional.of("definition");
    }
    boolean same =
        Objects.equals(value, next.value)
            && numerator == next.numerator
            && denominator == next.denominator
            && ruleSets.equals(next.ruleSets);
    if (same) {
      return Optional.empty();
    }
    return Optional.of(next.denominator > denominator ? "more-days" : "revised");
  }

  private IndicatorValue withComputedAt(Instant at) {
    return new IndicatorValue(
        indicator,
        definition,
        division,
        period,
        value,
        reason,
        numerator,
        denominator,
        completeness,
        ruleSets,
        at,
        simulated,
        lineage);
  }
}
