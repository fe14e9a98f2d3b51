package furong.reported;

import furong.base.Period;
import furong.city.Divisions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@link ReportedStore} for small worlds: nothing outlives it. */
public final class MemoryReported implements ReportedStore {

  private final Map<SheetKey, Sheet> sheets = new HashMap<>();
  private final List<Reported> versions = new ArrayList<>();

  @Override
  public synchronized Optional<Sheet> find(SheetKey key) {
    return Optional.ofNullable(sheets.get(key));
  }

  @Override
  public synchronized Sheet lock(SheetKey key) {
    return sheets.computeIfAbsent(key, Sheet::empty);
  }

  @Override
  public synchronized void put(Sheet sheet) {
    sheets.put(sheet.key(), sheet);
  }

  @Override
  public synchronized List<Sheet> sheets(String form, Period period, String root) {
    return sheets.values().stream()
        .filter(s -> s.key().form().equals(form) && s.key().period().equals(period))
        .filter(s -> Divisions.isWithin(s.key().division(), root))
        .sorted(Comparator.comparing(s -> s.key().division()))
        .toList();
  }

  @Override
  public synchronized void add(Collection<Reported> more) {
    for (Reported one : more) {
      if (history(one.figure(), one.division(), one.period()).stream()
          .anyMatch(r -> r.version() == one.version())) {
        throw new IllegalStateException("version " + one.version() + " is there: " + one);
      }
      versions.add(one);
    }
  }

  @Override
  public synchronized List<Reported> current(
      Collection<String> figures, String division, Period period) {
    return figures.stream()
        .sorted()
        .flatMap(figure -> history(figure, division, period).stream().limit(1))
        .toList();
  }

  @Override
  public synchronized List<Reported> below(String figure, String root, Period period) {
    return versions.stream()
        .filter(r -> r.figure().equals(figure) && r.period().equals(period))
        .map(Reported::division)
        .filter(division -> Divisions.isWithin(division, root))
        .distinct()
        .sorted()
        .flatMap(division -> history(figure, division, period).stream().limit(1))
        .toList();
  }

  @Override
  public synchronized List<Reported> history(String figure, String division, Period period) {
    return versions.stream()
        .filter(r ->
            r.figure().equals(figure) && r.division().equals(division) && r.period().equals(period))
        .sorted(Comparator.comparing(Reported::version).reversed())
        .toList();
  }

  @Override
  public synchronized Total total(String figure, String root, Period period) {
    double sum = 0;
    int count = 0;
    for (Reported one : below(figure, root, period)) {
      Double value = one.value();
      if (value != null) {
        sum += value;
        count++;
      }
    }
    return new Total(sum, count);
  }

  @Override
  public synchronized long count(String figure) {
    return versions.stream()
        .filter(v -> v.figure().equals(figure) && v.value() != null)
        .filter(this::isNewest)
        .count();
  }

  private boolean isNewest(Reported one) {
    return history(one.figure(), one.division(), one.period()).getFirst().equals(one);
  }
}
