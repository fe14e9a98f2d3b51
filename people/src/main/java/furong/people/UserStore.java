package furong.people;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Port: the users and what is needed to let them in. */
public interface UserStore {

  /**
   * What a login is checked against.
   *
   * @param passwordHash as {@link PasswordHasher#hash} made it
   * @param failures wrong passwords in a row
   * @param lockedUntil null when not locked
   */
  record Credentials(User user, String passwordHash, int failures, @Nullable Instant lockedUntil) {}

  Optional<User> find(String id);

  Optional<Credentials> credentials(String login);

  List<User> list();

  /**
   * @throws IllegalStateException when the id or the login is taken
   */
  void add(User user, String passwordHash, Instant at);

  /** Notes one more wrong password; answers how many in a row that makes. */
  int failed(String id);

  void lock(String id, Instant until);

  /** Forgets failures and lifts a lock. */
  void forgive(String id);
}
