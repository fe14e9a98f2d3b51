package furong.bench;

import furong.store.Db;

/** What a database says of its size and work. */
final class DbNumbers {

  private DbNumbers() {}

  static long count(Db db, String table) {
    return number(db, "select count(*) from " + table);
  }

  /** Bytes written to its log of changes so far. */
  static long wal(Db db) {
    return number(db, "select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint");
  }

  /** Of all tables with their indices. */
  static double megabytes(Db db) {
    return number(db, "select pg_database_size(current_database())") / 1e6;
  }

  private static long number(Db db, String sql) {
    return db.find(sql, row -> row.getLong(1)).orElseThrow();
  }
}
