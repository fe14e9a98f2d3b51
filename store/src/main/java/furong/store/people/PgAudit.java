package furong.store.people;

import furong.people.AuditEntry;
import furong.people.AuditTrail;
import furong.store.Db;
import furong.store.Db.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The audit trail in PostgreSQL; a trigger there refuses every change and removal. */
public final class PgAudit implements AuditTrail {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final TypeReference<Map<String, String>> FACTS = new TypeReference<>() {};

  private final Db db;

  public PgAudit(Db db) {
    this.db = db;
  }

  @Override
  public void append(AuditEntry e) {
    db.later(
        """
        insert into audit_entry
          (at, by_id, login, role, action, subject, before, after, from_addr)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        e.at(),
        e.by(),
        e.login(),
        e.role(),
        e.action(),
        e.subject(),
        new Json(JSON.writeValueAsString(e.before())),
        new Json(JSON.writeValueAsString(e.after())),
        e.from());
  }

  @Override
  public List<AuditEntry> list(Query query) {
    List<@Nullable Object> args = new ArrayList<>();
    String where = where(query, args);
    args.add(query.limit());
    args.add(query.offset());
    return db.list(
        "select * from audit_entry" + where + " order by id desc limit ? offset ?",
        PgAudit::entry,
        args.toArray());
  }

  @Override
  public long count(Query query) {
    List<@Nullable Object> args = new ArrayList<>();
    String where = where(query, args);
    return db.find(
            "select count(*) from audit_entry" + where, row -> row.getLong(1), args.toArray())
        .orElse(0L);
  }

  private static String where(Query query, List<@Nullable Object> args) {
    StringBuilder where = new StringBuilder(" where true");
    if (query.subject() != null) {
      boolean prefix = query.subject().endsWith("/");
      where.append(prefix ? " and starts_with(subject, ?)" : " and subject = ?");
      args.add(query.subject());
    }
    if (query.by() != null) {
      where.append(" and (by_id = ? or login = ?)");
      args.add(query.by());
      args.add(query.by());
    }
    if (query.from() != null) {
      where.append(" and at >= ?");
      args.add(query.from());
    }
    if (query.to() != null) {
      where.append(" and at < ?");
      args.add(query.to());
    }
    return where.toString();
  }

  private static AuditEntry entry(ResultSet row) throws SQLException {
    return new AuditEntry(
        row.getLong("id"),
        Db.instant(row, "at"),
        row.getString("by_id"),
        row.getString("login"),
        row.getString("role"),
        row.getString("action"),
        row.getString("subject"),
        JSON.readValue(row.getString("before"), FACTS),
        JSON.readValue(row.getString("after"), FACTS),
        row.getString("from_addr"));
  }
}
