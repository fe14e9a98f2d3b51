package furong.people;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Sessions in memory, for small worlds; a restart ends them all. */
public final class MemorySessions implements SessionStore {

  private record Session(String user, Instant expiresAt) {}

  private final UserStore users;
  private final Map<String, Session> sessions = new ConcurrentHashMap<>();

  public MemorySessions(UserStore users) {
    this.users = users;
  }

  @Override
  public void open(String tokenHash, String userId, Instant at, Instant expiresAt, String from) {
    sessions.put(tokenHash, new Session(userId, expiresAt));
  }

  @Override
  public Optional<User> find(String tokenHash, Instant now) {
    return Optional.ofNullable(sessions.get(tokenHash))
        .filter(session -> now.isBefore(session.expiresAt()))
        .flatMap(session -> users.findOpen(session.user()));
  }

  @Override
  public void close(String tokenHash) {
    sessions.remove(tokenHash);
  }

  @Override
  public int closeOf(String userId) {
    int before = sessions.size();
    sessions.values().removeIf(session -> session.user().equals(userId));
    return before - sessions.size();
  }

  @Override
  public int sweep(Instant now) {
    int before = sessions.size();
    sessions.values().removeIf(session -> !now.isBefore(session.expiresAt()));
    return before - sessions.size();
  }
}
