package furong.plan;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Port: months, their entries, supervised items, and what belongs to them. */
public interface DispatchStore {

  /**
   * What to list of supervised items; nulls and empty sets ask for all.
   *
   * @param item id of a plan item
   * @param overdueAt only open ones that were due before
   * @param text part of the number or the words
   */
  record Query(
      Set<SupervisedState> states,
      @Nullable String unit,
      @Nullable String item,
      @Nullable YearMonth month,
      @Nullable Instant overdueAt,
      @Nullable String text,
      int offset,
      int limit) {
    public Query {
      states = Set.copyOf(states);
    }

    /** All of them in these states, whatever else; in every state when empty. */
    public static Query all(Set<SupervisedState> states) {
      return new Query(states, null, null, null, null, null, 0, Integer.MAX_VALUE);
    }
  }

  /**
   * Keeps a new month.
   *
   * @return false when it is there already
   */
  boolean addMonth(DispatchMonth month);

  Optional<DispatchMonth> findMonth(YearMonth month);

  /** As {@link #findMonth}, and nobody else changes it until the transaction ends. */
  Optional<DispatchMonth> lockMonth(YearMonth month);

  /** Replaces the former version; false when the kept one is not the one before this. */
  boolean updateMonth(DispatchMonth changed);

  /** Newest first. */
  List<DispatchMonth> months();

  Entry addEntry(Entry entry);

  Optional<Entry> findEntry(long id);

  boolean updateEntry(Entry changed);

  /** By their ids, as they were opened. */
  List<Entry> entries(YearMonth month);

  /** Of one item, newest month first. */
  List<Entry> entriesOf(String item);

  Supervised addSupervised(Supervised supervised);

  Optional<Supervised> findSupervised(long id);

  Optional<Supervised> lockSupervised(long id);

  boolean updateSupervised(Supervised changed);

  /** Open ones first, by the day they are due. */
  List<Supervised> supervised(Query query);

  long countSupervised(Query query);

  /** Nobody else takes up ailments of this year's check until the running transaction ends. */
  void holdAilments(String year);

  /**
   * Those about ailments of a year's check, as they were taken up.
   *
   * @param division null for all
   */
  List<Supervised> about(String year, @Nullable String division);

  void addEvent(PlanEvent event);

  /** Oldest first. */
  List<PlanEvent> events(String owner);

  /** Keeps it once for one owner. */
  void addEvidence(Evidence evidence);

  List<Evidence> evidence(String owner);

  /** Of all entries of a month, in one go. */
  List<Evidence> evidenceOf(YearMonth month);

  /** For all that own the file. */
  List<Evidence> findEvidence(String id);

  /** False when that one was reminded of already. */
  boolean addReminder(Reminder reminder);

  /** Newest first. */
  List<Reminder> reminders(int limit);

  void addScores(List<Score> scores);

  List<Score> scores(YearMonth month);
}
