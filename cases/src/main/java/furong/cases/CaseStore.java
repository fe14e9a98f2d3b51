package furong.cases;

import furong.base.TimeRange;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Port: where cases, their timelines and the records of their photos are kept. */
public interface CaseStore {

  /**
   * What to list; nulls and empty sets ask for all.
   *
   * @param within division codes; a case is listed when it lies in or below one of them
   * @param states any of them
   * @param organisation dispatched to
   * @param involving id of a user who took it or acted on it
   * @param overdueAt only those whose running clock had run out then
   * @param text part of the number, a title or the description
   * @param also what else they must be
   */
  record Query(
      List<String> within,
      Set<CaseState> states,
      @Nullable String organisation,
      @Nullable String involving,
      @Nullable Instant overdueAt,
      @Nullable String text,
      int offset,
      int limit,
      Also also) {

    /** One that asks for nothing more. */
    public Query(
        List<String> within,
        Set<CaseState> states,
        @Nullable String organisation,
        @Nullable String involving,
        @Nullable Instant overdueAt,
        @Nullable String text,
        int offset,
        int limit) {
      this(within, states, organisation, involving, overdueAt, text, offset, limit, Also.ANYTHING);
    }

    public Query {
      within = List.copyOf(within);
      states = Set.copyOf(states);
    }
  }

  /**
   * What else the cases of a list must be; false and null ask for nothing.
   *
   * @param unrouted wait at the dispatch desk and nobody is named for them
   * @param escalated some level above was told of them
   * @param asked more time or another condition is asked for
   * @param parent id of the case that they are parts of
   * @param category code, or prefix such as {@code event-01}
   * @param opened when they were opened
   */
  record Also(
      boolean unrouted,
      boolean escalated,
      boolean asked,
      @Nullable Long parent,
      @Nullable String category,
      @Nullable TimeRange opened) {
    public static final Also ANYTHING = new Also(false, false, false, null, null, null);

    /** The parts of one case. */
    public static Also partsOf(long parent) {
      return new Also(false, false, false, parent, null, null);
    }
  }

  /**
   * The next number of {@code day}, 1 for the first. Belongs to the running transaction: it is
   * given again when that fails, so that numbers have no gaps; others wait until it ends.
   */
  int nextNumber(LocalDate day);

  /**
   * What is derived from the clocks of a case, to be searched by.
   *
   * @param due when the running clock runs out; null when none runs or it has no limit
   * @param closing by when the case is to be closed; null when its procedure sets no limit
   * @param escalate when the next level is to be told of it; null for never
   */
  record Deadlines(@Nullable Instant due, @Nullable Instant closing, @Nullable Instant escalate) {

    /** Of which nobody is told. */
    public Deadlines(@Nullable Instant due, @Nullable Instant closing) {
      this(due, closing, null);
    }
  }

  /** Keeps a new case; answers it with its id: its own when it has one. */
  Case add(Case opened, Deadlines deadlines);

  /**
   * Keeps a new case under the next number of {@code day}, whatever number it has; answers it with
   * both. As {@link #nextNumber} and {@link #add}, but others wait a step less.
   */
  Case addNumbered(LocalDate day, Case opened, Deadlines deadlines);

  /** An id for a case that is about to be kept; one that is not used after all is given to none. */
  long nextId();

  /**
   * Keeps a new case, which has its id, as {@link #addNumbered} does, with the entry that its
   * timeline begins with; both as late in the unit of work as can be, since others who open a case
   * of that day wait until it ends.
   *
   * @return gives the case with its number, for nothing once the unit of work is through
   */
  default Supplier<Case> open(LocalDate day, Case opened, Deadlines deadlines, CaseEvent first) {
    Case kept = addNumbered(day, opened, deadlines);
    append(first);
    return () -> kept;
  }

  /**
   * As {@link #open}, of a case that comes further in the same moment: it is kept as it is at last.
   *
   * @param entries of its timeline, that of {@code opened} first
   */
  Supplier<Case> openAndWalk(
      LocalDate day, Case opened, Case last, Deadlines deadlines, List<CaseEvent> entries);

  /**
   * A case that is about to be kept.
   *
   * @param first entry of its timeline, which knows no id yet
   */
  record Opening(Case opened, Deadlines deadlines, CaseEvent first) {}

  /**
   * Keeps new cases under the next numbers of {@code day}, in their order, each with its first
   * entry; a store may write them together.
   */
  default List<Case> openAll(LocalDate day, List<Opening> openings) {
    List<Case> kept = new ArrayList<>();
    for (Opening one : openings) {
      Case c = addNumbered(day, one.opened(), one.deadlines());
      append(one.first().of(c.id()));
      kept.add(c);
    }
    return kept;
  }

  /** As it is now. */
  Optional<Case> find(long id);

  Optional<Case> findByNumber(String number);

  /** As {@link #find}, and nobody else changes it until the transaction ends. */
  Optional<Case> lock(long id);

  /** As {@link #lock}, of several: those that are there, by their ids. */
  default Map<Long, Case> lockAll(List<Long> ids) {
    Map<Long, Case> found = new HashMap<>();
    ids.forEach(id -> lock(id).ifPresent(c -> found.put(id, c)));
    return found;
  }

  /**
   * As {@link #lock} for one who saw that version of the case. A store that remembers it may answer
   * at once; should somebody else have changed the case since, the unit of work is undone and done
   * again. So only for work that may be done twice, and that writes the case by {@link #step}.
   */
  default Optional<Case> hold(long id, long version) {
    return lock(id);
  }

  /**
   * Replaces the former version.
   *
   * @return false when the kept version is not the one before this
   */
  boolean update(Case changed, Deadlines deadlines);

  /**
   * Replaces the former version of a case that this transaction has locked and read, and puts the
   * entry into its timeline.
   */
  default void step(Case changed, Deadlines deadlines, CaseEvent event) {
    if (!update(changed, deadlines)) {
      throw new IllegalStateException("case " + changed.id() + " changed though it was locked");
    }
    append(event);
  }

  /** A step of a case that this transaction has locked and read. */
  record Stepped(Case changed, Deadlines deadlines, CaseEvent event) {}

  /** As {@link #step}, of different cases. */
  default void stepAll(List<Stepped> steps) {
    steps.forEach(s -> step(s.changed(), s.deadlines(), s.event()));
  }

  void append(CaseEvent event);

  /** What a page shows of a case besides itself. @param parts the most urgent first */
  record Around(List<CaseEvent> timeline, List<Photo> photos, List<Case> parts) {}

  /**
   * As {@link #around}, asked together with the last of what this thread's unit of work writes.
   *
   * @return gives it once the unit of work is through
   */
  default Supplier<Around> aroundLater(long caseId, int mostParts) {
    return () -> around(caseId, mostParts);
  }

  /** What stands around a case, with at most so many parts. */
  default Around around(long caseId, int mostParts) {
    Query parts =
        new Query(List.of(), Set.of(), null, null, null, null, 0, mostParts, Also.partsOf(caseId));
    return new Around(timeline(caseId), photos(caseId), list(parts));
  }

  /** Oldest first. */
  List<CaseEvent> timeline(long caseId);

  /** Most urgent first: nearest deadline, then newest. */
  List<Case> list(Query query);

  long count(Query query);

  /** Ids of cases of which the next level was to be told by {@code now}, the longest ago first. */
  List<Long> listToEscalate(Instant now, int limit);

  /** Puts right what is derived from the clocks, when the city's rules have changed. */
  void reschedule(long id, Deadlines deadlines);

  /** How many parts of a case have not ended. */
  int countOpenChildren(long parent);

  /**
   * What people told in their own words and the desk has registered, under the kind that it has
   * now, the newest first: what can be learnt from. Nothing simulated, nothing without words.
   */
  List<Case> listTold(int limit);

  /** How many cases stand in which state in or below these divisions; an empty list means all. */
  Map<CaseState, Long> countByState(List<String> within);

  /**
   * The oldest case on a thing that has not ended and was opened by this rule, or that follows this
   * procedure; an empty procedure asks for none.
   */
  Optional<Case> findOpenOnThing(String rule, String procedure, long thing);

  /** Of these things those on which a case stands that has not ended, of whatever rule. */
  Set<Long> withOpenCase(Collection<Long> things);

  /** The oldest case of this rule about exactly this division and no thing that has not ended. */
  Optional<Case> findOpenOfDivision(String rule, String division);

  /** The oldest case of this procedure in exactly this division that has not ended. */
  Optional<Case> findOpenInDivision(String procedure, String division);

  void addPhoto(Photo photo);

  /**
   * Gives photos that belong to no case yet, brought by {@code by}, to a case; answers how many.
   */
  int claimPhotos(List<String> photos, long caseId, String by);

  List<Photo> photos(long caseId);

  /** All records of one photo: one for each case that it was brought for. */
  List<Photo> findPhoto(String id);
}
