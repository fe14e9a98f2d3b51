package furong.people;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.AtOnce;
import furong.base.Result.Refused;
import furong.base.Text;
import furong.people.ScreenDesk.Given;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScreenDeskTest {

  private final MemoryAudit audit = new MemoryAudit();
  private final ScreenDesk desk =
      new ScreenDesk(
          new MemoryScreens(), audit, new AtOnce(), () -> Instant.parse("2026-03-02T02:00:00Z"));
  private final Caller admin = caller(Role.ADMIN);

  @Test
  void aKeyOpensTheWallUntilItIsTakenBack() {
    Given given = desk.give(admin, "指挥大厅 1 号屏", "510104", 20).orThrow();
    assertThat(desk.of(given.key())).hasValue(given.screen());
    assertThat(desk.of(SecretToken.make())).isEmpty();
    assertThat(desk.of("")).isEmpty();
    desk.revoke(admin, given.screen().id()).orThrow();
    assertThat(desk.of(given.key())).isEmpty();
    assertThat(desk.revoke(admin, given.screen().id())).isInstanceOf(Refused.class);
    assertThat(audit.list(new AuditTrail.Query("screen/", null, null, null, 0, 10)))
        .extracting(AuditEntry::action)
        .containsExactly("screen.revoke", "screen.give");
  }

  @Test
  void refusesWhoIsNoAdministratorAndWhatIsNoScreen() {
    assertThat(desk.give(caller(Role.OPERATOR), "屏", "510104", 20)).isInstanceOf(Refused.class);
    assertThat(desk.list(caller(Role.WALL))).isInstanceOf(Refused.class);
    for (int seconds : List.of(Screen.MIN_SECONDS - 1, Screen.MAX_SECONDS + 1)) {
      assertThat(desk.give(admin, "屏", "510104", seconds)).isInstanceOf(Refused.class);
    }
    assertThat(desk.give(admin, " ", "510104", 20)).isInstanceOf(Refused.class);
    assertThat(desk.give(admin, "屏", "110101", 20)).isInstanceOf(Refused.class);
    assertThat(desk.list(admin).orThrow()).isEmpty();
  }

  @Test
  void aScreenWatchesTheWallOfItsDivisionAndReadsNothingElse() {
    User screen = desk.give(admin, "屏", "510104", 20).orThrow().screen().asUser();
    assertThat(Rights.mayWatch(screen, "510104017").isOk()).isTrue();
    assertThat(Rights.mayWatch(screen, "510105").isOk()).isFalse();
    assertThat(Rights.mayRead(screen, "510104").isOk()).isFalse();
    assertThat(Rights.mayWatch(caller(Role.PLANNER).user(), "510104").isOk()).isTrue();
    assertThat(Rights.mayWatch(caller(Role.DEVICE).user(), "510104").isOk()).isFalse();
  }

  private static Caller caller(Role role) {
    return new Caller(
        new User("u", "u", Text.of("某", "Some"), Set.of(role), Scope.of("510100"), null),
        "10.0.0.1");
  }
}
