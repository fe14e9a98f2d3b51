package furong.notify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Shifts and the duty log in memory, for small worlds. */
public final class MemoryRosters implements RosterStore {

  private final Map<Long, Shift> shifts = new TreeMap<>();
  private final List<LogNote> log = new ArrayList<>();
  private long lastShift;

  @Override
  public synchronized Shift add(Shift shift) {
    Shift kept = shift.withId(++lastShift);
    shifts.put(kept.id(), kept);
    return kept;
  }

  @Override
  public synchronized Optional<Shift> findShift(long id) {
    return Optional.ofNullable(shifts.get(id));
  }

  @Override
  public synchronized void removeShift(long id) {
    shifts.remove(id);
  }

  @Override
  public synchronized List<Shift> shifts(String organisation, Instant from, Instant to) {
    return shifts.values().stream()
        .filter(s -> organisation.isEmpty() || s.organisation().equals(organisation))
        .filter(s -> s.from().isBefore(to) && s.to().isAfter(from))
        .sorted(Comparator.comparing(Shift::from).thenComparing(Shift::id))
        .toList();
  }

  @Override
  public synchronized LogNote append(LogNote note) {
    LogNote kept = note.withId(log.size() + 1L);
    log.add(kept);
    return kept;
  }

  @Override
  public synchronized List<LogNote> log(String organisation, int offset, int limit) {
    return log.reversed().stream()
        .filter(n -> n.organisation().equals(organisation))
        .skip(offset)
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized long countLog(String organisation) {
    return log.stream().filter(n -> n.organisation().equals(organisation)).count();
  }
}
