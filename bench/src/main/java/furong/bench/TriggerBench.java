package furong.bench;

import furong.app.replay.Door;
import furong.app.replay.Door.DoorException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Many identical triggers at once, and {@code kill -9} of the whole city in the middle of each
 * round: each round has an elevator of its own in which somebody is trapped, and everybody who
 * knows says so at the same time, each as a message of its own. Senders insist through the kill
 * with the same idempotency key, as any well-made device would. Counted in the record at the end:
 * one alert and one case for each elevator, or the trial fails.
 */
final class TriggerBench {

  private static final String RULE = "lifeline.elevator-trapped";

  /** A round's messages take about as long on two cores; the kill comes at a moment of it. */
  private static final double MOST_SECONDS = 2;

  /** While the city starts again there is no sense in asking more often. */
  private static final long AGAIN_MS = 250;

  /** A city that has not come back by then does not come back. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** What came of it. @param alerts those of each round; exactly one is asked for */
  record Result(
      int rounds,
      int triggers,
      long acknowledged,
      int kills,
      double slowestReturnSeconds,
      List<Long> alerts,
      List<Long> cases) {

    boolean oneEach() {
      return alerts.size() == rounds
          && alerts.stream().allMatch(n -> n == 1)
          && cases.stream().allMatch(n -> n == 1);
    }
  }

  private record Elevator(long thing, long stream) {}

  private final Path home;
  private final Path scratch;
  private final PrintStream out;

  /**
   * @param home the repository with packs and built cities
   * @param scratch an empty folder for a city
   */
  TriggerBench(Path home, Path scratch, PrintStream out) {
    this.home = home;
    this.scratch = scratch;
    this.out = out;
  }

  /**
   * Plays the rounds on one city.
   *
   * @param triggers messages a round, all at once
   */
  Result run(int rounds, int triggers, long seed)
      throws IOException, InterruptedException, SQLException, ExecutionException {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    List<Elevator> elevators = new ArrayList<>();
    long acknowledged = 0;
    Duration slowest = Duration.ZERO;
    try (CityProcess city = CityProcess.start(home, scratch.resolve("city"))) {
      city.awaitReady();
      Door door = new Door(city.url(), null);
      long sensor = door.create("Sensors", json(SENSOR));
      long property = door.create("ObservedProperties", json(PROPERTY));
      for (int round = 0; round < rounds; round++) {
        Elevator elevator = elevator(door, round, sensor, property);
        elevators.add(elevator);
        double moment = random.nextDouble() * MOST_SECONDS;
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
          List<Future<?>> told = tell(door, senders, elevator, round, triggers);
          Thread.sleep((long) (moment * 1000));
          city.killTree();
          city.restart();
          Duration back = city.awaitReady();
          slowest = back.compareTo(slowest) > 0 ? back : slowest;
          for (Future<?> one : told) {
            one.get();
            acknowledged++;
          }
          out.printf(
              Locale.ROOT,
              "round %d: killed after %.1f s, back in %.1f s, %,d of %,d acknowledged%n",
              round + 1,
              moment,
              back.toMillis() / 1000.0,
              told.size(),
              triggers);
        }
      }
      Feed.settle(city);
      try (Connection record = Tally.connect(city.data().resolve("postgres"))) {
        return new Result(
            rounds,
            triggers,
            acknowledged,
            rounds,
            slowest.toMillis() / 1000.0,
            each(record, elevators, "select count(*) from alert where thing = ?"),
            each(
                record,
                elevators,
                "select count(*) from city_case where alert in"
                    + " (select id from alert where thing = ?)"));
      }
    }
  }

  /** All begin at once; each insists until it is acknowledged. */
  private static List<Future<?>> tell(
      Door door, ExecutorService senders, Elevator elevator, int round, int triggers) {
    byte[] body =
        "{\"d\":%d,\"t\":%d,\"v\":1}\n"
            .formatted(elevator.stream(), System.currentTimeMillis())
            .getBytes(StandardCharsets.US_ASCII);
    CountDownLatch start = new CountDownLatch(1);
    List<Future<?>> told = new ArrayList<>();
    for (int i = 0; i < triggers; i++) {
      String key = "trigger-" + round + "-" + i;
      told.add(
          senders.submit(() -> {
            start.await();
            insist(door, body, key);
            return null;
          }));
    }
    start.countDown();
    return told;
  }

  private static void insist(Door door, byte[] body, String key)
      throws IOException, InterruptedException {
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        if (door.observations(body, key).path("accepted").asInt() != 1) {
          throw new IOException("a trigger was not accepted");
        }
        return;
      } catch (DoorException away) {
        if (!away.passing() || System.nanoTime() > giveUp) {
          throw away;
        }
        Thread.sleep(AGAIN_MS);
      }
    }
  }

  private static List<Long> each(Connection record, List<Elevator> elevators, String sql)
      throws SQLException {
    List<Long> counts = new ArrayList<>();
    try (var statement = record.prepareStatement(sql)) {
      for (Elevator elevator : elevators) {
        statement.setLong(1, elevator.thing());
        try (var rows = statement.executeQuery()) {
          rows.next();
          counts.add(rows.getLong(1));
        }
      }
    }
    return counts;
  }

  // ---- what is told of

  private static final String SENSOR =
      """
      {"name": "emergency call", "description": "bench", "encodingType": "application/pdf", "metadata": "none"}
      """;

  private static final String PROPERTY =
      """
      {"name": "trapped persons", "description": "bench", "definition": "urn:furong:property:lifeline.trapped-persons"}
      """;

  /** In the inner city of Chengdu, inside some street. */
  private static final String THING =
      """
      {"name": "elevator %d", "description": "bench", "properties": {"kind": "elevator", "simulated": true},
       "Locations": [{"name": "elevator %d", "description": "bench", "encodingType": "application/geo+json",
         "location": {"type": "Point", "coordinates": [104.06, 30.65]}}],
       "Datastreams": [{"name": "trapped persons", "description": "bench",
         "observationType": "http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement",
         "unitOfMeasurement": {"name": "person", "symbol": "{person}", "definition": "http://unitsofmeasure.org/ucum.html#{person}"},
         "Sensor": {"@iot.id": %d}, "ObservedProperty": {"@iot.id": %d}}]}
      """;

  private static Elevator elevator(Door door, int round, long sensor, long property)
      throws IOException {
    long thing = door.create("Things", json(THING.formatted(round, round, sensor, property)));
    JsonNode streams =
        door.get("/sensorthings/v1.1/Things(" + thing + ")/Datastreams?$select=@iot.id");
    return new Elevator(thing, streams.path("value").get(0).path("@iot.id").asLong());
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }

  /** One line for the console. */
  static String line(Result r) {
    return "%d rounds of %,d triggers at once, %d kills, %,d acknowledged, slowest return %.1f s: alerts of %s %s, cases %s: %s"
        .formatted(
            r.rounds(),
            r.triggers(),
            r.kills(),
            r.acknowledged(),
            r.slowestReturnSeconds(),
            RULE,
            r.alerts(),
            r.cases(),
            r.oneEach() ? "exactly one each" : "NOT ONE EACH");
  }
}
