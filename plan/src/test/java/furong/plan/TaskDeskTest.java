package furong.plan;

import static furong.plan.SmallPlan.code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import furong.base.Notice;
import furong.base.Result;
import furong.plan.PlanDesk.Promise;
import furong.plan.RegisterEntry.Sort;
import furong.plan.TaskDesk.Draft;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The plan is broken down into tasks and projects that units promise. */
class TaskDeskTest {

  private final SmallPlan world = new SmallPlan();

  private static Draft task(String place, String of, String title, String unit) {
    return new Draft(
        place,
        Sort.TASK,
        of,
        title,
        "",
        unit,
        LocalDate.of(2025, 1, 1),
        LocalDate.of(2025, 12, 31),
        "四个院落",
        null);
  }

  private static Draft west() {
    return task("", "13", "西区老旧院落改造", SmallPlan.WEST);
  }

  @Test
  void anAddedTaskIsAnItemThatItsUnitReports() {
    assertThat(world.tasks.add(world.planner, List.of(west()), "任务分解").orThrow())
        .containsExactly("T1");
    assertThat(world.office.plan().under("13")).extracting(Item::id).contains("T1");
    world.opened();
    world.report(world.west, "T1", null, 50).orThrow();
    // on 3 November 307 of 365 days are over: 84.1 %; 50 % is 34.1 points behind
    assertThat(world.entry("T1").flags())
        .extracting(f -> f.reason().zh())
        .first()
        .asString()
        .contains("落后 34.1 个百分点");
    assertThat(world.audited())
        .containsExactly("plan.task_add", "plan.promise", "plan.open", "plan.report");
  }

  @Test
  void aProjectIsNamedApartFromTasks() {
    Draft project =
        new Draft("", Sort.PROJECT, "s6", "锦江绿轴二期", "", SmallPlan.HOUSING, null, null, "", null);
    assertThat(world.tasks.add(world.planner, List.of(west(), project), "任务分解").orThrow())
        .containsExactly("T1", "P2");
    assertThat(world.office.plan().projects()).extracting(Project::id).containsExactly("P2");
  }

  @Test
  void theMoneyOfAProjectIsWhatItsUnitPromisedAndReported() {
    Draft project =
        new Draft("", Sort.PROJECT, "s6", "锦江绿轴二期", "", SmallPlan.HOUSING, null, null, "", null);
    world.tasks.add(world.planner, List.of(project), "项目入库").orThrow();
    Commitment promised = world.desk.promise(world.planner, budget("P1", 1, 12_000.0)).orThrow();
    assertThat(promised.budget()).isEqualTo(12_000.0);
    assertThat(promised.unit()).isEqualTo(SmallPlan.HOUSING);
    world.opened();
    spends("P1", 3_400.0).orThrow();
    assertThat(world.entry("P1").report())
        .extracting(Entry.Report::spent, Entry.Report::progress)
        .containsExactly(3_400.0, 25);
    // what it was before stays visible
    assertThat(world.promises.changes("P1"))
        .extracting(c -> c.after().budget())
        .containsExactly(null, 12_000.0);
  }

  @Test
  void onlyAProjectHasMoneyAndItIsNeverLessThanNothing() {
    world.promised();
    assertThat(code(world.desk.promise(world.planner, budget("A24", 1, 5.0))))
        .isEqualTo("plan.budget");
    world
        .tasks
        .add(
            world.planner,
            List.of(
                new Draft(
                    "", Sort.PROJECT, "s6", "绿轴", "", SmallPlan.HOUSING, null, null, "", null)),
            "入库")
        .orThrow();
    assertThat(code(world.desk.promise(world.planner, budget("P1", 1, 0.0))))
        .isEqualTo("plan.budget");
    world.opened();
    assertThat(code(spends("A24", 5.0))).isEqualTo("plan.spent");
    assertThat(code(spends("P1", -1.0))).isEqualTo("plan.spent");
    assertThat(spends("P1", 0.0).isOk()).isTrue();
  }

  @Test
  void aProjectIsAddedWithItsBudgetAndATaskIsRefusedOne() {
    Draft project = money(Sort.PROJECT);
    world.tasks.add(world.planner, List.of(project), "入库").orThrow();
    assertThat(Commitments.of(world.promises.changes("P1")))
        .extractingByKey("P1")
        .extracting(Commitment::budget)
        .isEqualTo(8_600.0);
    assertThat(code(world.tasks.add(world.planner, List.of(money(Sort.TASK)), "分解")))
        .isEqualTo("plan.budget");
  }

  private static Draft money(Sort sort) {
    return new Draft("", sort, "s6", "绿轴三期", "", SmallPlan.HOUSING, null, null, "", 8_600.0);
  }

  private static Promise budget(String item, long version, double amount) {
    return new Promise(item, version, SmallPlan.HOUSING, null, null, "", "批复概算", amount);
  }

  private Result<Entry> spends(String item, double amount) {
    Entry e = world.entry(item);
    return world.entries.act(
        world.housing,
        e.id(),
        new PlanRules.Doing(
            PlanAct.REPORT, e.version(), "按计划推进", "", 25, null, null, null, amount));
  }

  @Test
  void ofATableAllRowsAreTakenOrNone() {
    Result<List<String>> refused =
        world.tasks.add(
            world.planner,
            List.of(
                task("row 2", "13", "西区老旧院落改造", SmallPlan.WEST),
                task("row 3", "99", "没有这个行动", SmallPlan.WEST),
                task("row 4", "13", "没有这个单位", "parks-510199"),
                task("row 5", "13", "西区老旧院落改造", SmallPlan.WEST),
                task("row 6", "13", " ", SmallPlan.WEST)),
            "任务分解");
    assertThat(((Result.Refused<?>) refused).notices())
        .extracting(Notice::place, Notice::code)
        .containsExactly(
            tuple("row 3", "plan.of"),
            tuple("row 4", "plan.unit"),
            tuple("row 5", "plan.twice"),
            tuple("row 6", "plan.title"));
    assertThat(world.register.count(Sort.TASK, Set.of())).isZero();
    assertThat(world.audited()).isEmpty();
  }

  @Test
  void theSameTableASecondTimeAddsNothing() {
    world.tasks.add(world.planner, List.of(west()), "任务分解").orThrow();
    assertThat(code(world.tasks.add(world.planner, List.of(west()), "任务分解")))
        .isEqualTo("plan.twice");
  }

  @Test
  void anEndedTaskIsAskedForNoLongerAndKeepsWhatWasSaid() {
    world.promised();
    world.tasks.add(world.planner, List.of(west()), "任务分解").orThrow();
    assertThat(code(world.tasks.end(world.planner, "T1", 1, " "))).isEqualTo("plan.missing.reason");
    assertThat(code(world.tasks.end(world.planner, "T1", 0, "并入A24"))).isEqualTo("plan.version");
    world.tasks.end(world.planner, "T1", 1, "并入A24").orThrow();
    assertThat(world.office.plan().items()).extracting(Item::id).doesNotContain("T1");
    assertThat(world.office.plan().find("T1")).isPresent();
    world.opened();
    assertThat(world.store.entries(SmallPlan.NOVEMBER))
        .extracting(Entry::item)
        .containsExactlyInAnyOrder("A24", "B62");
    assertThat(world.promises.changes("T1"))
        .extracting(PlanChange::reason)
        .containsExactly("任务分解", "并入A24");
    assertThat(code(world.tasks.end(world.planner, "T1", 2, "又一次"))).isEqualTo("plan.state");
    assertThat(
            code(
                world.desk.promise(
                    world.planner, new Promise("T1", 2, SmallPlan.WEST, null, null, "", "重来"))))
        .isEqualTo("plan.ended");
  }

  @Test
  void onlyThePlannerAddsAndOnlyWhatWasAddedEnds() {
    assertThat(code(world.tasks.add(world.housing, List.of(west()), "x"))).isEqualTo("rights.role");
    assertThat(world.tasks.may(world.planner.user())).isTrue();
    assertThat(world.tasks.may(world.housing.user())).isFalse();
    assertThat(code(world.tasks.end(world.planner, "B62", 0, "x"))).isEqualTo("plan.item");
    assertThat(code(world.tasks.end(world.planner, "T7", 0, "x"))).isEqualTo("plan.item");
  }

  @Test
  void aBookReadsAgainWhatWasAddedBefore() {
    world.tasks.add(world.planner, List.of(west()), "任务分解").orThrow();
    TaskBook afterARestart = new TaskBook(world.plan, world.register);
    assertThat(afterARestart.plan().find("T1").orElseThrow().title().zh()).isEqualTo("西区老旧院落改造");
  }
}
