package furong.store.people;

import furong.store.Db;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A table of holders of a key: found by id or by the hash of the key, listed newest first, and
 * taken back once; a row is never deleted.
 *
 * @param table with the columns {@code id}, {@code key_hash} and {@code revoked_at}
 */
record PgKeyed<T>(Db db, String table, Db.RowReader<T> reader) {

  Optional<T> findByKey(String keyHash) {
    return db.find("select * from " + table + " where key_hash = ?", reader, keyHash);
  }

  Optional<T> find(long id) {
    return db.find("select * from " + table + " where id = ?", reader, id);
  }

  List<T> list() {
    return db.list("select * from " + table + " order by id desc", reader);
  }

  void revoke(long id, Instant at) {
    db.update(
        "update " + table + " set revoked_at = ? where id = ? and revoked_at is null", at, id);
  }
}
