package furong.plan;

import static org.assertj.core.api.Assertions.assertThat;

import furong.notify.Notification;
import furong.people.Caller;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is written to when a month asks, a meeting decides, and a day comes near. */
class PlanLettersTest {

  private final SmallPlan world = new SmallPlan().promised();

  @BeforeEach
  void everybodyHasAnAccount() {
    for (Caller who : List.of(world.planner, world.inspector, world.housing, world.west)) {
      world.users.add(who.user(), "x", world.now);
    }
  }

  private List<String> inbox(Caller who) {
    return world.outbox.inbox(who.user().id(), false, 0, 100).stream()
        .map(Notification::subject)
        .toList();
  }

  @Test
  void aMonthThatOpensAsksEachUnitForItsItemsAndNobodyElse() {
    world.opened();
    assertThat(inbox(world.housing)).containsExactly("每月调度 2025-11 已启动，请报送 please report ×1");
    Notification letter = world.outbox.inbox(world.west.user().id(), false, 0, 100).getFirst();
    // five working days from Monday 3 November 10:00
    assertThat(letter.body()).isEqualTo("截止 Due: 2025-11-10 10:00 /plan/months/2025-11\nB62 平台");
    assertThat(inbox(world.planner)).isEmpty();
  }

  @Test
  void whoHasNotReportedIsRemindedOnceBeforeTheTimeIsOver() {
    world.opened();
    world.report(world.housing, "A24", 2_100.0, null).orThrow();
    Reminders reminders = new Reminders(world.office);
    // reports are due on Monday 10 November 10:00; two working days before is Thursday 10:00
    reminders.round(Instant.parse("2025-11-06T01:59:00Z"));
    assertThat(inbox(world.west)).hasSize(1);
    reminders.round(Instant.parse("2025-11-06T02:00:00Z"));
    reminders.round(Instant.parse("2025-11-07T02:00:00Z"));
    assertThat(inbox(world.west))
        .containsExactlyInAnyOrder(
            "每月调度 2025-11 已启动，请报送 please report ×1", "每月调度 2025-11 即将截止，尚未报送 not reported yet ×1");
    assertThat(inbox(world.housing)).hasSize(1);
  }

  @Test
  void aMonthThatIsOverOrInItsMeetingRemindsNobody() {
    world.opened();
    Reminders reminders = new Reminders(world.office);
    reminders.round(Instant.parse("2025-11-10T02:00:01Z"));
    world.does(world.planner, PlanAct.CONVENE).orThrow();
    reminders.round(Instant.parse("2025-11-07T02:00:00Z"));
    assertThat(inbox(world.west)).hasSize(1);
  }

  @Test
  void whatIsDecidedIsToldOnceAndRemindedOfBeforeAndAfterItsDay() {
    world.opened();
    world.does(world.planner, PlanAct.CONVENE).orThrow();
    world.does(world.planner, "B62", PlanAct.DECIDE).orThrow();
    Reminders reminders = new Reminders(world.office);
    reminders.round(Instant.parse("2025-11-13T02:00:00Z"));
    reminders.round(Instant.parse("2025-11-14T02:00:00Z"));
    reminders.round(Instant.parse("2025-11-17T02:00:01Z"));
    assertThat(inbox(world.west))
        .containsExactlyInAnyOrder(
            "每月调度 2025-11 已启动，请报送 please report ×1",
            "督办 DB-2025-11-01 请办理 please act",
            "督办 DB-2025-11-01 即将到期 is due soon",
            "督办 DB-2025-11-01 已超期 is overdue");
    assertThat(inbox(world.housing)).hasSize(1);
  }

  @Test
  void whereNobodyWorksForAUnitThePlannerIsRemindedAndNotAskedToReport() {
    SmallPlan empty = new SmallPlan().promised();
    empty.users.add(empty.planner.user(), "x", empty.now);
    empty.opened();
    empty.does(empty.planner, PlanAct.CONVENE).orThrow();
    empty.does(empty.planner, "B62", PlanAct.DECIDE).orThrow();
    new Reminders(empty.office).round(Instant.parse("2025-11-17T02:00:01Z"));
    assertThat(empty.outbox.inbox(empty.planner.user().id(), false, 0, 100))
        .extracting(Notification::subject)
        .containsExactly("督办 DB-2025-11-01 已超期 is overdue");
  }
}
