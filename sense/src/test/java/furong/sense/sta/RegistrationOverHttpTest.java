package furong.sense.sta;

import static org.assertj.core.api.Assertions.assertThat;

import furong.sense.register.RegistrationDesk;
import furong.store.sta.Registrations;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Files of new datastreams through the door of the shared world. */
class RegistrationOverHttpTest {

  private static final String DOOR = "/api/ingest/datastreams";

  private static final String HEADER = "device,name,kind,lng,lat,property,unit,datastream\n";

  private final StaWorld world = StaWorld.shared();

  @BeforeEach
  void empty() {
    world.empty();
  }

  private JsonNode send(String body, String type) {
    HttpResponse<String> answer =
        world.send("POST", DOOR + "?name=file", body, "Content-Type", type);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return through(world.parse(answer.body()).path("id").asLong());
  }

  private JsonNode through(long id) {
    Instant until = Instant.now().plus(Duration.ofSeconds(30));
    while (true) {
      JsonNode now = world.get(DOOR + "/" + id);
      if (!now.path("ended").isNull()) {
        return now;
      }
      assertThat(Instant.now()).as("it goes on: " + now).isBefore(until);
    }
  }

  @Test
  void rowsOfOneDeviceBecomeOneThingWithItsDatastreams() {
    JsonNode done =
        send(
            HEADER
                + "AQ-1,Square,air-station,104.5,30.5,air.pm25,mg/m3,PM2.5\n"
                + "AQ-1,Square,air-station,104.5,30.5,http://example.org/hum,%,\n",
            "text/csv");
    assertThat(done.path("problem").isNull()).as(done.toString()).isTrue();
    assertThat(done.path("things").asInt()).isEqualTo(1);
    assertThat(done.path("datastreams").asInt()).isEqualTo(2);
    JsonNode thing =
        world
            .get(
                "/Things?$expand=Datastreams($expand=ObservedProperty),Locations,HistoricalLocations")
            .path("value")
            .get(0);
    assertThat(thing.path("name").asString()).isEqualTo("Square");
    assertThat(thing.path("properties").path("key").asString()).isEqualTo("AQ-1");
    assertThat(thing.path("Datastreams").size()).isEqualTo(2);
    assertThat(thing.path("HistoricalLocations").size()).isEqualTo(1);
    assertThat(thing.path("Locations").get(0).path("location").toString())
        .isEqualTo("{\"type\":\"Point\",\"coordinates\":[104.5,30.5]}");
  }

  @Test
  void theLogHearsOfADatastreamAsIfItHadBeenPosted() {
    send(HEADER + "AQ-1,Square,air-station,104.5,30.5,air.pm25,mg/m3,PM2.5\n", "text/csv");
    var byFile = Objects.requireNonNull(world.log.registered.getLast().info());
    world.station("posted");
    var posted = Objects.requireNonNull(world.log.registered.getLast().info());
    assertThat(byFile.property()).isEqualTo("air.pm25").isEqualTo(posted.property());
    // 1 mg/m3 is 1000 ug/m3, the unit of the pack
    assertThat(byFile.factor()).isEqualTo(1000).isEqualTo(posted.factor());
    assertThat(byFile.division()).isEqualTo("990101").isEqualTo(posted.division());
    assertThat(byFile.kind()).isEqualTo("air-station").isEqualTo(posted.kind());
    assertThat(world.catalogue.datastream(byFile.id())).contains(byFile);
  }

  @Test
  void badRowsAreToldByTheirLineAndTheOthersGoIn() {
    JsonNode done =
        send(
            HEADER
                + "A,a,k,104.5,30.5,air.pm25,mg/m3,x\n"
                + "B,b,k,204.5,30.5,air.pm25,mg/m3,x\n"
                + "C,c,k,104.5,30.5,air.pm26,mg/m3,x\n"
                + "D,d,k,104.5,30.5,air.pm25,Cel,x\n"
                + "E,e\n"
                + ",f,k,104.5,30.5,air.pm25,mg/m3,x\n"
                + "G,g,k,,,air.pm25,,x\n",
            "text/csv");
    assertThat(done.path("datastreams").asInt()).isEqualTo(2);
    assertThat(done.path("refused").asInt()).isEqualTo(5);
    JsonNode faults = world.get(DOOR + "/" + done.path("id").asLong() + "/faults");
    assertThat(
            faults
                .path("items")
                .valueStream()
                .map(f -> f.path("line").asInt() + " " + f.path("code").asString()))
        .containsExactly(
            "3 row.place", "4 property.unknown", "5 unit.other", "6 row.width", "7 row.needed");
  }

  @Test
  void theSameFileAgainMakesNothing() {
    String file = HEADER + "A,a,k,104.5,30.5,air.pm25,mg/m3,x\nA,a,k,104.5,30.5,air.pm25,mg/m3,y\n";
    send(file, "text/csv");
    JsonNode again = send(file, "text/csv");
    assertThat(again.path("known").asInt()).isEqualTo(2);
    assertThat(again.path("things").asInt() + again.path("datastreams").asInt()).isZero();
    assertThat(world.count("Things")).isEqualTo(1);
  }

  @Test
  void linesOfJsonSayTheSame() {
    JsonNode done =
        send(
            "{\"device\":\"J\",\"property\":\"air.pm25\",\"lng\":104.5,\"lat\":30.5}\nno\n",
            "application/x-ndjson");
    assertThat(done.path("datastreams").asInt()).isEqualTo(1);
    assertThat(done.path("refused").asInt()).isEqualTo(1);
  }

  @Test
  void aFileWithoutItsHeaderIsRefusedAsAWhole() {
    JsonNode done = send("A,a,k\nB,b,k\n", "text/csv");
    assertThat(done.path("problem").asString()).contains("device and property");
    assertThat(world.count("Things")).isZero();
  }

  @Test
  void whatAStopLeftGoesOnBehindTheLastBatchWithNothingTwiceAndNothingMissing() throws IOException {
    // 121 lines: two whole batches of 50 and a rest
    String body =
        HEADER
            + IntStream.range(0, 120)
                .mapToObj(i -> "K" + i / 10 + ",k,k,104.5,30.5,air.pm25,mg/m3,d" + i % 10 + "\n")
                .collect(Collectors.joining());
    Path folder = Files.createTempDirectory("registrations");
    Registrations registrations = new Registrations(world.db);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    long id =
        registrations.begin(
            "left", Registrations.Form.CSV, bytes.length, Instant.now(), "user/admin");
    Files.write(folder.resolve(id + ".lines"), bytes);
    // the log goes down: the first batch is kept, then the desk is stopped
    world.log.down = true;
    try (RegistrationDesk first = world.registrationDesk(folder, 50)) {
      first.start();
      while (registrations.find(id).orElseThrow().rows() == 0) {
        Thread.onSpinWait();
      }
    }
    long kept = registrations.find(id).orElseThrow().rows();
    assertThat(kept).isBetween(50L, 120L);
    assertThat(registrations.find(id).orElseThrow().ended()).isNull();
    world.log.down = false;
    try (RegistrationDesk second = world.registrationDesk(folder, 50)) {
      second.start();
      through(id);
    }
    assertThat(world.count("Things")).isEqualTo(12);
    assertThat(world.count("Datastreams")).isEqualTo(120);
    assertThat(world.log.registered.stream().map(r -> r.datastream()).distinct()).hasSize(120);
  }

  @Test
  void theKeyOfADeviceRegistersNothingAndReadsNoProgress() {
    long thing = world.station("S");
    String key =
        world
            .keys
            .make(
                DeviceKeysOverHttpTest.caller(furong.people.Role.ADMIN),
                "g",
                List.of(thing),
                List.of())
            .orThrow()
            .secret();
    assertThat(
            world
                .send(
                    "POST",
                    DOOR,
                    HEADER,
                    "Content-Type",
                    "text/csv",
                    "Authorization",
                    "Bearer " + key)
                .statusCode())
        .isEqualTo(403);
    assertThat(world.send("GET", DOOR, "", "Authorization", "Bearer " + key).statusCode())
        .isEqualTo(403);
  }
}
