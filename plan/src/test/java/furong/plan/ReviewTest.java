package furong.plan;

import static furong.plan.SmallPlan.NOVEMBER;
import static furong.plan.SmallPlan.code;
import static org.assertj.core.api.Assertions.assertThat;

import furong.plan.PlanRules.Doing;
import furong.plan.Review.Kind;
import furong.plan.ReviewDesk.Seen;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The plan of {@link SmallPlan} is evaluated at the end of its November: 2,200 courtyards, good air
 * that rises, a platform, and the action that holds them together.
 */
class ReviewTest {

  private final SmallPlan world = new SmallPlan().promised();
  private final Map<String, Double> figures = new HashMap<>();
  private final MemoryReviews store = new MemoryReviews();
  private final ReviewDesk desk = new ReviewDesk(world.office, store, this::pull);

  /** A figure of a year, where the world has one. */
  private Optional<Entry.Pulled> pull(List<String> indicators, YearMonth month) {
    String year = String.valueOf(month.getYear());
    return indicators.stream()
        .flatMap(id ->
            Stream.ofNullable(figures.get(id + " " + year))
                .map(value -> new Entry.Pulled(id, year, value, false, world.now)))
        .findFirst();
  }

  private Review opened() {
    return desk.open(world.planner, Kind.MID_TERM, NOVEMBER).orThrow();
  }

  private Finding finding(String item) {
    return store.findings(1).stream().filter(f -> f.item().equals(item)).findFirst().orElseThrow();
  }

  private Review does(PlanAct act) {
    Review review = store.find(1).orElseThrow();
    return desk.act(world.planner, 1, Doing.of(act, review.version(), "", "补充")).orThrow();
  }

  private Verdict verdict(String item) {
    return finding(item).verdict();
  }

  @Test
  void everyItemHasAFindingAndWhatIsNotKnownIsNotJudged() {
    opened();
    assertThat(store.findings(1))
        .extracting(Finding::item)
        .containsExactly("13", "A24", "A01", "B62");
    assertThat(store.findings(1)).extracting(Finding::verdict).containsOnly(Verdict.CANNOT_JUDGE);
    assertThat(finding("A24").computed().reason().zh()).isEqualTo("没有数字，也没有报送");
    assertThat(finding("B62").computed().reason().zh()).startsWith("期限 2025-10-31 已过");
    assertThat(finding("13").unit()).isNull();
  }

  @Test
  void aCountIsHeldAgainstItsPaceAndACoveredTargetIsMet() {
    world.opened();
    // 1,650 of 2,200 are 75 %; 2021-01-01 to 2025-11-03 are 1,768 of 1,826 days: 96.8 %
    world.report(world.housing, "A24", 1_650.0, null).orThrow();
    opened();
    assertThat(verdict("A24")).isEqualTo(Verdict.BEHIND);
    assertThat(finding("A24").computed().reason().zh()).isEqualTo("进度 75.0%，序时进度 96.8%");
    assertThat(finding("A24").facts().reported()).isEqualTo(1);
    world.report(world.housing, "A24", 2_300.0, null).orThrow();
    does(PlanAct.CONVENE);
    assertThat(verdict("A24")).isEqualTo(Verdict.MET);
  }

  @Test
  void aDirectionNeedsAFigureThenAndNow() {
    figures.put("air.good-days-ratio 2024", 82.0);
    opened();
    assertThat(verdict("A01")).isEqualTo(Verdict.CANNOT_JUDGE);
    figures.put("air.good-days-ratio 2020", 76.5);
    does(PlanAct.CONVENE);
    assertThat(verdict("A01")).isEqualTo(Verdict.ON_PACE);
    // the year so far is not the year: the last whole one stands
    does(PlanAct.REOPEN);
    figures.put("air.good-days-ratio 2025", 60.0);
    does(PlanAct.CONVENE);
    assertThat(verdict("A01")).isEqualTo(Verdict.ON_PACE);
    assertThat(finding("A01").computed().reason().zh()).isEqualTo("2020 年 76.5，2024 年 82.0");
    does(PlanAct.REOPEN);
    figures.put("air.good-days-ratio 2024", 70.0);
    does(PlanAct.CONVENE);
    assertThat(verdict("A01")).isEqualTo(Verdict.BEHIND);
  }

  @Test
  void whatMayNotFallMayStayAsItIs() {
    Entry.Pulled then = new Entry.Pulled("air.good-days-ratio", "2020", 80, false, world.now);
    Entry.Pulled now = new Entry.Pulled("air.good-days-ratio", "2024", 80, false, world.now);
    Finding.Facts same =
        new Finding.Facts(
            new Progress(null, Progress.Basis.NONE, null),
            80.0,
            now,
            then,
            null,
            null,
            0,
            0,
            0,
            0,
            0,
            0);
    LocalDate day = LocalDate.of(2025, 11, 3);
    assertThat(Verdicts.of(direction(Target.Compare.NOT_FALL), same, 10, day).verdict())
        .isEqualTo(Verdict.ON_PACE);
    assertThat(Verdicts.of(direction(Target.Compare.RISE), same, 10, day).verdict())
        .isEqualTo(Verdict.BEHIND);
    assertThat(Verdicts.of(direction(Target.Compare.SAME), same, 10, day).verdict())
        .isEqualTo(Verdict.CANNOT_JUDGE);
  }

  private static Target direction(Target.Compare way) {
    return SmallPlan.target("A01", Target.Form.DIRECTION, way, null);
  }

  @Test
  void aYearThatRunsIsNotHeldAgainstAWholeOne() {
    figures.put("air.good-days-ratio 2020", 76.5);
    figures.put("air.good-days-ratio 2025", 60.0);
    opened();
    assertThat(verdict("A01")).isEqualTo(Verdict.CANNOT_JUDGE);
    assertThat(finding("A01").computed().reason().zh()).isEqualTo("2025 期未满，不与整期相比");
  }

  @Test
  void anActionTakesWhatItsItemsCameTo() {
    world.opened();
    world.report(world.housing, "A24", 2_200.0, null).orThrow();
    world.report(world.west, "B62", null, 40).orThrow();
    opened();
    does(PlanAct.CONVENE);
    assertThat(verdict("B62")).isEqualTo(Verdict.OVERDUE);
    assertThat(verdict("13")).isEqualTo(Verdict.BEHIND);
    assertThat(finding("13").computed().reason().zh()).isEqualTo("所属 3 项：已完成 1，逾期未完成 1，无法判断 1");
    desk.judge(
            world.planner,
            1,
            List.of(
                new Seen(finding("B62").id(), finding("B62").version()),
                new Seen(finding("A01").id(), finding("A01").version())),
            Verdict.ON_PACE,
            "已延期至年底")
        .orThrow();
    assertThat(verdict("13")).isEqualTo(Verdict.ON_PACE);
  }

  @Test
  void aUnitWritesOfItsOwnItemsWhileTheEvaluationIsOpen() {
    opened();
    Finding mine = finding("A24");
    Doing words = Doing.of(PlanAct.REPORT, mine.version(), "已完成 1,650 个，余下在建", "");
    assertThat(code(desk.actOn(world.west, mine.id(), words))).isEqualTo("rights.scope");
    Finding written = desk.actOn(world.housing, mine.id(), words).orThrow();
    assertThat(written.report())
        .extracting(Finding.SelfReport::words)
        .isEqualTo("已完成 1,650 个，余下在建");
    assertThat(code(desk.actOn(world.housing, mine.id(), words))).isEqualTo("plan.version");
    does(PlanAct.CONVENE);
    Finding later = finding("A24");
    assertThat(
            code(
                desk.actOn(
                    world.housing,
                    later.id(),
                    Doing.of(PlanAct.REPORT, later.version(), "补充", ""))))
        .isEqualTo("plan.month");
    assertThat(later.report()).isEqualTo(written.report());
  }

  @Test
  void itIsClosedWhenEveryTargetAndActionInDoubtIsJudged() {
    opened();
    does(PlanAct.CONVENE);
    Review review = store.find(1).orElseThrow();
    assertThat(code(desk.act(world.planner, 1, Doing.of(PlanAct.CLOSE, review.version(), "", ""))))
        .isEqualTo("plan.unanswered");
    // the platform is a task: it counts towards the action
    List<Seen> doubtful =
        store.findings(1).stream()
            .filter(desk::open)
            .map(f -> new Seen(f.id(), f.version()))
            .toList();
    assertThat(doubtful).hasSize(3);
    assertThat(code(desk.judge(world.planner, 1, doubtful, Verdict.BEHIND, " ")))
        .isEqualTo("plan.missing.words");
    assertThat(store.findings(1)).allMatch(f -> f.judged() == null);
    assertThat(code(desk.judge(world.housing, 1, doubtful, Verdict.BEHIND, "无数据")))
        .isEqualTo("rights.role");
    desk.judge(world.planner, 1, doubtful, Verdict.BEHIND, "无数据，按滞后处理").orThrow();
    world.now = Instant.parse("2025-12-01T02:00:00Z");
    assertThat(does(PlanAct.CLOSE).closedAt()).isEqualTo(world.now);
    assertThat(world.audited()).contains("plan.judge", "plan.close");
    Finding locked = finding("A24");
    assertThat(
            code(
                desk.judge(
                    world.planner,
                    1,
                    List.of(new Seen(locked.id(), locked.version())),
                    Verdict.MET,
                    "改判")))
        .isEqualTo("plan.no-meeting");
  }

  @Test
  void thereIsOneOfAKindAndCutoffWithinThePlan() {
    opened();
    assertThat(code(desk.open(world.planner, Kind.MID_TERM, NOVEMBER))).isEqualTo("plan.review");
    assertThat(code(desk.open(world.planner, Kind.YEAR, NOVEMBER.plusMonths(1))))
        .isEqualTo("plan.cutoff");
    assertThat(code(desk.open(world.planner, Kind.YEAR, YearMonth.of(2020, 12))))
        .isEqualTo("plan.cutoff");
    assertThat(code(desk.open(world.housing, Kind.YEAR, NOVEMBER))).isEqualTo("rights.role");
    assertThat(desk.open(world.planner, Kind.YEAR, NOVEMBER).isOk()).isTrue();
  }
}
