package furong.cases;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Result;
import furong.base.Text;
import furong.base.WorkTime;
import furong.cases.CaseRules.Details;
import furong.people.Caller;
import furong.people.Role;
import furong.people.Scope;
import furong.people.User;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * 改情形: a cover that was registered as missing (2 urgent hours) only rattles (2 working days), or
 * the other way round. Dispatched on Monday at 10:00; sessions are 08-12 and 14-18.
 */
class OtherConditionTest {

  private final SmallCity world = new SmallCity(withConditions());

  @Test
  void theGrantedConditionSetsTheClockAsIfItHadBeenThereFromTheBeginning() {
    Case c = ask(world.street, dispatched("v1/missing"), "v1/rattles").orThrow();
    assertThat(world.desk.dueAt(c)).as("asking moves nothing").isEqualTo(at("2026-03-02T12:00"));
    assertThat(world.cases.list(asked())).containsExactly(c);

    world.now = at("2026-03-02T11:30");
    c = world.does(world.operator, c, CaseAction.CONDITION_APPROVE);
    // two working days from Monday 10:00, not from the 11:30 of the decision
    assertThat(world.desk.dueAt(c)).isEqualTo(at("2026-03-04T10:00"));
    assertThat(c.progress().dossier().condition()).isEqualTo("v1/rattles");
    assertThat(c.progress().dossier().change()).isEqualTo(Dossier.Change.NONE);
    assertThat(world.cases.list(asked())).isEmpty();
  }

  @Test
  void theTimelineSaysWhoAskedWhyAndWhoDecided() {
    Case c = ask(world.street, dispatched("v1/missing"), "v1/rattles").orThrow();
    c = world.does(world.operator, c, CaseAction.CONDITION_APPROVE);
    List<CaseEvent> timeline = world.cases.timeline(c.id());
    CaseEvent asked = timeline.get(timeline.size() - 2);
    CaseEvent granted = timeline.getLast();
    assertThat(asked.by()).isEqualTo("st");
    assertThat(asked.note()).isEqualTo("because");
    assertThat(asked.details()).containsEntry("condition", "v1/rattles");
    assertThat(granted.by()).isEqualTo("op");
    assertThat(granted.details())
        .containsEntry("condition", "v1/rattles")
        .containsEntry("insteadOf", "v1/missing")
        .containsEntry("limit", "2 work-day");
    assertThat(TimelineReplay.progress(timeline)).isEqualTo(c.progress());
  }

  @Test
  void aRefusedConditionChangesNothingAndMayBeAskedForAgain() {
    Case c = ask(world.street, dispatched("v1/missing"), "v1/rattles").orThrow();
    assertThat(code(ask(world.street, c, "v1/broken"))).isEqualTo("case.condition-asked");
    c = world.does(world.operator, c, CaseAction.CONDITION_REFUSE);
    assertThat(world.desk.dueAt(c)).isEqualTo(at("2026-03-02T12:00"));
    assertThat(c.progress().dossier().condition()).isEqualTo("v1/missing");
    assertThat(ask(world.street, c, "v1/broken").isOk()).isTrue();
  }

  @Test
  void whoChecksMayDoubtItAndWhatWasLateIsInTimeOrTheOtherWayRound() {
    Case late = dispatched("v1/missing");
    late = world.does(world.street, late, CaseAction.TAKE);
    world.now = at("2026-03-02T17:00"); // five hours after the end
    late = world.does(world.street, late, CaseAction.FINISH);
    assertThat(late.progress().handledInTime()).isFalse();
    assertThat(code(ask(world.street, late, "v1/rattles"))).isNotEmpty();
    late = ask(world.inspector, late, "v1/rattles").orThrow();
    late = world.does(world.operator, late, CaseAction.CONDITION_APPROVE);
    assertThat(late.progress().handledInTime()).isTrue();
    assertThat(TimelineReplay.progress(world.cases.timeline(late.id()))).isEqualTo(late.progress());

    late = ask(world.inspector, late, "v1/missing").orThrow();
    late = world.does(world.operator, late, CaseAction.CONDITION_APPROVE);
    assertThat(late.progress().handledInTime()).isFalse();
  }

  @Test
  void itIsAnotherConditionOfTheSameKindWithAReasonAndNobodyGrantsTheOwnRequest() {
    Case c = dispatched("v1/missing");
    assertThat(code(ask(world.street, c, ""))).isEqualTo("case.missing.condition");
    assertThat(code(ask(world.street, c, "v1/missing"))).isEqualTo("case.condition");
    assertThat(code(ask(world.street, c, "v9/unknown"))).isEqualTo("case.condition");
    assertThat(code(ask(world.operator, c, "v1/rattles"))).as("the desk decides").isNotEmpty();
    Caller both =
        new Caller(
            new User(
                "st",
                "st",
                world.street.user().name(),
                Set.of(Role.STREET, Role.OPERATOR),
                Scope.of(SmallCity.CITY_CODE),
                null),
            "");
    Case asked = ask(both, c, "v1/rattles").orThrow();
    assertThat(code(world.tries(both, asked, CaseAction.CONDITION_APPROVE)))
        .isEqualTo("case.own-request");
  }

  @Test
  void aKindWithoutOtherConditionsHasNoneToAskFor() {
    Case c = world.does(world.operator, world.opened(), CaseAction.REGISTER); // air, no conditions
    c = world.does(world.operator, c, CaseAction.DISPATCH);
    assertThat(world.desk.allowed(c, world.street.user()))
        .extracting(Transition::action)
        .doesNotContain(CaseAction.CONDITION_ASK);
    assertThat(code(ask(world.street, c, "v1/rattles"))).isEqualTo("case.one-condition");
  }

  @Test
  void moreTimeStaysWhereTheUnitOfTheLimitStays() {
    Case c = dispatched("v1/missing");
    c = world.tries(world.street, c, CaseAction.EXTEND, new Details("", null, "", 1)).orThrow();
    c = world.does(world.operator, c, CaseAction.EXTEND_APPROVE); // 3 urgent hours
    c = ask(world.street, c, "v1/broken").orThrow();
    c = world.does(world.operator, c, CaseAction.CONDITION_APPROVE);
    // 4 + 1 urgent hours run through noon
    assertThat(world.desk.dueAt(c)).isEqualTo(at("2026-03-02T15:00"));
    c = ask(world.street, c, "v1/rattles").orThrow();
    c = world.does(world.operator, c, CaseAction.CONDITION_APPROVE);
    assertThat(world.desk.dueAt(c)).as("an hour is no day").isEqualTo(at("2026-03-04T10:00"));
  }

  @Test
  void aRequestOutlivesASuspensionAndIsVoidOnceTheCaseGoesBack() {
    Case c = world.does(world.street, dispatched("v1/missing"), CaseAction.TAKE);
    c = ask(world.street, c, "v1/rattles").orThrow();
    c = world.does(world.operator, c, CaseAction.SUSPEND);
    c = world.does(world.operator, c, CaseAction.RESUME);
    assertThat(c.progress().dossier().change()).isEqualTo(new Dossier.Change("v1/rattles", "st"));
    c = world.does(world.street, c, CaseAction.RETURN);
    assertThat(c.progress().dossier().change()).isEqualTo(Dossier.Change.NONE);
    assertThat(TimelineReplay.progress(world.cases.timeline(c.id()))).isEqualTo(c.progress());
  }

  /** A city whose manhole covers (part-0101) are missing, broken or rattle, each with its limit. */
  static CityCases withConditions() {
    List<Condition> conditions =
        List.of(
            condition("missing", new WorkTime(2, WorkTime.Unit.URGENT_HOUR)),
            condition("broken", new WorkTime(4, WorkTime.Unit.URGENT_HOUR)),
            condition("rattles", new WorkTime(2, WorkTime.Unit.WORK_DAY)));
    return new CityCases(
        CasePolicy.PLAIN,
        CategoryBook.of("v1", List.of(), Map.of("v1", conditions)),
        DispatchRules.NONE,
        "sample");
  }

  private static Condition condition(String id, WorkTime limit) {
    return new Condition(
        "v1/" + id, List.of("part-0101"), Text.of(id, id), limit, Optional.empty(), "sample");
  }

  private Case dispatched(String condition) {
    Case c = world.reported("part-0101");
    c = world.does(world.operator, c, CaseAction.ACCEPT);
    c = world.does(world.inspector, c, CaseAction.VERIFY);
    c =
        world
            .tries(world.operator, c, CaseAction.REGISTER, new Details(condition, null, "", 0))
            .orThrow();
    return world.does(world.operator, c, CaseAction.DISPATCH);
  }

  private Result<Case> ask(Caller who, Case c, String condition) {
    return world.tries(who, c, CaseAction.CONDITION_ASK, new Details(condition, null, "", 0));
  }

  private static String code(Result<?> refused) {
    return SmallCity.code(refused);
  }

  private static java.time.Instant at(String time) {
    return SmallCity.at(time);
  }

  private static CaseStore.Query asked() {
    return new CaseStore.Query(
        List.of(),
        Set.of(),
        null,
        null,
        null,
        null,
        0,
        10,
        new CaseStore.Also(false, false, true, null, null, null));
  }
}
