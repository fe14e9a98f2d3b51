package furong.people;

import furong.base.Notice;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.base.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where a password becomes another one: by the person who knows the old one, or by a link that an
 * administrator makes for somebody who forgot it. The administrator hands the link over and never
 * learns the password; the link is used once. Either way all sessions of the account end.
 *
 * <p>Known fault: an administrator can use the link instead of the person. The audit trail then
 * shows who made it and the address from which it was used, and the person's own password is dead.
 */
public final class PasswordDesk {

  /** The person is near, or called back within a working day; what lies about longer is found. */
  public static final Duration LINK_LASTS = Duration.ofHours(24);

  /**
   * Length is what makes guessing dear (NIST SP 800-63B asks for eight at least and for no kinds of
   * signs); twelve, since case files hold what citizens wrote in confidence.
   */
  public static final int SHORTEST = 12;

  /** Nobody types more; a hash costs by the length of its text. */
  public static final int LONGEST = 200;

  /** What stands in a link, shown once. */
  public record Link(String token, User user, Instant until) {}

  private final UserStore store;
  private final SessionStore sessions;
  private final LoginDesk logins;
  private final PasswordHasher hasher;
  private final AuditTrail audit;
  private final Transactions transactions;
  private final InstantSource time;

  public PasswordDesk(
      UserStore store,
      SessionStore sessions,
      LoginDesk logins,
      PasswordHasher hasher,
      AuditTrail audit,
      Transactions transactions,
      InstantSource time) {
    this.store = store;
    this.sessions = sessions;
    this.logins = logins;
    this.hasher = hasher;
    this.audit = audit;
    this.transactions = transactions;
    this.time = time;
  }

  /** A link for a person who forgot the password; the old password goes on until it is used. */
  public Result<Link> link(Caller caller, String id) {
    return UserDesk.mayKeep(store, caller, id)
        .then(kept -> {
          if (!kept.account().isOpen()) {
            return Result.refused(
                Refusal.CONFLICT, Notice.of("user.closed", "", "The account is closed"));
          }
          Instant now = time.instant();
          Link link = new Link(SecretToken.make(), kept.user(), now.plus(LINK_LASTS));
          transactions.inOne(() -> {
            store.expectPassword(id, SecretToken.hash(link.token()), link.until());
            note(now, caller, kept.role().name(), "password.link", id);
          });
          return Result.ok(link);
        });
  }

  /** Whose link it is; to greet the person. */
  public Result<User> whose(String token) {
    Optional<User> user =
        SecretToken.looksRight(token)
            ? store.expected(SecretToken.hash(token), time.instant())
            : Optional.empty();
    return user.<Result<User>>map(Result::ok).orElseGet(PasswordDesk::gone);
  }

  /** Uses a link. */
  public Result<User> redeem(String token, String password, String from) {
    return whose(token)
        .then(user -> fits(user, password))
        .then(user -> {
          // hashing takes a tenth of a second of a core: not while a connection is held
          String hash = hasher.hash(password);
          return transactions.inOne(() ->
              // again, and held: two who use one link at once set one password
              whose(token).map(held -> set(new Caller(held, from), hash, "password.redeem")));
        });
  }

  /** The person changes the own password; a wrong old one counts as a wrong login does. */
  public Result<User> change(Caller caller, String old, String password) {
    Result<User> known = logins.check(caller.user().login(), old, caller.from());
    if (known instanceof Result.Refused<User>(Refusal refusal, var notices)) {
      // 401 would say that the session is gone
      return refusal == Refusal.UNAUTHENTICATED
          ? invalid("old", "The old password is wrong")
          : new Result.Refused<>(refusal, notices);
    }
    return fits(caller.user(), password)
        .map(user -> {
          String hash = hasher.hash(password);
          return transactions.inOne(() -> set(caller, hash, "password.change"));
        });
  }

  private User set(Caller caller, String hash, String action) {
    User user = caller.user();
    store.setPassword(user.id(), hash);
    sessions.closeOf(user.id());
    note(time.instant(), caller, "", action, user.id());
    return user;
  }

  private static Result<User> fits(User user, String password) {
    if (password.length() < SHORTEST || password.length() > LONGEST) {
      return invalid("password", "A password has " + SHORTEST + " to " + LONGEST + " characters");
    }
    if (password.toLowerCase(Locale.ROOT).contains(user.login())) {
      return invalid("password", "A password does not hold the login");
    }
    return password.chars().distinct().count() < SHORTEST / 2
        ? invalid("password", "A password has at least " + SHORTEST / 2 + " different characters")
        : Result.ok(user);
  }

  private void note(Instant now, Caller caller, String role, String action, String id) {
    audit.append(AuditEntry.of(now, caller, role, action, "user/" + id, Map.of(), Map.of()));
  }

  private static <T> Result<T> invalid(String place, String message) {
    return Result.refused(Refusal.INVALID, Notice.of("password." + place, place, message));
  }

  private static <T> Result<T> gone() {
    return Result.refused(
        Refusal.NOT_FOUND,
        Notice.of("password.link", "", "The link was used, is over, or is not one of ours"));
  }
}
