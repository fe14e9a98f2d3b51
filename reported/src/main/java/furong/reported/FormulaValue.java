package furong.reported;

import furong.base.Period;
import furong.pack.Formula;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a formula came to in one division and period, and all that it was computed from.
 *
 * @param definition version of the indicator's definition
 * @param value in the indicator's unit; null when an input is not known, then {@code reason} says
 *     so
 * @param reason stable code such as {@code missing-input}; empty when there is a value
 * @param numerator null when it is not known; as the formula has it, before the unit is applied
 * @param denominator 1 when the formula has none
 */
public record FormulaValue(
    String indicator,
    String definition,
    String division,
    Period period,
    @Nullable Double value,
    String reason,
    @Nullable Double numerator,
    @Nullable Double denominator,
    List<Used> inputs,
    Instant computedAt) {

  /**
   * One input as it was when the value was computed.
   *
   * @param count divisions, alerts or things behind it
   * @param expected how many should be behind it; 0 when nobody can say
   * @param simulated whether something simulated is behind it
   */
  public record Used(
      Formula.Kind kind,
      String id,
      @Nullable Double value,
      int count,
      int expected,
      boolean simulated) {}

  /** What stood before. */
  public record Past(FormulaValue old, Instant replacedAt, String why) {}

  public FormulaValue {
    inputs = List.copyOf(inputs);
  }

  /** Whether it rests on anything simulated. */
  public boolean simulated() {
    return inputs.stream().anyMatch(Used::simulated);
  }

  /** Whether another computation came to the same; the time of computing does not count. */
  public boolean same(FormulaValue other) {
    return at(Instant.EPOCH).equals(other.at(Instant.EPOCH));
  }

  /**
   * Whether it is kept on record when another takes its place; no value after none tells nothing.
   */
  public boolean isKeptBefore(FormulaValue next) {
    return value != null || next.value != null;
  }

  private FormulaValue at(Instant when) {
    return new FormulaValue(
        indicator,
        definition,
        division,
        period,
        value,
        reason,
        numerator,
        denominator,
        inputs,
        when);
  }
}
