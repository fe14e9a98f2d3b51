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
   * @param closedAt null while the account is open; a closed one lets nobody in
   */
  record Credentials(
      User user,
      String passwordHash,
      int failures,
      @Nullable Instant lockedUntil,
      @Nullable Instant closedAt) {}

  /**
   * An account with its end.
   *
   * @param closedAt null while it is open
   */
  record Account(User user, @Nullable Instant closedAt) {

    public boolean isOpen() {
      return closedAt == null;
    }
  }

  /** Also a closed one: what somebody did keeps its name. */
  Optional<User> find(String id);

  Optional<Account> account(String id);

  /** Somebody who can be asked to do something. */
  default Optional<User> findOpen(String id) {
    return account(id).filter(Account::isOpen).map(Account::user);
  }

  /** By login, closed ones too: a login is never given twice. */
  Optional<Credentials> credentials(String login);

  /** Who can be asked to do something, by login: the open accounts. */
  List<User> list();

  /** All accounts by login, closed ones too. */
  List<Account> accounts();

  /**
   * @throws IllegalStateException when the id or the login is taken
   */
  void add(User user, String passwordHash, Instant at);

  /** Notes one more wrong password; answers how many in a row that makes. */
  int failed(String id);

  void lock(String id, Instant until);

  /** Forgets failures and lifts a lock. */
  void forgive(String id);

  /** Name, roles, divisions and organisation become those of {@code user}; the login stays. */
  void change(User user);

  void close(String id, Instant at);

  void reopen(String id);

  /** A new password; failures and a lock are forgotten with the old one, a pending link is dead. */
  void setPassword(String id, String passwordHash);

  /**
   * A link lets the person set a new password until {@code until}; an earlier one is dead.
   *
   * @param tokenHash {@link SecretToken#hash} of what stands in the link
   */
  void expectPassword(String id, String tokenHash, Instant until);

  /** The open account whose link this is, while it lasts and is unused. */
  Optional<User> expected(String tokenHash, Instant now);
}
