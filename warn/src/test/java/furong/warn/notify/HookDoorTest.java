package furong.warn.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import furong.base.AtOnce;
import furong.base.Level;
import furong.base.Text;
import furong.cases.MemoryAlerts;
import furong.notify.Courier;
import furong.notify.Hook;
import furong.notify.MemoryNotifications;
import furong.people.Caller;
import furong.people.MemoryAudit;
import furong.people.Role;
import furong.people.Scope;
import furong.people.User;
import furong.serve.Problems.ProblemException;
import furong.warn.notify.HookController.HookBody;
import furong.warn.notify.HookController.HookView;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** One webhook of the east, and administrators of the east, of the west and of the city. */
class HookDoorTest {

  private static final InstantSource TEN =
      InstantSource.fixed(Instant.parse("2026-03-02T02:00:00Z"));
  private final MemoryAudit audit = new MemoryAudit();
  private final MemoryNotifications store = new MemoryNotifications(new MemoryAlerts());
  private final HookController door =
      new HookController(
          store, new Courier(store, new MemoryAlerts(), List.of(), TEN), audit, new AtOnce(), TEN);
  private final Hook east =
      store.save(
          new Hook(
              0, "东区短信", "http://127.0.0.1:9/sms", "0123456789abcdef", "510105", Level.IV, true));

  private static Caller admin(String division) {
    Text name = Text.of("管", "admin");
    return new Caller(
        new User("a", "a", name, Set.of(Role.ADMIN), Scope.of(division), null), "10.0.0.1");
  }

  private static void refused(ThrowingCallable act) {
    assertThatThrownBy(act)
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.detail().getStatus()).isEqualTo(403));
  }

  @Test
  void anotherCountysWebhookIsNeitherListedNorTouched() {
    Caller west = admin("510104");
    assertThat(names(west)).isEmpty();
    refused(() -> door.renew(west, east.id()));
    refused(() -> door.test(west, east.id()));
    refused(() -> door.remove(west, east.id()));
    // nor taken over into the own county, with its secret
    refused(() ->
        door.save(
            west, new HookBody(east.id(), "我的", "http://127.0.0.1:9/x", "", "510104", 4, true)));
    assertThat(store.hooks()).containsExactly(east);
  }

  @Test
  void whoAnswersForTheDivisionMay() {
    for (String division : List.of("510105", "510100")) {
      assertThat(names(admin(division))).containsExactly("东区短信");
    }
    assertThat(door.renew(admin("510105"), east.id()).secret()).isNotEqualTo(east.secret());
    assertThat(door.remove(admin("510100"), east.id())).containsEntry("removed", true);
    assertThat(store.hooks()).isEmpty();
  }

  private List<String> names(Caller caller) {
    Object body = Objects.requireNonNull(door.list(caller, "json").getBody());
    return ((List<?>) body).stream().map(h -> ((HookView) h).name()).toList();
  }
}
