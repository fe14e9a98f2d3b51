package furong.plan;

import static org.assertj.core.api.Assertions.assertThat;

import furong.plan.Lagging.Known;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each rule in a pair: it fires, it stays quiet. The rule of pace has 10 points. */
class LaggingTest {

  private static final LocalDate DAY = LocalDate.of(2025, 11, 30);
  private static final Target COURTYARDS =
      SmallPlan.target("A24", Target.Form.COUNT, Target.Compare.GE, 2_200.0);
  private static final Target AIR =
      SmallPlan.target("A01", Target.Form.DIRECTION, Target.Compare.RISE, null);

  private static Known courtyards(double figure, @Nullable Double pace) {
    return new Known(COURTYARDS, Progress.of(COURTYARDS, figure, null), figure, pace, null, true);
  }

  private static List<String> flags(Known now, Known... earlier) {
    return Lagging.flags(SmallPlan.rules(), now, DAY, List.of(earlier)).stream()
        .map(Flag::rule)
        .toList();
  }

  @Test
  void behindPaceFiresBeyondTenPointsAndSaysHowMuch() {
    // 1,540 / 2,200 = 70 %; 70 + 10 < 80.1
    Known now = courtyards(1_540, 0.801);
    assertThat(flags(now)).containsExactly("behind");
    assertThat(Lagging.flags(SmallPlan.rules(), now, DAY, List.of()).getFirst().reason().zh())
        .isEqualTo("进度 70.0%，序时进度 80.1%，落后 10.1 个百分点");
  }

  @Test
  void behindPaceStaysQuietAtTenPointsAndWithoutAPace() {
    assertThat(flags(courtyards(1_540, 0.80))).isEmpty();
    assertThat(flags(courtyards(0, null))).isEmpty();
  }

  @Test
  void overdueFiresAfterTheDayUnlessItIsDone() {
    LocalDate due = LocalDate.of(2025, 10, 31);
    Known open =
        new Known(COURTYARDS, Progress.of(COURTYARDS, 2_000.0, null), 2_000.0, null, due, true);
    Known done =
        new Known(COURTYARDS, Progress.of(COURTYARDS, 2_200.0, null), 2_200.0, null, due, true);
    assertThat(flags(open)).containsExactly("overdue");
    assertThat(flags(done)).isEmpty();
    assertThat(Lagging.flags(SmallPlan.rules(), open, due, List.of())).isEmpty();
  }

  @Test
  void silenceFires() {
    Known silent = new Known(AIR, Progress.of(AIR, null, null), null, null, null, false);
    assertThat(flags(silent)).containsExactly("silent");
  }

  @Test
  void stalledFiresAfterThreeEqualMonthsNotAfterTwo() {
    Known now = courtyards(1_540, 0.7);
    assertThat(flags(now, now, now, now)).containsExactly("stalled");
    assertThat(flags(now, now, now)).isEmpty();
    assertThat(flags(now, now, now, courtyards(1_500, 0.7))).isEmpty();
  }

  @Test
  void theWrongWayFiresWhenARisingFigureFalls() {
    assertThat(flags(air(81.0), air(82.0))).containsExactly("wrong-way");
    assertThat(flags(air(82.0), air(82.0))).isEmpty();
    assertThat(flags(air(82.0))).isEmpty();
  }

  @Test
  void theWrongWayStaysQuietWhereAFigureMayStayAndFiresWhereItFalls() {
    Target green = SmallPlan.target("A02", Target.Form.DIRECTION, Target.Compare.NOT_FALL, null);
    assertThat(flags(of(green, 40.0), of(green, 40.0))).isEmpty();
    assertThat(flags(of(green, 39.9), of(green, 40.0))).containsExactly("wrong-way");
  }

  private static Known of(Target target, double figure) {
    return new Known(target, Progress.of(target, figure, null), figure, null, null, true);
  }

  @Test
  void rulesThatACityDoesNotHaveDoNotFire() {
    SteeringRules none = new SteeringRules(5, 10, 2, List.of(), List.of());
    Known silent = new Known(AIR, Progress.of(AIR, null, null), null, 0.9, DAY, false);
    assertThat(Stream.of(silent).flatMap(k -> Lagging.flags(none, k, DAY, List.of()).stream()))
        .isEmpty();
  }

  private static Known air(double figure) {
    return of(AIR, figure);
  }

  @Test
  void aDirectionIsKeptAndNeverOverdue() {
    LocalDate due = LocalDate.of(2025, 10, 31);
    assertThat(flags(new Known(AIR, Progress.of(AIR, 82.0, null), 82.0, 1.0, due, true))).isEmpty();
    Known count =
        new Known(COURTYARDS, Progress.of(COURTYARDS, 2_100.0, null), 2_100.0, null, due, true);
    assertThat(flags(count)).containsExactly("overdue");
  }
}
