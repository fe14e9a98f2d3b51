package furong.notify;

import static furong.notify.SmallTown.EAST;
import static furong.notify.SmallTown.TEN;
import static furong.notify.SmallTown.WEST;
import static furong.notify.SmallTown.WEST_GRID;
import static furong.notify.SmallTown.WEST_STREET;
import static org.assertj.core.api.Assertions.assertThat;

import furong.base.AtOnce;
import furong.base.Level;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.cases.Alert;
import furong.cases.AlertDesk;
import furong.cases.CityCases;
import furong.cases.Deaf;
import furong.cases.MemoryCases;
import furong.people.AuditEntry;
import furong.people.AuditTrail;
import furong.people.Caller;
import furong.people.MemoryAudit;
import furong.people.Role;
import furong.people.User;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Wei of the western county gives an alert in the western street to Lan, who is there. */
class AssignDeskTest extends NotifyWorld {

  private final MemoryCalm calm = new MemoryCalm();
  private final MemoryAudit audit = new MemoryAudit();
  private final AssignDesk assign =
      new AssignDesk(
          calm,
          alerts,
          new AlertDesk(
              alerts,
              new MemoryCases(),
              audit,
              new NoBook(),
              SmallTown.things(),
              SmallTown.city(),
              CityCases.PLAIN,
              new AtOnce(),
              () -> now,
              new Deaf()),
          store,
          users,
          new NotifyWords(new NoBook(), SmallTown.city()),
          audit,
          new AtOnce(),
          () -> now,
          board,
          given -> heard.add(given.to()));
  private final Caller wei = SmallTown.caller("wei", Role.OPERATOR, WEST, "operations-510104");

  @BeforeEach
  void lan() {
    users.add(
        SmallTown.user("lan", Role.STREET, WEST_STREET, "street-office-" + WEST_STREET), "x", TEN);
    users.add(SmallTown.user("ping", Role.PLANNER, WEST, null), "x", TEN);
  }

  private static Refusal refusal(Result<?> result) {
    return ((Result.Refused<?>) result).refusal();
  }

  private List<String> actions() {
    return audit.list(new AuditTrail.Query(null, null, null, null, 0, 10)).stream()
        .map(AuditEntry::action)
        .toList();
  }

  @Test
  void thePersonFindsItInTheInboxAndItClimbsNoFurther() {
    Alert a = open("a", Level.III);
    at(0);
    at(30);
    Assignment given = assign.assign(wei, a.id(), "lan", " 请到现场 ").orThrow();
    assertThat(given).isEqualTo(new Assignment("a", "lan", "wei", now, "请到现场"));
    assertThat(calm.assignments("a")).containsExactly(given);
    Notification told = store.inbox("lan", false, 0, 1).getFirst();
    assertThat(told.subject()).startsWith("〔指派给您 assigned to you〕[III");
    assertThat(told.body()).startsWith("请到现场");
    assertThat(heard).endsWith("lan");
    assertThat(alerts.find("a").orElseThrow().acknowledgedBy()).isEqualTo("wei");
    at(30 + 600);
    assertThat(inbox("chen")).isZero(); // of the city, who would be told after ten minutes
    assertThat(actions()).containsExactlyInAnyOrder("alert.acknowledge", "alert.assign");
  }

  @Test
  void saidTwiceItIsToldOnceAndAnotherPersonIsAnotherAssignment() {
    open("a", Level.III);
    assign.assign(wei, "a", "lan", "").orThrow();
    assign.assign(wei, "a", "lan", "").orThrow();
    assertThat(inbox("lan")).isEqualTo(1);
    now = now.plusSeconds(60);
    assign.assign(wei, "a", "wei", "我去").orThrow();
    assertThat(inbox("wei")).isZero(); // whoever takes it knows
    assertThat(calm.assignments("a")).extracting(Assignment::to).containsExactly("wei", "lan");
  }

  @Test
  void theBoardKnowsWhoHasWhichUntilItClears() {
    Alert a = open("a", Level.III);
    open("b", Level.III);
    assertThat(board.assigned("a")).isEmpty();
    assign.assign(wei, "a", "wei", "").orThrow();
    now = now.plusSeconds(60);
    Assignment passedOn = assign.assign(wei, "a", "lan", "").orThrow();
    assign.assign(wei, "b", "lan", "").orThrow();
    assertThat(board.assigned("a")).hasValue(passedOn);
    assertThat(board.assignees(List.of(WEST))).isEqualTo(Map.of("lan", 2));
    assertThat(board.assignees(List.of(EAST))).isEmpty();
    board.assigned(calm.assignments("a")); // the older one, told once more, changes nothing
    assertThat(board.assigned("a")).hasValue(passedOn);
    board.load(List.of(a)); // the alert b has cleared while nobody looked
    assertThat(board.assignees(List.of())).isEqualTo(Map.of("lan", 1));
    board.changed(a.cleared(now));
    assertThat(board.assigned("a")).isEmpty();
  }

  @Test
  void isRefusedToWhoeverDoesNotAnswerForThePlace() {
    open("a", Level.III);
    assertThat(refusal(assign.assign(wei, "a", "dong", ""))).isEqualTo(Refusal.INVALID);
    assertThat(refusal(assign.assign(wei, "a", "ping", ""))).isEqualTo(Refusal.INVALID);
    Caller dong = SmallTown.caller("dong", Role.OPERATOR, EAST, null);
    assertThat(refusal(assign.assign(dong, "a", "lan", ""))).isEqualTo(Refusal.FORBIDDEN);
    assertThat(refusal(assign.assign(wei, "none", "lan", ""))).isEqualTo(Refusal.NOT_FOUND);
    assertThat(calm.assignments("a")).isEmpty();
  }

  @Test
  void isRefusedWhenItHasCleared() {
    alerts.save(open("a", Level.III).cleared(TEN));
    assertThat(refusal(assign.assign(wei, "a", "lan", ""))).isEqualTo(Refusal.CONFLICT);
    assertThat(inbox("lan")).isZero();
  }

  @Test
  void thoseNearestToThePlaceStandFirst() {
    users.add(SmallTown.user("gu", Role.STREET, WEST_GRID, "grid-" + WEST_GRID), "x", TEN);
    assertThat(assign.people(WEST_GRID))
        .extracting(User::id)
        .containsExactly("gu", "lan", "chen", "wei");
    assertThat(assign.people(WEST_STREET))
        .extracting(User::id)
        .doesNotContain("gu", "dong", "ping");
  }
}
