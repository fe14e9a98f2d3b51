package furong.reported;

import furong.base.Period;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@link FormulaStore} for small worlds: nothing outlives it. */
public final class MemoryFormulas implements FormulaStore {

  private record Key(String indicator, String division, Period period) {}

  private final Map<Key, FormulaValue> values = new HashMap<>();
  private final List<FormulaValue.Past> past = new ArrayList<>();

  private static Key key(FormulaValue v) {
    return new Key(v.indicator(), v.division(), v.period());
  }

  @Override
  public void hold(Period period) {
    // a small world has one thread
  }

  @Override
  public synchronized boolean put(FormulaValue value, String why) {
    FormulaValue stands = values.get(key(value));
    if (stands != null && stands.same(value)) {
      return false;
    }
    if (stands != null && stands.isKeptBefore(value)) {
      past.add(new FormulaValue.Past(stands, value.computedAt(), why));
    }
    values.put(key(value), value);
    return true;
  }

  @Override
  public synchronized Optional<FormulaValue> find(
      String indicator, String division, Period period) {
    return Optional.ofNullable(values.get(new Key(indicator, division, period)));
  }

  @Override
  public synchronized List<FormulaValue> series(
      String indicator, String division, String from, String to) {
    return values.values().stream()
        .filter(v -> v.indicator().equals(indicator) && v.division().equals(division))
        .filter(v -> v.period().text().compareTo(from) >= 0 && v.period().text().compareTo(to) <= 0)
        .sorted(Comparator.comparing(v -> v.period().text()))
        .toList();
  }

  @Override
  public synchronized List<FormulaValue> of(
      String indicator, Collection<String> divisions, Period period) {
    return divisions.stream()
        .sorted()
        .flatMap(division -> find(indicator, division, period).stream())
        .toList();
  }

  @Override
  public synchronized List<FormulaValue.Past> past(
      String indicator, String division, Period period) {
    return past.stream()
        .filter(p -> key(p.old()).equals(new Key(indicator, division, period)))
        .toList()
        .reversed();
  }
}
