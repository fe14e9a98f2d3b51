package furong.cases;

import furong.base.Level;
import furong.base.Notice;
import furong.base.Result;
import furong.base.Result.Refusal;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Port: where alerts and their steps are kept. */
public interface AlertStore {

  /**
   * What to list; nulls and empty sets ask for all.
   *
   * @param within division codes; an alert is listed when it lies in or below one of them
   * @param open true: only open ones, false: only cleared ones
   * @param levels any of them (III: yellow, orange and red)
   * @param at only those that were open then (event time)
   * @param from only those open at some time from here on, inclusive
   * @param to only those opened before, exclusive
   * @param text part of the rule's id, the reason or the alert's id
   * @param among ids; only alerts that are one of them, so none when it is empty; null for all
   */
  record Query(
      List<String> within,
      @Nullable Boolean open,
      Set<Level> levels,
      @Nullable Instant at,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable String text,
      @Nullable Set<String> among,
      int offset,
      int limit) {
    public Query {
      within = List.copyOf(within);
      levels = Set.copyOf(levels);
      among = among == null ? null : Set.copyOf(among);
    }

    /** All that are open, within these divisions. */
    public static Query open(List<String> within, int limit) {
      return new Query(within, true, Set.of(), null, null, null, null, null, 0, limit);
    }
  }

  Optional<Alert> find(String id);

  /** As {@link #find}, and nobody else changes it until the transaction ends. */
  Optional<Alert> lock(String id);

  /** As {@link #find}; where there is none, the refusal that says so. */
  default Result<Alert> known(String id) {
    return orNone(find(id), id);
  }

  /** As {@link #lock}; where there is none, the refusal that says so. */
  default Result<Alert> knownLocked(String id) {
    return orNone(lock(id), id);
  }

  private static Result<Alert> orNone(Optional<Alert> found, String id) {
    return found
        .map(Result::ok)
        .orElseGet(() ->
            Result.refused(
                Refusal.NOT_FOUND, Notice.of("alert.none", "", "There is no alert " + id)));
  }

  /** As {@link #lock}, of several: those that are kept, by their ids. */
  default Map<String, Alert> lockAll(Collection<String> ids) {
    Map<String, Alert> found = new HashMap<>();
    ids.forEach(id -> lock(id).ifPresent(alert -> found.put(id, alert)));
    return found;
  }

  /** Keeps it, new or changed. */
  void save(Alert alert);

  /** As {@link #save}, of several. */
  default void saveAll(List<Alert> several) {
    several.forEach(this::save);
  }

  /** Keeps alerts that are new, each with its first step. */
  default void addAll(List<Alert> fresh, List<AlertStep> first) {
    fresh.forEach(this::save);
    first.forEach(this::addStep);
  }

  /**
   * Keeps a step.
   *
   * @return false when this step (alert, kind, time) is kept already
   */
  boolean addStep(AlertStep step);

  /**
   * Keeps steps of different alerts.
   *
   * @return ids of the alerts of those that were not kept already
   */
  default Set<String> addSteps(List<AlertStep> several) {
    return several.stream().filter(this::addStep).map(AlertStep::alert).collect(Collectors.toSet());
  }

  /** Oldest first. */
  List<AlertStep> steps(String alert);

  /** Open ones first, worst first, newest first. */
  List<Alert> list(Query query);

  long count(Query query);

  /**
   * From when to when an alert was open, and its level.
   *
   * @param clearedAt null while open
   */
  record Span(Instant openedAt, @Nullable Instant clearedAt, Level level) {}

  /** The spans of what {@link #list} would give, in any order. */
  List<Span> spans(Query query);
}
