package furong.people;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.AtOnce;
import furong.base.Result;
import furong.base.Text;
import furong.people.UserDesk.Given;
import furong.people.UserDesk.Wanted;
import furong.people.UserStore.Account;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An administrator gives accounts; who else asks, and what does not fit, is refused. */
class UserDeskTest {

  private static final Instant NOW = Instant.parse("2026-03-02T02:00:00Z");

  private final MemoryUsers users = new MemoryUsers();
  private final MemoryAudit audit = new MemoryAudit();
  private final MemorySessions sessions = new MemorySessions(users);
  private final UserDesk desk =
      new UserDesk(
          users,
          sessions,
          new Backwards(),
          new UserDesk.Known(Set.of("510104", "510105")::contains, "street-office-510104"::equals),
          audit,
          new AtOnce(),
          () -> NOW);

  private static Wanted officer(String login, String division, @Nullable String organisation) {
    return new Wanted(login, "锦江经办", "", Set.of(Role.STREET), List.of(division), organisation);
  }

  @Test
  void anAccountHasItsRoleItsDivisionsAndItsOrganisation() {
    Given given =
        desk.give(
                caller(Role.ADMIN, "510100"), officer("jinjiang", "510104", "street-office-510104"))
            .orThrow();
    assertThat(given.password()).hasSize(14);
    UserStore.Credentials kept = users.credentials("jinjiang").orElseThrow();
    assertThat(kept.user()).isEqualTo(given.user());
    assertThat(kept.passwordHash()).isEqualTo(new Backwards().hash(given.password()));
    assertThat(kept.user().organisation()).isEqualTo("street-office-510104");
    AuditEntry entry = newest();
    assertThat(entry.action()).isEqualTo("user.give");
    assertThat(entry.after())
        .containsEntry("roles", "STREET")
        .doesNotContainValue(given.password());
    assertThat(desk.list(caller(Role.ADMIN, "510100")).orThrow())
        .containsExactly(new Account(given.user(), null));
  }

  @Test
  void aChangeIsInForceAtOnceAndTheTrailSaysWhatWasBefore() {
    Caller admin = caller(Role.ADMIN, "510100");
    User jin = desk.give(admin, officer("jinjiang", "510104", null)).orThrow().user();
    sessions.open("t", jin.id(), NOW, NOW.plusSeconds(60), "");
    Wanted both =
        new Wanted(
            "ignored", "青羊经办", "", Set.of(Role.STREET, Role.INSPECTOR), List.of("510105"), null);
    User changed = desk.change(admin, jin.id(), both).orThrow().user();
    assertThat(changed.login()).isEqualTo("jinjiang");
    assertThat(changed.roles()).containsExactly(Role.STREET, Role.INSPECTOR);
    assertThat(users.find(jin.id())).hasValue(changed);
    assertThat(sessions.find("t", NOW)).isEmpty();
    AuditEntry entry = newest();
    assertThat(entry.action()).isEqualTo("user.change");
    assertThat(entry.before()).containsEntry("divisions", "510104").containsEntry("name", "锦江经办");
    assertThat(entry.after())
        .containsEntry("divisions", "510105")
        .containsEntry("roles", "STREET,INSPECTOR");
  }

  @Test
  void aClosedAccountIsAskedForNothingKeepsItsNameAndIsNeverGivenAgain() {
    Caller admin = caller(Role.ADMIN, "510100");
    User jin = desk.give(admin, officer("jinjiang", "510104", null)).orThrow().user();
    sessions.open("t", jin.id(), NOW, NOW.plusSeconds(60), "");
    assertThat(desk.close(admin, jin.id()).orThrow().closedAt()).isEqualTo(NOW);
    assertThat(newest().action()).isEqualTo("user.close");
    assertThat(sessions.find("t", NOW)).isEmpty();
    assertThat(users.list()).isEmpty();
    assertThat(users.findOpen(jin.id())).isEmpty();
    assertThat(users.find(jin.id())).hasValue(jin);
    assertThat(code(desk.give(admin, officer("jinjiang", "510104", null)))).isEqualTo("user.login");
    assertThat(code(desk.close(admin, jin.id()))).isEqualTo("user.closed");

    // what is mended in a closed account does not open it
    Account mended = desk.change(admin, jin.id(), officer("", "510105", null)).orThrow();
    assertThat(mended.closedAt()).isEqualTo(NOW);
    desk.change(admin, jin.id(), officer("", "510104", null)).orThrow();

    assertThat(desk.reopen(admin, jin.id()).orThrow().isOpen()).isTrue();
    assertThat(users.list()).containsExactly(jin);
    assertThat(code(desk.reopen(admin, jin.id()))).isEqualTo("user.open");
  }

  @Test
  void nobodyKeepsAccountsBeyondTheOwnDivisionsNorTheOwnOneAway() {
    Caller admin = caller(Role.ADMIN, "510100");
    User jin = desk.give(admin, officer("jinjiang", "510104", null)).orThrow().user();
    Wanted wanted = officer("jinjiang", "510105", null);
    Caller neighbour = caller(Role.ADMIN, "510105");
    assertThat(code(desk.change(neighbour, jin.id(), wanted))).isEqualTo("rights.scope");
    assertThat(code(desk.close(neighbour, jin.id()))).isEqualTo("rights.scope");
    Caller planner = caller(Role.PLANNER, "510100");
    assertThat(code(desk.change(planner, jin.id(), wanted))).isEqualTo("rights.role");
    assertThat(code(desk.close(planner, jin.id()))).isEqualTo("rights.role");
    assertThat(code(desk.close(admin, "nobody"))).isEqualTo("user.none");

    Caller local = caller(Role.ADMIN, "510104");
    assertThat(code(desk.change(local, jin.id(), wanted))).isEqualTo("user.divisions");
    assertThat(users.find(jin.id())).hasValue(jin);

    users.add(admin.user(), "hash", NOW);
    assertThat(code(desk.close(admin, "u"))).isEqualTo("user.own");
    assertThat(code(desk.change(admin, "u", officer("u", "510104", null)))).isEqualTo("user.own");
  }

  private AuditEntry newest() {
    return audit.list(new AuditTrail.Query("user/", null, null, null, 0, 10)).getFirst();
  }

  @Test
  void refusesWhatDoesNotFit() {
    Caller admin = caller(Role.ADMIN, "510100");
    desk.give(admin, officer("jinjiang", "510104", null)).orThrow();
    assertThat(code(desk.give(admin, officer("jinjiang", "510104", null)))).isEqualTo("user.login");
    assertThat(code(desk.give(admin, officer("Jin Jiang", "510104", null))))
        .isEqualTo("user.invalid");
    assertThat(code(desk.give(admin, officer("a", "510199", null)))).isEqualTo("user.divisions");
    assertThat(code(desk.give(admin, officer("a", "510104", "nobody"))))
        .isEqualTo("user.organisation");
    assertThat(
            code(
                desk.give(
                    admin, new Wanted("a", "屏", "", Set.of(Role.WALL), List.of("510104"), null))))
        .isEqualTo("user.roles");
    assertThat(code(desk.give(caller(Role.ADMIN, "510105"), officer("a", "510104", null))))
        .isEqualTo("user.divisions");
    assertThat(code(desk.give(caller(Role.PLANNER, "510100"), officer("a", "510104", null))))
        .isEqualTo("rights.role");
    assertThat(code(desk.list(caller(Role.PLANNER, "510100")))).isEqualTo("rights.role");
    assertThat(users.list()).hasSize(1);
  }

  private static String code(Result<?> result) {
    return ((Result.Refused<?>) result).notices().getFirst().code();
  }

  private static Caller caller(Role role, String scope) {
    return new Caller(
        new User("u", "u", Text.of("甲", "A"), Set.of(role), Scope.of(scope), null), "10.0.0.1");
  }
}
