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

  /** The reason of a period without any day. */
  private static final String NOTHING = "no-observations";

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
    return value(
        division,
        period,
        days.isEmpty(),
        counted,
        completeness(valid, expected(period, now, zone), seen, wanted),
        ruleSets,
        now,
        simulated,
        new Lineage(valid, stations, observations));
  }

  /**
   * The value of a longer period from those of its months, which is what its days come to: they are
   * counted once, and a year costs twelve of them instead of 365 days.
   *
   * @param months those of this division that lie in the period and have a value or a reason, in
   *     order of time
   */
  public IndicatorValue ofMonths(
      String division, Period period, List<IndicatorValue> months, Instant now, ZoneId zone) {
    long counted = 0;
    int valid = 0;
    int stations = 0;
    long observations = 0;
    boolean simulated = false;
    boolean nothing = true;
    Set<String> ruleSets = new LinkedHashSet<>();
    Set<String> seen = new TreeSet<>();
    Set<String> wanted = new TreeSet<>();
    for (IndicatorValue month : months) {
      nothing &= month.reason().equals(NOTHING);
      counted += month.numerator();
      valid += month.lineage().days();
      stations = Math.max(stations, month.lineage().stations());
      observations += month.lineage().observations();
      simulated |= month.simulated();
      ruleSets.addAll(month.ruleSets());
      seen.addAll(month.completeness().items());
      wanted.addAll(month.completeness().missing());
    }
    return value(
        division,
        period,
        nothing,
        counted,
        completeness(valid, expected(period, now, zone), seen, wanted),
        ruleSets,
        now,
        simulated,
        new Lineage(valid, stations, observations));
  }

  private static Completeness completeness(
      int valid, int expected, Set<String> seen, Set<String> wanted) {
    Set<String> missing = new TreeSet<>(wanted);
    missing.removeAll(seen);
    return new Completeness(valid, expected, List.copyOf(seen), List.copyOf(missing));
  }

  private IndicatorValue value(
      String division,
      Period period,
      boolean nothing,
      long counted,
      Completeness completeness,
      Set<String> ruleSets,
      Instant now,
      boolean simulated,
      Lineage lineage) {
    int valid = lineage.days();
    @Nullable Double value =
        valid == 0 ? null : form == Form.PERCENT ? counted * 100.0 / valid : (double) counted;
    return new IndicatorValue(
        id,
        definition,
        division,
        period,
        value,
        valid > 0 ? "" : nothing ? NOTHING : "no-valid-day",
        counted,
        valid,
        completeness,
        List.copyOf(ruleSets),
        now,
        simulated,
        lineage);
  }

  /** Days of the period that have begun. */
  static int expected(Period period, Instant now, ZoneId zone) {
    LocalDate today = now.atZone(zone).toLocalDate();
    LocalDate last = period.last().isBefore(today) ? period.last() : today;
    return (int) Math.max(0, last.toEpochDay() - period.first().toEpochDay() + 1);
  }
}
