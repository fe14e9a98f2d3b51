package furong.store.notify;

import furong.notify.LogNote;
import furong.notify.RosterStore;
import furong.notify.Shift;
import furong.store.Db;
import furong.store.Db.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Shifts and the duty log in PostgreSQL. */
public final class PgRosters implements RosterStore {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final TypeReference<Map<String, Long>> FACTS = new TypeReference<>() {};

  private final Db db;

  public PgRosters(Db db) {
    this.db = db;
  }

  @Override
  public Shift add(Shift s) {
    return s.withId(
        db.find(
                """
                insert into duty_shift (organisation, user_id, from_at, to_at, note)
                values (?, ?, ?, ?, ?) returning id
                """,
                row -> row.getLong(1),
                s.organisation(),
                s.user(),
                s.from(),
                s.to(),
                s.note())
            .orElseThrow());
  }

  @Override
  public Optional<Shift> findShift(long id) {
    return db.find("select * from duty_shift where id = ?", PgRosters::shift, id);
  }

  @Override
  public void removeShift(long id) {
    db.update("delete from duty_shift where id = ?", id);
  }

  @Override
  public List<Shift> shifts(String organisation, Instant from, Instant to) {
    return db.list(
        "select * from duty_shift where (? = '' or organisation = ?) and from_at < ? and to_at > ?"
            + " order by from_at, id",
        PgRosters::shift,
        organisation,
        organisation,
        to,
        from);
  }

  private static Shift shift(ResultSet row) throws SQLException {
    return new Shift(
        row.getLong("id"),
        row.getString("organisation"),
        row.getString("user_id"),
        Db.instant(row, "from_at"),
        Db.instant(row, "to_at"),
        row.getString("note"));
  }

  @Override
  public LogNote append(LogNote n) {
    return n.withId(
        db.find(
                """
                insert into duty_log (organisation, at, by_id, to_id, text, facts)
                values (?, ?, ?, ?, ?, ?) returning id
                """,
                row -> row.getLong(1),
                n.organisation(),
                n.at(),
                n.by(),
                n.to(),
                n.text(),
                new Json(JSON.writeValueAsString(n.facts())))
            .orElseThrow());
  }

  @Override
  public List<LogNote> log(String organisation, int offset, int limit) {
    return db.list(
        "select * from duty_log where organisation = ? order by id desc limit ? offset ?",
        row ->
            new LogNote(
                row.getLong("id"),
                row.getString("organisation"),
                Db.instant(row, "at"),
                row.getString("by_id"),
                row.getString("to_id"),
                row.getString("text"),
                JSON.readValue(row.getString("facts"), FACTS)),
        organisation,
        limit,
        offset);
  }

  @Override
  public long countLog(String organisation) {
    return db.find(
            "select count(*) from duty_log where organisation = ?",
            row -> row.getLong(1),
            organisation)
        .orElse(0L);
  }
}
