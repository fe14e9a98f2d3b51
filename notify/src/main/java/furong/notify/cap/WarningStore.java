package furong.notify.cap;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Port: where the warnings of others are kept, and which cases they opened. */
public interface WarningStore {

  /**
   * What to list.
   *
   * @param within division codes; a warning is listed when it meets one of them or a part of it,
   *     and when it names no place of ours; no codes ask for all
   * @param inForceAt only those that warn then; null asks for all
   * @param text part of the headline, the event or the sender
   */
  record Query(
      List<String> within,
      @Nullable Instant inForceAt,
      @Nullable String text,
      int offset,
      int limit) {
    public Query {
      within = List.copyOf(within);
    }
  }

  Optional<Warning> find(String key);

  /**
   * Keeps a new one.
   *
   * @return false when a warning with this key is kept already; nothing is changed then
   */
  boolean add(Warning warning);

  /** Replaces its state. */
  void update(Warning warning);

  /** Those that name this message in their references, the oldest first. */
  List<Warning> naming(String key);

  /** Newest first. */
  List<Warning> list(Query query);

  long count(Query query);

  /**
   * Takes a division for a thread.
   *
   * @return false when it was taken before: a case was opened there
   */
  boolean claim(String thread, String division);

  void setCase(String thread, String division, long caseId);

  /** The case of each division that a thread has opened one in. */
  Map<String, Long> cases(String thread);
}
