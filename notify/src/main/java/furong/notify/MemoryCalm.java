package furong.notify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Silences, shelves and assignments in memory, for small worlds. */
public final class MemoryCalm implements CalmStore {

  private final Map<Long, Silence> silences = new HashMap<>();
  private final Map<String, Shelf> shelves = new HashMap<>();
  private final List<Assignment> assignments = new ArrayList<>();

  @Override
  public synchronized Silence add(Silence silence) {
    Silence kept = silence.withId(silences.size() + 1L);
    silences.put(kept.id(), kept);
    return kept;
  }

  @Override
  public synchronized Optional<Silence> findSilence(long id) {
    return Optional.ofNullable(silences.get(id));
  }

  @Override
  public synchronized void update(Silence silence) {
    silences.put(silence.id(), silence);
  }

  @Override
  public synchronized List<Silence> silences(Instant notEndedBefore) {
    return silences.values().stream()
        .filter(s -> s.to().isAfter(notEndedBefore))
        .filter(s -> s.endedAt() == null || s.endedAt().isAfter(notEndedBefore))
        .sorted(Comparator.comparing(Silence::id).reversed())
        .toList();
  }

  @Override
  public synchronized void shelve(Shelf shelf) {
    shelves.put(shelf.alert(), shelf);
  }

  @Override
  public synchronized boolean unshelve(String alert) {
    return shelves.remove(alert) != null;
  }

  @Override
  public synchronized List<Shelf> shelves(Instant now) {
    return shelves.values().stream()
        .filter(s -> s.until().isAfter(now))
        .sorted(Comparator.comparing(Shelf::alert))
        .toList();
  }

  @Override
  public synchronized void assign(Assignment assignment) {
    assignments.addFirst(assignment);
  }

  @Override
  public synchronized List<Assignment> assignments(String alert) {
    return assignments.stream().filter(a -> a.alert().equals(alert)).toList();
  }

  @Override
  public synchronized List<Assignment> newest(Collection<String> alerts) {
    Map<String, Assignment> newest = new LinkedHashMap<>();
    assignments.forEach(a -> newest.putIfAbsent(a.alert(), a));
    return newest.values().stream().filter(a -> alerts.contains(a.alert())).toList();
  }

  @Override
  public synchronized List<String> assignedTo(String person, int most) {
    return newest(assignments.stream().map(Assignment::alert).toList()).stream()
        .filter(a -> a.to().equals(person))
        .map(Assignment::alert)
        .limit(most)
        .toList();
  }
}
