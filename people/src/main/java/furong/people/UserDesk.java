package furong.people;

import furong.base.Notice;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.base.Text;
import furong.base.Transactions;
import java.time.Instant;
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
 * Where an administrator gives people their accounts: a role, the divisions that they answer for,
 * and the organisation that they work for. An account is not changed or taken back here.
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
  private final PasswordHasher hasher;
  private final Known known;
  private final AuditTrail audit;
  private final Transactions transactions;
  private final InstantSource time;

  public UserDesk(
      UserStore store,
      PasswordHasher hasher,
      Known known,
      AuditTrail audit,
      Transactions transactions,
      InstantSource time) {
    this.store = store;
    this.hasher = hasher;
    this.known = known;
    this.audit = audit;
    this.transactions = transactions;
    this.time = time;
  }

  /** By login. */
  public Result<List<User>> list(Caller caller) {
    return Rights.may(caller.user(), KEEPERS).map(role -> store.list());
  }

  public Result<Given> give(Caller caller, Wanted wanted) {
    return Rights.may(caller.user(), KEEPERS)
        .then(role -> {
          Optional<Notice> wrong = wrong(caller, wanted);
          if (wrong.isPresent()) {
            return Result.refused(Refusal.INVALID, wrong.get());
          }
          User user;
          try {
            user =
                new User(
                    "user-" + wanted.login(),
                    wanted.login(),
                    Text.of(wanted.nameZh().strip(), wanted.nameEn().strip()),
                    wanted.roles(),
                    new Scope(wanted.divisions()),
                    wanted.organisation());
          } catch (IllegalArgumentException e) {
            return Result.refused(
                Refusal.INVALID, Notice.of("user.invalid", "", String.valueOf(e.getMessage())));
          }
          // hashing takes a tenth of a second of a core: not while a connection is held
          String password = FirstPassword.make();
          String hash = hasher.hash(password);
          return transactions.inOne(() -> keep(caller, role, user, password, hash));
        });
  }

  private Result<Given> keep(Caller caller, Role role, User user, String password, String hash) {
    if (store.credentials(user.login()).isPresent() || store.find(user.id()).isPresent()) {
      return Result.refused(
          Refusal.CONFLICT,
          Notice.of("user.login", "login", "There is a user " + user.login() + " already"));
    }
    Instant now = time.instant();
    store.add(user, hash, now);
    audit.append(
        AuditEntry.of(
            now, caller, role.name(), "user.give", "user/" + user.id(), Map.of(), facts(user)));
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
    facts.put("roles", user.roles().stream().map(Role::name).collect(Collectors.joining(",")));
    facts.put("divisions", String.join(",", user.scope().divisions()));
    if (user.organisation() != null) {
      facts.put("organisation", user.organisation());
    }
    return facts;
  }
}
