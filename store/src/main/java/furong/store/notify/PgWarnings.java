package furong.store.notify;

import furong.base.DivisionCode;
import furong.base.Level;
import furong.notify.cap.CapSeal;
import furong.notify.cap.Warning;
import furong.notify.cap.Warning.State;
import furong.notify.cap.Warning.Words;
import furong.notify.cap.WarningStore;
import furong.store.Db;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Warnings of others in PostgreSQL. */
public final class PgWarnings implements WarningStore {

  private final Db db;

  public PgWarnings(Db db) {
    this.db = db;
  }

  @Override
  public Optional<Warning> find(String key) {
    return db.find("select * from warning where key = ?", PgWarnings::warning, key);
  }

  @Override
  public boolean add(Warning w) {
    return db.update(
            """
            insert into warning (key, thread, refs, sender, identifier, sent, msg_type, status,
              sender_name, event, headline, severity, urgency, certainty, description, instruction,
              areas, colour, effective, expires, state, replaced_by, seal, streets, via,
              received_at, xml)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict do nothing
            """,
            w.key(),
            w.thread(),
            w.references().toArray(String[]::new),
            w.sender(),
            w.identifier(),
            w.sent(),
            w.msgType(),
            w.status(),
            w.words().senderName(),
            w.words().event(),
            w.words().headline(),
            w.words().severity(),
            w.words().urgency(),
            w.words().certainty(),
            w.words().description(),
            w.words().instruction(),
            w.words().areas(),
            number(w.colour()),
            w.effective(),
            w.expires(),
            w.state(),
            w.replacedBy(),
            w.seal(),
            w.streets().toArray(String[]::new),
            w.via(),
            w.receivedAt(),
            w.xml())
        == 1;
  }

  private static @Nullable Integer number(@Nullable Level level) {
    return level == null ? null : Integer.valueOf(level.number());
  }

  @Override
  public void update(Warning w) {
    db.update(
        "update warning set state = ?, replaced_by = ? where key = ?",
        w.state(),
        w.replacedBy(),
        w.key());
  }

  @Override
  public List<Warning> naming(String key) {
    return db.list(
        "select * from warning where refs @> ? order by sent, key",
        PgWarnings::warning,
        (Object) new String[] {key});
  }

  @Override
  public List<Warning> list(Query query) {
    List<@Nullable Object> args = new ArrayList<>();
    String where = where(query, args);
    args.add(query.limit());
    args.add(query.offset());
    return db.list(
        "select * from warning" + where + " order by sent desc, key limit ? offset ?",
        PgWarnings::warning,
        args.toArray());
  }

  @Override
  public long count(Query query) {
    List<@Nullable Object> args = new ArrayList<>();
    String where = where(query, args);
    return db.find("select count(*) from warning" + where, r -> r.getLong(1), args.toArray())
        .orElse(0L);
  }

  private static String where(Query q, List<@Nullable Object> args) {
    StringBuilder where = new StringBuilder(" where true");
    if (q.inForceAt() != null) {
      where.append(" and state = 'ACTIVE' and (expires is null or expires > ?)");
      args.add(q.inForceAt());
    }
    if (!q.within().isEmpty()) {
      where.append(" and (streets = '{}'");
      for (String division : q.within()) {
        where.append(
            " or exists (select 1 from unnest(streets) s where s like ? or ? like s || '%')");
        args.add(DivisionCode.stem(division) + "%");
        args.add(division);
      }
      where.append(")");
    }
    if (q.text() != null && !q.text().isBlank()) {
      where.append(
          " and position(? in lower(headline || E'\\n' || event || E'\\n' || sender)) > 0");
      args.add(q.text().toLowerCase(Locale.ROOT));
    }
    return where.toString();
  }

  @Override
  public boolean claim(String thread, String division) {
    return db.update(
            "insert into warning_case (thread, division) values (?, ?) on conflict do nothing",
            thread,
            division)
        == 1;
  }

  @Override
  public void setCase(String thread, String division, long caseId) {
    db.update(
        "update warning_case set case_id = ? where thread = ? and division = ?",
        caseId,
        thread,
        division);
  }

  @Override
  public Map<String, Long> cases(String thread) {
    Map<String, Long> cases = new TreeMap<>();
    db.list(
            "select division, case_id from warning_case where thread = ? and case_id is not null",
            row -> Map.entry(row.getString(1), row.getLong(2)),
            thread)
        .forEach(e -> cases.put(e.getKey(), e.getValue()));
    return cases;
  }

  private static Warning warning(ResultSet row) throws SQLException {
    int colour = row.getInt("colour");
    return new Warning(
        row.getString("key"),
        row.getString("thread"),
        texts(row, "refs"),
        row.getString("sender"),
        row.getString("identifier"),
        Db.instant(row, "sent"),
        row.getString("msg_type"),
        row.getString("status"),
        new Words(
            row.getString("sender_name"),
            row.getString("event"),
            row.getString("headline"),
            row.getString("severity"),
            row.getString("urgency"),
            row.getString("certainty"),
            row.getString("description"),
            row.getString("instruction"),
            row.getString("areas")),
        colour == 0 ? null : Level.values()[colour - 1],
        Db.instantOrNull(row, "effective"),
        Db.instantOrNull(row, "expires"),
        State.valueOf(row.getString("state")),
        row.getString("replaced_by"),
        CapSeal.valueOf(row.getString("seal")),
        texts(row, "streets"),
        row.getString("via"),
        Db.instant(row, "received_at"),
        row.getString("xml"));
  }

  static List<String> texts(ResultSet row, String column) throws SQLException {
    return List.of((String[]) row.getArray(column).getArray());
  }
}
