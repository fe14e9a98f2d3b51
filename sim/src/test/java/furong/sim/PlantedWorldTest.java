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
    assertThat(planted.stream().filter(p -> p.incident() && !p.nearMiss()).count())
        .isGreaterThanOrEqualTo(500)
        // a county jam reaches more than two sections in this town of one county, on 15 days, and
        // heavy air all 40 stations, on one
        .isLessThanOrEqualTo(Math.round(PlantedWorld.incidentsPerRound(30)) + 25 + 15 * 8 + 40);
    assertThat(
            planted.stream()
                .flatMap(p -> p.rules().stream())
                .map(r -> r.substring(0, r.indexOf('.')))
                .distinct())
        .containsExactlyInAnyOrder(
            "air",
            "care",
            "epidemic",
            "flood",
            "gas",
            "lifeline",
            "order",
            "sensing",
            "traffic",
            "water");
    assertThat(planted.stream().map(PlantedWorld.Planted::id)).doesNotHaveDuplicates();
  }

  @Test
  void ofThreeTimesOneIsSmallAndOneANearMissThatNoRuleMayTell() {
    List<PlantedWorld.Planted> leaks =
        world.planted(FROM, FROM + 30 * DAY).stream()
            .filter(p -> p.id().contains("leak-"))
            .toList();
    assertThat(leaks.stream().filter(p -> p.id().startsWith("leak-"))).hasSizeBetween(9, 11);
    assertThat(leaks.stream().filter(p -> p.id().startsWith("small-leak-")))
        .hasSizeBetween(9, 11)
        .allMatch(p -> p.rules().equals(List.of("gas.leak")));
    assertThat(leaks.stream().filter(p -> p.id().startsWith("near-leak-")))
        .hasSizeBetween(9, 11)
        .allMatch(p -> p.nearMiss() && p.near().equals(List.of("gas.leak")));
  }

  @Test
  void oneDayOfTheMonthIsHeavyForTheCityAndOneJustNot() {
    List<PlantedWorld.Planted> air =
        world.planted(FROM, FROM + 30 * DAY).stream()
            .filter(p -> p.id().contains("city-air-"))
            .toList();
    // every station shows both; the first of them stands for the city
    assertThat(air.stream().filter(p -> p.rules().contains("air.heavy-pollution"))).hasSize(40);
    assertThat(air.stream().filter(p -> p.near().contains("air.heavy-pollution"))).hasSize(40);
    PlantedWorld.Planted heavy =
        air.stream()
            .filter(p -> p.rules().contains("air.heavy-day-counted"))
            .reduce((a, b) -> {
              throw new AssertionError("two: " + a + b);
            })
            .orElseThrow();
    assertThat(world.sensorOf("air.heavy-day-counted", "990100")).isEqualTo(heavy.sensor());
    assertThat(air.stream().filter(p -> p.near().contains("air.heavy-day-counted"))).hasSize(1);
  }

  @Test
  void aCountyReportsItsBusesOnceAMonthAndTheTruthSaysWhetherTheyAreLate() {
    List<PlantedWorld.Report> reports = world.reports(FROM, FROM + 30 * DAY);
    // this town has one county
    assertThat(reports).hasSize(1);
    PlantedWorld.Report report = reports.getFirst();
    assertThat(report.period()).isEqualTo("2026-03");
    double share =
        report.figures().getOrDefault("traffic.bus-punctual", 0.0)
            / report.figures().getOrDefault("traffic.bus-planned", 1.0);
    List<PlantedWorld.Planted> told =
        world.planted(FROM, FROM + 30 * DAY).stream()
            .filter(p -> p.id().startsWith("buses-"))
            .toList();
    assertThat(told.stream().anyMatch(p -> p.rules().contains("traffic.buses-late")))
        .isEqualTo(share < 0.8);
    assertThat(told)
        .allMatch(p -> p.sensor() == world.sensorOf("traffic.buses-late", report.division()));
  }
}
