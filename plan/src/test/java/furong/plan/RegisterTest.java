package furong.plan;

import static furong.plan.SmallPlan.code;
import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Level;
import furong.base.Text;
import furong.plan.RegisterDesk.Act;
import furong.plan.RegisterDesk.Draft;
import furong.plan.RegisterEntry.Sort;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Risks are judged and closed, opportunities published and withdrawn. */
class RegisterTest {

  private final SmallPlan world = new SmallPlan();
  private final RegisterDesk desk = new RegisterDesk(world.office, world.register);

  private static Draft draft(Sort sort, @Nullable Level level) {
    return new Draft(
        sort, Text.of("绿道运营", "Greenway"), "公开招募", "13", SmallPlan.HOUSING, level, "028", null);
  }

  @Test
  void anOpportunityIsDraftedPublishedAndWithdrawnWithAReason() {
    RegisterEntry e = desk.add(world.planner, draft(Sort.OPPORTUNITY, null)).orThrow();
    assertThat(e.state()).isEqualTo(RegisterState.DRAFT);
    RegisterEntry out =
        desk.act(world.planner, e.id(), Act.PUBLISH, e.version(), "", null).orThrow();
    assertThat(out.publishedAt()).isEqualTo(world.now);
    assertThat(code(desk.act(world.planner, e.id(), Act.WITHDRAW, out.version(), " ", null)))
        .isEqualTo("register.reason");
    desk.act(world.planner, e.id(), Act.WITHDRAW, out.version(), "已签约", null).orThrow();
    assertThat(world.audited())
        .containsExactly("plan.register_add", "plan.register_publish", "plan.register_withdraw");
  }

  @Test
  void aRiskIsJudgedAgainAndClosed() {
    RegisterEntry e = desk.add(world.planner, draft(Sort.RISK, Level.III)).orThrow();
    RegisterEntry worse =
        desk.act(world.planner, e.id(), Act.JUDGE, e.version(), "汛期", Level.II).orThrow();
    assertThat(worse.level()).isEqualTo(Level.II);
    assertThat(
            desk.act(world.planner, e.id(), Act.CLOSE, worse.version(), "已整治", null)
                .orThrow()
                .state())
        .isEqualTo(RegisterState.CLOSED);
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThat(code(desk.add(world.housing, draft(Sort.RISK, Level.III)))).isEqualTo("rights.role");
    assertThat(code(desk.add(world.planner, draft(Sort.RISK, null)))).isEqualTo("register.level");
    RegisterEntry e = desk.add(world.planner, draft(Sort.OPPORTUNITY, null)).orThrow();
    assertThat(code(desk.act(world.planner, e.id(), Act.CLOSE, e.version(), "x", null)))
        .isEqualTo("register.state");
    assertThat(code(desk.act(world.planner, e.id(), Act.PUBLISH, e.version() + 1, "", null)))
        .isEqualTo("register.version");
  }
}
