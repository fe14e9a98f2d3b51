package furong.people;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.AtOnce;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.base.Text;
import furong.people.PasswordDesk.Link;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Li forgot the password "hibiscus"; Wang is an administrator. */
class PasswordDeskTest {

  private static final String GOOD = "four-ginkgo-trees";

  private Instant now = Instant.parse("2026-03-02T02:00:00Z");
  private final MemoryUsers users = new MemoryUsers();
  private final MemorySessions sessions = new MemorySessions(users);
  private final MemoryAudit audit = new MemoryAudit();
  private final PasswordHasher hasher = new Backwards();
  private final LoginDesk logins =
      new LoginDesk(users, sessions, audit, hasher, new AtOnce(), LoginPolicy.DEFAULT, () -> now);
  private final PasswordDesk desk =
      new PasswordDesk(users, sessions, logins, hasher, audit, new AtOnce(), () -> now);
  private final Caller li = caller("li", Role.OPERATOR, "510104");
  private final Caller wang = caller("wang", Role.ADMIN, "510100");

  @BeforeEach
  void liIsKnown() {
    users.add(li.user(), hasher.hash("hibiscus"), now);
    users.add(wang.user(), hasher.hash("bamboo"), now);
  }

  @Test
  void aLinkSetsANewPasswordOnceAndEndsTheSessions() {
    String session = logins.login("li", "hibiscus", "").orThrow().token();
    Link link = desk.link(wang, "li").orThrow();
    assertThat(link.until()).isEqualTo(now.plus(Duration.ofHours(24)));
    // until it is used nothing has changed
    assertThat(logins.userOf(session)).isPresent();
    assertThat(desk.whose(link.token()).orThrow()).isEqualTo(li.user());

    assertThat(desk.redeem(link.token(), GOOD, "10.0.0.7").orThrow()).isEqualTo(li.user());
    assertThat(logins.userOf(session)).isEmpty();
    assertThat(logins.check("li", "hibiscus", "").isOk()).isFalse();
    assertThat(logins.check("li", GOOD, "").isOk()).isTrue();
    assertThat(code(desk.redeem(link.token(), "another-good-one", ""))).isEqualTo("password.link");

    List<AuditEntry> kept = audit.list(new AuditTrail.Query("user/li", null, null, null, 0, 10));
    AuditEntry used = entry(kept, "password.redeem");
    assertThat(used.by()).isEqualTo("li");
    assertThat(used.from()).isEqualTo("10.0.0.7");
    assertThat(entry(kept, "password.link").by()).isEqualTo("wang");
    assertThat(kept.toString()).doesNotContain(GOOD).doesNotContain(link.token());
  }

  @Test
  void aLinkIsDeadAfterADayAfterANewerOneAndWithTheAccount() {
    Link first = desk.link(wang, "li").orThrow();
    Link second = desk.link(wang, "li").orThrow();
    assertThat(code(desk.whose(first.token()))).isEqualTo("password.link");
    now = now.plus(Duration.ofHours(24)).minusSeconds(1);
    assertThat(desk.whose(second.token()).isOk()).isTrue();
    now = now.plusSeconds(1);
    assertThat(code(desk.redeem(second.token(), GOOD, ""))).isEqualTo("password.link");

    Link third = desk.link(wang, "li").orThrow();
    users.close("li", now);
    assertThat(code(desk.redeem(third.token(), GOOD, ""))).isEqualTo("password.link");
    assertThat(code(desk.link(wang, "li"))).isEqualTo("user.closed");
    assertThat(code(desk.whose("made-up"))).isEqualTo("password.link");
  }

  @Test
  void onlyWhoKeepsTheAccountMakesALink() {
    assertThat(code(desk.link(li, "li"))).isEqualTo("rights.role");
    assertThat(code(desk.link(caller("zhou", Role.ADMIN, "510105"), "li")))
        .isEqualTo("rights.scope");
    assertThat(code(desk.link(wang, "nobody"))).isEqualTo("user.none");
  }

  @Test
  void refusesPasswordsThatAreGuessedAndKeepsTheLink() {
    Link link = desk.link(wang, "li").orThrow();
    for (String weak : List.of("", "eleven-char", "aaaaaaaaaaaaaa", "my-name-is-li!")) {
      assertThat(code(desk.redeem(link.token(), weak, ""))).isEqualTo("password.password");
    }
    assertThat(logins.check("li", "hibiscus", "").isOk()).isTrue();
    assertThat(desk.redeem(link.token(), GOOD, "").isOk()).isTrue();
  }

  @Test
  void whoKnowsTheOldPasswordChangesItAndWrongOnesLock() {
    assertThat(code(desk.change(li, "rose", GOOD))).isEqualTo("password.old");
    assertThat(code(desk.change(li, "hibiscus", "short"))).isEqualTo("password.password");
    String session = logins.login("li", "hibiscus", "").orThrow().token();
    assertThat(desk.change(li, "hibiscus", GOOD).orThrow()).isEqualTo(li.user());
    assertThat(logins.userOf(session)).isEmpty();
    assertThat(logins.check("li", GOOD, "").isOk()).isTrue();

    for (int i = 0; i < 5; i++) {
      desk.change(li, "rose", "another-good-one");
    }
    Result<User> locked = desk.change(li, GOOD, "another-good-one");
    assertThat(((Result.Refused<User>) locked).refusal()).isEqualTo(Refusal.BUSY);
  }

  private static AuditEntry entry(List<AuditEntry> entries, String action) {
    return entries.stream().filter(e -> e.action().equals(action)).findFirst().orElseThrow();
  }

  private static String code(Result<?> result) {
    return ((Result.Refused<?>) result).notices().getFirst().code();
  }

  private static Caller caller(String login, Role role, String scope) {
    return new Caller(
        new User(login, login, Text.of(login, login), Set.of(role), Scope.of(scope), null), "");
  }
}
