package furong.sim;

import static org.assertj.core.api.Assertions.assertThat;

import furong.city.CityProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a house that keeps what it is told and counts what it is told twice. */
class SimulatorTest {

  private static final Instant START = Instant.parse("2026-03-05T01:00:00Z");
  private static final int DEVICES = 50;

  private final CityProfile town = Town.profile();
  private final AtomicLong now = new AtomicLong(START.toEpochMilli());

  @TempDir Path folder;

  /** Runs a simulator until the house has heard something of {@code until} or later. */
  private void runUntil(SmallHouse house, Instant until) throws InterruptedException {
    Simulator simulator =
        new Simulator(
            house.uri(),
            town,
            7,
            folder.resolve("sim-truth.csv"),
            () -> Instant.ofEpochMilli(now.get()),
            DEVICES,
            null);
    Thread thread = Thread.ofPlatform().start(simulator::run);
    long giveUp = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (house.latest() < until.toEpochMilli() && System.nanoTime() < giveUp) {
      Thread.sleep(20);
      if (house.latest() > START.toEpochMilli() - 120_000) {
        now.addAndGet(5_000); // the past is in: time goes on, 250 times as fast
      }
    }
    thread.interrupt();
    thread.join();
    assertThat(house.latest()).isGreaterThanOrEqualTo(until.toEpochMilli());
  }

  @Test
  void aFirstRunMakesTheDevicesKnownFillsADayAndGoesOnLive() throws Exception {
    try (SmallHouse house = new SmallHouse()) {
      runUntil(house, START.plusSeconds(300));
      assertThat(house.things()).hasSize(DEVICES);
      assertThat(house.things().values())
          .allMatch(thing -> thing.path("properties").path("simulated").asBoolean());
      assertThat(house.doubled()).isLessThan(house.heard() / 100);
      Map<Long, List<Long>> times = house.times();
      assertThat(times).isNotEmpty();
      times.forEach((datastream, all) -> {
        // a few are late, none by more than the longest way
        for (int i = 1; i < all.size(); i++) {
          assertThat(all.get(i)).isGreaterThan(all.get(i - 1) - Courier.LONGEST_REPEAT_MS);
        }
        assertThat(all.getFirst())
            .isGreaterThan(START.minus(Duration.ofHours(24)).toEpochMilli() - 1);
      });
      // a noise meter: 22 h in steps of ten minutes and 2 h in steps of one, unless it has a fault
      assertThat(times.values().stream().mapToInt(List::size).max().orElseThrow())
          .isBetween(22 * 6 + 120, 24 * 12 + 120);
    }
  }

  @Test
  void aSecondRunFindsItsDevicesAndFillsTheGapWithoutSayingAnythingTwice() throws Exception {
    try (SmallHouse house = new SmallHouse()) {
      runUntil(house, START.plusSeconds(120));
      long made = house.made();
      long doubled = house.doubled();
      String truth = Files.readString(folder.resolve("sim-truth.csv"));
      now.addAndGet(Duration.ofMinutes(30).toMillis());
      runUntil(house, START.plusSeconds(2_400));
      assertThat(house.made()).isEqualTo(made);
      // what is sent twice on purpose is one reading in 500
      assertThat(house.doubled() - doubled).isLessThan(house.heard() / 100);
      assertThat(Files.readString(folder.resolve("sim-truth.csv"))).startsWith(truth);
      List<Long> often =
          house.times().values().stream().max((a, b) -> Integer.compare(a.size(), b.size())).get();
      for (int i = 1; i < often.size(); i++) {
        assertThat(often.get(i) - often.get(i - 1)).isLessThanOrEqualTo(600_000);
      }
    }
  }

  @Test
  void aHouseThatIsBusyHearsEverythingLater() throws Exception {
    try (SmallHouse house = new SmallHouse()) {
      house.busyEvery(7);
      runUntil(house, START.plusSeconds(30));
      assertThat(house.things()).hasSize(DEVICES);
      assertThat(house.doubled()).isLessThan(house.heard() / 100);
    }
  }

  @Test
  void theTruthIsToldBeforeItHappensAndOnlyOnce() throws IOException {
    Path file = folder.resolve("truth.csv");
    Plan plan = new Plan(SimWorld.of(town, 7, 500), town.zone());
    Truth first = Truth.open(file, 7, START.toEpochMilli());
    first.tell(plan.opening(first.bornMs()));
    first.tell(plan.opening(first.bornMs()));
    Truth again = Truth.open(file, 7, START.plusSeconds(9_999).toEpochMilli());
    assertThat(again.bornMs()).isEqualTo(START.toEpochMilli());
    again.tell(plan.opening(again.bornMs()));
    // born, header, then three stations with two pollutants each, one sudden rise, one silence
    assertThat(Files.readAllLines(file)).hasSize(2 + 3 * 2 + 2);
    Truth other = Truth.open(file, 8, START.plusSeconds(9_999).toEpochMilli());
    assertThat(other.bornMs()).isEqualTo(START.plusSeconds(9_999).toEpochMilli());
  }
}
