package furong.store.notify;

import furong.notify.Assignment;
import furong.notify.CalmStore;
import furong.notify.Matcher;
import furong.notify.Shelf;
import furong.notify.Silence;
import furong.notify.Silence.Weekly;
import furong.store.Db;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Silences, shelves and assignments in PostgreSQL. */
public final class PgCalm implements CalmStore {

  private final Db db;

  public PgCalm(Db db) {
    this.db = db;
  }

  @Override
  public Silence add(Silence s) {
    @Nullable Weekly weekly = s.weekly();
    long id =
        db.find(
                """
                insert into silence (matchers, from_at, to_at, days, start_time, minutes, reason,
                  author, created_at, ended_at)
                values (?, ?, ?, ?::smallint[], ?, ?, ?, ?, ?, ?) returning id
                """,
                row -> row.getLong(1),
                s.matchers().stream().map(Matcher::toString).toArray(String[]::new),
                s.from(),
                s.to(),
                weekly == null
                    ? null
                    : weekly.days().stream()
                        .map(d -> Long.valueOf(d.getValue()))
                        .sorted()
                        .toArray(Long[]::new),
                weekly == null ? null : weekly.start(),
                weekly == null ? null : Integer.valueOf((int) weekly.length().toMinutes()),
                s.reason(),
                s.author(),
                s.createdAt(),
                s.endedAt())
            .orElseThrow();
    return s.withId(id);
  }

  @Override
  public Optional<Silence> findSilence(long id) {
    return db.find("select * from silence where id = ?", PgCalm::silence, id);
  }

  @Override
  public void update(Silence s) {
    db.update("update silence set ended_at = ? where id = ?", s.endedAt(), s.id());
  }

  @Override
  public List<Silence> silences(Instant notEndedBefore) {
    return db.list(
        "select * from silence where to_at > ? and (ended_at is null or ended_at > ?)"
            + " order by id desc",
        PgCalm::silence,
        notEndedBefore,
        notEndedBefore);
  }

  private static Silence silence(ResultSet row) throws SQLException {
    @Nullable LocalTime start = row.getObject("start_time", LocalTime.class);
    return new Silence(
        row.getLong("id"),
        Matcher.parseAll(PgWarnings.texts(row, "matchers")).orThrow(),
        Db.instant(row, "from_at"),
        Db.instant(row, "to_at"),
        start == null
            ? null
            : new Weekly(days(row), start, Duration.ofMinutes(row.getInt("minutes"))),
        row.getString("reason"),
        row.getString("author"),
        Db.instant(row, "created_at"),
        Db.instantOrNull(row, "ended_at"));
  }

  private static Set<DayOfWeek> days(ResultSet row) throws SQLException {
    Set<DayOfWeek> days = new HashSet<>();
    for (Object day : (Object[]) row.getArray("days").getArray()) {
      days.add(DayOfWeek.of(((Number) day).intValue()));
    }
    return days;
  }

  @Override
  public void shelve(Shelf s) {
    db.update(
        """
        insert into shelf (alert, until_at, reason, by_id, at) values (?, ?, ?, ?, ?)
        on conflict (alert) do update set until_at = excluded.until_at, reason = excluded.reason,
          by_id = excluded.by_id, at = excluded.at
        """,
        s.alert(),
        s.until(),
        s.reason(),
        s.by(),
        s.at());
  }

  @Override
  public boolean unshelve(String alert) {
    return db.update("delete from shelf where alert = ?", alert) == 1;
  }

  @Override
  public List<Shelf> shelves(Instant now) {
    return db.list(
        "select * from shelf where until_at > ? order by alert",
        row ->
            new Shelf(
                row.getString("alert"),
                Db.instant(row, "until_at"),
                row.getString("reason"),
                row.getString("by_id"),
                Db.instant(row, "at")),
        now);
  }

  @Override
  public void assign(Assignment a) {
    db.update(
        "insert into alert_assignment (alert, to_id, by_id, at, note) values (?, ?, ?, ?, ?)",
        a.alert(),
        a.to(),
        a.by(),
        a.at(),
        a.note());
  }

  @Override
  public List<Assignment> assignments(String alert) {
    return db.list(
        "select * from alert_assignment where alert = ? order by id desc",
        PgCalm::assignment,
        alert);
  }

  @Override
  public List<Assignment> newest(Collection<String> alerts) {
    return db.list(
        "select distinct on (alert) * from alert_assignment where alert = any(?)"
            + " order by alert, id desc",
        PgCalm::assignment,
        (Object) alerts.toArray(String[]::new));
  }

  @Override
  public List<String> assignedTo(String person, int most) {
    return db.list(
        """
        select alert from alert_assignment a where to_id = ? and not exists
          (select 1 from alert_assignment b where b.alert = a.alert and b.id > a.id)
        order by id desc limit ?
        """,
        row -> row.getString(1),
        person,
        most);
  }

  private static Assignment assignment(ResultSet row) throws SQLException {
    return new Assignment(
        row.getString("alert"),
        row.getString("to_id"),
        row.getString("by_id"),
        Db.instant(row, "at"),
        row.getString("note"));
  }
}
