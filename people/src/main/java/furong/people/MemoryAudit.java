package furong.people;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The audit trail in memory, for small worlds. */
public final class MemoryAudit implements AuditTrail {

  private final List<AuditEntry> entries = new ArrayList<>();

  @Override
  public synchronized void append(AuditEntry entry) {
    entries.add(entry.withId(entries.size() + 1L));
  }

  @Override
  public synchronized List<AuditEntry> list(Query query) {
    return matching(query).skip(query.offset()).limit(query.limit()).toList();
  }

  @Override
  public synchronized long count(Query query) {
    return matching(query).count();
  }

  private Stream<AuditEntry> matching(Query q) {
    return entries.reversed().stream()
        .filter(e ->
            q.subject() == null
                || e.subject().equals(q.subject())
                || (q.subject().endsWith("/") && e.subject().startsWith(q.subject())))
        .filter(e -> q.by() == null || e.by().equals(q.by()) || e.login().equals(q.by()))
        .filter(e -> q.from() == null || !e.at().isBefore(q.from()))
        .filter(e -> q.to() == null || e.at().isBefore(q.to()));
  }
}
