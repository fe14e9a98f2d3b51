package furong.plan;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Registers in memory, for small worlds. */
public final class MemoryRegister implements RegisterStore {

  private final Map<Long, RegisterEntry> entries = new TreeMap<>();

  @Override
  public synchronized RegisterEntry add(RegisterEntry entry) {
    RegisterEntry kept = entry.withId(entries.size() + 1L);
    entries.put(kept.id(), kept);
    return kept;
  }

  @Override
  public synchronized Optional<RegisterEntry> find(long id) {
    return Optional.ofNullable(entries.get(id));
  }

  @Override
  public synchronized boolean update(RegisterEntry changed) {
    RegisterEntry kept = entries.get(changed.id());
    if (kept == null || kept.version() != changed.version() - 1) {
      return false;
    }
    entries.put(changed.id(), changed);
    return true;
  }

  @Override
  public synchronized List<RegisterEntry> list(
      RegisterEntry.Sort sort, Set<RegisterState> states, int offset, int limit) {
    return matching(sort, states)
        .sorted(
            Comparator.comparing(RegisterEntry::changedAt)
                .thenComparing(RegisterEntry::id)
                .reversed())
        .skip(offset)
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized long count(RegisterEntry.Sort sort, Set<RegisterState> states) {
    return matching(sort, states).count();
  }

  private Stream<RegisterEntry> matching(RegisterEntry.Sort sort, Set<RegisterState> states) {
    return entries.values().stream()
        .filter(e -> e.sort() == sort && (states.isEmpty() || states.contains(e.state())));
  }
}
