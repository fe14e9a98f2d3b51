package furong.indicators;

import furong.base.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Brings division days and indicator values up to date with the day statistics on record.
 *
 * <p>Cost: it reads the statistics of the touched days for the whole city, a month at a time, and
 * for each touched division the days of the touched years.
 */
public final class Figures {

  /** Days whose statistics are held at once: with 300 stations and 6 properties about 56,000. */
  private static final int DAYS_AT_ONCE = 31;

  private final DayStatStore stats;
  private final IndicatorStore store;
  private final IndicatorBook book;
  private final ZoneId zone;

  public Figures(DayStatStore stats, IndicatorStore store, IndicatorBook book, ZoneId zone) {
    this.stats = stats;
    this.store = store;
    this.book = book;
    this.zone = zone;
  }

  /** A division on a day whose figures may have changed because of this property. */
  public record Touched(String property, String division, LocalDate day) {}

  /** Computes what is touched. Call it in the transaction that changed the statistics. */
  public void refresh(Collection<Touched> touched, Instant now) {
    for (DayIndex index : book.indices()) {
      Map<LocalDate, Set<String>> divisions = new TreeMap<>();
      for (Touched one : touched) {
        boolean takes =
            index.items(one.day()).stream().anyMatch(i -> i.property().equals(one.property()));
        if (takes) {
          divisions
              .computeIfAbsent(one.day(), day -> new HashSet<>())
              .addAll(DivisionCodes.upToStreet(one.division()));
        }
      }
      List<LocalDate> days = List.copyOf(divisions.keySet());
      for (int from = 0; from < days.size(); from += DAYS_AT_ONCE) {
        refreshDays(
            index, days.subList(from, Math.min(days.size(), from + DAYS_AT_ONCE)), divisions);
      }
      refreshValues(index, divisions, now);
    }
  }

  private void refreshDays(
      DayIndex index, List<LocalDate> days, Map<LocalDate, Set<String>> divisions) {
    Set<String> properties = new TreeSet<>();
    days.forEach(day -> index.items(day).forEach(item -> properties.add(item.property())));
    Map<LocalDate, List<DayStat>> byDay =
        stats.onDays(properties, days).stream().collect(Collectors.groupingBy(DayStat::day));
    List<DivisionDay> computed = new ArrayList<>();
    for (LocalDate day : days) {
      Set<String> wanted = new HashSet<>(divisions.getOrDefault(day, Set.of()));
      for (DivisionDay d : DivisionDays.of(index, day, byDay.getOrDefault(day, List.of()))) {
        if (wanted.remove(d.division())) {
          computed.add(d);
        }
      }
      wanted.forEach(gone -> store.removeDay(index.id(), gone, day));
    }
    store.putDays(computed);
  }

  private void refreshValues(DayIndex index, Map<LocalDate, Set<String>> divisions, Instant now) {
    List<DayCount> counts =
        book.counts().stream().filter(c -> c.index().equals(index.id())).toList();
    if (counts.isEmpty()) {
      return;
    }
    Map<String, Set<Period>> periods = new TreeMap<>();
    divisions.forEach((day, codes) -> {
      for (String code : codes) {
        around(periods.computeIfAbsent(code, c -> new LinkedHashSet<>()), day);
      }
    });
    put(index, counts, periods, now);
  }

  /** The periods that a day counts in. */
  private static void around(Set<Period> periods, LocalDate day) {
    periods.add(Period.parse(day.toString().substring(0, 4)));
    periods.add(Period.parse(day.toString().substring(0, 7)));
  }

  /**
   * Computes every value of some indicators from the division days on record: they are defined
   * anew, and the days are as they were.
   */
  public void recount(Set<String> indicators, Instant now) {
    for (DayIndex index : book.indices()) {
      List<DayCount> counts =
          book.counts().stream()
              .filter(c -> c.index().equals(index.id()) && indicators.contains(c.id()))
              .toList();
      if (!counts.isEmpty()) {
        Map<String, Set<Period>> periods = new TreeMap<>();
        store
            .dayMonths(index.id())
            .forEach(m ->
                around(
                    periods.computeIfAbsent(m.division(), c -> new LinkedHashSet<>()),
                    m.month().first()));
        put(index, counts, periods, now);
      }
    }
  }

  private void put(
      DayIndex index, List<DayCount> counts, Map<String, Set<Period>> periods, Instant now) {
    List<IndicatorValue> values = new ArrayList<>();
    periods.forEach((division, of) -> {
      Map<Integer, List<DivisionDay>> years = new HashMap<>();
      for (Period period : of) {
        List<DivisionDay> year =
            years.computeIfAbsent(period.first().getYear(), y -> daysOfYear(index, division, y));
        List<DivisionDay> days = year.stream().filter(d -> period.contains(d.day())).toList();
        counts.forEach(c -> values.add(c.value(division, period, days, index, now, zone)));
      }
    });
    store.putValues(values);
  }

  private List<DivisionDay> daysOfYear(DayIndex index, String division, int year) {
    return store.days(index.id(), division, LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
  }
}
