package furong.store.keys;

import furong.observe.DeviceKeys;
import furong.store.Db;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Table {@code device_key}. */
public final class PgDeviceKeys implements DeviceKeys {

  private final Db db;

  public PgDeviceKeys(Db db) {
    this.db = db;
  }

  @Override
  public DeviceKey add(DeviceKey key) {
    return key.withId(
        db.find(
                """
                insert into device_key (name, hash, certificate, things, datastreams, made, made_by)
                values (?, ?, ?, ?, ?, ?, ?) returning id
                """,
                row -> row.getLong(1),
                key.name(),
                key.hash(),
                key.certificate(),
                key.things().toArray(Long[]::new),
                key.datastreams().toArray(Long[]::new),
                key.made(),
                key.by())
            .orElseThrow());
  }

  @Override
  public Optional<DeviceKey> find(long id) {
    return db.find("select * from device_key where id = ?", PgDeviceKeys::key, id);
  }

  @Override
  public Optional<DeviceKey> ofCertificate(String certificate) {
    return certificate.isEmpty()
        ? Optional.empty()
        : db.find(
            "select * from device_key where certificate = ? and certificate <> '' and revoked is null",
            PgDeviceKeys::key,
            certificate);
  }

  @Override
  public List<DeviceKey> list(int offset, int limit) {
    return db.list(
        "select * from device_key order by id desc offset ? limit ?",
        PgDeviceKeys::key,
        offset,
        limit);
  }

  @Override
  public long count() {
    return db.list("select count(*) from device_key", row -> row.getLong(1)).getFirst();
  }

  @Override
  public boolean revoke(long id, Instant at) {
    return db.update("update device_key set revoked = ? where id = ? and revoked is null", at, id)
        == 1;
  }

  private static DeviceKey key(ResultSet row) throws SQLException {
    @Nullable Timestamp revoked = row.getTimestamp("revoked");
    return new DeviceKey(
        row.getLong("id"),
        row.getString("name"),
        row.getString("hash"),
        row.getString("certificate"),
        List.of((Long[]) row.getArray("things").getArray()),
        List.of((Long[]) row.getArray("datastreams").getArray()),
        row.getTimestamp("made").toInstant(),
        row.getString("made_by"),
        revoked == null ? null : revoked.toInstant());
  }
}
