package furong.store.people;

import furong.people.SessionStore;
import furong.people.User;
import furong.store.Db;
import java.time.Instant;
import java.util.Optional;

/** Sessions in PostgreSQL: they outlive a restart of the program. */
public final class PgSessions implements SessionStore {

  private final Db db;

  public PgSessions(Db db) {
    this.db = db;
  }

  @Override
  public void open(String tokenHash, String userId, Instant at, Instant expiresAt, String from) {
    db.update(
        "insert into session (token_hash, account, opened_at, expires_at, from_addr)"
            + " values (?, ?, ?, ?, ?)",
        tokenHash,
        userId,
        at,
        expiresAt,
        from);
  }

  @Override
  public Optional<User> find(String tokenHash, Instant now) {
    return db.find(
        "select a.* from session s join account a on a.id = s.account"
            + " where s.token_hash = ? and s.expires_at > ? and a.closed_at is null",
        PgUsers::user,
        tokenHash,
        now);
  }

  @Override
  public void close(String tokenHash) {
    db.update("delete from session where token_hash = ?", tokenHash);
  }

  @Override
  public int closeOf(String userId) {
    return db.update("delete from session where account = ?", userId);
  }

  @Override
  public int sweep(Instant now) {
    return db.update("delete from session where expires_at <= ?", now);
  }
}
