package furong.notify.cap;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Warnings in memory, for small worlds. */
public final class MemoryWarnings implements WarningStore {

  private final Map<String, Warning> warnings = new LinkedHashMap<>();
  private final Map<String, Map<String, Long>> cases = new HashMap<>();

  @Override
  public synchronized Optional<Warning> find(String key) {
    return Optional.ofNullable(warnings.get(key));
  }

  @Override
  public synchronized boolean add(Warning warning) {
    return warnings.putIfAbsent(warning.key(), warning) == null;
  }

  @Override
  public synchronized void update(Warning warning) {
    warnings.put(warning.key(), warning);
  }

  @Override
  public synchronized List<Warning> naming(String key) {
    return warnings.values().stream()
        .filter(w -> w.references().contains(key))
        .sorted(Comparator.comparing(Warning::sent))
        .toList();
  }

  @Override
  public synchronized List<Warning> list(Query query) {
    return matching(query)
        .sorted(Comparator.comparing(Warning::sent).reversed().thenComparing(Warning::key))
        .skip(query.offset())
        .limit(query.limit())
        .toList();
  }

  @Override
  public synchronized long count(Query query) {
    return matching(query).count();
  }

  private Stream<Warning> matching(Query q) {
    String text = q.text() == null ? "" : q.text().toLowerCase(Locale.ROOT);
    return new ArrayList<>(warnings.values())
        .stream()
            .filter(w -> q.inForceAt() == null || w.inForce(q.inForceAt()))
            .filter(w -> q.within().isEmpty() || w.concerns(q.within()))
            .filter(w ->
                (w.words().headline() + "\n" + w.words().event() + "\n" + w.sender())
                    .toLowerCase(Locale.ROOT)
                    .contains(text));
  }

  @Override
  public synchronized boolean claim(String thread, String division) {
    return cases.computeIfAbsent(thread, t -> new TreeMap<>()).putIfAbsent(division, 0L) == null;
  }

  @Override
  public synchronized void setCase(String thread, String division, long caseId) {
    cases.computeIfAbsent(thread, t -> new TreeMap<>()).put(division, caseId);
  }

  @Override
  public synchronized Map<String, Long> cases(String thread) {
    Map<String, Long> opened = new TreeMap<>(cases.getOrDefault(thread, Map.of()));
    opened.values().removeIf(id -> id == 0);
    return opened;
  }
}
