package furong.history;

import furong.observe.BatchKeys;
import furong.store.Db;

/** Keys in table {@code batch_key}, put there by the historian. */
public final class JdbcBatchKeys implements BatchKeys {

  private final Db db;

  public JdbcBatchKeys(Db db) {
    this.db = db;
  }

  @Override
  public void forEach(Sink sink) {
    db.list(
        "select shard, key_hash from batch_key order by shard, log_offset",
        row -> {
          sink.take(row.getInt(1), row.getLong(2));
          return Boolean.TRUE;
        });
  }
}
