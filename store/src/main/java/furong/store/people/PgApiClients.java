package furong.store.people;

import furong.people.ApiClient;
import furong.people.ApiClientStore;
import furong.store.Db;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Programs that bring reports, in PostgreSQL. */
public final class PgApiClients implements ApiClientStore {

  private final Db db;
  private final PgKeyed<ApiClient> rows;

  public PgApiClients(Db db) {
    this.db = db;
    this.rows = new PgKeyed<>(db, "api_client", PgApiClients::read);
  }

  @Override
  public ApiClient add(ApiClient c, String keyHash) {
    return db.find(
            "insert into api_client (name, key_hash, trusted, per_minute, made_at)"
                + " values (?, ?, ?, ?, ?) returning id",
            row -> c.withId(row.getLong(1)),
            c.name(),
            keyHash,
            c.trusted(),
            c.perMinute(),
            c.madeAt())
        .orElseThrow();
  }

  @Override
  public Optional<ApiClient> findByKey(String keyHash) {
    return rows.findByKey(keyHash);
  }

  @Override
  public Optional<ApiClient> find(long id) {
    return rows.find(id);
  }

  @Override
  public List<ApiClient> list() {
    return rows.list();
  }

  @Override
  public void revoke(long id, Instant at) {
    rows.revoke(id, at);
  }

  private static ApiClient read(ResultSet row) throws SQLException {
    return new ApiClient(
        row.getLong("id"),
        row.getString("name"),
        row.getBoolean("trusted"),
        row.getInt("per_minute"),
        Db.instant(row, "made_at"),
        Db.instantOrNull(row, "revoked_at"));
  }
}
