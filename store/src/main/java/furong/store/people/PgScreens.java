package furong.store.people;

import furong.people.Screen;
import furong.people.ScreenStore;
import furong.store.Db;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Screens of operations rooms, in PostgreSQL. */
public final class PgScreens implements ScreenStore {

  private final Db db;
  private final PgKeyed<Screen> rows;

  public PgScreens(Db db) {
    this.db = db;
    this.rows = new PgKeyed<>(db, "screen", PgScreens::read);
  }

  @Override
  public Screen add(Screen s, String keyHash) {
    return db.find(
            "insert into screen (name, key_hash, division, seconds, made_at)"
                + " values (?, ?, ?, ?, ?) returning id",
            row -> s.withId(row.getLong(1)),
            s.name(),
            keyHash,
            s.division(),
            s.seconds(),
            s.madeAt())
        .orElseThrow();
  }

  @Override
  public Optional<Screen> findByKey(String keyHash) {
    return rows.findByKey(keyHash);
  }

  @Override
  public Optional<Screen> find(long id) {
    return rows.find(id);
  }

  @Override
  public List<Screen> list() {
    return rows.list();
  }

  @Override
  public void revoke(long id, Instant at) {
    rows.revoke(id, at);
  }

  private static Screen read(ResultSet row) throws SQLException {
    return new Screen(
        row.getLong("id"),
        row.getString("name"),
        row.getString("division"),
        row.getInt("seconds"),
        Db.instant(row, "made_at"),
        Db.instantOrNull(row, "revoked_at"));
  }
}
