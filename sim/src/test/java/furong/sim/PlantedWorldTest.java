package furong.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PlantedWorldTest {

  private static final long FROM = Instant.parse("2026-03-31T16:00:00Z").toEpochMilli();
  private static final long DAY = Duration.ofDays(1).toMillis();

  private final PlantedWorld world = PlantedWorld.of(Town.profile(), 7, 500, 1);

  private List<String> played(long from, long until) {
    List<String> heard = new ArrayList<>();
    world.play(
        from,
        until,
        Duration.ZERO,
        (sensor, stream, at, value, arrives) -> {
          assertThat(at).isGreaterThan(from).isLessThanOrEqualTo(until);
          assertThat(arrives).isBetween(at, at + PlantedWorld.longestDelay().toMillis());
          heard.add(sensor + "/" + stream + "@" + at + "=" + value + ">" + arrives);
        });
    return heard;
  }

  @Test
  void twoHalvesAreTheWholeSoThatNothingIsLostOrToldTwiceBetween() {
    long hour = Duration.ofHours(1).toMillis();
    Set<String> halves = new TreeSet<>(played(FROM, FROM + hour));
    halves.addAll(played(FROM + hour, FROM + 2 * hour));
    assertThat(halves).isEqualTo(new TreeSet<>(played(FROM, FROM + 2 * hour)));
  }

  @Test
  void onlySlowDevicesArePlayedWhenAskedForThem() {
    Set<String> kinds = new TreeSet<>();
    world.play(
        FROM - 3 * DAY,
        FROM,
        Duration.ofHours(1),
        (sensor, stream, at, value, arrives) -> kinds.add(world.sensors().get(sensor).kind()));
    assertThat(kinds).containsExactly("case-count", "incident-desk", "week-count");
  }

  @Test
  void aSiteIsToldOfByTheRegulatorBesideIt() {
    PlantedWorld.Planted digging =
        world.planted(FROM, FROM + 2 * DAY).stream()
            .filter(p -> p.id().startsWith("digging-"))
            .findFirst()
            .orElseThrow();
    PlantedWorld.Sensor regulator = world.sensors().get(digging.sensor());
    assertThat(regulator.kind()).isEqualTo("gas-regulator");
    // 80 m east: 80 / (111,320 x cos 30 deg) = 0.00083 degrees
    assertThat(world.sensors().stream().filter(s -> s.kind().equals("dig-site")))
        .anyMatch(s -> Math.abs(s.lng() - regulator.lng() - 0.00083) < 1e-5);
  }

  @Test
  void aDivisionIsToldOfByItsFirstSensorOfTheKindThatShowsIt() {
    PlantedWorld.Sensor first =
        world.sensors().stream()
            .filter(s -> s.kind().equals("underpass"))
            .findFirst()
            .orElseThrow();
    String street = first.division().substring(0, 9);
    assertThat(world.sensorOf("flood.underpasses-flooded", street)).isEqualTo(first.index());
    assertThat(world.sensorOf("flood.underpasses-flooded", "990199")).isEqualTo(-1);
  }

  @Test
  void aMonthPlantsAtLeast500IncidentsOfAllPacksAndSaysWhichRuleOughtToFindThem() {
    List<PlantedWorld.Planted> planted = world.planted(FROM, FROM + 30 * DAY);
    assertThat(planted.stream().filter(PlantedWorld.Planted::incident).count())
        .isGreaterThanOrEqualTo(500)
        // a county jam reaches more than two sections in this town of one county, on 15 days
        .isLessThanOrEqualTo(Math.round(PlantedWorld.incidentsPerRound(30)) + 25 + 15 * 8);
    assertThat(
            planted.stream()
                .flatMap(p -> p.rules().stream())
                .map(r -> r.substring(0, r.indexOf('.')))
                .distinct())
        .containsExactlyInAnyOrder(
            "air", "care", "epidemic", "flood", "gas", "lifeline", "order", "traffic", "water");
    assertThat(planted.stream().map(PlantedWorld.Planted::id)).doesNotHaveDuplicates();
  }
}
