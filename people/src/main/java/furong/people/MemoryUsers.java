package furong.people;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** Users in memory, for small worlds. */
public final class MemoryUsers implements UserStore {

  private record Expected(String tokenHash, Instant until) {}

  private final Map<String, Credentials> byId = new ConcurrentHashMap<>();
  private final Map<String, Expected> expected = new ConcurrentHashMap<>();

  @Override
  public Optional<User> find(String id) {
    return Optional.ofNullable(byId.get(id)).map(Credentials::user);
  }

  @Override
  public Optional<Account> account(String id) {
    return Optional.ofNullable(byId.get(id)).map(c -> new Account(c.user(), c.closedAt()));
  }

  @Override
  public Optional<Credentials> credentials(String login) {
    return byId.values().stream().filter(c -> c.user().login().equals(login)).findFirst();
  }

  @Override
  public List<User> list() {
    return accounts().stream().filter(Account::isOpen).map(Account::user).toList();
  }

  @Override
  public List<Account> accounts() {
    return byId.values().stream()
        .map(c -> new Account(c.user(), c.closedAt()))
        .sorted(Comparator.comparing(a -> a.user().login()))
        .toList();
  }

  @Override
  public synchronized void add(User user, String passwordHash, Instant at) {
    if (byId.containsKey(user.id()) || credentials(user.login()).isPresent()) {
      throw new IllegalStateException("there is a user " + user.login() + " already");
    }
    byId.put(user.id(), new Credentials(user, passwordHash, 0, null, null));
  }

  private void with(String id, UnaryOperator<Credentials> change) {
    byId.computeIfPresent(id, (i, c) -> change.apply(c));
  }

  @Override
  public synchronized int failed(String id) {
    Credentials c = byId.get(id);
    if (c == null) {
      return 0;
    }
    with(
        id,
        o ->
            new Credentials(
                o.user(), o.passwordHash(), o.failures() + 1, o.lockedUntil(), o.closedAt()));
    return c.failures() + 1;
  }

  @Override
  public void lock(String id, Instant until) {
    with(id, c -> new Credentials(c.user(), c.passwordHash(), c.failures(), until, c.closedAt()));
  }

  @Override
  public void forgive(String id) {
    with(id, c -> new Credentials(c.user(), c.passwordHash(), 0, null, c.closedAt()));
  }

  @Override
  public void change(User user) {
    with(
        user.id(),
        c -> new Credentials(user, c.passwordHash(), c.failures(), c.lockedUntil(), c.closedAt()));
  }

  @Override
  public void close(String id, Instant at) {
    with(id, c -> new Credentials(c.user(), c.passwordHash(), c.failures(), c.lockedUntil(), at));
  }

  @Override
  public void reopen(String id) {
    with(id, c -> new Credentials(c.user(), c.passwordHash(), c.failures(), c.lockedUntil(), null));
  }

  @Override
  public void setPassword(String id, String passwordHash) {
    with(id, c -> new Credentials(c.user(), passwordHash, 0, null, c.closedAt()));
    expected.remove(id);
  }

  @Override
  public void expectPassword(String id, String tokenHash, Instant until) {
    expected.put(id, new Expected(tokenHash, until));
  }

  @Override
  public Optional<User> expected(String tokenHash, Instant now) {
    return expected.entrySet().stream()
        .filter(e -> e.getValue().tokenHash().equals(tokenHash))
        .filter(e -> now.isBefore(e.getValue().until()))
        .flatMap(e -> account(e.getKey()).stream())
        .filter(Account::isOpen)
        .map(Account::user)
        .findFirst();
  }
}
