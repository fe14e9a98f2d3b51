package furong.reported;

import furong.base.Period;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Port: values of formulas, those that stand and those that stood. */
public interface FormulaStore {

  /**
   * Waits until nobody else computes values of this period, until the running transaction ends: two
   * changes at once would each add up without the other's.
   */
  void hold(Period period);

  /**
   * Puts a value in place of the one with the same indicator, division and period. One that is the
   * same changes nothing; another one leaves its predecessor on record.
   *
   * @return whether anything changed
   */
  boolean put(FormulaValue value, String why);

  /**
   * Many values of one period at once, none of them twice.
   *
   * @return those that changed anything
   */
  default List<FormulaValue> putAll(List<FormulaValue> values, String why) {
    return values.stream().filter(value -> put(value, why)).toList();
  }

  /**
   * The same for who has read what stands since the period was held, so that it is not read again.
   *
   * @param stood every value in whose place one of these comes
   */
  default List<FormulaValue> putAll(
      List<FormulaValue> values, Collection<FormulaValue> stood, String why) {
    return putAll(values, why);
  }

  Optional<FormulaValue> find(String indicator, String division, Period period);

  /** Values of one division, by period; bounds included. */
  List<FormulaValue> series(String indicator, String division, String from, String to);

  /** Values of one period in these divisions, by division. */
  List<FormulaValue> of(String indicator, Collection<String> divisions, Period period);

  /** Values of several indicators in one period and these divisions, in no order. */
  default List<FormulaValue> of(
      Collection<String> indicators, Collection<String> divisions, Period period) {
    return indicators.stream().flatMap(id -> of(id, divisions, period).stream()).toList();
  }

  /** What stood before, newest first. */
  List<FormulaValue.Past> past(String indicator, String division, Period period);
}
