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

  private static final String ALL =
      "select id, name, division, seconds, made_at, revoked_at from screen";

  private final Db db;

  public PgScreens(Db db) {
    this.db = db;
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
    return db.find(ALL + " where key_hash = ?", PgScreens::read, keyHash);
  }

  @Override
  public Optional<Screen> find(long id) {
    return db.find(ALL + " where id = ?", PgScreens::read, id);
  }

  @Override
  public List<Screen> list() {
    return db.list(ALL + " order by id desc", PgScreens::read);
  }

  @Override
  public void revoke(long id, Instant at) {
    db.update("update screen set revoked_at = ? where id = ? and revoked_at is null", at, id);
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
