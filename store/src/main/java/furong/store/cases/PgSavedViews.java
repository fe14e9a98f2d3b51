package furong.store.cases;

import furong.cases.SavedView;
import furong.cases.SavedViews;
import furong.store.Db;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Saved views in PostgreSQL. */
public final class PgSavedViews implements SavedViews {

  private final Db db;

  public PgSavedViews(Db db) {
    this.db = db;
  }

  @Override
  public List<SavedView> list(String user) {
    // by the bytes of the name, so that the order does not hang on the database's language
    return db.list(
        "select * from case_view where shared or owner = ? order by name collate \"C\", id",
        PgSavedViews::view,
        user);
  }

  @Override
  public SavedView save(SavedView view, Instant now) {
    return db.find(
            "insert into case_view (owner, name, query, shared, made_at) values (?, ?, ?, ?, ?)"
                + " on conflict (owner, name) do update set query = excluded.query,"
                + " shared = excluded.shared, made_at = excluded.made_at returning *",
            PgSavedViews::view,
            view.owner(),
            view.name(),
            view.query(),
            view.shared(),
            now)
        .orElseThrow();
  }

  @Override
  public boolean remove(String owner, long id) {
    return db.update("delete from case_view where owner = ? and id = ?", owner, id) == 1;
  }

  private static SavedView view(ResultSet row) throws SQLException {
    return new SavedView(
        row.getLong("id"),
        row.getString("owner"),
        row.getString("name"),
        row.getString("query"),
        row.getBoolean("shared"));
  }
}
