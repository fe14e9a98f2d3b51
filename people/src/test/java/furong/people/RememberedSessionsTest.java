package furong.people;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Text;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Li is logged in until noon. */
class RememberedSessionsTest {

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final Instant NOW = NOON.minusSeconds(60);

  private final MemoryUsers users = new MemoryUsers();
  private final MemorySessions store = new MemorySessions(users);
  private final RememberedSessions sessions = new RememberedSessions(store);

  RememberedSessionsTest() {
    users.add(
        new User("u1", "li", Text.of("李", "Li"), Set.of(Role.OPERATOR), Scope.of("510100"), null),
        "hash",
        NOW);
    sessions.open("token", "u1", NOW, NOON, "");
  }

  @Test
  void logsOutAtOnce() {
    assertThat(sessions.find("token", NOW)).isPresent();
    sessions.close("token");
    assertThat(sessions.find("token", NOW)).isEmpty();
  }

  @Test
  void goesOnForFiveSecondsWhenAnotherProcessClosesIt() {
    assertThat(sessions.find("token", NOW)).isPresent();
    store.close("token");
    assertThat(sessions.find("token", NOW.plusMillis(4_999))).isPresent();
    assertThat(sessions.find("token", NOW.plusSeconds(5))).isEmpty();
  }

  @Test
  void remembersNobodyWhoIsNotLoggedIn() {
    assertThat(sessions.find("made-up", NOW)).isEmpty();
    sessions.open("made-up", "u1", NOW, NOON, "");
    assertThat(sessions.find("made-up", NOW)).isPresent();
  }
}
