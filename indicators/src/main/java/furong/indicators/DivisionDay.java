package furong.indicators;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The index (such as the AQI) of one division on one day, with what it came from.
 *
 * @param index id of the index in its pack, such as {@code air.aqi-daily}
 * @param division code of the division
 * @param value the index; null when it cannot be given, then {@code reason} says why
 * @param reason stable code, such as {@code no-valid-station} or {@code pollutants-missing}; empty
 *     when there is a value
 * @param category the class of the value, such as {@code good}; empty without a value
 * @param primary the properties that the index comes from, all of a tie
 * @param ruleSet id of the rule set of this date, such as {@code hj633-2012}
 * @param inputs division means that took part, by item; in the properties' units, before rounding
 * @param stations things that gave at least one input
 * @param observations observations behind the inputs
 */
public record DivisionDay(
    String index,
    String division,
    LocalDate day,
    @Nullable Integer value,
    String reason,
    String category,
    List<String> primary,
    String ruleSet,
    Map<String, Double> inputs,
    int stations,
    long observations,
    boolean simulated) {

  public DivisionDay {
    primary = List.copyOf(primary);
    inputs = Map.copyOf(inputs);
  }

  /** A day without a valid index stands in neither numerator nor denominator. */
  public boolean valid() {
    return value != null;
  }
}
