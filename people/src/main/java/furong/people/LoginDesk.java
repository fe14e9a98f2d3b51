package furong.people;

import furong.base.Notice;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.base.Transactions;
import furong.people.UserStore.Credentials;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets people in and out.
 *
 * <p>A wrong login and a wrong password are answered alike and take alike long, so that nobody
 * learns which logins exist. Repeated failures lock the login for a while ({@link LoginPolicy});
 * somebody else can so keep a person out for that while - the price of not being guessed. Cost: one
 * password hash per try, one query per request.
 */
public final class LoginDesk {

  /** An opened session; the token is shown once and kept nowhere. */
  public record Opened(String token, User user, Instant expiresAt) {}

  private final UserStore users;
  private final SessionStore sessions;
  private final AuditTrail audit;
  private final PasswordHasher hasher;
  private final Transactions transactions;
  private final LoginPolicy policy;
  private final InstantSource time;
  private final String nobodysHash;

  public LoginDesk(
      UserStore users,
      SessionStore sessions,
      AuditTrail audit,
      PasswordHasher hasher,
      Transactions transactions,
      LoginPolicy policy,
      InstantSource time) {
    this.users = users;
    this.sessions = sessions;
    this.audit = audit;
    this.hasher = hasher;
    this.transactions = transactions;
    this.policy = policy;
    this.time = time;
    this.nobodysHash = hasher.hash(SecretToken.make());
  }

  /** Opens a session, or refuses: UNAUTHENTICATED, or BUSY while the login is locked. */
  public Result<Opened> login(String login, String password, String from) {
    return check(login, password, from)
        .map(user ->
            transactions.inOne(() -> {
              Instant now = time.instant();
              String token = SecretToken.make();
              Instant expiresAt = now.plus(policy.session());
              sessions.sweep(now);
              sessions.open(SecretToken.hash(token), user.id(), now, expiresAt, from);
              note(now, new Caller(user, from), "session.login");
              return new Opened(token, user, expiresAt);
            }));
  }

  /** Checks a password without opening a session (HTTP Basic). */
  public Result<User> check(String login, String password, String from) {
    String wanted = login.strip().toLowerCase(Locale.ROOT);
    Optional<Credentials> known = users.credentials(wanted);
    boolean matches =
        hasher.matches(password, known.map(Credentials::passwordHash).orElse(nobodysHash));
    if (known.isEmpty()) {
      return wrong();
    }
    return transactions.inOne(() -> judge(known.get(), matches, from));
  }

  private Result<User> judge(Credentials known, boolean matches, String from) {
    Instant now = time.instant();
    User user = known.user();
    if (known.closedAt() != null) {
      note(now, new Caller(user, from), "session.refused");
      return wrong();
    }
    if (known.lockedUntil() != null && now.isBefore(known.lockedUntil())) {
      return Result.refused(
          Refusal.BUSY,
          Notice.of(
              "login.locked",
              "login",
              "Too many wrong passwords; try again at " + known.lockedUntil()));
    }
    if (matches) {
      if (known.failures() > 0) {
        users.forgive(user.id());
      }
      return Result.ok(user);
    }
    if (known.lockedUntil() != null) {
      users.forgive(user.id());
    }
    boolean lock = users.failed(user.id()) >= policy.maxFailures();
    if (lock) {
      users.lock(user.id(), now.plus(policy.lock()));
    }
    note(now, new Caller(user, from), lock ? "session.locked" : "session.refused");
    return wrong();
  }

  /** The user of a token, while its session lasts. */
  public Optional<User> userOf(@Nullable String token) {
    return token == null || token.isEmpty()
        ? Optional.empty()
        : sessions.find(SecretToken.hash(token), time.instant());
  }

  public void logout(String token, Caller caller) {
    transactions.inOne(() -> {
      sessions.close(SecretToken.hash(token));
      note(time.instant(), caller, "session.logout");
    });
  }

  private void note(Instant now, Caller caller, String action) {
    audit.append(
        AuditEntry.of(now, caller, "", action, "user/" + caller.user().id(), Map.of(), Map.of()));
  }

  private static <T> Result<T> wrong() {
    return Result.refused(
        Refusal.UNAUTHENTICATED,
        Notice.of("login.wrong", "login", "The login or the password is wrong."));
  }
}
