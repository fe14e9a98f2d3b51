package furong.people;

import java.time.Instant;
import java.util.Optional;

/** Port: who is logged in. Knows only the hash of a token, so that a copy of it opens nothing. */
public interface SessionStore {

  void open(String tokenHash, String userId, Instant at, Instant expiresAt, String from);

  /** The user of a session that has not expired at {@code now}, while the account is open. */
  Optional<User> find(String tokenHash, Instant now);

  void close(String tokenHash);

  /** Ends all sessions of an account; answers how many. */
  int closeOf(String userId);

  /** Removes what expired before {@code now}; answers how many. */
  int sweep(Instant now);
}
