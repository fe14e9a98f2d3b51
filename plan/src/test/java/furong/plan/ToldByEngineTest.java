package furong.plan;

import static furong.plan.SmallPlan.HOUSING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import furong.plan.PlanDesk.Promise;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An item whose figure the engine gives is not an item that nobody reported. */
class ToldByEngineTest {

  private final SmallPlan world = new SmallPlan();

  private Entry meeting() {
    world
        .desk
        .promise(world.planner, new Promise("A01", 0, HOUSING, null, null, "空气", "会议分工"))
        .orThrow();
    world
        .desk
        .promise(world.planner, new Promise("A24", 0, HOUSING, null, null, "2200", "会议分工"))
        .orThrow();
    world.opened();
    world.does(world.planner, PlanAct.CONVENE).orThrow();
    return world.entry("A01");
  }

  @Test
  void withAFigureOfTheEngineItIsNotMarkedAsSilent() {
    world.engine.put("air.good-days-ratio", 86.0);
    Entry air = meeting();
    assertThat(air.byEngine(world.plan.find("A01").orElseThrow())).isTrue();
    assertThat(air.flags()).extracting(Flag::rule).doesNotContain("silent");
    assertThat(world.entry("A24").flags()).extracting(Flag::rule).contains("silent");
  }

  @Test
  void withoutAFigureItIs() {
    Entry air = meeting();
    assertThat(air.byEngine(world.plan.find("A01").orElseThrow())).isFalse();
    assertThat(air.flags()).extracting(Flag::rule).contains("silent");
  }

  @Test
  void whatTheEngineTellsCountsNeitherForNorAgainstReportsInTime() {
    world.engine.put("air.good-days-ratio", 86.0);
    meeting();
    world.does(world.planner, "A24", PlanAct.NOTE).orThrow();
    world.does(world.planner, PlanAct.CLOSE).orThrow();
    // of two items one is told by the engine: 0 of 1 reported in time, not 0 of 2
    assertThat(world.store.scores(SmallPlan.NOVEMBER))
        .filteredOn(s -> s.criterion().equals("in-time"))
        .singleElement()
        .satisfies(s -> assertThat(s.good() + " / " + s.of()).isEqualTo("0 / 1"));
  }

  /** The engine has the month of a year before, which nobody dispatched. */
  @Test
  void aMonthlyFigureThatFellSinceTheYearBeforeIsMarkedInTheFirstYearToo() {
    FigureSource monthly =
        (ids, month) ->
            Optional.of(
                new Entry.Pulled(
                    ids.getFirst(),
                    month.toString(),
                    month.getYear() == 2024 ? 90 : 86,
                    false,
                    world.now));
    DispatchDesk months = new DispatchDesk(world.office, monthly);
    world
        .desk
        .promise(world.planner, new Promise("A01", 0, HOUSING, null, null, "空气", "会议分工"))
        .orThrow();
    months.open(world.planner, SmallPlan.NOVEMBER).orThrow();
    assertThat(world.entry("A01").flags())
        .extracting(Flag::rule, f -> f.reason().zh())
        .containsExactly(tuple("wrong-way", "由 90.0 变为 86.0，与规划方向相反"));
  }
}
