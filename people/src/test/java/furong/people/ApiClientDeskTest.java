package furong.people;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.AtOnce;
import furong.base.Result.Refused;
import furong.base.Text;
import furong.people.ApiClientDesk.Given;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ApiClientDeskTest {

  private final MemoryAudit audit = new MemoryAudit();
  private final ApiClientDesk desk =
      new ApiClientDesk(
          new MemoryApiClients(), audit, new AtOnce(), () -> Instant.parse("2026-03-02T02:00:00Z"));
  private final Caller admin = caller(Role.ADMIN);

  @Test
  void aKeyOpensUntilItIsTakenBack() {
    Given given = desk.give(admin, "市民通 App", false, 600).orThrow();
    assertThat(given.key()).hasSize(43);
    assertThat(desk.of(given.key())).hasValue(given.client());
    assertThat(desk.of(SecretToken.make())).isEmpty();
    assertThat(desk.of("")).isEmpty();
    desk.revoke(admin, given.client().id()).orThrow();
    assertThat(desk.of(given.key())).isEmpty();
    assertThat(desk.list(admin).orThrow()).hasSize(1);
    assertThat(audit.list(new AuditTrail.Query("client/", null, null, null, 0, 10)))
        .extracting(AuditEntry::action)
        .containsExactly("client.revoke", "client.give");
  }

  @Test
  void refusesWhoIsNoAdministratorAndWhatIsNoClient() {
    assertThat(desk.give(caller(Role.OPERATOR), "App", false, 600)).isInstanceOf(Refused.class);
    assertThat(desk.list(caller(Role.OPERATOR))).isInstanceOf(Refused.class);
    for (int perMinute : List.of(0, ApiClient.MAX_PER_MINUTE + 1)) {
      assertThat(desk.give(admin, "App", false, perMinute)).isInstanceOf(Refused.class);
    }
    assertThat(desk.give(admin, " ", false, 600)).isInstanceOf(Refused.class);
    assertThat(desk.revoke(admin, 7)).isInstanceOf(Refused.class);
    assertThat(desk.list(admin).orThrow()).isEmpty();
  }

  private static Caller caller(Role role) {
    return new Caller(
        new User("u", "u", Text.of("某", "Some"), Set.of(role), Scope.of("510100"), null),
        "10.0.0.1");
  }
}
