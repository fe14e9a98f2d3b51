package furong.cases;

import static org.assertj.core.api.Assertions.assertThat;

import furong.cases.CaseRules.Details;
import furong.cases.CaseStore.Also;
import furong.cases.CaseStore.Query;
import furong.people.Caller;
import furong.people.Role;
import furong.people.Scope;
import furong.people.User;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** 延期: asked for by the handler, granted by somebody else. Monday 10:00, 4 working hours. */
class MoreTimeTest {

  private final SmallCity world = new SmallCity();

  @Test
  void grantedTimeMovesTheDeadlineAndIsCounted() {
    Case c = world.dispatched(); // until 16:00: two hours to noon, two from 14
    c = ask(c, 3);
    assertThat(world.desk.dueAt(c)).isEqualTo(SmallCity.at("2026-03-02T16:00"));
    assertThat(world.cases.list(asked())).containsExactly(c);
    c = world.does(world.operator, c, CaseAction.EXTEND_APPROVE);
    // 7 hours: two to noon, four to 18, one on Tuesday
    assertThat(world.desk.dueAt(c)).isEqualTo(SmallCity.at("2026-03-03T09:00"));
    assertThat(c.progress().dossier().extension()).isEqualTo(new Dossier.Extension(0, null, 1));
    assertThat(world.cases.list(asked())).isEmpty();
  }

  @Test
  void refusedTimeChangesNothingAndMayBeAskedForAgain() {
    Case c = ask(world.dispatched(), 3);
    c = world.does(world.operator, c, CaseAction.EXTEND_REFUSE);
    assertThat(world.desk.dueAt(c)).isEqualTo(SmallCity.at("2026-03-02T16:00"));
    assertThat(c.progress().dossier().extension().granted()).isZero();
    assertThat(ask(c, 1).progress().dossier().extension().asked()).isEqualTo(1);
  }

  @Test
  void itIsAskedForOnceAtATimeWithAnAmountAndByNobodyForHimself() {
    Case c = world.dispatched();
    assertThat(code(c, 0)).isEqualTo("case.missing.amount");
    assertThat(code(c, 61)).isEqualTo("case.amount");
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
    Case asked = ask(c, 3);
    assertThat(code(asked, 3)).isEqualTo("case.extension-asked");
    assertThat(SmallCity.code(world.tries(both, asked, CaseAction.EXTEND_APPROVE)))
        .isEqualTo("case.own-request");
  }

  @Test
  void aClockWithoutALimitCannotBeExtended() {
    Case c = world.reported("part-0101");
    c = world.does(world.operator, c, CaseAction.ACCEPT);
    c = world.does(world.inspector, c, CaseAction.VERIFY);
    c = world.does(world.operator, c, CaseAction.REGISTER);
    c = world.does(world.operator, c, CaseAction.DISPATCH);
    assertThat(code(c, 3)).isEqualTo("case.no-limit");
  }

  @Test
  void aRequestGoesWithItsStageAndOutlivesASuspension() {
    Case c = ask(world.does(world.street, world.dispatched(), CaseAction.TAKE), 3);
    c = world.does(world.operator, c, CaseAction.SUSPEND);
    c = world.does(world.operator, c, CaseAction.RESUME);
    assertThat(c.progress().dossier().extension().asked()).isEqualTo(3);
    c = world.does(world.street, c, CaseAction.FINISH);
    assertThat(c.progress().dossier().extension().asked()).isZero();
  }

  private Case ask(Case c, int hours) {
    return world
        .tries(world.street, c, CaseAction.EXTEND, new Details("", null, "", hours))
        .orThrow();
  }

  private String code(Case c, int hours) {
    return SmallCity.code(
        world.tries(world.street, c, CaseAction.EXTEND, new Details("", null, "", hours)));
  }

  private static Query asked() {
    return new Query(
        List.of(),
        Set.of(),
        null,
        null,
        null,
        null,
        0,
        10,
        new Also(false, false, true, null, null, null));
  }
}
