package furong.plan;

import static furong.plan.SmallPlan.NOVEMBER;
import static org.assertj.core.api.Assertions.assertThat;

import furong.plan.Entry.Pulled;
import furong.plan.PlanRules.Doing;
import furong.plan.Review.Kind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The plan asks for a meeting each month and an evaluation; the steering counts them itself. */
class SteeringFiguresTest {

  private final SmallPlan world = new SmallPlan().promised();
  private final MemoryReviews reviews = new MemoryReviews();
  private final SteeringFigures figures = new SteeringFigures(world.store, reviews);

  private Optional<Double> figure(String id) {
    return figures.pull(List.of(id), NOVEMBER).map(Pulled::value);
  }

  @Test
  void aMonthCountsOnceItHasComeToItsMeeting() {
    assertThat(figure("plan.meetings")).hasValue(0.0);
    world.opened();
    assertThat(figure("plan.meetings")).hasValue(0.0);
    world.does(world.planner, PlanAct.CONVENE).orThrow();
    assertThat(figure("plan.meetings")).hasValue(1.0);
    assertThat(figures.pull(List.of("plan.meetings"), NOVEMBER.plusMonths(1)).map(Pulled::value))
        .hasValue(0.0);
  }

  @Test
  void anEvaluationCountsWhenItIsClosedAndOnlyTheMidTermOne() {
    ReviewDesk desk = new ReviewDesk(world.office, reviews, figures);
    desk.open(world.planner, Kind.MID_TERM, NOVEMBER).orThrow();
    desk.open(world.planner, Kind.YEAR, NOVEMBER).orThrow();
    assertThat(figure("plan.evaluations")).hasValue(0.0);
    for (long id = 1; id <= 2; id++) {
      closes(desk, id);
    }
    assertThat(figure("plan.evaluations")).hasValue(1.0);
  }

  private void closes(ReviewDesk desk, long id) {
    does(desk, id, PlanAct.CONVENE);
    List<ReviewDesk.Seen> doubtful =
        reviews.findings(id).stream()
            .filter(desk::open)
            .map(f -> new ReviewDesk.Seen(f.id(), f.version()))
            .toList();
    desk.judge(world.planner, id, doubtful, Verdict.BEHIND, "无数据").orThrow();
    does(desk, id, PlanAct.CLOSE);
  }

  private void does(ReviewDesk desk, long id, PlanAct act) {
    long version = reviews.find(id).orElseThrow().version();
    desk.act(world.planner, id, Doing.of(act, version, "", "")).orThrow();
  }

  @Test
  void whatItDoesNotCountItDoesNotAnswer() {
    assertThat(figures.pull(List.of("air.heavy-days"), NOVEMBER)).isEmpty();
  }
}
