package furong.cases;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Result;
import furong.base.Result.Refusal;
import furong.cases.CaseRules.Details;
import furong.people.Caller;
import furong.people.Role;
import furong.people.Scope;
import furong.people.User;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Ends out of order, duplicates, parents and parts, and reopening. */
class TiesTest {

  private final SmallCity world = new SmallCity();

  @Test
  void aDuplicateEndsInTheCaseThatGoesOn() {
    Case main = world.opened();
    Case twice = world.reported("part-0101");
    Case merged = tie(twice, CaseAction.MERGE, main.number()).orThrow();
    assertThat(merged.state()).isEqualTo(CaseState.MERGED);
    assertThat(merged.progress().dossier().ties().mergedInto()).isEqualTo(main.id());
    Case told = world.cases.find(main.id()).orElseThrow();
    assertThat(told.version()).isEqualTo(main.version() + 1);
    assertThat(world.cases.timeline(main.id()).getLast().kind()).isEqualTo(CaseEvent.MERGED_IN);
    assertThat(world.cases.timeline(main.id()).getLast().note()).isEqualTo(twice.number());
  }

  @Test
  void nothingIsMergedIntoItselfIntoNothingOrIntoAnEndedCase() {
    Case c = world.opened();
    Case ended = world.does(world.operator, world.reported("part-0101"), CaseAction.REJECT);
    assertThat(SmallCity.code(tie(c, CaseAction.MERGE, c.number()))).isEqualTo("case.target");
    assertThat(SmallCity.code(tie(c, CaseAction.MERGE, "CJ-0"))).isEqualTo("case.target");
    assertThat(SmallCity.code(tie(c, CaseAction.MERGE, ""))).isEqualTo("case.missing.case");
    assertThat(SmallCity.code(tie(c, CaseAction.MERGE, ended.number())))
        .isEqualTo("case.target-ended");
    assertThat(world.cases.find(c.id())).hasValue(c);
  }

  @Test
  void aParentIsClosedAfterItsParts() {
    Case parent = checked();
    Case part = verified();
    part = tie(part, CaseAction.ATTACH, parent.number()).orThrow();
    assertThat(SmallCity.code(world.tries(world.operator, parent, CaseAction.CLOSE)))
        .isEqualTo("case.children");
    part = world.does(world.operator, part, CaseAction.CANCEL);
    assertThat(world.does(world.operator, parent, CaseAction.CLOSE).state())
        .isEqualTo(CaseState.CLOSED);
  }

  @Test
  void oneLevelOfPartsIsAllThereIs() {
    Case parent = world.opened();
    Case part = tie(verified(), CaseAction.ATTACH, parent.number()).orThrow();
    Case third = verified();
    assertThat(SmallCity.code(tie(third, CaseAction.ATTACH, part.number())))
        .isEqualTo("case.family");
    assertThat(SmallCity.code(tie(parent, CaseAction.ATTACH, third.number())))
        .isEqualTo("case.family");
    Case free = world.does(world.operator, part, CaseAction.DETACH);
    assertThat(tie(free, CaseAction.ATTACH, third.number()).isOk()).isTrue();
  }

  @Test
  void onlyTheDeskOfTheCountyOrAboveEndsACaseOutOfOrder() {
    Case c = world.does(world.operator, world.opened(), CaseAction.REGISTER);
    assertThat(SmallCity.code(world.tries(desk(SmallCity.WEST_STREET), c, CaseAction.FORCE_CLOSE)))
        .isEqualTo("case.county-desk");
    assertThat(SmallCity.refusal(world.tries(desk("510105"), c, CaseAction.CANCEL)))
        .isEqualTo(Refusal.FORBIDDEN);
    Case forced = world.does(desk("510104"), c, CaseAction.FORCE_CLOSE);
    assertThat(forced.state()).isEqualTo(CaseState.FORCED);
    assertThat(forced.progress().closedAt()).isEqualTo(world.now);
  }

  @Test
  void theThirdReturnIsRefusedAndTheSecondWaitsForADecision() {
    Case c = world.dispatched();
    c = world.does(world.street, c, CaseAction.RETURN);
    assertThat(c.progress().dossier().unrouted()).isFalse();
    c = world.does(world.operator, c, CaseAction.DISPATCH);
    c = world.does(world.street, c, CaseAction.RETURN);
    assertThat(c.progress().dossier().unrouted()).isTrue();
    c = world.does(world.operator, c, CaseAction.DISPATCH);
    assertThat(c.progress().dossier().unrouted()).isFalse();
    assertThat(SmallCity.code(world.tries(world.street, c, CaseAction.RETURN)))
        .isEqualTo("case.returns");
    assertThat(world.desk.allowed(c, world.street.user()))
        .extracting(Transition::action)
        .doesNotContain(CaseAction.RETURN);
  }

  @Test
  void aClosedCaseIsReopenedWithinTheWindowWithItsWholeLimit() {
    Case c = world.does(world.operator, checked(), CaseAction.CLOSE); // Monday 2026-03-02 10:00
    // 15 working days after Monday 10:00 is Monday three weeks later, 10:00
    world.now = SmallCity.at("2026-03-23T10:00").plusMillis(1);
    assertThat(SmallCity.code(world.tries(world.operator, c, CaseAction.REOPEN)))
        .isEqualTo("case.reopen-window");
    world.now = SmallCity.at("2026-03-23T10:00");
    c = world.does(world.operator, c, CaseAction.REOPEN);
    assertThat(c.state()).isEqualTo(CaseState.REGISTERED);
    assertThat(c.progress().closedAt()).isNull();
    assertThat(c.progress().dossier().reopened()).isEqualTo(1);
    c = world.does(world.operator, c, CaseAction.DISPATCH);
    assertThat(world.desk.dueAt(c)).isEqualTo(SmallCity.at("2026-03-23T16:00"));
  }

  private Case checked() {
    Case c = world.does(world.street, world.dispatched(), CaseAction.TAKE);
    c = world.does(world.street, c, CaseAction.FINISH);
    return world.does(world.inspector, c, CaseAction.CHECK_PASS);
  }

  private Case verified() {
    Case c = world.does(world.operator, world.reported("part-0101"), CaseAction.ACCEPT);
    return world.does(world.inspector, c, CaseAction.VERIFY);
  }

  private Result<Case> tie(Case c, CaseAction action, String target) {
    return world.tries(world.operator, c, action, new Details("", null, target, 0));
  }

  private static Caller desk(String division) {
    return new Caller(
        new User(
            "d-" + division,
            "d",
            furong.base.Text.of("值班", "Desk"),
            Set.of(Role.OPERATOR),
            Scope.of(division),
            null),
        "");
  }
}
