package furong.store.people;

import furong.people.Screen;
import furong.people.ScreenStore;
import furong.store.Db;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Screens of operations rooms, in PostgreSQL. */
public final class PgScreens extends PgKeyed<Screen> implements ScreenStore {

  public PgScreens(Db db) {
    super(db, "screen", PgScreens::read);
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
