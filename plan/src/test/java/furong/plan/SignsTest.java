package furong.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import furong.base.Text;
import furong.plan.Entry.Pulled;
import furong.plan.Finding.Computed;
import furong.plan.Finding.Facts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What the engine says of targets that several figures tell of, and of milestones with a number.
 */
class SignsTest {

  private static final Instant NOW = Instant.parse("2025-11-03T02:00:00Z");
  private static final LocalDate DAY = LocalDate.of(2025, 11, 3);

  private static Pulled figure(String id, String period, double value) {
    return new Pulled(id, period, value, false, NOW);
  }

  private static Target target(
      Target.Form form, Target.Compare compare, @Nullable Double value, String... indicators) {
    Target one = SmallPlan.target("A01", form, compare, value);
    return new Target(
        one.id(),
        one.of(),
        one.title(),
        form,
        compare,
        value,
        null,
        one.span(),
        one.per(),
        List.of(indicators),
        List.of(),
        one.criterion());
  }

  private static Optional<Pulled> judged(Target target, Map<String, Double> now) {
    return Signs.of(
        target,
        id -> Optional.ofNullable(now.get(id)).map(v -> figure(id, "2025", v)),
        p -> Optional.empty());
  }

  private static Facts facts(Target target, Pulled now) {
    return new Facts(
        Progress.of(target, now, now.value(), null),
        now.value(),
        now,
        null,
        null,
        null,
        0,
        0,
        0,
        0,
        0,
        0);
  }

  @Test
  void theWorstOfThoseThatCanBeJudgedDecides() {
    Target share = target(Target.Form.VALUE, Target.Compare.GE, 60.0, "green", "air", "water");
    Pulled worst = judged(share, Map.of("green", 70.0, "air", 57.0, "water", 41.0)).orElseThrow();
    // two are below 60; 41 is the farther below
    assertThat(worst.indicator()).isEqualTo("water");
    assertThat(worst.signs())
        .extracting(Sign::state)
        .containsExactly(Sign.State.RIGHT, Sign.State.WRONG, Sign.State.WRONG);
    assertThat(Progress.of(share, worst, worst.value(), null).met()).isFalse();
  }

  @Test
  void lessIsBetterTurnsTheWorstRound() {
    Target most = target(Target.Form.VALUE, Target.Compare.LE, 10.0, "a", "b");
    assertThat(judged(most, Map.of("a", 11.0, "b", 14.0)).orElseThrow().indicator()).isEqualTo("b");
  }

  @Test
  void itIsReachedWhenEachIsAndNotWhileOneIsUnknown() {
    Target share = target(Target.Form.VALUE, Target.Compare.GE, 60.0, "green", "air");
    Pulled all = judged(share, Map.of("green", 70.0, "air", 61.0)).orElseThrow();
    assertThat(Progress.of(share, all, all.value(), null).met()).isTrue();
    Pulled one = judged(share, Map.of("green", 70.0)).orElseThrow();
    assertThat(Progress.of(share, one, one.value(), null).met()).isNull();
    Computed verdict = Verdicts.of(share, facts(share, one), 10, DAY);
    assertThat(verdict.verdict()).isEqualTo(Verdict.CANNOT_JUDGE);
    assertThat(verdict.reason().zh()).contains("由 green 决定").contains("尚无数值：air");
  }

  @Test
  void aUnitsOneFigureDoesNotSpeakForSeveral() {
    Target share = target(Target.Form.VALUE, Target.Compare.GE, 60.0, "green", "air");
    assertThat(Progress.of(share, null, 70.0, null).met()).isNull();
  }

  @Test
  void aWrongOneDecidesThoughAnotherIsUnknown() {
    Target share = target(Target.Form.VALUE, Target.Compare.GE, 60.0, "green", "air");
    Pulled one = judged(share, Map.of("air", 57.0)).orElseThrow();
    assertThat(Progress.of(share, one, one.value(), null).met()).isFalse();
    assertThat(one.whole()).isFalse();
  }

  @Test
  void oneFigureAloneHasNoSigns() {
    Target share = target(Target.Form.VALUE, Target.Compare.GE, 60.0, "green");
    assertThat(judged(share, Map.of("green", 70.0)).orElseThrow().signs()).isEmpty();
    assertThat(judged(share, Map.of())).isEmpty();
  }

  @Test
  void aDirectionThatOneFigureLeavesIsAgainstThePlan() {
    Target keep = target(Target.Form.DIRECTION, Target.Compare.NOT_FALL, null, "air", "water");
    Map<String, Double> years =
        Map.of("air 2023", 84.0, "air 2024", 86.0, "water 2023", 100.0, "water 2024", 97.0);
    FigureSource source =
        (ids, month) ->
            Optional.ofNullable(years.get(ids.getFirst() + " " + month.getYear()))
                .map(v -> figure(ids.getFirst(), String.valueOf(month.getYear()), v));
    Pulled worst =
        Signs.asOf(
                keep,
                source,
                YearMonth.of(2025, 11),
                DAY,
                p -> source.pull(List.of(p.indicator()), YearMonth.of(2023, 12)))
            .orElseThrow();
    assertThat(worst.indicator()).isEqualTo("water");
    assertThat(worst.signs().getLast().reason().zh()).isEqualTo("2023 100 → 97");
    assertThat(worst.signs().getFirst().state()).isEqualTo(Sign.State.RIGHT);
  }

  @Test
  void aMilestoneWithANumberIsMetByItsFigure() {
    Milestone zones =
        new Milestone(
            "C15",
            "35",
            Milestone.Sort.PILOT,
            Text.of("试点", "Zones"),
            List.of("zones"),
            Target.Compare.GE,
            3.0);
    assertThat(Progress.of(zones, 3.0, null).met()).isTrue();
    assertThat(Progress.of(zones, 2.0, null).met()).isFalse();
    Facts facts =
        new Facts(
            Progress.of(zones, 3.0, null),
            3.0,
            figure("zones", "2025", 3),
            null,
            null,
            null,
            0,
            0,
            0,
            0,
            0,
            0);
    assertThat(Verdicts.of(zones, facts, 10, DAY).reason().zh()).isEqualTo("已达到规划要求：2025 3，要求 ≥ 3");
  }

  @Test
  void aMilestoneWithoutANumberIsConfirmedByPeopleAndIsNeverGivenOne() {
    Milestone won =
        new Milestone("C12", "34", Milestone.Sort.DESIGNATION, Text.of("5A景区", "5A areas"));
    assertThat(Progress.of(won, 12.0, null).met()).isNull();
    assertThat(Progress.of(won, null, 100).met()).isTrue();
    assertThat(won.toldByFigures()).isFalse();
    assertThatThrownBy(() ->
            new Milestone(
                "C12",
                "34",
                Milestone.Sort.DESIGNATION,
                Text.of("5A", "5A"),
                List.of("areas"),
                Target.Compare.GE,
                null))
        .hasMessageContaining("all three or none");
  }
}
