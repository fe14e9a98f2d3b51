package furong.cases;

import furong.geo.LngLat;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Port: where the reports of people are kept, beside their cases. */
public interface ReportStore {

  /** A report with its case as it stands, and its rectification when a bad rating opened one. */
  record Entry(CitizenReport report, Case matter, @Nullable Rectification rectification) {}

  /** Which reports of a list. */
  enum View {
    ALL,
    /** Not answered, and the time for it has run out. */
    OVERDUE,
    /** With a rectification that is not done. */
    RECTIFY,
    /** Rated, whatever the grade. */
    RATED
  }

  /**
   * What to list; empty sets and nulls ask for all.
   *
   * @param within division codes
   * @param numbers of cases
   * @param categories codes
   * @param from received then or later
   * @param to received before then
   * @param ended true: only those whose case has ended; false: only the others
   * @param at the present, for what is overdue
   */
  record Query(
      List<String> within,
      Set<String> numbers,
      Set<String> categories,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable Boolean ended,
      View view,
      Instant at,
      int offset,
      int limit) {
    public Query {
      within = List.copyOf(within);
      numbers = Set.copyOf(numbers);
      categories = Set.copyOf(categories);
    }
  }

  /**
   * Keeps a new report; answers it with its id, or nothing when one of the same program and id, or
   * of the same secret, is kept already. Waits for one that another unit of work is just keeping.
   *
   * @param linkHash hash of the secret that follows it; null when nobody got one
   */
  Optional<CitizenReport> add(CitizenReport report, @Nullable String linkHash);

  Optional<Entry> findByLink(String linkHash);

  Optional<Entry> findByCase(long caseId);

  /** Whether a report made the copy with this id public. */
  boolean isPublic(String copy);

  Optional<Entry> findByExternalId(long client, String externalId);

  /** A work order of the hotline by its number, whoever brought it. */
  Optional<Entry> findHotline(String externalId);

  /** As {@link #findByCase}, and nobody else changes the report until the transaction ends. */
  Optional<Entry> lock(long caseId);

  void save(CitizenReport changed);

  void save(Rectification rectification);

  /** Newest first. */
  List<Entry> list(Query query);

  long count(Query query);

  /**
   * Cases that have not ended, opened after {@code since}, within some metres; nearest first.
   *
   * @param told only those that people without an account told
   */
  List<Case> near(LngLat place, double metres, Instant since, boolean told, int limit);

  /** Cases whose report is to be forgotten: ended before {@code before} and not forgotten yet. */
  List<Long> endedBefore(Instant before, int limit);

  /**
   * Removes what the person wrote from the case and from the talk about it, masks what staff noted
   * of them in the timeline ({@link Masking#words}), and removes the records of the photos they
   * brought. Answers the photos that no record names any more.
   */
  List<String> erase(long caseId, String by);
}
