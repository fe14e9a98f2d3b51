package furong.people;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Port: where changes by people are kept. Append-only: nothing in it is ever changed or removed.
 */
public interface AuditTrail {

  /**
   * What to read; a null asks for all.
   *
   * @param subject exact, or a prefix when it ends with {@code /}: {@code case/} for all cases
   * @param by user id or login
   * @param from inclusive
   * @param to exclusive
   */
  record Query(
      @Nullable String subject,
      @Nullable String by,
      @Nullable Instant from,
      @Nullable Instant to,
      int offset,
      int limit) {}

  /** Keeps the entry within the running transaction, under an id of its own. */
  void append(AuditEntry entry);

  /** Newest first. */
  List<AuditEntry> list(Query query);

  /** How many entries {@link #list} would give without its limit. */
  long count(Query query);
}
