package furong.indicators;

import furong.base.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
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
 * for the touched divisions the days of the touched months and the months of the touched years.
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

  /** Months from their days, then what is longer from its months. */
  private void put(
      DayIndex index, List<DayCount> counts, Map<String, Set<Period>> periods, Instant now) {
    Map<Period, Set<String>> byPeriod = new TreeMap<>(Comparator.comparing(Period::text));
    periods.forEach((division, of) ->
        of.forEach(p -> byPeriod.computeIfAbsent(p, k -> new TreeSet<>()).add(division)));
    List<IndicatorValue> months = new ArrayList<>();
    byPeriod.forEach((period, divisions) -> {
      if (period.isMonth()) {
        Map<String, List<DivisionDay>> days =
            store.days(index.id(), divisions, period.first(), period.last()).stream()
                .collect(Collectors.groupingBy(DivisionDay::division));
        for (String division : divisions) {
          List<DivisionDay> of = days.getOrDefault(division, List.of());
          counts.forEach(c -> months.add(c.value(division, period, of, index, now, zone)));
        }
      }
    });
    store.putValues(months);
    List<IndicatorValue> longer = new ArrayList<>();
    List<String> ids = counts.stream().map(DayCount::id).toList();
    byPeriod.forEach((period, divisions) -> {
      if (!period.isMonth()) {
        Map<String, List<IndicatorValue>> within =
            store.months(ids, divisions, period).stream()
                .collect(Collectors.groupingBy(v -> v.indicator() + " " + v.division()));
        for (String division : divisions) {
          for (DayCount count : counts) {
            List<IndicatorValue> of = within.getOrDefault(count.id() + " " + division, List.of());
            longer.add(count.ofMonths(division, period, of, now, zone));
          }
        }
      }
    });
    store.putValues(longer);
  }
}
