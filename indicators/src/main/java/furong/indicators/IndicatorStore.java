package furong.indicators;

import furong.base.Period;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Port: division days and indicator values on record. */
public interface IndicatorStore {

  /** Puts each in place of the one with the same index, division and day. */
  void putDays(Collection<DivisionDay> days);

  /** Takes away a day that no station has anything on any more. */
  void removeDay(String index, String division, LocalDate day);

  /** A month in which a division has days of an index. */
  record DayMonth(String division, Period month) {}

  /** Every month of an index that has days, in no order; looks through all of them. */
  List<DayMonth> dayMonths(String index);

  /** By indicator, what its values were last brought up to date by. */
  Map<String, String> definitions();

  /** Keeps what the values of an indicator are brought up to date by now. */
  void define(String indicator, String said);

  /** The days of one index in one division, ordered by day. Bounds included. */
  default List<DivisionDay> days(String index, String division, LocalDate first, LocalDate last) {
    return days(index, List.of(division), first, last);
  }

  /** The days of one index in these divisions, each division's in order of time. */
  List<DivisionDay> days(
      String index, Collection<String> divisions, LocalDate first, LocalDate last);

  /**
   * Puts each in place of the one with the same indicator, division and period. The figure that
   * stood is kept when {@link IndicatorValue#supersededBy} says so; one that does not differ
   * changes nothing, not even the time of computing.
   */
  void putValues(Collection<IndicatorValue> values);

  Optional<IndicatorValue> find(String indicator, String division, Period period);

  /** Values of all periods of one length (4 characters for years, 7 for months), by period. */
  List<IndicatorValue> series(
      String indicator, String division, int periodLength, String from, String to);

  /** Values of one period in these divisions. */
  List<IndicatorValue> of(String indicator, Collection<String> divisions, Period period);

  /** Values of all months that lie in a longer period, each division's in order of time. */
  List<IndicatorValue> months(
      Collection<String> indicators, Collection<String> divisions, Period period);

  /** What stood before, newest first. */
  List<SupersededValue> superseded(String indicator, String division, Period period);
}
