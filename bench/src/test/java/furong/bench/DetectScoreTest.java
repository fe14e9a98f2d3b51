package furong.bench;

import static org.assertj.core.api.Assertions.assertThat;

import furong.bench.DetectScore.Opened;
import furong.sim.PlantedWorld.Planted;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A leak at sensor 1 from minute 10 to 50, and what may be told of it. The run is 100 minutes. */
class DetectScoreTest {

  private static final long MINUTE = 60_000;

  private static Planted leak(int sensor, long from, long until) {
    return new Planted(
        "leak-" + sensor,
        true,
        sensor,
        List.of("gas.leak"),
        List.of(),
        from * MINUTE,
        until * MINUTE,
        "");
  }

  private static Opened alert(String rule, int sensor, long minute) {
    return new Opened(rule, sensor, minute * MINUTE, (minute + 1) * MINUTE);
  }

  private static DetectScore.Row score(List<Planted> planted, Opened... alerts) {
    return DetectScore.of(planted, List.of(alerts), 0, 100 * MINUTE).total();
  }

  @Test
  void anAlertOfItsRuleOnItsSensorInItsTimeIsAHit() {
    DetectScore.Row row = score(List.of(leak(1, 10, 50)), alert("gas.leak", 1, 12));
    assertThat(row.recall()).isEqualTo(1);
    assertThat(row.precision()).isEqualTo(1);
    // told at minute 13, begun at minute 10
    assertThat(row.delayP50()).isEqualTo(180);
  }

  @Test
  void eachRuleHasARowOfItsOwnAndItsPackTheirSum() {
    DetectScore score =
        DetectScore.of(
            List.of(leak(1, 10, 50), leak(2, 10, 50)),
            List.of(alert("gas.leak", 1, 12), alert("gas.pressure-fall", 1, 12)),
            0,
            100 * MINUTE);
    assertThat(score.rules())
        .hasEntrySatisfying("gas.leak", leak -> assertThat(leak.recall()).isEqualTo(0.5))
        .hasEntrySatisfying("gas.leak", leak -> assertThat(leak.falseAlerts()).isZero())
        .hasEntrySatisfying("gas.pressure-fall", r -> assertThat(r.falseAlerts()).isEqualTo(1));
    assertThat(score.packs())
        .hasEntrySatisfying("gas", gas -> assertThat(gas.expected()).isEqualTo(2))
        .hasEntrySatisfying("gas", gas -> assertThat(gas.falseAlerts()).isEqualTo(1));
  }

  @Test
  void silenceIsAMiss() {
    DetectScore.Row row = score(List.of(leak(1, 10, 50)));
    assertThat(row.recall()).isZero();
    assertThat(row.found()).isZero();
  }

  @Test
  void anotherRuleAnotherSensorAndAnotherTimeAreFalse() {
    DetectScore.Row row =
        score(
            List.of(leak(1, 10, 50)),
            alert("gas.pressure-fall", 1, 12),
            alert("gas.leak", 2, 12),
            alert("gas.leak", 1, 9),
            alert("gas.leak", 1, 66));
    assertThat(row.falseAlerts()).isEqualTo(4);
    assertThat(row.precision()).isZero();
  }

  @Test
  void aSecondAlertOfOneIncidentIsADuplicateAndCostsPrecision() {
    DetectScore.Row row =
        score(List.of(leak(1, 10, 50)), alert("gas.leak", 1, 12), alert("gas.leak", 1, 40));
    assertThat(row.duplicates()).isEqualTo(1);
    assertThat(row.precision()).isEqualTo(0.5);
  }

  @Test
  void whatReachesBeyondTheRunCountsNeitherWay() {
    DetectScore.Row row =
        score(
            List.of(leak(1, -5, 20), leak(2, 90, 130)),
            alert("gas.leak", 1, 3),
            alert("gas.leak", 2, 92));
    assertThat(row.expected()).isZero();
    assertThat(row.falseAlerts()).isZero();
  }

  @Test
  void aNearMissThatStaysQuietCostsNothingAndOneThatIsToldIsFalse() {
    Planted near =
        new Planted(
            "near-leak-1",
            true,
            1,
            List.of(),
            List.of("gas.leak"),
            10 * MINUTE,
            50 * MINUTE,
            "23 %LEL");
    assertThat(score(List.of(near)).near()).isEqualTo(1);
    assertThat(score(List.of(near)).precision()).isEqualTo(1);
    DetectScore told =
        DetectScore.of(List.of(near), List.of(alert("gas.leak", 1, 12)), 0, 100 * MINUTE);
    assertThat(told.total().falseAlerts()).isEqualTo(1);
    assertThat(told.falseAlerts())
        .containsExactly(new DetectScore.Wrong("gas.leak", "near-leak-1", 1, 12 * MINUTE));
  }
}
