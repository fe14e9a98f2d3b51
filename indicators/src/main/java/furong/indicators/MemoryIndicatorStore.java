package furong.indicators;

import furong.base.Period;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** {@link IndicatorStore} for small worlds: nothing outlives it. */
public final class MemoryIndicatorStore implements IndicatorStore {

  private record Series(String id, String division) {}

  private final Map<Series, NavigableMap<LocalDate, DivisionDay>> days = new HashMap<>();
  private final Map<Series, NavigableMap<String, IndicatorValue>> values = new HashMap<>();
  private final Map<String, String> definitions = new HashMap<>();
  private final List<SupersededValue> superseded = new ArrayList<>();

  @Override
  public synchronized void putDays(Collection<DivisionDay> more) {
    more.forEach(d ->
        days.computeIfAbsent(new Series(d.index(), d.division()), s -> new TreeMap<>())
            .put(d.day(), d));
  }

  @Override
  public synchronized void removeDay(String index, String division, LocalDate day) {
    days.getOrDefault(new Series(index, division), new TreeMap<>()).remove(day);
  }

  @Override
  public synchronized List<DayMonth> dayMonths(String index) {
    return days.entrySet().stream()
        .filter(e -> e.getKey().id().equals(index))
        .flatMap(e ->
            e.getValue().keySet().stream()
                .map(day ->
                    new DayMonth(
                        e.getKey().division(), Period.parse(day.toString().substring(0, 7)))))
        .distinct()
        .toList();
  }

  @Override
  public synchronized Map<String, String> definitions() {
    return Map.copyOf(definitions);
  }

  @Override
  public synchronized void define(String indicator, String said) {
    definitions.put(indicator, said);
  }

  @Override
  public synchronized List<DivisionDay> days(
      String index, Collection<String> divisions, LocalDate first, LocalDate last) {
    return divisions.stream()
        .sorted()
        .flatMap(division ->
            days
                .getOrDefault(new Series(index, division), new TreeMap<>())
                .subMap(first, true, last, true)
                .values()
                .stream())
        .toList();
  }

  @Override
  public synchronized void putValues(Collection<IndicatorValue> more) {
    for (IndicatorValue value : more) {
      NavigableMap<String, IndicatorValue> of =
          values.computeIfAbsent(
              new Series(value.indicator(), value.division()), s -> new TreeMap<>());
      IndicatorValue stands = of.get(value.period().text());
      if (stands != null && stands.sameFigure(value)) {
        continue;
      }
      if (stands != null) {
        stands
            .supersededBy(value)
            .ifPresent(why -> superseded.add(new SupersededValue(stands, value.computedAt(), why)));
      }
      of.put(value.period().text(), value);
    }
  }

  @Override
  public synchronized Optional<IndicatorValue> find(
      String indicator, String division, Period period) {
    return Optional.ofNullable(
        values.getOrDefault(new Series(indicator, division), new TreeMap<>()).get(period.text()));
  }

  @Override
  public synchronized List<IndicatorValue> series(
      String indicator, String division, int periodLength, String from, String to) {
    return values
        .getOrDefault(new Series(indicator, division), new TreeMap<>())
        .subMap(from, true, to, true)
        .values()
        .stream()
        .filter(v -> v.period().text().length() == periodLength)
        .toList();
  }

  @Override
  public synchronized List<IndicatorValue> of(
      String indicator, Collection<String> divisions, Period period) {
    return divisions.stream()
        .sorted(Comparator.naturalOrder())
        .flatMap(division -> find(indicator, division, period).stream())
        .toList();
  }

  @Override
  public synchronized List<IndicatorValue> months(
      Collection<String> indicators, Collection<String> divisions, Period period) {
    return values.entrySet().stream()
        .filter(
            e -> indicators.contains(e.getKey().id()) && divisions.contains(e.getKey().division()))
        .flatMap(e -> e.getValue().values().stream())
        .filter(v -> v.period().isMonth() && period.contains(v.period().first()))
        .toList();
  }

  @Override
  public synchronized List<SupersededValue> superseded(
      String indicator, String division, Period period) {
    return superseded.stream()
        .filter(s ->
            s.old().indicator().equals(indicator)
                && s.old().division().equals(division)
                && s.old().period().equals(period))
        .toList()
        .reversed();
  }
}
