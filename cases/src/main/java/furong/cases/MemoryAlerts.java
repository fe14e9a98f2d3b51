package furong.cases;

import furong.city.Divisions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Alerts in memory, for small worlds. */
public final class MemoryAlerts implements AlertStore {

  private final Map<String, Alert> alerts = new LinkedHashMap<>();
  private final List<AlertStep> steps = new ArrayList<>();

  @Override
  public synchronized Optional<Alert> find(String id) {
    return Optional.ofNullable(alerts.get(id));
  }

  @Override
  public Optional<Alert> lock(String id) {
    return find(id);
  }

  @Override
  public synchronized void save(Alert alert) {
    alerts.put(alert.id(), alert);
  }

  @Override
  public synchronized boolean addStep(AlertStep step) {
    boolean known =
        steps(step.alert()).stream()
            .anyMatch(s -> s.kind().equals(step.kind()) && s.at().equals(step.at()));
    return !known && steps.add(step);
  }

  @Override
  public synchronized List<AlertStep> steps(String alert) {
    return steps.stream()
        .filter(s -> s.alert().equals(alert))
        .sorted(Comparator.comparing(AlertStep::at))
        .toList();
  }

  @Override
  public synchronized List<Alert> list(Query query) {
    return matching(query)
        .sorted(
            Comparator.comparing((Alert a) -> !a.open())
                .thenComparing(Alert::level)
                .thenComparing(Alert::openedAt, Comparator.reverseOrder())
                .thenComparing(Alert::id))
        .skip(query.offset())
        .limit(query.limit())
        .toList();
  }

  @Override
  public synchronized long count(Query query) {
    return matching(query).count();
  }

  private Stream<Alert> matching(Query query) {
    return alerts.values().stream().filter(a -> matches(query, a));
  }

  private static boolean matches(Query q, Alert a) {
    Instant end = a.clearedAt() == null ? Instant.MAX : a.clearedAt();
    String text = q.text() == null ? "" : q.text().toLowerCase(Locale.ROOT);
    Predicate<String> has = s -> s.toLowerCase(Locale.ROOT).contains(text);
    return (q.within().isEmpty()
            || q.within().stream().anyMatch(d -> Divisions.isWithin(a.division(), d)))
        && (q.open() == null || q.open() == a.open())
        && (q.levels().isEmpty() || q.levels().contains(a.level()))
        && (q.at() == null || (!a.openedAt().isAfter(q.at()) && end.isAfter(q.at())))
        && (q.from() == null || end.isAfter(q.from()))
        && (q.to() == null || a.openedAt().isBefore(q.to()))
        && (q.among() == null || q.among().contains(a.id()))
        && (has.test(a.rule()) || has.test(a.reason()) || has.test(a.id()));
  }

  @Override
  public synchronized List<Span> spans(Query query) {
    return matching(query).map(a -> new Span(a.openedAt(), a.clearedAt(), a.level())).toList();
  }
}
