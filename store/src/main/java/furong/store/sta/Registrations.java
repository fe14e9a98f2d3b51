package furong.store.sta;

import furong.store.CopyRows;
import furong.store.Db;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Files of new datastreams and how far each is; V3_20__registration.sql says what is kept. */
public final class Registrations {

  /** How the lines of a file are written. */
  public enum Form {
    CSV,
    JSON
  }

  /**
   * A file and how far it is.
   *
   * @param begunBy who sent it, such as {@code user/admin} or an address
   * @param ended null while it goes on
   * @param problem why it went no further; null when all rows are through
   * @param doneBytes read and decided
   * @param rows lines read, the header of a CSV file among them
   * @param known rows whose datastream was there before
   */
  public record Registration(
      long id,
      String name,
      Form form,
      long bytes,
      Instant begun,
      String begunBy,
      @Nullable Instant ended,
      @Nullable String problem,
      long doneBytes,
      long rows,
      long things,
      long datastreams,
      long known,
      long refused) {}

  /** A line that was refused, counted from 1. */
  public record Fault(long line, String code, String message) {}

  private final Db db;

  public Registrations(Db db) {
    this.db = db;
  }

  /** Keeps a file that is there in full; gives its number. */
  public long begin(String name, Form form, long bytes, Instant at, String by) {
    return db.find(
            "insert into registration(name, form, bytes, begun, begun_by) values (?, ?, ?, ?, ?)"
                + " returning id",
            row -> row.getLong(1),
            name,
            form,
            bytes,
            at,
            by)
        .orElseThrow();
  }

  /** What a batch came to; in the transaction of what it wrote. */
  public void advance(
      long id, long doneBytes, long rows, EntityStore.Registered made, List<Fault> faults) {
    db.update(
        "update registration set done_bytes = ?, rows = ?, things = things + ?, datastreams ="
            + " datastreams + ?, known = known + ?, refused = refused + ? where id = ?",
        doneBytes,
        rows,
        made.things(),
        made.datastreams(),
        made.known(),
        faults.size(),
        id);
    CopyRows lines = new CopyRows("registration_fault(registration, line, code, message)");
    faults.forEach(f -> lines.add(id, f.line(), f.code(), f.message()));
    lines.into(db);
  }

  public void end(long id, Instant at, @Nullable String problem) {
    db.update("update registration set ended = ?, problem = ? where id = ?", at, problem, id);
  }

  public Optional<Registration> find(long id) {
    return db.find("select * from registration where id = ?", Registrations::registration, id);
  }

  /** Those that are not through, the first one first. */
  public List<Registration> open() {
    return db.list(
        "select * from registration where ended is null order by id", Registrations::registration);
  }

  /** Newest first. */
  public List<Registration> list(int offset, int limit) {
    return db.list(
        "select * from registration order by id desc offset ? limit ?",
        Registrations::registration,
        offset,
        limit);
  }

  public long count() {
    return db.find("select count(*) from registration", row -> row.getLong(1)).orElse(0L);
  }

  /** In the order of the file. */
  public List<Fault> faults(long id, int offset, int limit) {
    return db.list(
        "select line, code, message from registration_fault where registration = ? order by line"
            + " offset ? limit ?",
        row -> new Fault(row.getLong(1), row.getString(2), row.getString(3)),
        id,
        offset,
        limit);
  }

  private static Registration registration(ResultSet row) throws SQLException {
    return new Registration(
        row.getLong("id"),
        row.getString("name"),
        Form.valueOf(row.getString("form")),
        row.getLong("bytes"),
        Db.instant(row, "begun"),
        row.getString("begun_by"),
        Db.instantOrNull(row, "ended"),
        row.getString("problem"),
        row.getLong("done_bytes"),
        row.getLong("rows"),
        row.getLong("things"),
        row.getLong("datastreams"),
        row.getLong("known"),
        row.getLong("refused"));
  }
}
