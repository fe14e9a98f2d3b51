package furong.people;

import furong.base.Notice;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.base.Transactions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where an administrator gives keys to programs and takes them back. */
public final class ApiClientDesk {

  private static final Set<Role> KEEPERS = Set.of(Role.ADMIN);

  /** A new client; the key is shown once and kept nowhere. */
  public record Given(ApiClient client, String key) {}

  private final ApiClientStore store;
  private final AuditTrail audit;
  private final Transactions transactions;
  private final InstantSource time;

  public ApiClientDesk(
      ApiClientStore store, AuditTrail audit, Transactions transactions, InstantSource time) {
    this.store = store;
    this.audit = audit;
    this.transactions = transactions;
    this.time = time;
  }

  public Result<List<ApiClient>> list(Caller caller) {
    return Rights.may(caller.user(), KEEPERS).map(role -> store.list());
  }

  public Result<Given> give(Caller caller, String name, boolean trusted, int perMinute) {
    return Rights.may(caller.user(), KEEPERS)
        .then(role -> {
          ApiClient wanted;
          try {
            wanted = new ApiClient(0, name.strip(), trusted, perMinute, time.instant(), null);
          } catch (IllegalArgumentException e) {
            return Result.refused(
                Refusal.INVALID,
                Notice.of("client.invalid", "name", String.valueOf(e.getMessage())));
          }
          return Result.ok(
              transactions.inOne(() -> {
                String key = SecretToken.make();
                ApiClient kept = store.add(wanted, SecretToken.hash(key));
                note(caller, role, "client.give", kept);
                return new Given(kept, key);
              }));
        });
  }

  public Result<ApiClient> revoke(Caller caller, long id) {
    return Rights.may(caller.user(), KEEPERS)
        .then(role ->
            transactions.inOne(() -> {
              Optional<ApiClient> found = store.find(id).filter(ApiClient::active);
              if (found.isEmpty()) {
                return Result.refused(
                    Refusal.NOT_FOUND,
                    Notice.of("client.none", "", "There is no active client " + id));
              }
              store.revoke(id, time.instant());
              note(caller, role, "client.revoke", found.get());
              return Result.ok(store.find(id).orElseThrow());
            }));
  }

  /** The client of a key while it is good. */
  public Optional<ApiClient> of(String key) {
    return SecretToken.looksRight(key)
        ? store.findByKey(SecretToken.hash(key)).filter(ApiClient::active)
        : Optional.empty();
  }

  private void note(Caller caller, Role role, String action, ApiClient client) {
    Instant now = time.instant();
    audit.append(
        AuditEntry.of(
            now,
            caller,
            role.name(),
            action,
            "client/" + client.id(),
            Map.of(),
            Map.of("name", client.name(), "trusted", Boolean.toString(client.trusted()))));
  }
}
