package furong.reported;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.DivisionLevel;
import furong.base.Text;
import furong.pack.IndicatorDef;
import furong.pack.IndicatorDef.Direction;
import furong.pack.Place;
import furong.reported.Checkup.Item;
import furong.reported.Diagnosis.Finding;
import furong.reported.Diagnosis.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DiagnosisTest {

  private static Item item(Direction direction, boolean problems, @Nullable Double line) {
    Text text = Text.of("指标", "Indicator");
    return new Item(
        new IndicatorDef(
            "p.i",
            text,
            "1",
            text,
            "%",
            direction,
            List.of(DivisionLevel.COUNTY),
            "",
            "",
            "",
            null,
            "",
            text,
            null,
            null,
            "",
            new Place("", 1, 1)),
        problems,
        line);
  }

  private static final Item SHARE = item(Direction.MORE_IS_BETTER, false, 70.0);
  private static final Item COUNT = item(Direction.LESS_IS_BETTER, true, null);

  private static List<Rule> rules(
      Item item, @Nullable Double value, List<Double> earlier, List<Double> peers) {
    return Diagnosis.of(item, value, earlier, peers).stream().map(Finding::rule).toList();
  }

  @Test
  void eachFindingSaysTheNumbersThatItWasFoundBy() {
    // 69.9 < 72 < 75, but 75 is better than 74: two years running
    assertThat(
            Diagnosis.of(SHARE, 69.9, List.of(72.0, 75.0, 74.0), List.of(80.0, 70.0, 90.0, 95.0)))
        .containsExactly(
            new Finding(Rule.LINE, 70, 0, 0, 0),
            new Finding(Rule.TREND, 72, 2, 0, 0),
            // four of four are better: number 5 of 5; the median lies between 80 and 90
            new Finding(Rule.PEERS, 85, 0, 5, 5));
    assertThat(new Finding(Rule.PEERS, 85, 0, 5, 5).says().zh()).isEqualTo("同级第 5／5，中位数 85");
    assertThat(new Finding(Rule.TREND, 72.125, 2, 0, 0).says().zh()).isEqualTo("连续 2 年变差，上年 72.13");
    assertThat(new Finding(Rule.TREND, 72, 1, 0, 0).says().zh()).isEqualTo("比上年 72 变差");
  }

  @Test
  void aShareBelowItsLineAilsAndOneOnItDoesNot() {
    assertThat(rules(SHARE, 69.9, List.of(), List.of())).containsExactly(Rule.LINE);
    assertThat(rules(SHARE, 70.0, List.of(), List.of())).isEmpty();
  }

  @Test
  void anyCountedProblemIsToBeMended() {
    assertThat(rules(COUNT, 1.0, List.of(1.0), List.of())).containsExactly(Rule.PROBLEMS);
    assertThat(rules(COUNT, 0.0, List.of(1.0), List.of())).isEmpty();
  }

  @Test
  void worseThanAYearBeforeGoesByTheDirection() {
    assertThat(rules(SHARE, 80.0, List.of(81.0), List.of())).containsExactly(Rule.TREND);
    assertThat(rules(SHARE, 80.0, List.of(79.0), List.of())).isEmpty();
    assertThat(rules(COUNT, 3.0, List.of(2.0), List.of()))
        .containsExactly(Rule.PROBLEMS, Rule.TREND);
  }

  /** Four of four better is more than three quarters, three of four is not. */
  @Test
  void isBehindOnlyWhenMoreThanThreeQuartersOfItsPeersAreBetter() {
    assertThat(rules(SHARE, 75.0, List.of(), List.of(76.0, 80.0, 90.0, 95.0)))
        .containsExactly(Rule.PEERS);
    assertThat(rules(SHARE, 75.0, List.of(), List.of(74.0, 80.0, 90.0, 95.0))).isEmpty();
    assertThat(rules(SHARE, 75.0, List.of(), List.of(80.0, 90.0, 95.0))).isEmpty();
  }

  @Test
  void countsAreNotHeldAgainstPeersAndNothingIsSaidOfNoValue() {
    assertThat(rules(COUNT, 9.0, List.of(), List.of(1.0, 1.0, 1.0, 1.0)))
        .containsExactly(Rule.PROBLEMS);
    assertThat(rules(SHARE, null, List.of(90.0), List.of(95.0))).isEmpty();
  }
}
