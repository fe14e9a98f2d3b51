package furong.bench;

import static org.assertj.core.api.Assertions.assertThat;

import furong.pack.PackBook;
import furong.pack.PackReader;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** By the packs of this repository, which leave some numbers to the city. */
class WaitsTest {

  private final PackBook book = PackReader.load(Repository.root().resolve("packs")).orThrow();

  private Waits of(PackBook packs, String rule) {
    return Waits.of(packs).getOrDefault(rule, new Waits(true, "no such rule"));
  }

  @Test
  void aRuleWithAllItsNumbersWaitsForNothing() {
    assertThat(of(book, "gas.leak")).isEqualTo(new Waits(false, ""));
  }

  @Test
  void aRuleWhoseEveryLevelOrDistanceLacksANumberCannotJudgeUntilTheCitySetsIt() {
    assertThat(of(book, "gas.dig-near-pipe")).isEqualTo(new Waits(true, "gas.dig_distance"));
    assertThat(of(book, "flood.river-rising")).isEqualTo(new Waits(true, "flood.rise_fast"));
    PackBook set = book.with("gas", Map.of("dig_distance", 150.0));
    assertThat(of(set, "gas.dig-near-pipe")).isEqualTo(new Waits(false, ""));
  }

  @Test
  void aRuleOfWhichOneLevelLacksANumberJudgesByTheOthers() {
    assertThat(of(book, "traffic.metro-crowded"))
        .isEqualTo(new Waits(false, "traffic.metro_crowded"));
  }

  @Test
  void aRuleOnIndicatorsWaitsForNothingButItsNumbers() {
    assertThat(of(book, "air.heavy-day-counted")).isEqualTo(new Waits(false, ""));
    assertThat(of(book, "traffic.buses-late")).isEqualTo(new Waits(true, "traffic.bus_punctual"));
  }
}
