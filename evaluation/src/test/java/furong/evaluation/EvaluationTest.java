package furong.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.TimeRange;
import furong.cases.Case;
import furong.cases.CaseAction;
import furong.evaluation.CaseEvaluation.By;
import furong.evaluation.CaseEvaluation.Line;
import furong.evaluation.CaseStatistics.Counts;
import furong.evaluation.CaseStatistics.Ratio;
import furong.people.Role;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The rates of case work (GB/T 30428.4), with the published vectors. */
class EvaluationTest {

  @Test
  void theRatesOfTianmenAreThosePublished() {
    // 天门市 2016-12: 受理 1054, 立案 996, 应结案 972, 结案 911, 按期结案 737
    Tally tianmen = new Tally(1054, 996, 0, 0, 0, 0, 0, 0, 972, 911, 737, 0, 0, 0, 0);
    assertThat(percent(Rate.CLOSING, tianmen)).isEqualTo("93.72");
    assertThat(percent(Rate.CLOSING_IN_TIME, tianmen)).isEqualTo("75.82");
    assertThat(percent(Rate.REGISTERING, tianmen)).isEqualTo("94.50"); // 996 / 1054
    assertThat(Rate.HANDLING.of(tianmen).value()).isEmpty();
  }

  @Test
  void whatWasCountedInIsTakenOffWhole() {
    Tally one = new Tally(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17);
    Tally other = new Tally(9, 8, 7, 6, 5, 4, 3, 2, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(one.and(other).minus(other)).isEqualTo(one);
    assertThat(one.minus(one)).isEqualTo(Tally.NONE);
  }

  @Test
  void theSameRatesFollowFromTheCountsOfIndicators() {
    Counts tianmen = new Counts(1054, 996, 972, 911, 737, 0);
    assertThat(percent(tianmen.closing())).isEqualTo("93.72");
    assertThat(percent(tianmen.closingInTime())).isEqualTo("75.82");
    assertThat(new Counts(0, 0, 0, 0, 0, 0).closing().value()).isEmpty();
  }

  @Test
  void aReturnThatComesBackIsCountedAgainstWhoReturnedIt() {
    Town town = new Town();
    Case c = town.does(Role.STREET, town.dispatched(), CaseAction.RETURN);
    c = town.does(Role.OPERATOR, c, CaseAction.DISPATCH);
    c = town.does(Role.STREET, c, CaseAction.TAKE);
    town.now = Town.at("2026-03-02T16:00"); // the last moment: 10-12 and 14-16
    town.does(Role.STREET, c, CaseAction.FINISH);
    List<Line> lines =
        new MemoryEvaluation(town.cases)
            .evaluate(
                By.ORGANISATION,
                List.of(Town.CODE),
                TimeRange.of(Town.at("2026-03-02T00:00"), Town.at("2026-03-03T00:00")));
    Tally west = lines.getFirst().tally();
    assertThat(lines.getFirst().key()).isEqualTo(Town.STREET);
    assertThat(west.dispatched()).isEqualTo(2);
    assertThat(west.returned()).isEqualTo(1);
    assertThat(west.cameBack()).isEqualTo(1);
    assertThat(west.handledInTime()).isEqualTo(1);
    assertThat(west.closed()).isZero();
    assertThat(west.dueToClose()).isEqualTo(1);
  }

  @Test
  void ofWhatStaffFoundTheShareThatTheyMendedCountsAndWhatOthersToldDoesNot() {
    Town town = new Town();
    town.mended("event-0110"); // closed at once
    town.mended("event-0110");
    Case picked = town.mended("event-0112"); // waits for a check
    town.found(); // is to be dispatched
    town.reported(104.25, 30.55); // the desk was told
    Case wrong = town.found();
    town.does(Role.OPERATOR, wrong, CaseAction.CANCEL);
    assertThat(mending(town)).isEqualTo(new Ratio(2, 4));
    town.does(
        Role.OPERATOR, town.does(Role.INSPECTOR, picked, CaseAction.CHECK_PASS), CaseAction.CLOSE);
    assertThat(mending(town)).isEqualTo(new Ratio(3, 4));
  }

  private static Ratio mending(Town town) {
    Line county =
        new MemoryEvaluation(town.cases)
            .evaluate(
                By.COUNTY,
                List.of(Town.CODE),
                TimeRange.of(Town.at("2026-03-02T00:00"), Town.at("2026-03-03T00:00")))
            .getFirst();
    return Rate.ON_THE_SPOT.of(county.tally());
  }

  private static org.assertj.core.data.Offset<Double> within(double offset) {
    return org.assertj.core.data.Offset.offset(offset);
  }

  private static String percent(Rate rate, Tally tally) {
    return percent(rate.of(tally));
  }

  private static String percent(Ratio ratio) {
    return String.format(Locale.ROOT, "%.2f", 100 * ratio.value().orElseThrow());
  }
}
