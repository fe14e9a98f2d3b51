package furong.plan;

import static furong.plan.SmallPlan.HOUSING;
import static furong.plan.SmallPlan.NOVEMBER;
import static furong.plan.SmallPlan.code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import furong.base.Result;
import furong.base.Text;
import furong.people.Caller;
import furong.people.Role;
import furong.people.Scope;
import furong.people.User;
import furong.plan.PlanDesk.Promise;
import furong.plan.PlanRules.Doing;
import furong.plan.ReviewDesk.Seen;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A month of dispatch from its opening to its lock. */
class DispatchTest {

  private final SmallPlan world = new SmallPlan().promised();

  @Test
  void aMonthGoesFromOpeningToItsLockInTheHandsOfFourPeople() {
    world.opened();
    // 2025-11-30 is day 1,795 of 1,826; 2,100 of 2,200 are 95.5 %: within ten points of 98.3 %
    world.report(world.housing, "A24", 2_100.0, null).orThrow();
    world.report(world.west, "B62", null, 80).orThrow();
    world.does(world.planner, PlanAct.CONVENE).orThrow();
    assertThat(world.entry("A24").flags()).isEmpty();
    assertThat(world.entry("B62").flags()).extracting(Flag::rule).containsExactly("overdue");
    assertThat(code(world.does(world.planner, PlanAct.CLOSE))).isEqualTo("plan.unanswered");

    world.does(world.planner, "B62", PlanAct.DECIDE).orThrow();
    Supervised item = world.store.findSupervised(1).orElseThrow();
    assertThat(item.number()).isEqualTo("DB-2025-11-01");
    // ten working days from Monday 3 November 10:00 are Monday 17 November 10:00
    assertThat(item.dueAt()).isEqualTo(Instant.parse("2025-11-17T02:00:00Z"));
    world.does(world.planner, PlanAct.CLOSE).orThrow();
    assertThat(world.month().state()).isEqualTo(MonthState.CLOSED);

    assertThat(code(world.does(world.west, 1, PlanAct.FINISH))).isEqualTo("plan.missing.evidence");
    prove(1);
    world.does(world.west, 1, PlanAct.FINISH).orThrow();
    world.does(world.inspector, 1, PlanAct.PASS).orThrow();
    assertThat(world.store.findSupervised(1).orElseThrow().state())
        .isEqualTo(SupervisedState.CLOSED);
    assertThat(world.audited())
        .containsExactly(
            "plan.promise",
            "plan.promise",
            "plan.open",
            "plan.report",
            "plan.report",
            "plan.convene",
            "plan.supervise",
            "plan.decide",
            "plan.close",
            "plan.evidence",
            "plan.finish",
            "plan.pass");
  }

  @Test
  void theMeetingTakesNoteOfSeveralEntriesOrOfNone() {
    world.opened();
    world.does(world.planner, PlanAct.CONVENE).orThrow();
    Seen courtyards = new Seen(world.entry("A24").id(), world.entry("A24").version());
    Seen platform = new Seen(world.entry("B62").id(), world.entry("B62").version());
    Seen stale = new Seen(platform.id(), 0);
    assertThat(code(note(courtyards, stale))).isEqualTo("plan.version");
    assertThat(code(world.entries.noteAll(world.planner, NOVEMBER, List.of(platform), " ")))
        .isEqualTo("plan.missing.reason");
    assertThat(
            code(
                world.entries.noteAll(
                    world.planner, NOVEMBER.minusMonths(1), List.of(platform), "下月补报")))
        .isEqualTo("plan.entry");
    assertThat(world.entry("A24").answer()).isEqualTo(Answer.NONE);
    note(courtyards, platform).orThrow();
    assertThat(world.store.entries(NOVEMBER))
        .extracting(Entry::answer, Entry::answerWords)
        .containsOnly(tuple(Answer.NOTED, "下月补报"));
    world.does(world.planner, PlanAct.CLOSE).orThrow();
  }

  private Result<List<Entry>> note(Seen... seen) {
    return world.entries.noteAll(world.planner, NOVEMBER, List.of(seen), "下月补报");
  }

  private void prove(long id) {
    world
        .evidence
        .forSupervised(world.west, id, new EvidenceDesk.File("ab", "验收.pdf", "application/pdf", 3))
        .orThrow();
  }

  @Test
  void aClosedMonthIsLocked() {
    world.opened();
    world.report(world.housing, "A24", 2_100.0, null).orThrow();
    world.report(world.west, "B62", null, 100).orThrow();
    world.does(world.planner, PlanAct.CONVENE).orThrow();
    world.does(world.planner, PlanAct.CLOSE).orThrow();
    assertThat(code(world.report(world.housing, "A24", 2_200.0, null))).isEqualTo("plan.month");
    assertThat(code(world.does(world.planner, "A24", PlanAct.NOTE))).isEqualTo("plan.no-meeting");
    assertThat(code(world.does(world.planner, PlanAct.REOPEN))).isEqualTo("plan.state");
    assertThat(code(world.months.open(world.planner, NOVEMBER))).isEqualTo("plan.month");
  }

  @Test
  void onlyTheOwnUnitReportsAndOnlyThePlannerSteers() {
    world.opened();
    assertThat(code(world.report(world.west, "A24", 1.0, null))).startsWith("rights.");
    assertThat(code(world.report(world.housing, "B62", null, 50))).isEqualTo("plan.unit");
    assertThat(code(world.report(world.planner, "A24", 1.0, null))).isEqualTo("rights.role");
    assertThat(code(world.does(world.housing, PlanAct.CONVENE))).isEqualTo("rights.role");
    assertThat(code(world.months.open(world.inspector, NOVEMBER.minusMonths(1))))
        .isEqualTo("rights.role");
  }

  @Test
  void nobodyClosesTheOwnWork() {
    world.opened();
    world.does(world.planner, PlanAct.CONVENE).orThrow();
    world.does(world.planner, "B62", PlanAct.DECIDE).orThrow();
    prove(1);
    // somebody who wears both hats
    Caller both =
        new Caller(
            new User(
                "two",
                "two",
                Text.of("二", "Two"),
                Set.of(Role.OPERATOR, Role.INSPECTOR),
                Scope.of(SmallPlan.CITY),
                null),
            "10.0.0.1");
    world.does(both, 1, PlanAct.FINISH).orThrow();
    assertThat(code(world.does(both, 1, PlanAct.PASS))).isEqualTo("plan.own-work");
    world.does(world.inspector, 1, PlanAct.REJECT).orThrow();
    assertThat(world.store.findSupervised(1).orElseThrow().returns()).isEqualTo(1);
  }

  @Test
  void aReportThatIsSentBackIsOwedAgain() {
    world.opened();
    world.report(world.housing, "A24", 2_100.0, null).orThrow();
    world.does(world.planner, "A24", PlanAct.SEND_BACK).orThrow();
    world.does(world.planner, PlanAct.CONVENE).orThrow();
    assertThat(world.entry("A24").flags()).extracting(Flag::rule).containsExactly("silent");
  }

  @Test
  void aStaleVersionIsRefused() {
    world.opened();
    Entry seen = world.entry("A24");
    world.report(world.housing, "A24", 2_000.0, null).orThrow();
    assertThat(
            code(
                world.entries.act(
                    world.housing, seen.id(), Doing.of(PlanAct.REPORT, seen.version(), "又报", ""))))
        .isEqualTo("plan.version");
  }

  @Test
  void figuresComeFromTheEngineWhereItHasThem() {
    world
        .desk
        .promise(world.planner, new Promise("A01", 0, HOUSING, null, null, "", "分工"))
        .orThrow();
    world.engine.put("air.good-days-ratio", 81.5);
    world.opened();
    Entry air = world.entry("A01");
    assertThat(air.pulled()).isNotNull();
    assertThat(air.figure()).isEqualTo(81.5);
    assertThat(world.entry("A24").pulled()).isNull();
  }

  @Test
  void aFigureOfTheEngineIsHeldAgainstTheSameMonthOfTheYearBefore() {
    world
        .desk
        .promise(world.planner, new Promise("A01", 0, HOUSING, null, null, "", "分工"))
        .orThrow();
    world.engine.put("air.good-days-ratio", 90.0);
    world.months.open(world.planner, NOVEMBER.minusMonths(1)).orThrow();
    world.engine.put("air.good-days-ratio", 81.5);
    world.opened();
    // an autumn of 90 says nothing of a November of 81.5
    assertThat(world.entry("A01").flags()).isEmpty();

    SmallPlan worse = new SmallPlan().promised();
    worse
        .desk
        .promise(worse.planner, new Promise("A01", 0, HOUSING, null, null, "", "分工"))
        .orThrow();
    worse.engine.put("air.good-days-ratio", 82.0);
    worse.months.open(worse.planner, NOVEMBER.minusYears(1)).orThrow();
    worse.engine.put("air.good-days-ratio", 81.5);
    worse.opened();
    assertThat(worse.entry("A01").flags()).extracting(Flag::rule).containsExactly("wrong-way");
  }

  @Test
  void aMonthIsOpenedOnceWithinThePlanAndNotInTheFuture() {
    world.opened();
    assertThat(code(world.months.open(world.planner, NOVEMBER))).isEqualTo("plan.month");
    assertThat(code(world.months.open(world.planner, YearMonth.of(2025, 12))))
        .isEqualTo("plan.month");
    assertThat(code(world.months.open(world.planner, YearMonth.of(2020, 12))))
        .isEqualTo("plan.month");
    assertThat(code(new SmallPlan().months.open(world.planner, NOVEMBER)))
        .isEqualTo("plan.no-units");
  }

  @Test
  void whoPromisedWhatWhenStaysVisible() {
    Instant first = world.now;
    world.now = first.plus(Duration.ofDays(1));
    world
        .desk
        .promise(world.planner, new Promise("A24", 1, SmallPlan.WEST, null, null, "2300", "调整分工"))
        .orThrow();
    List<PlanChange> past = world.promises.changes("A24");
    assertThat(past).extracting(PlanChange::reason).containsExactly("会议分工", "调整分工");
    Map<String, Commitment> then = Commitments.asOf(world.promises.changes(null), first);
    assertThat(then).extractingByKey("A24").extracting(Commitment::unit).isEqualTo(HOUSING);
    assertThat(Commitments.of(world.promises.changes(null)))
        .extractingByKey("A24")
        .extracting(Commitment::unit)
        .isEqualTo(SmallPlan.WEST);
    assertThat(
            code(
                world.desk.promise(
                    world.planner, new Promise("A24", 1, HOUSING, null, null, "", "旧版本"))))
        .isEqualTo("plan.version");
    assertThat(
            code(
                world.desk.promise(
                    world.planner, new Promise("A24", 2, HOUSING, null, null, "", " "))))
        .isEqualTo("plan.missing.reason");
  }

  @Test
  void remindersComeOnceBeforeAndOnceAfterTheDueTime() {
    world.opened();
    world.does(world.planner, PlanAct.CONVENE).orThrow();
    world.does(world.planner, "B62", PlanAct.DECIDE).orThrow();
    Reminders reminders = new Reminders(world.office);
    // due on 17 November 10:00; two working days before is Thursday 13 November 10:00
    assertThat(reminders.round(Instant.parse("2025-11-13T01:59:00Z"))).isZero();
    assertThat(reminders.round(Instant.parse("2025-11-13T02:00:00Z"))).isEqualTo(1);
    assertThat(reminders.round(Instant.parse("2025-11-14T02:00:00Z"))).isZero();
    assertThat(reminders.round(Instant.parse("2025-11-17T02:00:01Z"))).isEqualTo(1);
    assertThat(reminders.round(Instant.parse("2025-11-18T02:00:00Z"))).isZero();
    assertThat(world.store.reminders(10))
        .extracting(Reminder::sort)
        .containsExactly(Reminder.Sort.OVERDUE, Reminder.Sort.SOON);
  }

  @Test
  void theAssessmentWeighsWhatThereWasToDoWell() {
    world.opened();
    world.report(world.housing, "A24", 2_100.0, null).orThrow();
    world.does(world.planner, PlanAct.CONVENE).orThrow();
    // the western county is silent and overdue
    world.does(world.planner, "B62", PlanAct.NOTE).orThrow();
    world.does(world.planner, PlanAct.CLOSE).orThrow();
    List<Score> scores = world.store.scores(NOVEMBER);
    List<Score> housing = scores.stream().filter(s -> s.unit().equals(HOUSING)).toList();
    List<Score> west = scores.stream().filter(s -> !s.unit().equals(HOUSING)).toList();
    // 30 * 1/1 + 40 * 1/1 over 70: nothing supervised was due
    assertThat(Assessment.total(housing)).hasValue(100);
    assertThat(Assessment.total(west)).hasValue(0);
    assertThat(Assessment.total(List.of())).isEmpty();
    // a year of a month with 100 and one with 0 is 50; one in which nothing counted is left out
    assertThat(Assessment.yearly(List.of(housing, west, List.of()))).hasValue(50);
    assertThat(Assessment.yearly(List.of(List.of()))).isEmpty();
  }

  /** A month in which everything that lags is noted, closed at {@code world.now}. */
  private void closes(YearMonth month) {
    world.months.open(world.planner, month).orThrow();
    does(month, PlanAct.CONVENE);
    for (Entry e : world.store.entries(month)) {
      if (e.unanswered()) {
        world
            .entries
            .act(world.planner, e.id(), Doing.of(PlanAct.NOTE, e.version(), "", "已说明"))
            .orThrow();
      }
    }
    does(month, PlanAct.CLOSE);
  }

  private void does(YearMonth month, PlanAct act) {
    long version = world.store.findMonth(month).orElseThrow().version();
    world.months.act(world.planner, month, Doing.of(act, version, "", "")).orThrow();
  }

  private List<String> supervisedScores(YearMonth month) {
    return world.store.scores(month).stream()
        .filter(s -> s.criterion().equals("supervised") && s.unit().equals(SmallPlan.WEST))
        .map(s -> s.good() + "/" + s.of())
        .toList();
  }

  @Test
  void aSupervisedItemCountsOnceInTheMonthThatClosesAfterItsDay() {
    world.opened();
    world.does(world.planner, PlanAct.CONVENE).orThrow();
    world.does(world.planner, "B62", PlanAct.DECIDE).orThrow();
    world.does(world.planner, "A24", PlanAct.NOTE).orThrow();
    world.does(world.planner, PlanAct.CLOSE).orThrow();
    // due on 17 November: when November closes on the third nobody can be late
    assertThat(supervisedScores(NOVEMBER)).containsExactly("0/0");
    world.now = Instant.parse("2025-12-01T02:00:00Z");
    closes(YearMonth.of(2025, 12));
    assertThat(supervisedScores(YearMonth.of(2025, 12))).containsExactly("0/1");
    world.now = Instant.parse("2026-01-05T02:00:00Z");
    closes(YearMonth.of(2026, 1));
    assertThat(supervisedScores(YearMonth.of(2026, 1))).containsExactly("0/0");
  }
}
