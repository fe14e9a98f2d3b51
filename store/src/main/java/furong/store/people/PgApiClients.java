package furong.store.people;

import furong.people.ApiClient;
import furong.people.ApiClientStore;
import furong.store.Db;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Programs that bring reports, in PostgreSQL. */
public final class PgApiClients extends PgKeyed<ApiClient> implements ApiClientStore {

  public PgApiClients(Db db) {
    super(db, "api_client", PgApiClients::read);
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
