package furong.people;

import furong.base.Notice;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.base.Transactions;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where an administrator gives keys to screens and takes them back. */
public final class ScreenDesk {

  private static final Set<Role> KEEPERS = Set.of(Role.ADMIN);

  /** A new screen; the key is shown once and kept nowhere. */
  public record Given(Screen screen, String key) {}

  private final ScreenStore store;
  private final AuditTrail audit;
  private final Transactions transactions;
  private final InstantSource time;

  public ScreenDesk(
      ScreenStore store, AuditTrail audit, Transactions transactions, InstantSource time) {
    this.store = store;
    this.audit = audit;
    this.transactions = transactions;
    this.time = time;
  }

  public Result<List<Screen>> list(Caller caller) {
    return Rights.may(caller.user(), KEEPERS).map(role -> store.list());
  }

  public Result<Given> give(Caller caller, String name, String division, int seconds) {
    return Rights.may(caller.user(), KEEPERS, division)
        .then(role -> {
          Screen wanted;
          try {
            wanted = new Screen(0, name.strip(), division, seconds, time.instant(), null);
          } catch (IllegalArgumentException e) {
            return Result.refused(
                Refusal.INVALID,
                Notice.of("screen.invalid", "name", String.valueOf(e.getMessage())));
          }
          return Result.ok(
              transactions.inOne(() -> {
                String key = SecretToken.make();
                Screen kept = store.add(wanted, SecretToken.hash(key));
                note(caller, role, "screen.give", kept);
                return new Given(kept, key);
              }));
        });
  }

  public Result<Screen> revoke(Caller caller, long id) {
    return Rights.may(caller.user(), KEEPERS)
        .then(role ->
            transactions.inOne(() -> {
              Optional<Screen> found = store.find(id).filter(Screen::active);
              if (found.isEmpty()) {
                return Result.refused(
                    Refusal.NOT_FOUND,
                    Notice.of("screen.none", "", "There is no active screen " + id));
              }
              store.revoke(id, time.instant());
              note(caller, role, "screen.revoke", found.get());
              return Result.ok(store.find(id).orElseThrow());
            }));
  }

  /** The screen of a key while it is good. */
  public Optional<Screen> of(String key) {
    return SecretToken.looksRight(key)
        ? store.findByKey(SecretToken.hash(key)).filter(Screen::active)
        : Optional.empty();
  }

  private void note(Caller caller, Role role, String action, Screen screen) {
    audit.append(
        AuditEntry.of(
            time.instant(),
            caller,
            role.name(),
            action,
            "screen/" + screen.id(),
            Map.of(),
            Map.of("name", screen.name(), "division", screen.division())));
  }
}
