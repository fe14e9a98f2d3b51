package furong.store.people;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Text;
import furong.people.MemorySessions;
import furong.people.MemoryUsers;
import furong.people.Role;
import furong.people.Scope;
import furong.people.SessionStore;
import furong.people.User;
import furong.people.UserStore;
import furong.people.UserStore.Account;
import furong.store.Db;
import furong.store.OwnDatabase;
import java.time.Instant;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Accounts that change and end, in memory and in PostgreSQL alike. */
class AccountStoreTest {

  private static final Instant NOON = Instant.parse("2026-03-02T04:00:00Z");
  private static final User LI =
      new User("u1", "li", Text.of("李", "Li"), Set.of(Role.STREET), Scope.of("510104"), null);

  @RegisterExtension static final OwnDatabase POSTGRES = new OwnDatabase();

  private static Db db;

  @BeforeAll
  static void open() {
    db = POSTGRES.db();
  }

  /** In a world with Li alone, who is logged in as {@code t} for a minute. */
  private static void onBoth(BiConsumer<UserStore, SessionStore> test) {
    MemoryUsers memory = new MemoryUsers();
    one(memory, new MemorySessions(memory), test);
    db.update("truncate account, session cascade");
    one(new PgUsers(db), new PgSessions(db), test);
  }

  private static void one(
      UserStore users, SessionStore sessions, BiConsumer<UserStore, SessionStore> test) {
    users.add(LI, "hash", NOON);
    sessions.open("t", "u1", NOON, NOON.plusSeconds(60), "");
    test.accept(users, sessions);
  }

  @Test
  void aChangeKeepsTheLoginAndThePassword() {
    onBoth((users, sessions) -> {
      User moved =
          new User(
              "u1",
              "li",
              Text.of("李丽", "Li Li"),
              Set.of(Role.STREET, Role.INSPECTOR),
              Scope.of("510105", "510106"),
              "operations-510105");
      users.change(moved);
      assertThat(users.find("u1")).hasValue(moved);
      assertThat(users.credentials("li").orElseThrow().passwordHash()).isEqualTo("hash");
      assertThat(sessions.find("t", NOON)).hasValue(moved);
      assertThat(sessions.closeOf("u1")).isEqualTo(1);
      assertThat(sessions.find("t", NOON)).isEmpty();
    });
  }

  @Test
  void aClosedAccountOpensNothingAndKeepsItsName() {
    onBoth((users, sessions) -> {
      users.close("u1", NOON);
      assertThat(sessions.find("t", NOON)).isEmpty();
      assertThat(users.list()).isEmpty();
      assertThat(users.findOpen("u1")).isEmpty();
      assertThat(users.find("u1")).hasValue(LI);
      assertThat(users.accounts()).containsExactly(new Account(LI, NOON));
      assertThat(users.credentials("li").orElseThrow().closedAt()).isEqualTo(NOON);
      users.reopen("u1");
      assertThat(users.findOpen("u1")).hasValue(LI);
      assertThat(users.account("u1")).hasValue(new Account(LI, null));
    });
  }

  @Test
  void aLinkIsOneTheNewestAndDiesWithItsUseItsTimeOrTheAccount() {
    onBoth((users, sessions) -> {
      Instant until = NOON.plusSeconds(60);
      users.expectPassword("u1", "first", until);
      users.expectPassword("u1", "second", until);
      assertThat(users.expected("first", NOON)).isEmpty();
      assertThat(users.expected("second", until.minusMillis(1))).hasValue(LI);
      assertThat(users.expected("second", until)).isEmpty();
      users.close("u1", NOON);
      assertThat(users.expected("second", NOON)).isEmpty();
      users.reopen("u1");
      assertThat(users.expected("second", NOON)).hasValue(LI);

      users.failed("u1");
      users.lock("u1", until);
      users.setPassword("u1", "new");
      assertThat(users.expected("second", NOON)).isEmpty();
      UserStore.Credentials after = users.credentials("li").orElseThrow();
      assertThat(after.passwordHash()).isEqualTo("new");
      assertThat(after.failures()).isZero();
      assertThat(after.lockedUntil()).isNull();
    });
  }
}
