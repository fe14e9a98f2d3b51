package furong.reported;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.DivisionLevel;
import furong.base.Text;
import furong.pack.IndicatorDef;
import furong.pack.IndicatorDef.Direction;
import furong.pack.Place;
import furong.reported.Checkup.Item;
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

  @Test
  void aShareBelowItsLineAilsAndOneOnItDoesNot() {
    assertThat(Diagnosis.of(SHARE, 69.9, null, List.of())).containsExactly(Rule.LINE);
    assertThat(Diagnosis.of(SHARE, 70.0, null, List.of())).isEmpty();
  }

  @Test
  void anyCountedProblemIsToBeMended() {
    assertThat(Diagnosis.of(COUNT, 1.0, 1.0, List.of())).containsExactly(Rule.PROBLEMS);
    assertThat(Diagnosis.of(COUNT, 0.0, 1.0, List.of())).isEmpty();
  }

  @Test
  void worseThanAYearBeforeGoesByTheDirection() {
    assertThat(Diagnosis.of(SHARE, 80.0, 81.0, List.of())).containsExactly(Rule.TREND);
    assertThat(Diagnosis.of(SHARE, 80.0, 79.0, List.of())).isEmpty();
    assertThat(Diagnosis.of(COUNT, 3.0, 2.0, List.of())).containsExactly(Rule.PROBLEMS, Rule.TREND);
  }

  /** Four of four better is more than three quarters, three of four is not. */
  @Test
  void isBehindOnlyWhenMoreThanThreeQuartersOfItsPeersAreBetter() {
    assertThat(Diagnosis.of(SHARE, 75.0, null, List.of(76.0, 80.0, 90.0, 95.0)))
        .containsExactly(Rule.PEERS);
    assertThat(Diagnosis.of(SHARE, 75.0, null, List.of(74.0, 80.0, 90.0, 95.0))).isEmpty();
    assertThat(Diagnosis.of(SHARE, 75.0, null, List.of(80.0, 90.0, 95.0))).isEmpty();
  }

  @Test
  void countsAreNotHeldAgainstPeersAndNothingIsSaidOfNoValue() {
    assertThat(Diagnosis.of(COUNT, 9.0, null, List.of(1.0, 1.0, 1.0, 1.0)))
        .containsExactly(Rule.PROBLEMS);
    assertThat(Diagnosis.of(SHARE, null, 90.0, List.of(95.0))).isEmpty();
  }
}
