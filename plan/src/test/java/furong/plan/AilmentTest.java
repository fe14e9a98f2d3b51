package furong.plan;

import static furong.plan.SmallPlan.HOUSING;
import static furong.plan.SmallPlan.WEST;
import static furong.plan.SmallPlan.code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import furong.base.Result;
import furong.people.Caller;
import furong.people.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An ailment of the health check becomes a supervised item, once, and is closed with proof. */
class AilmentTest {

  private static final Origin GAS = new Origin("2024", "510104", "check.homes-gas");
  private static final Origin PIPES = new Origin("2024", "510104", "check.homes-pipes");

  private final SmallPlan world = new SmallPlan();

  private Result<Supervised> assign(
      Caller who, Origin about, String words, String unit, @Nullable Integer days) {
    return world.supervised.assign(who, about, words, unit, days);
  }

  @Test
  void itIsNumberedByItsYearAndDueByTheCitysRule() {
    Supervised first = assign(world.planner, GAS, "排查整改", WEST, null).orThrow();
    assertThat(first.number()).isEqualTo("TJ-2024-001");
    assertThat(first.origin()).isEqualTo(GAS);
    assertThat(first.state()).isEqualTo(SupervisedState.OPEN);
    // ten working days from Monday 3 November 10:00 are Monday 17 November 10:00
    assertThat(first.dueAt()).isEqualTo(Instant.parse("2025-11-17T02:00:00Z"));
    Supervised second = assign(world.planner, PIPES, "更换管线", HOUSING, 5).orThrow();
    assertThat(second.number()).isEqualTo("TJ-2024-002");
    assertThat(second.dueAt()).isEqualTo(Instant.parse("2025-11-10T02:00:00Z"));
    assertThat(world.store.about("2024", "510104")).containsExactly(first, second);
    assertThat(world.audited()).containsExactly("plan.supervise", "plan.supervise");
    assertThat(world.store.events("supervised/1"))
        .extracting(PlanEvent::act)
        .containsExactly("supervise");
  }

  @Test
  void anAilmentOfAYearIsTakenUpOnceAndThatOfTheNextAnew() {
    assign(world.planner, GAS, "排查整改", WEST, null).orThrow();
    assertThat(code(assign(world.planner, GAS, "再来", WEST, null))).isEqualTo("plan.assigned");
    Origin next = new Origin("2025", GAS.division(), GAS.indicator());
    assertThat(assign(world.planner, next, "排查整改", WEST, null).orThrow().number())
        .isEqualTo("TJ-2025-001");
  }

  @Test
  void onlyAPlannerOfTheDivisionTakesItUpForAUnitThatThereIs() {
    assertThat(code(assign(world.inspector, GAS, "整改", WEST, null))).isEqualTo("rights.role");
    Caller east = SmallPlan.caller("ea", Role.PLANNER, "510105", null);
    assertThat(code(assign(east, GAS, "整改", WEST, null))).isEqualTo("rights.scope");
    assertThat(code(assign(world.planner, GAS, "整改", "nobody-510104", null)))
        .isEqualTo("plan.unit");
    assertThat(code(assign(world.planner, GAS, " ", WEST, null))).isEqualTo("plan.missing.words");
    assertThat(code(assign(world.planner, GAS, "整改", WEST, 999))).isEqualTo("plan.work-days");
    assertThat(world.store.about("2024", null)).isEmpty();
    assertThat(world.supervised.mayAssign(east.user(), "510105")).isTrue();
    assertThat(world.supervised.mayAssign(east.user(), "510104")).isFalse();
  }

  @Test
  void thePlannerOfTheDivisionExtendsItAndThatOfAnotherDoesNot() {
    Caller here = SmallPlan.caller("he", Role.PLANNER, "510104", null);
    assign(here, GAS, "排查整改", WEST, 5).orThrow();
    Caller east = SmallPlan.caller("ea", Role.PLANNER, "510105", null);
    assertThat(code(world.does(east, 1, PlanAct.EXTEND))).isEqualTo("rights.scope");
    // ten working days, the city's rule, from Monday 10 November on
    assertThat(world.does(here, 1, PlanAct.EXTEND).orThrow().dueAt())
        .isEqualTo(Instant.parse("2025-11-24T02:00:00Z"));
  }

  @Test
  void itIsClosedWithProofByAnother() {
    assign(world.planner, GAS, "排查整改", WEST, null).orThrow();
    assertThat(code(world.does(world.west, 1, PlanAct.FINISH))).isEqualTo("plan.missing.evidence");
    world
        .evidence
        .forSupervised(world.west, 1, new EvidenceDesk.File("ab", "验收.pdf", "application/pdf", 3))
        .orThrow();
    world.does(world.west, 1, PlanAct.FINISH).orThrow();
    world.does(world.inspector, 1, PlanAct.PASS).orThrow();
    Supervised closed = world.store.about("2024", "510104").getFirst();
    assertThat(closed.state()).isEqualTo(SupervisedState.CLOSED);
    assertThat(closed.origin()).isEqualTo(GAS);
  }

  @Test
  void aKeyIsReadBackAndWhatIsNoneIsNot() {
    assertThat(GAS.key()).isEqualTo("checkup/2024/510104/check.homes-gas");
    assertThat(Origin.parse(GAS.key())).hasValue(GAS);
    assertThat(Origin.parse("entry/7")).isEmpty();
    assertThatThrownBy(() -> new Origin("2024", "510104", "a/b"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
