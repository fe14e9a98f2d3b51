package furong.people;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.AtOnce;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.base.Text;
import furong.people.LoginDesk.Opened;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A door with one person, Li, whose password is "hibiscus". */
class LoginDeskTest {

  private Instant now = Instant.parse("2026-03-02T02:00:00Z");
  private final MemoryUsers users = new MemoryUsers();
  private final MemoryAudit audit = new MemoryAudit();
  private final LoginDesk desk =
      new LoginDesk(
          users,
          new MemorySessions(users),
          audit,
          new Backwards(),
          new AtOnce(),
          LoginPolicy.DEFAULT,
          () -> now);

  @BeforeEach
  void liIsKnown() {
    User li =
        new User("u1", "li", Text.of("李", "Li"), Set.of(Role.OPERATOR), Scope.of("510100"), null);
    users.add(li, new Backwards().hash("hibiscus"), now);
  }

  @Test
  void opensASessionForTheRightPassword() {
    Opened opened = desk.login(" LI ", "hibiscus", "10.0.0.7").orThrow();
    assertThat(desk.userOf(opened.token()))
        .hasValueSatisfying(u -> assertThat(u.id()).isEqualTo("u1"));
    assertThat(opened.expiresAt()).isEqualTo(now.plus(Duration.ofHours(12)));
    assertThat(actions()).containsExactly("session.login");
    assertThat(entries().getFirst().from()).isEqualTo("10.0.0.7");
  }

  @Test
  void refusesAWrongPasswordAndAnUnknownLoginAlike() {
    assertThat(refusal(desk.login("li", "rose", ""))).isEqualTo(Refusal.UNAUTHENTICATED);
    assertThat(desk.login("li", "rose", "")).isEqualTo(desk.login("nobody", "rose", ""));
  }

  @Test
  void endsASessionAfterItsTimeOrByLogout() {
    String token = desk.login("li", "hibiscus", "").orThrow().token();
    now = now.plus(Duration.ofHours(12)).minusSeconds(1);
    assertThat(desk.userOf(token)).isPresent();
    now = now.plusSeconds(1);
    assertThat(desk.userOf(token)).isEmpty();

    String second = desk.login("li", "hibiscus", "").orThrow().token();
    desk.logout(second, new Caller(users.find("u1").orElseThrow(), ""));
    assertThat(desk.userOf(second)).isEmpty();
    assertThat(desk.userOf(null)).isEmpty();
    assertThat(desk.userOf("made-up")).isEmpty();
  }

  @Test
  void locksAfterFiveWrongPasswordsEvenForTheRightOne() {
    for (int i = 0; i < 5; i++) {
      desk.login("li", "rose", "");
    }
    assertThat(refusal(desk.login("li", "hibiscus", ""))).isEqualTo(Refusal.BUSY);
    assertThat(actions()).contains("session.locked");

    now = now.plus(Duration.ofMinutes(15));
    assertThat(desk.login("li", "hibiscus", "").isOk()).isTrue();
  }

  @Test
  void aClosedAccountIsAnsweredAsAnUnknownOne() {
    users.close("u1", now);
    assertThat(desk.login("li", "hibiscus", "")).isEqualTo(desk.login("nobody", "hibiscus", ""));
    assertThat(actions()).containsExactly("session.refused");
    users.reopen("u1");
    assertThat(desk.login("li", "hibiscus", "").isOk()).isTrue();
  }

  @Test
  void staysOpenWhenARightPasswordComesBetween() {
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 4; i++) {
        desk.login("li", "rose", "");
      }
      assertThat(desk.login("li", "hibiscus", "").isOk()).isTrue();
    }
  }

  @Test
  void countsAnewAfterALockIsOver() {
    for (int i = 0; i < 5; i++) {
      desk.login("li", "rose", "");
    }
    now = now.plus(Duration.ofMinutes(15));
    assertThat(refusal(desk.login("li", "rose", ""))).isEqualTo(Refusal.UNAUTHENTICATED);
    assertThat(desk.login("li", "hibiscus", "").isOk()).isTrue();
  }

  @Test
  void demoUsersAreMadeOnceWithPasswordsThatWork() {
    MemoryUsers empty = new MemoryUsers();
    var made = DemoUsers.ensure(empty, new Backwards(), "510100", null, now);
    assertThat(made)
        .extracting(DemoUsers.Login::login)
        .containsExactly("operator", "street", "inspector", "planner", "admin");
    assertThat(made)
        .allSatisfy(login -> {
          var known = empty.credentials(login.login()).orElseThrow();
          assertThat(new Backwards().matches(login.password(), known.passwordHash())).isTrue();
          assertThat(login.password()).hasSize(14);
        });
    assertThat(made).extracting(DemoUsers.Login::password).doesNotHaveDuplicates();
    assertThat(DemoUsers.ensure(empty, new Backwards(), "510100", null, now)).isEmpty();
  }

  @Test
  void theDemoOfficerOfAUnitBelongsToThatUnitAlone() {
    MemoryUsers empty = new MemoryUsers();
    DemoUsers.ensure(empty, new Backwards(), "510100", "development-510100", now);
    assertThat(empty.credentials("unit").orElseThrow().user().organisation())
        .isEqualTo("development-510100");
    assertThat(empty.credentials("street").orElseThrow().user().organisation()).isNull();
  }

  private java.util.List<AuditEntry> entries() {
    return audit.list(new AuditTrail.Query(null, null, null, null, 0, 100));
  }

  private java.util.List<String> actions() {
    return entries().stream().map(AuditEntry::action).toList();
  }

  private static Refusal refusal(Result<?> result) {
    return ((Result.Refused<?>) result).refusal();
  }
}
