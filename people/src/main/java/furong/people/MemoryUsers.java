package furong.people;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Users in memory, for small worlds. */
public final class MemoryUsers implements UserStore {

  private final Map<String, Credentials> byId = new ConcurrentHashMap<>();

  @Override
  public Optional<User> find(String id) {
    return Optional.ofNullable(byId.get(id)).map(Credentials::user);
  }

  @Override
  public Optional<Credentials> credentials(String login) {
    return byId.values().stream().filter(c -> c.user().login().equals(login)).findFirst();
  }

  @Override
  public List<User> list() {
    return byId.values().stream()
        .map(Credentials::user)
        .sorted(Comparator.comparing(User::login))
        .toList();
  }

  @Override
  public synchronized void add(User user, String passwordHash, Instant at) {
    if (byId.containsKey(user.id()) || credentials(user.login()).isPresent()) {
      throw new IllegalStateException("there is a user " + user.login() + " already");
    }
    byId.put(user.id(), new Credentials(user, passwordHash, 0, null));
  }

  @Override
  public synchronized int failed(String id) {
    Credentials c = byId.get(id);
    if (c == null) {
      return 0;
    }
    byId.put(id, new Credentials(c.user(), c.passwordHash(), c.failures() + 1, c.lockedUntil()));
    return c.failures() + 1;
  }

  @Override
  public void lock(String id, Instant until) {
    byId.computeIfPresent(
        id, (i, c) -> new Credentials(c.user(), c.passwordHash(), c.failures(), until));
  }

  @Override
  public void forgive(String id) {
    byId.computeIfPresent(id, (i, c) -> new Credentials(c.user(), c.passwordHash(), 0, null));
  }
}
