package furong.indicators;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An index of a day, such as the daily AQI: which items it takes and what it makes of them, by the
 * rule set in force on that day.
 */
public interface DayIndex {

  String id();

  /** Properties whose days it takes, under any of its rule sets. */
  Set<String> properties();

  /** All that it says of days, as one text; two that are equal judge alike. */
  String said();

  /** The items that the rule set of this day takes, in the order of the standard. */
  List<DayItem> items(LocalDate day);

  /** Id of the rule set of this day. */
  String ruleSet(LocalDate day);

  /**
   * @param values by item, in the units of the properties, not rounded; items without a valid value
   *     are left out
   */
  Judged judge(LocalDate day, Map<DayItem, Double> values);

  /**
   * @param value null when there is none, then {@code reason} is a stable code
   * @param category id of the class; empty without a value
   * @param primary properties that the value comes from
   */
  record Judged(@Nullable Integer value, String reason, String category, List<String> primary) {}
}
