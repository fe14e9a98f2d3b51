package furong.indicators;

import furong.base.Period;
import furong.indicators.IndicatorValue.Completeness;
import furong.indicators.IndicatorValue.Lineage;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An indicator that counts days by their index: a share of days (优良天数比率) or a number of days
 * (重污染天数).
 *
 * <p>Days without a valid index stand in neither numerator nor denominator (HJ 663).
 *
 * @param id such as {@code air.good-days-ratio}
 * @param definition version of the definition
 * @param index the index that it counts by
 * @param low smallest index of a day that is counted
 * @param high largest index of a day that is counted
 * @param form what the figure is
 */
public record DayCount(String id, String definition, String index, int low, int high, Form form) {

  /** What the figure is: counted / valid x 100, or counted. */
  public enum Form {
    PERCENT,
    DAYS
  }

  /** Whether a day is counted; a day that is not valid never is. */
  public boolean counts(DivisionDay day) {
    @Nullable Integer value = day.value();
    return value != null && value >= low && value <= high;
  }

  /**
   * The value of a division in a period.
   *
   * @param days the days on record of this division in this period
   * @param items items that the index takes in this period; for saying which are missing
   * @param now time of computing; days after it are not expected
   */
  public IndicatorValue value(
      String division,
      Period period,
      List<DivisionDay> days,
      DayIndex items,
      Instant now,
      ZoneId zone) {
    long counted = 0;
    int valid = 0;
    int stations = 0;
    long observations = 0;
    boolean simulated = false;
    Set<String> ruleSets = new LinkedHashSet<>();
    Set<String> seen = new TreeSet<>();
    Set<String> wanted = new TreeSet<>();
    for (DivisionDay day : days) {
      items.items(day.day()).forEach(item -> wanted.add(item.property()));
      day.inputs().keySet().forEach(key -> seen.add(key.substring(0, key.indexOf('/'))));
      if (!day.valid()) {
        continue;
      }
      valid++;
      counted += counts(day) ? 1 : 0;
      stations = Math.max(stations, day.stations());
      observations += day.observations();
      simulated |= day.simulated();
      ruleSets.add(day.ruleSet());
    }
    Set<String> missing = new TreeSet<>(wanted);
    missing.removeAll(seen);
    @Nullable Double value =
        valid == 0 ? null : form == Form.PERCENT ? counted * 100.0 / valid : (double) counted;
    return new IndicatorValue(
        id,
        definition,
        division,
        period,
        value,
        valid > 0 ? "" : days.isEmpty() ? "no-observations" : "no-valid-day",
        counted,
        valid,
        new Completeness(
            valid, expected(period, now, zone), List.copyOf(seen), List.copyOf(missing)),
        List.copyOf(ruleSets),
        now,
        simulated,
        new Lineage(valid, stations, observations));
  }

  /** Days of the period that have begun. */
  static int expected(Period period, Instant now, ZoneId zone) {
    LocalDate today = now.atZone(zone).toLocalDate();
    LocalDate last = period.last().isBefore(today) ? period.last() : today;
    return (int) Math.max(0, last.toEpochDay() - period.first().toEpochDay() + 1);
  }
}
