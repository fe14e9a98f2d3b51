package furong.cases;

import furong.city.Divisions;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Cases in memory, for small worlds. It knows no transactions: what failed half-way stays. */
public final class MemoryCases implements CaseStore {

  private record Kept(Case c, Deadlines deadlines) {}

  /** Who tells in own words. */
  private static final Set<Matter.Origin> OF_PEOPLE =
      Set.of(Matter.Origin.PERSON, Matter.Origin.PATROL);

  private final Map<Long, Kept> cases = new TreeMap<>();
  private final List<CaseEvent> events = new ArrayList<>();
  private final List<Photo> photos = new ArrayList<>();
  private final Map<LocalDate, Integer> numbers = new HashMap<>();
  private long lastId;

  @Override
  public synchronized int nextNumber(LocalDate day) {
    return numbers.merge(day, 1, Integer::sum);
  }

  @Override
  public synchronized long nextId() {
    return ++lastId;
  }

  @Override
  public synchronized Case add(Case opened, Deadlines deadlines) {
    Case kept = opened.id() > 0 ? opened : opened.withId(nextId());
    cases.put(kept.id(), new Kept(kept, deadlines));
    return kept;
  }

  @Override
  public synchronized Case addNumbered(LocalDate day, Case opened, Deadlines deadlines) {
    return add(opened.withNumber(CaseNumbers.of(day, nextNumber(day))), deadlines);
  }

  @Override
  public synchronized Supplier<Case> openAndWalk(
      LocalDate day, Case opened, Case last, Deadlines deadlines, List<CaseEvent> entries) {
    Case kept = addNumbered(day, last, deadlines);
    entries.forEach(this::append);
    return () -> kept;
  }

  @Override
  public synchronized Optional<Case> find(long id) {
    return Optional.ofNullable(cases.get(id)).map(Kept::c);
  }

  @Override
  public synchronized Optional<Case> findByNumber(String number) {
    return cases.values().stream().map(Kept::c).filter(c -> c.number().equals(number)).findFirst();
  }

  @Override
  public synchronized List<Long> listToEscalate(Instant now, int limit) {
    return cases.values().stream()
        .filter(k -> {
          Instant at = k.deadlines().escalate();
          return at != null && !at.isAfter(now);
        })
        .sorted(
            Comparator.comparing(
                (Kept k) -> java.util.Objects.requireNonNull(k.deadlines().escalate())))
        .limit(limit)
        .map(k -> k.c().id())
        .toList();
  }

  @Override
  public synchronized void reschedule(long id, Deadlines deadlines) {
    cases.computeIfPresent(id, (key, kept) -> new Kept(kept.c(), deadlines));
  }

  @Override
  public synchronized int countOpenChildren(long parent) {
    return (int)
        cases.values().stream()
            .map(Kept::c)
            .filter(c -> !c.state().ended())
            .filter(c -> Long.valueOf(parent).equals(c.progress().dossier().ties().parent()))
            .count();
  }

  /** By when the handling of a case is to end. */
  public synchronized @Nullable Instant closingDue(long id) {
    Kept kept = cases.get(id);
    return kept == null ? null : kept.deadlines().closing();
  }

  /** All of them, by id. */
  public synchronized List<Case> all() {
    return cases.values().stream().map(Kept::c).toList();
  }

  @Override
  public Optional<Case> lock(long id) {
    return find(id);
  }

  @Override
  public synchronized boolean update(Case changed, Deadlines deadlines) {
    Kept kept = cases.get(changed.id());
    if (kept == null || kept.c().version() != changed.version() - 1) {
      return false;
    }
    cases.put(changed.id(), new Kept(changed, deadlines));
    return true;
  }

  @Override
  public synchronized void append(CaseEvent event) {
    events.add(event);
  }

  @Override
  public synchronized List<CaseEvent> timeline(long caseId) {
    return events.stream().filter(e -> e.caseId() == caseId).toList();
  }

  @Override
  public synchronized List<Case> list(Query query) {
    Comparator<Kept> urgency =
        Comparator.comparing(
                (Kept k) -> due(k), Comparator.nullsLast(Comparator.<Instant>naturalOrder()))
            .thenComparing(k -> k.c().id(), Comparator.reverseOrder());
    return matching(query)
        .sorted(urgency)
        .skip(query.offset())
        .limit(query.limit())
        .map(Kept::c)
        .toList();
  }

  private static @Nullable Instant due(Kept kept) {
    return kept.deadlines().due();
  }

  @Override
  public synchronized long count(Query query) {
    return matching(query).count();
  }

  private Stream<Kept> matching(Query q) {
    return cases.values().stream().filter(k -> matches(q, k) && involves(q.involving(), k.c()));
  }

  private boolean involves(@Nullable String user, Case c) {
    return user == null
        || user.equals(c.progress().handler())
        || timeline(c.id()).stream().anyMatch(e -> e.by().equals(user));
  }

  private static boolean matches(Query q, Kept kept) {
    Case c = kept.c();
    Instant due = kept.deadlines().due();
    String text = q.text() == null ? "" : q.text().toLowerCase(Locale.ROOT);
    Predicate<String> has = s -> s.toLowerCase(Locale.ROOT).contains(text);
    return (q.within().isEmpty()
            || q.within().stream().anyMatch(d -> Divisions.isWithin(c.matter().division(), d)))
        && (q.states().isEmpty() || q.states().contains(c.state()))
        && (q.organisation() == null || q.organisation().equals(c.progress().organisation()))
        && (q.overdueAt() == null || (due != null && due.isBefore(q.overdueAt())))
        && also(q.also(), c)
        && (has.test(c.number())
            || has.test(c.matter().title().zh())
            || has.test(c.matter().title().en())
            || has.test(c.matter().description()));
  }

  private static boolean also(Also also, Case c) {
    Dossier dossier = c.progress().dossier();
    return (!also.unrouted() || dossier.unrouted())
        && (!also.escalated() || dossier.escalation().step() > 0)
        && (!also.asked() || dossier.extension().asked() > 0 || dossier.change().asked() != null)
        && (also.parent() == null || also.parent().equals(dossier.ties().parent()))
        && (also.opened() == null || also.opened().contains(c.openedAt()))
        && (also.category() == null || c.matter().category().startsWith(also.category()));
  }

  @Override
  public synchronized Map<CaseState, Long> countByState(List<String> within) {
    Map<CaseState, Long> counts = new EnumMap<>(CaseState.class);
    for (Kept kept : cases.values()) {
      String division = kept.c().matter().division();
      if (within.isEmpty() || within.stream().anyMatch(d -> Divisions.isWithin(division, d))) {
        counts.merge(kept.c().state(), 1L, Long::sum);
      }
    }
    return counts;
  }

  @Override
  public Optional<Case> findOpenOnThing(String rule, String procedure, long thing) {
    return firstOpen(c ->
        c.matter().thing() != null
            && c.matter().thing() == thing
            && (c.matter().rule().equals(rule)
                || (!procedure.isEmpty() && c.matter().procedure().equals(procedure))));
  }

  @Override
  public synchronized Set<Long> withOpenCase(Collection<Long> things) {
    Set<Long> with = new TreeSet<>();
    for (Kept kept : cases.values()) {
      Long thing = kept.c().matter().thing();
      if (thing != null && things.contains(thing) && !kept.c().state().ended()) {
        with.add(thing);
      }
    }
    return with;
  }

  @Override
  public Optional<Case> findOpenOfDivision(String rule, String division) {
    return firstOpen(c ->
        c.matter().thing() == null
            && c.matter().rule().equals(rule)
            && c.matter().division().equals(division));
  }

  @Override
  public Optional<Case> findOpenInDivision(String procedure, String division) {
    return firstOpen(
        c -> c.matter().procedure().equals(procedure) && c.matter().division().equals(division));
  }

  private synchronized Optional<Case> firstOpen(Predicate<Case> wanted) {
    return cases.values().stream()
        .map(Kept::c)
        .filter(c -> !c.state().ended())
        .filter(wanted)
        .findFirst();
  }

  @Override
  public synchronized void addPhoto(Photo photo) {
    boolean known =
        findPhoto(photo.id()).stream()
            .anyMatch(p ->
                java.util.Objects.equals(p.caseId(), photo.caseId()) && p.by().equals(photo.by()));
    if (!known) {
      photos.add(photo);
    }
  }

  @Override
  public synchronized int claimPhotos(List<String> ids, long caseId, String by) {
    int claimed = 0;
    for (int i = 0; i < photos.size(); i++) {
      Photo p = photos.get(i);
      if (p.caseId() == null && p.by().equals(by) && ids.contains(p.id())) {
        photos.set(i, new Photo(p.id(), caseId, p.stage(), p.by(), p.at(), p.width(), p.height()));
        claimed++;
      }
    }
    return claimed;
  }

  @Override
  public synchronized List<Case> listTold(int limit) {
    return cases.values().stream()
        .map(Kept::c)
        .filter(c -> OF_PEOPLE.contains(c.matter().origin()) && !c.matter().simulated())
        .filter(c -> !c.matter().description().isEmpty())
        .filter(c -> c.progress().registeredAt() != null && c.state() != CaseState.CANCELLED)
        .sorted(Comparator.comparingLong(Case::id).reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized List<Photo> photos(long caseId) {
    return photos.stream().filter(p -> p.caseId() != null && p.caseId() == caseId).toList();
  }

  @Override
  public synchronized List<Photo> findPhoto(String id) {
    return photos.stream().filter(p -> p.id().equals(id)).toList();
  }

  /** What {@link ReportStore#erase} asks for. */
  synchronized List<String> erase(long caseId, String by) {
    Kept kept = cases.get(caseId);
    if (kept != null) {
      Case c = kept.c();
      Matter bare = c.matter().withoutWords();
      Case erased =
          new Case(
              c.id(), c.number(), bare, c.progress(), c.openedAt(), c.changedAt(), c.version());
      cases.put(caseId, new Kept(erased, kept.deadlines()));
    }
    events.replaceAll(e -> e.caseId() == caseId ? e.masked() : e);
    Predicate<Photo> theirs = p -> p.caseId() != null && p.caseId() == caseId && p.by().equals(by);
    List<String> ids = photos.stream().filter(theirs).map(Photo::id).toList();
    photos.removeIf(theirs);
    return ids.stream().filter(id -> findPhoto(id).isEmpty()).distinct().toList();
  }
}
