package furong.store.people;

import furong.people.KeyedStore;
import furong.store.Db;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A table of holders of a key: found by id or by the hash of the key, listed newest first, and
 * taken back once; a row is never deleted.
 */
abstract class PgKeyed<T> implements KeyedStore<T> {

  final Db db;
  private final String table;
  private final Db.RowReader<T> reader;

  /**
   * @param table with the columns {@code id}, {@code key_hash} and {@code revoked_at}
   */
  PgKeyed(Db db, String table, Db.RowReader<T> reader) {
    this.db = db;
    this.table = table;
    this.reader = reader;
  }

  @Override
  public Optional<T> findByKey(String keyHash) {
    return db.find("select * from " + table + " where key_hash = ?", reader, keyHash);
  }

  @Override
  public Optional<T> find(long id) {
    return db.find("select * from " + table + " where id = ?", reader, id);
  }

  @Override
  public List<T> list() {
    return db.list("select * from " + table + " order by id desc", reader);
  }

  @Override
  public void revoke(long id, Instant at) {
    db.update(
        "update " + table + " set revoked_at = ? where id = ? and revoked_at is null", at, id);
  }
}
