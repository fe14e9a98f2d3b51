package furong.sim;

import static org.assertj.core.api.Assertions.assertThat;

import furong.city.CityProfile;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SimWorldTest {

  private final CityProfile town = Town.profile();

  @Test
  void theKindsAddUpToAllDevices() {
    assertThat(Stream.of(Kind.values()).mapToInt(Kind::percent).sum()).isEqualTo(100);
    assertThat(SimWorld.of(town, 1, 2_000).devices()).hasSize(2_000);
    // 8 % of 2,000
    assertThat(SimWorld.of(town, 1, 2_000).devices(Kind.AIR_STATION)).hasSize(160);
  }

  @Test
  void everyDeviceStandsInTheDivisionThatItNames() {
    for (Device device : SimWorld.of(town, 1, 500).devices()) {
      assertThat(
              town.divisions()
                  .locate(device.place().lng(), device.place().lat())
                  .orElseThrow()
                  .code())
          .isEqualTo(device.division());
    }
  }

  @Test
  void noStreetHasASecondOfAKindBeforeAllHaveOne() {
    Map<String, Long> perStreet =
        SimWorld.of(town, 1, 1_000).devices(Kind.AIR_STATION).stream()
            .collect(
                Collectors.groupingBy(d -> d.division().substring(0, 9), Collectors.counting()));
    // 80 stations on 10 streets
    assertThat(perStreet.values()).hasSize(10).allMatch(count -> count == 8);
  }

  @Test
  void pairsOfGasDetectorsShareACommunityAndFourSectionsAStreet() {
    SimWorld world = SimWorld.of(town, 1, 100);
    // 9 % are nine: four pairs and one
    Map<String, Long> gas =
        world.devices(Kind.GAS_DETECTOR).stream()
            .collect(
                Collectors.groupingBy(d -> d.division().substring(0, 12), Collectors.counting()));
    assertThat(gas.values()).containsExactlyInAnyOrder(2L, 2L, 2L, 2L, 1L);
    // 2 % of 200 are four
    assertThat(
            SimWorld.of(town, 1, 200).devices(Kind.SECTION).stream()
                .map(d -> d.division().substring(0, 9))
                .distinct())
        .hasSize(1);
  }

  @Test
  void theSameSeedGivesTheSameWorldAndAnotherAnother() {
    assertThat(SimWorld.of(town, 1, 300).devices()).isEqualTo(SimWorld.of(town, 1, 300).devices());
    assertThat(SimWorld.of(town, 1, 300).devices())
        .isNotEqualTo(SimWorld.of(town, 2, 300).devices());
  }

  @Test
  void devicesSpeakOncePerPeriodAndNotAllAtOnce() {
    SimWorld world = SimWorld.of(town, 1, 1_000);
    for (Device device : world.devices()) {
      long slot = device.slotAtOrBefore(1_000_000_007L, 60_000);
      assertThat(slot).isBetween(1_000_000_007L - 59_999, 1_000_000_007L);
      assertThat(device.slotAtOrBefore(slot - 1, 60_000)).isEqualTo(slot - 60_000);
    }
    assertThat(world.devices(Kind.NOISE_METER).stream().map(Device::phaseMs).distinct().count())
        .isGreaterThan(30);
  }
}
