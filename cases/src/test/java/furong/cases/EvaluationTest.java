package furong.cases;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.TimeRange;
import furong.cases.CaseEvaluation.By;
import furong.cases.CaseEvaluation.Line;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The rates of STANDARDS section 1.6, with the published vectors. */
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
  void theScoreOfJinniuIsThatOfItsRule() {
    // 应处置 200, 处置 190, 按期 180, 返工 6, 应结案 200, 超期待处置 4, 延期 10
    Tally jinniu = new Tally(0, 0, 0, 200, 190, 180, 4, 10, 200, 0, 0, 6, 0, 0, 0);
    // 0.95*30 + 0.9*20 + 0.97*20 + 0.98*20 + 0.95*10 = 28.5 + 18 + 19.4 + 19.6 + 9.5
    assertThat(JinniuScore.of(jinniu).orElseThrow()).isCloseTo(95.0, within(1e-9));
    assertThat(JinniuScore.of(new Tally(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))).isEmpty();
  }

  @Test
  void aReturnThatComesBackIsCountedAgainstWhoReturnedIt() {
    SmallCity world = new SmallCity();
    Case c = world.does(world.street, world.dispatched(), CaseAction.RETURN);
    c = world.does(world.operator, c, CaseAction.DISPATCH);
    c = world.does(world.street, c, CaseAction.TAKE);
    world.now = SmallCity.at("2026-03-02T16:00"); // the last moment
    world.does(world.street, c, CaseAction.FINISH);
    List<Line> lines =
        new MemoryEvaluation(world.cases)
            .evaluate(
                By.ORGANISATION,
                List.of(SmallCity.CITY_CODE),
                TimeRange.of(SmallCity.at("2026-03-02T00:00"), SmallCity.at("2026-03-03T00:00")));
    Tally west = lines.getFirst().tally();
    assertThat(lines.getFirst().key()).isEqualTo("street-office-510104017");
    assertThat(west.dispatched()).isEqualTo(2);
    assertThat(west.returned()).isEqualTo(1);
    assertThat(west.cameBack()).isEqualTo(1);
    assertThat(west.handledInTime()).isEqualTo(1);
    assertThat(west.closed()).isZero();
    assertThat(west.dueToClose()).isEqualTo(1);
  }

  private static org.assertj.core.data.Offset<Double> within(double offset) {
    return org.assertj.core.data.Offset.offset(offset);
  }

  private static String percent(Rate rate, Tally tally) {
    return String.format(Locale.ROOT, "%.2f", 100 * rate.of(tally).value().orElseThrow());
  }
}
