package furong.plan;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Text;
import furong.plan.Progress.Basis;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How far something is, and how far it should be. */
class ProgressTest {

  @Test
  void aCountIsComputedAgainstThePlansNumber() {
    Target courtyards = SmallPlan.target("A24", Target.Form.COUNT, Target.Compare.GE, 2_200.0);
    // 1,760 / 2,200 = 80 %
    Progress at = Progress.of(courtyards, 1_760.0, null);
    assertThat(at.percent()).isEqualTo(80.0);
    assertThat(at.basis()).isEqualTo(Basis.COMPUTED);
    assertThat(at.met()).isFalse();
    assertThat(Progress.of(courtyards, 2_200.0, null).met()).isTrue();
  }

  @Test
  void aLevelIsMetOrNotAndHasNoPercentageOfItsOwn() {
    Target transport = SmallPlan.target("A43", Target.Form.VALUE, Target.Compare.GE, 60.0);
    assertThat(Progress.of(transport, 57.0, null).percent()).isNull();
    assertThat(Progress.of(transport, 57.0, null).met()).isFalse();
    assertThat(Progress.of(transport, 60.0, null).met()).isTrue();
  }

  @Test
  void aboutHasNoToleranceSoTheWorseSideIsLeftOpen() {
    Target commute = SmallPlan.target("A38", Target.Form.VALUE, Target.Compare.ABOUT_LESS, 35.0);
    assertThat(Progress.of(commute, 34.0, null).met()).isTrue();
    assertThat(Progress.of(commute, 36.0, null).met()).isNull();
  }

  @Test
  void aTaskIsAsFarAsItsUnitSaysAndThatIsSaid() {
    Task task = new Task("B62", "64", Text.of("平台", "Platform"));
    Progress at = Progress.of(task, null, 60);
    assertThat(at.percent()).isEqualTo(60.0);
    assertThat(at.basis()).isEqualTo(Basis.OWN_ESTIMATE);
    assertThat(Progress.of(task, null, null).percent()).isNull();
  }

  @Test
  void aDirectionIsNeverReached() {
    Target air = SmallPlan.target("A01", Target.Form.DIRECTION, Target.Compare.RISE, null);
    assertThat(Progress.of(air, 82.0, 100).met()).isNull();
  }

  @Test
  void thePaceIsTheShareOfDaysThatAreOver() {
    Span plan = new Span(LocalDate.of(2021, 1, 1), LocalDate.of(2025, 12, 31));
    // 2021-01-01 to 2025-12-31: 5 * 365 + 1 = 1,826 days; day 913 is 2023-07-02
    assertThat(plan.elapsed(LocalDate.of(2023, 7, 2))).isEqualTo(0.5);
    assertThat(plan.elapsed(LocalDate.of(2020, 12, 31))).isZero();
    assertThat(plan.elapsed(LocalDate.of(2026, 11, 25))).isEqualTo(1.0);
  }

  @Test
  void whatComesEachYearIsJudgedByItsYearAndAfterThePlanByTheLast() {
    Target streets =
        new Target(
            "A25",
            "13",
            Text.of("特色街区", "Streets"),
            Target.Form.COUNT,
            Target.Compare.GE,
            20.0,
            null,
            new Span(LocalDate.of(2021, 1, 1), LocalDate.of(2025, 12, 31)),
            Target.Per.YEAR,
            List.of(),
            List.of(),
            Text.of("每年20条", "20 a year"));
    assertThat(streets.spanAt(LocalDate.of(2024, 6, 1))).hasValue(Span.year(2024));
    assertThat(streets.spanAt(LocalDate.of(2026, 11, 25))).hasValue(Span.year(2025));
  }

  @Test
  void withoutDatesThereIsNoPace() {
    Task task = new Task("B62", "64", Text.of("平台", "Platform"));
    LocalDate day = LocalDate.of(2025, 11, 3);
    assertThat(Commitment.NONE.span(task, day)).isEmpty();
    // a due date alone says until when, not from when
    Commitment due = new Commitment(1, "u", null, LocalDate.of(2025, 12, 31), "");
    assertThat(due.span(task, day)).isEmpty();
    assertThat(due.last(task, day)).hasValue(LocalDate.of(2025, 12, 31));
    Commitment both =
        new Commitment(1, "u", LocalDate.of(2025, 1, 1), LocalDate.of(2025, 12, 31), "");
    // 2025-11-03 is day 307 of 365
    assertThat(both.span(task, day).orElseThrow().elapsed(day)).isEqualTo(307.0 / 365);
  }
}
