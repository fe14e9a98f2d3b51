package furong.notify;

import static furong.notify.SmallTown.CITY_CODE;
import static furong.notify.SmallTown.EAST;
import static furong.notify.SmallTown.TEN;
import static furong.notify.SmallTown.WEST;
import static furong.notify.SmallTown.WEST_STREET;
import static org.assertj.core.api.Assertions.assertThat;

import furong.base.AtOnce;
import furong.base.Level;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.cases.Alert;
import furong.cases.MemoryAlerts;
import furong.notify.CalmDesk.Wish;
import furong.people.AuditEntry;
import furong.people.AuditTrail;
import furong.people.Caller;
import furong.people.MemoryAudit;
import furong.people.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One open alert in the western street; Wei answers for the west, Chen for the city. */
class CalmDeskTest {

  private Instant now = TEN;
  private int told;
  private final MemoryAlerts alerts = new MemoryAlerts();
  private final MemoryAudit audit = new MemoryAudit();
  private final CalmBoard board = new CalmBoard(CityCalm.PLAIN, SmallTown.city().zone());
  private final CalmDesk desk =
      new CalmDesk(
          new MemoryCalm(),
          alerts,
          board,
          audit,
          SmallTown.city(),
          new AtOnce(),
          () -> now,
          () -> told++);
  private final Alert alert = SmallTown.alert("a", "air.heavy", Level.III, WEST_STREET);
  private final Caller wei = SmallTown.caller("wei", Role.OPERATOR, WEST, null);
  private final Caller chen = SmallTown.caller("chen", Role.OPERATOR, CITY_CODE, null);

  @BeforeEach
  void open() {
    alerts.save(alert);
    board.load(List.of(alert));
  }

  private static Wish wish(String... matchers) {
    return new Wish(List.of(matchers), TEN, TEN.plusSeconds(3_600), null, "检修");
  }

  @Test
  void aSilenceHoldsAtOnceIsAuditedAndEndsWhenItIsEnded() {
    Silence kept = desk.silence(wei, wish("rule=air.*", "division=" + WEST)).orThrow();
    assertThat(board.mute(alert, now)).isPresent();
    assertThat(told).isEqualTo(1);
    now = now.plusSeconds(60);
    desk.end(wei, kept.id()).orThrow();
    assertThat(board.mute(alert, now)).isEmpty();
    assertThat(actions()).containsExactlyInAnyOrder("silence.add", "silence.end");
  }

  @Test
  void nobodySilencesWhatLiesOutsideTheOwnDivisions() {
    assertThat(refusal(desk.silence(wei, wish("rule=air.*")))).isEqualTo(Refusal.FORBIDDEN);
    assertThat(refusal(desk.silence(wei, wish("division=" + WEST + "|" + EAST))))
        .isEqualTo(Refusal.FORBIDDEN);
    assertThat(desk.silence(chen, wish("rule=air.*")).isOk()).isTrue();
    Caller planner = SmallTown.caller("p", Role.PLANNER, CITY_CODE, null);
    assertThat(refusal(desk.silence(planner, wish("rule=air.*")))).isEqualTo(Refusal.FORBIDDEN);
  }

  @Test
  void aSilenceHasAReasonAConditionAndAnEnd() {
    Instant far = TEN.plus(CalmDesk.LONGEST_SILENCE).plusSeconds(1);
    for (Wish wrong :
        List.of(
            new Wish(List.of(), TEN, TEN.plusSeconds(60), null, "x"),
            new Wish(List.of("pack=air"), TEN, TEN.plusSeconds(60), null, " "),
            new Wish(List.of("pack=air"), TEN, TEN, null, "x"),
            new Wish(List.of("pack=air"), TEN.minusSeconds(60), TEN, null, "x"),
            new Wish(List.of("pack=air"), TEN, far, null, "x"),
            new Wish(List.of("pack~air"), TEN, TEN.plusSeconds(60), null, "x"))) {
      assertThat(refusal(desk.silence(chen, wrong))).as("%s", wrong).isEqualTo(Refusal.INVALID);
    }
    assertThat(actions()).isEmpty();
  }

  @Test
  void aShelvedAlertIsQuietUntilItIsTakenBack() {
    desk.shelve(wei, "a", now.plusSeconds(600), "等备件").orThrow();
    assertThat(board.mute(alert, now).orElseThrow().kind()).isEqualTo(Mute.Kind.SHELVED);
    assertThat(desk.unshelve(wei, "a").orThrow()).isTrue();
    assertThat(board.mute(alert, now)).isEmpty();
    assertThat(actions()).containsExactlyInAnyOrder("alert.shelve", "alert.unshelve");
  }

  @Test
  void aShelfIsForTheOwnAlertsAndAWeekAtMost() {
    Caller dong = SmallTown.caller("dong", Role.OPERATOR, EAST, null);
    assertThat(refusal(desk.shelve(dong, "a", now.plusSeconds(60), "x")))
        .isEqualTo(Refusal.FORBIDDEN);
    assertThat(refusal(desk.shelve(wei, "b", now.plusSeconds(60), "x")))
        .isEqualTo(Refusal.NOT_FOUND);
    Instant far = now.plus(Duration.ofDays(8));
    assertThat(refusal(desk.shelve(wei, "a", far, "x"))).isEqualTo(Refusal.INVALID);
  }

  private List<String> actions() {
    return audit.list(new AuditTrail.Query(null, null, null, null, 0, 100)).stream()
        .map(AuditEntry::action)
        .toList();
  }

  private static Refusal refusal(Result<?> result) {
    return ((Result.Refused<?>) result).refusal();
  }
}
