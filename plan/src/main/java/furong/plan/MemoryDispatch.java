package furong.plan;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Months of dispatch in memory, for small worlds. */
public final class MemoryDispatch implements DispatchStore {

  private final Map<YearMonth, DispatchMonth> months = new TreeMap<>();
  private final Map<Long, Entry> entries = new TreeMap<>();
  private final Map<Long, Supervised> supervised = new TreeMap<>();
  private final List<PlanEvent> events = new ArrayList<>();
  private final List<Evidence> evidence = new ArrayList<>();
  private final List<Reminder> reminders = new ArrayList<>();
  private final List<Score> scores = new ArrayList<>();

  @Override
  public synchronized boolean addMonth(DispatchMonth month) {
    return months.putIfAbsent(month.month(), month) == null;
  }

  @Override
  public synchronized Optional<DispatchMonth> findMonth(YearMonth month) {
    return Optional.ofNullable(months.get(month));
  }

  @Override
  public Optional<DispatchMonth> lockMonth(YearMonth month) {
    return findMonth(month);
  }

  @Override
  public synchronized boolean updateMonth(DispatchMonth changed) {
    DispatchMonth kept = months.get(changed.month());
    if (kept == null || kept.version() != changed.version() - 1) {
      return false;
    }
    months.put(changed.month(), changed);
    return true;
  }

  @Override
  public synchronized List<DispatchMonth> months() {
    return months.values().stream()
        .sorted(Comparator.comparing(DispatchMonth::month).reversed())
        .toList();
  }

  @Override
  public synchronized Entry addEntry(Entry entry) {
    Entry kept = entry.withId(entries.size() + 1L);
    entries.put(kept.id(), kept);
    return kept;
  }

  @Override
  public synchronized Optional<Entry> findEntry(long id) {
    return Optional.ofNullable(entries.get(id));
  }

  @Override
  public synchronized boolean updateEntry(Entry changed) {
    Entry kept = entries.get(changed.id());
    if (kept == null || kept.version() != changed.version() - 1) {
      return false;
    }
    entries.put(changed.id(), changed);
    return true;
  }

  @Override
  public synchronized List<Entry> entries(YearMonth month) {
    return entries.values().stream().filter(e -> e.month().equals(month)).toList();
  }

  @Override
  public synchronized List<Entry> entriesOf(String item) {
    return entries.values().stream()
        .filter(e -> e.item().equals(item))
        .sorted(Comparator.comparing(Entry::month).reversed())
        .toList();
  }

  @Override
  public synchronized Supervised addSupervised(Supervised item) {
    Supervised kept = item.withId(supervised.size() + 1L);
    supervised.put(kept.id(), kept);
    return kept;
  }

  @Override
  public synchronized Optional<Supervised> findSupervised(long id) {
    return Optional.ofNullable(supervised.get(id));
  }

  @Override
  public Optional<Supervised> lockSupervised(long id) {
    return findSupervised(id);
  }

  @Override
  public synchronized boolean updateSupervised(Supervised changed) {
    Supervised kept = supervised.get(changed.id());
    if (kept == null || kept.version() != changed.version() - 1) {
      return false;
    }
    supervised.put(changed.id(), changed);
    return true;
  }

  @Override
  public synchronized List<Supervised> supervised(Query query) {
    return matching(query)
        .sorted(
            Comparator.comparing(Supervised::state)
                .thenComparing(Supervised::dueAt)
                .thenComparing(Supervised::id))
        .skip(query.offset())
        .limit(query.limit())
        .toList();
  }

  @Override
  public synchronized long countSupervised(Query query) {
    return matching(query).count();
  }

  @Override
  public void holdAilments(String year) {
    // one at a time
  }

  @Override
  public synchronized List<Supervised> about(String year, @Nullable String division) {
    return supervised.values().stream()
        .filter(s -> {
          Origin origin = s.origin();
          return origin != null
              && origin.year().equals(year)
              && (division == null || origin.division().equals(division));
        })
        .toList();
  }

  private Stream<Supervised> matching(Query q) {
    return supervised.values().stream()
        .filter(s -> q.states().isEmpty() || q.states().contains(s.state()))
        .filter(s -> q.unit() == null || s.unit().equals(q.unit()))
        .filter(s -> q.item() == null || s.item().equals(q.item()))
        .filter(s -> q.month() == null || q.month().equals(s.month()))
        .filter(s -> q.overdueAt() == null || s.overdue(q.overdueAt()))
        .filter(s ->
            q.text() == null
                || (s.number() + " " + s.words())
                    .toLowerCase(Locale.ROOT)
                    .contains(q.text().toLowerCase(Locale.ROOT)));
  }

  @Override
  public synchronized void addEvent(PlanEvent event) {
    events.add(event);
  }

  @Override
  public synchronized List<PlanEvent> events(String owner) {
    return events.stream().filter(e -> e.owner().equals(owner)).toList();
  }

  @Override
  public synchronized void addEvidence(Evidence file) {
    boolean known =
        evidence.stream().anyMatch(e -> e.id().equals(file.id()) && e.owner().equals(file.owner()));
    if (!known) {
      evidence.add(file);
    }
  }

  @Override
  public synchronized List<Evidence> evidence(String owner) {
    return evidence.stream().filter(e -> e.owner().equals(owner)).toList();
  }

  @Override
  public synchronized List<Evidence> evidenceOf(YearMonth month) {
    return entries(month).stream().flatMap(e -> evidence("entry/" + e.id()).stream()).toList();
  }

  @Override
  public synchronized List<Evidence> findEvidence(String id) {
    return evidence.stream().filter(e -> e.id().equals(id)).toList();
  }

  @Override
  public synchronized boolean addReminder(Reminder reminder) {
    boolean known =
        reminders.stream()
            .anyMatch(r ->
                r.supervised() == reminder.supervised()
                    && r.sort() == reminder.sort()
                    && r.dueAt().equals(reminder.dueAt()));
    if (!known) {
      reminders.add(reminder);
    }
    return !known;
  }

  @Override
  public synchronized List<Reminder> reminders(int limit) {
    return reminders.reversed().stream().limit(limit).toList();
  }

  @Override
  public synchronized void addScores(List<Score> more) {
    scores.addAll(more);
  }

  @Override
  public synchronized List<Score> scores(YearMonth month) {
    return scores.stream().filter(s -> s.month().equals(month)).toList();
  }
}
