package furong.people;

import furong.base.Notice;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.base.Text;
import furong.base.Transactions;
import furong.people.UserStore.Account;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where an administrator keeps people's accounts: roles, the divisions that they answer for, and
 * the organisation that they work for. Who keeps an account covers all its divisions with the own
 * ones.
 *
 * <p>An account is closed, never deleted, and its login is never given to somebody else: the audit
 * trail names it. Whoever changes or closes one ends its sessions, so that what is taken away is
 * away at once. Nobody takes the administrator's role from the own account or closes it: a city is
 * never left without a keeper by a slip. Passwords are {@link PasswordDesk}'s matter.
 */
public final class UserDesk {

  private static final Set<Role> KEEPERS = Set.of(Role.ADMIN);

  /** Devices and screens have keys of their own. */
  private static final Set<Role> NO_PEOPLE = Set.of(Role.DEVICE, Role.WALL);

  /** An account that is wanted. */
  public record Wanted(
      String login,
      String nameZh,
      String nameEn,
      Set<Role> roles,
      List<String> divisions,
      @Nullable String organisation) {

    public Wanted {
      login = login.strip();
      roles = Set.copyOf(roles);
      divisions = List.copyOf(divisions);
    }
  }

  /** A new account; the password is shown once and kept nowhere. */
  public record Given(User user, String password) {}

  /** What the city knows. */
  public record Known(Predicate<String> divisions, Predicate<String> organisations) {}

  private final UserStore store;
  private final SessionStore sessions;
  private final PasswordHasher hasher;
  private final Known known;
  private final AuditTrail audit;
  private final Transactions transactions;
  private final InstantSource time;

  public UserDesk(
      UserStore store,
      SessionStore sessions,
      PasswordHasher hasher,
      Known known,
      AuditTrail audit,
      Transactions transactions,
      InstantSource time) {
    this.store = store;
    this.sessions = sessions;
    this.hasher = hasher;
    this.known = known;
    this.audit = audit;
    this.transactions = transactions;
    this.time = time;
  }

  /** By login, closed ones too. */
  public Result<List<Account>> list(Caller caller) {
    return Rights.may(caller.user(), KEEPERS).map(role -> store.accounts());
  }

  public Result<Given> give(Caller caller, Wanted wanted) {
    return Rights.may(caller.user(), KEEPERS)
        .then(role -> {
          Optional<Notice> wrong = wrong(caller, wanted);
          if (wrong.isPresent()) {
            return Result.refused(Refusal.INVALID, wrong.get());
          }
          return user("user-" + wanted.login(), wanted.login(), wanted)
              .then(user -> {
                // hashing takes a tenth of a second of a core: not while a connection is held
                String password = FirstPassword.make();
                String hash = hasher.hash(password);
                return transactions.inOne(() -> keep(caller, role, user, password, hash));
              });
        });
  }

  private static Result<User> user(String id, String login, Wanted wanted) {
    try {
      return Result.ok(
          new User(
              id,
              login,
              Text.of(wanted.nameZh().strip(), wanted.nameEn().strip()),
              wanted.roles(),
              new Scope(wanted.divisions()),
              wanted.organisation()));
    } catch (IllegalArgumentException e) {
      return Result.refused(
          Refusal.INVALID, Notice.of("user.invalid", "", String.valueOf(e.getMessage())));
    }
  }

  /** Name, roles, divisions and organisation become those that are wanted; the login stays. */
  public Result<Account> change(Caller caller, String id, Wanted wanted) {
    return mayKeep(store, caller, id)
        .then(kept -> {
          Optional<Notice> wrong = wrong(caller, wanted);
          if (wrong.isPresent()) {
            return Result.refused(Refusal.INVALID, wrong.get());
          }
          if (isOwn(caller, id) && !wanted.roles().contains(Role.ADMIN)) {
            return own("Somebody else takes the administrator's role from you");
          }
          return user(id, kept.account().user().login(), wanted)
              .map(user ->
                  transactions.inOne(() -> {
                    store.change(user);
                    sessions.closeOf(id);
                    note(caller, kept.role(), "user.change", id, facts(kept.user()), facts(user));
                    return store.account(id).orElseThrow();
                  }));
        });
  }

  /** Nobody comes in by it any more, and it is asked to do nothing. */
  public Result<Account> close(Caller caller, String id) {
    return mayKeep(store, caller, id)
        .then(kept -> {
          if (isOwn(caller, id)) {
            return own("Somebody else closes your own account");
          }
          if (!kept.account().isOpen()) {
            return Result.refused(
                Refusal.CONFLICT, Notice.of("user.closed", "", "The account is closed already"));
          }
          return Result.ok(
              transactions.inOne(() -> {
                store.close(id, time.instant());
                sessions.closeOf(id);
                note(caller, kept.role(), "user.close", id, Map.of(), facts(kept.user()));
                return store.account(id).orElseThrow();
              }));
        });
  }

  /** Somebody came back, or it was closed by mistake: the old password opens it again. */
  public Result<Account> reopen(Caller caller, String id) {
    return mayKeep(store, caller, id)
        .then(kept ->
            kept.account().isOpen()
                ? Result.refused(
                    Refusal.CONFLICT, Notice.of("user.open", "", "The account is open already"))
                : Result.ok(
                    transactions.inOne(() -> {
                      store.reopen(id);
                      note(caller, kept.role(), "user.reopen", id, Map.of(), facts(kept.user()));
                      return store.account(id).orElseThrow();
                    })));
  }

  /** An account that the caller may keep, and the role for it. */
  record Keeping(Account account, Role role) {
    User user() {
      return account.user();
    }
  }

  /** Refuses who keeps no accounts, or not all divisions of this one. */
  static Result<Keeping> mayKeep(UserStore store, Caller caller, String id) {
    return Rights.may(caller.user(), KEEPERS)
        .then(role -> {
          Optional<Account> found = store.account(id);
          if (found.isEmpty()) {
            return Result.refused(
                Refusal.NOT_FOUND, Notice.of("user.none", "", "There is no account " + id));
          }
          return found.get().user().scope().divisions().stream()
                  .allMatch(caller.user().scope()::covers)
              ? Result.ok(new Keeping(found.get(), role))
              : Result.refused(
                  Refusal.FORBIDDEN,
                  Notice.of("rights.scope", id, "The account reaches beyond your own divisions"));
        });
  }

  private static boolean isOwn(Caller caller, String id) {
    return caller.user().id().equals(id);
  }

  private static <T> Result<T> own(String message) {
    return Result.refused(Refusal.CONFLICT, Notice.of("user.own", "", message));
  }

  private void note(
      Caller caller,
      Role role,
      String action,
      String id,
      Map<String, String> before,
      Map<String, String> after) {
    audit.append(
        AuditEntry.of(time.instant(), caller, role.name(), action, "user/" + id, before, after));
  }

  private Result<Given> keep(Caller caller, Role role, User user, String password, String hash) {
    if (store.credentials(user.login()).isPresent() || store.find(user.id()).isPresent()) {
      return Result.refused(
          Refusal.CONFLICT,
          Notice.of("user.login", "login", "There is a user " + user.login() + " already"));
    }
    store.add(user, hash, time.instant());
    note(caller, role, "user.give", user.id(), Map.of(), facts(user));
    return Result.ok(new Given(user, password));
  }

  private Optional<Notice> wrong(Caller caller, Wanted w) {
    if (w.roles().stream().anyMatch(NO_PEOPLE::contains)) {
      return notice("roles", "A person has none of the roles " + NO_PEOPLE);
    }
    for (String division : w.divisions()) {
      if (!known.divisions().test(division)) {
        return notice("divisions", "There is no division " + division);
      }
      if (!caller.user().scope().covers(division)) {
        return notice("divisions", division + " lies outside of your own divisions");
      }
    }
    String organisation = w.organisation();
    return organisation == null || known.organisations().test(organisation)
        ? Optional.empty()
        : notice("organisation", "There is no organisation " + organisation);
  }

  private static Optional<Notice> notice(String place, String message) {
    return Optional.of(Notice.of("user." + place, place, message));
  }

  private static Map<String, String> facts(User user) {
    Map<String, String> facts = new TreeMap<>();
    facts.put("login", user.login());
    facts.put("name", user.name().zh());
    facts.put("roles", user.roles().stream().map(Role::name).collect(Collectors.joining(",")));
    facts.put("divisions", String.join(",", user.scope().divisions()));
    if (user.organisation() != null) {
      facts.put("organisation", user.organisation());
    }
    return facts;
  }
}
