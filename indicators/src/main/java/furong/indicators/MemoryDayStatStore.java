package furong.indicators;

import furong.base.DivisionCode;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** {@link DayStatStore} for small worlds: nothing outlives it. */
public final class MemoryDayStatStore implements DayStatStore {

  private record Key(LocalDate day, long thing, String property) {}

  private final NavigableMap<Key, DayStat> stats =
      new TreeMap<>(
          Comparator.comparing(Key::day)
              .thenComparingLong(Key::thing)
              .thenComparing(Key::property));

  @Override
  public synchronized void put(Collection<DayStat> more) {
    more.forEach(s -> stats.put(new Key(s.day(), s.thing(), s.property()), s));
  }

  @Override
  public synchronized void remove(long thing, String property, LocalDate day) {
    stats.remove(new Key(day, thing, property));
  }

  @Override
  public synchronized List<DayStat> within(
      String division, Collection<String> properties, LocalDate first, LocalDate last) {
    String stem = DivisionCode.stem(division);
    return between(
        first, last, s -> s.division().startsWith(stem) && properties.contains(s.property()));
  }

  @Override
  public synchronized List<DayStat> of(
      Collection<Long> things, Collection<String> properties, Collection<LocalDate> days) {
    return onDays(properties, days).stream().filter(s -> things.contains(s.thing())).toList();
  }

  @Override
  public synchronized List<DayStat> onDays(
      Collection<String> properties, Collection<LocalDate> days) {
    if (days.isEmpty()) {
      return List.of();
    }
    Set<LocalDate> wanted = new HashSet<>(days);
    return between(
        days.stream().min(Comparator.naturalOrder()).orElseThrow(),
        days.stream().max(Comparator.naturalOrder()).orElseThrow(),
        s -> wanted.contains(s.day()) && properties.contains(s.property()));
  }

  private List<DayStat> between(LocalDate first, LocalDate last, Predicate<DayStat> wanted) {
    return stats
        .subMap(new Key(first, Long.MIN_VALUE, ""), new Key(last.plusDays(1), Long.MIN_VALUE, ""))
        .values()
        .stream()
        .filter(wanted)
        .toList();
  }
}
