package furong.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
   */
  record Query(
      List<String> within,
      Set<CaseState> states,
      @Nullable String organisation,
      @Nullable String involving,
      @Nullable Instant overdueAt,
      @Nullable String text,
      int offset,
      int limit) {
    public Query {
      within = List.copyOf(within);
      states = Set.copyOf(states);
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
   */
  record Deadlines(@Nullable Instant due, @Nullable Instant closing) {}

  /** Keeps a new case; answers it with its id. */
  Case add(Case opened, Deadlines deadlines);

  /** As it is now. */
  Optional<Case> find(long id);

  /** As {@link #find}, and nobody else changes it until the transaction ends. */
  Optional<Case> lock(long id);

  /**
   * Replaces the former version.
   *
   * @return false when the kept version is not the one before this
   */
  boolean update(Case changed, Deadlines deadlines);

  void append(CaseEvent event);

  /** Oldest first. */
  List<CaseEvent> timeline(long caseId);

  /** Most urgent first: nearest deadline, then newest. */
  List<Case> list(Query query);

  long count(Query query);

  /** How many cases stand in which state in or below these divisions; an empty list means all. */
  Map<CaseState, Long> countByState(List<String> within);

  /**
   * The oldest case on a thing that has not ended and was opened by this rule, or that follows this
   * procedure; an empty procedure asks for none.
   */
  Optional<Case> findOpenOnThing(String rule, String procedure, long thing);

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
