package furong.people;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sessions whose users are remembered for {@link #REMEMBERED}, so that a page which asks ten things
 * at once, or a program that works on, costs one question to the store.
 *
 * <p>Logging out here is at once, and so is an account that is closed or changed here. A session
 * that is closed by another process or that expires meanwhile goes on for so long.
 */
public final class RememberedSessions implements SessionStore {

  /** Longer than a page takes to load; short against what a person calls at once. */
  public static final Duration REMEMBERED = Duration.ofSeconds(5);

  /** More people than that do not work within five seconds; beyond it all is asked anew. */
  private static final int MOST = 10_000;

  private record Known(User user, Instant until) {}

  private final SessionStore store;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  public RememberedSessions(SessionStore store) {
    this.store = store;
  }

  @Override
  public void open(String tokenHash, String userId, Instant at, Instant expiresAt, String from) {
    store.open(tokenHash, userId, at, expiresAt, from);
  }

  @Override
  public Optional<User> find(String tokenHash, Instant now) {
    Known before = known.get(tokenHash);
    if (before != null && now.isBefore(before.until())) {
      return Optional.of(before.user());
    }
    Optional<User> found = store.find(tokenHash, now);
    if (known.size() >= MOST) {
      known.clear();
    }
    found.ifPresentOrElse(
        user -> known.put(tokenHash, new Known(user, now.plus(REMEMBERED))),
        () -> known.remove(tokenHash));
    return found;
  }

  @Override
  public void close(String tokenHash) {
    store.close(tokenHash);
    known.remove(tokenHash);
  }

  @Override
  public int closeOf(String userId) {
    int closed = store.closeOf(userId);
    known.values().removeIf(k -> k.user().id().equals(userId));
    return closed;
  }

  @Override
  public int sweep(Instant now) {
    known.values().removeIf(k -> !now.isBefore(k.until()));
    return store.sweep(now);
  }
}
