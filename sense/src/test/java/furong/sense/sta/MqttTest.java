package furong.sense.sta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import furong.people.Role;
import furong.sense.mqtt.MqttDoor;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Devices that publish and screens that listen, in both versions of the protocol, over the broker
 * of the house: SensorThings 1.1, clause 14.
 *
 * <p>That nothing comes is shown without waiting: something that must come is sent after it, and it
 * is the first that comes.
 */
class MqttTest {

  @TempDir static Path folder;

  private static int port;
  private static @Nullable MqttDoor door;

  private final StaWorld world = StaWorld.shared();
  private long thing;
  private long datastream;

  @BeforeAll
  static void startBroker() throws IOException {
    StaWorld world = StaWorld.shared();
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    MqttDoor made =
        new MqttDoor(
            folder.resolve("mqtt"),
            "127.0.0.1",
            port,
            null,
            world.root,
            world.service,
            world.access);
    made.start();
    made.started().join();
    door = made;
  }

  @AfterAll
  static void stopBroker() {
    if (door != null) {
      door.stop();
    }
  }

  @BeforeEach
  void oneStation() {
    world.empty();
    thing = world.station("S");
    datastream = world.datastreamOf(thing);
  }

  private String observationsOf(long id) {
    return "v1.1/Datastreams(" + id + ")/Observations";
  }

  private void post(long id, double result) {
    world.post("/Datastreams(" + id + ")/Observations", "{\"result\":" + result + "}");
  }

  private JsonNode next(MqttPeer peer) throws InterruptedException {
    return world.parse(peer.next().orElseThrow(() -> new AssertionError("nothing came")).text());
  }

  @Test
  void aDeviceWithAKeyPublishesToItsOwnDatastreamUntilTheKeyIsRevoked() {
    long other = world.datastreamOf(world.station("T"));
    var admin = DeviceKeysOverHttpTest.caller(Role.ADMIN);
    var made = world.keys.make(admin, "S", List.of(), List.of(datastream)).orThrow();
    try (MqttPeer device = new MqttPeer.Five(port, made.secret())) {
      assertThat(device.publish(observationsOf(datastream), "{\"result\":1}")).isEmpty();
      assertThat(device.publish(observationsOf(other), "{\"result\":1}"))
          .contains("do not write to datastream " + other);
      world.keys.revoke(admin, made.key().id()).orThrow();
      assertThat(device.publish(observationsOf(datastream), "{\"result\":2}")).contains("revoked");
    }
    assertThat(world.count("Datastreams(" + datastream + ")/Observations")).isEqualTo(1);
    assertThat(world.count("Datastreams(" + other + ")/Observations")).isZero();
    assertThatThrownBy(() -> new MqttPeer.Five(port, made.secret()))
        .as("a revoked key does not get in")
        .isInstanceOf(RuntimeException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 5})
  void whatIsAcknowledgedIsStored(int version) {
    try (MqttPeer device = MqttPeer.connect(version, port)) {
      assertThat(device.publish(observationsOf(datastream), "{\"result\":1}")).isEmpty();
      assertThat(world.count("Observations")).isEqualTo(1);
      String named = "{\"result\":2,\"Datastream\":{\"@iot.id\":" + datastream + "}}";
      assertThat(device.publish("v1.1/Observations", named)).isEmpty();
      assertThat(world.count("Datastreams(" + datastream + ")/Observations")).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 5})
  void aBadObservationIsNotStored(int version) {
    try (MqttPeer device = MqttPeer.connect(version, port)) {
      String none = device.publish(observationsOf(datastream), "{\"phenomenonTime\":1}");
      String unknown = device.publish(observationsOf(999_999), "{\"result\":1}");
      String elsewhere = device.publish("city/air", "{\"result\":1}");
      // 3.1.1 has no word for no: acknowledged, dropped, counted
      assertThat(none).isEqualTo(version == 5 ? "an observation needs its result" : "");
      assertThat(unknown).isEqualTo(version == 5 ? "there is no datastream 999999" : "");
      assertThat(elsewhere).isEqualTo(version == 5 ? "not a topic of SensorThings" : "");
      assertThat(world.count("Observations")).isZero();
    }
  }

  @Test
  void nothingIsAcknowledgedAsTakenWhileTheLogIsDown() {
    world.log.down = true;
    try (MqttPeer device = MqttPeer.connect(5, port)) {
      assertThat(device.publish(observationsOf(datastream), "{\"result\":1}"))
          .isEqualTo("not stored; send again");
    }
    world.log.down = false;
    assertThat(world.count("Observations")).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 5})
  void aListenerHearsItsDatastreamAndNoOther(int version) throws InterruptedException {
    long other = world.datastreamOf(world.station("T"));
    try (MqttPeer screen = MqttPeer.connect(version, port)) {
      screen.subscribe(observationsOf(datastream));
      post(other, 1);
      post(datastream, 2);
      MqttPeer.Message first = screen.next().orElseThrow();
      JsonNode heard = world.parse(first.text());
      assertThat(first.topic()).isEqualTo(observationsOf(datastream));
      assertThat(heard.path("result").asDouble()).isEqualTo(2);
      // as the service shows it: with its id, by which it can be asked for
      assertThat(heard)
          .isEqualTo(world.get("/Observations(" + heard.path("@iot.id").asLong() + ")"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 5})
  void whatADevicePublishesAListenerHearsAsItWasStored(int version) throws InterruptedException {
    try (MqttPeer screen = MqttPeer.connect(version, port);
        MqttPeer device = MqttPeer.connect(8 - version, port)) {
      screen.subscribe("v1.1/Observations");
      device.publish(
          observationsOf(datastream),
          "{\"result\":7,\"phenomenonTime\":\"2026-03-01T08:00:00+08:00\"}");
      JsonNode heard = next(screen);
      assertThat(heard.path("phenomenonTime").asString()).isEqualTo("2026-03-01T00:00:00.000Z");
      assertThat(heard.path("@iot.selfLink").asString()).startsWith(world.root + "/Observations(");
    }
  }

  @Test
  void aSelectionSaysOnlyWhatWasAskedFor() throws InterruptedException {
    try (MqttPeer screen = MqttPeer.connect(5, port)) {
      screen.subscribe("v1.1/Observations?$select=result,phenomenonTime");
      world.post(
          "/Datastreams(" + datastream + ")/Observations",
          "{\"result\":3,\"phenomenonTime\":\"2026-03-01T00:00:00Z\"}");
      assertThat(next(screen))
          .isEqualTo(world.parse("{\"phenomenonTime\":\"2026-03-01T00:00:00.000Z\",\"result\":3}"));
    }
  }

  @Test
  void aListenerHearsOfEntitiesMadeAndChanged() throws InterruptedException {
    try (MqttPeer screen = MqttPeer.connect(3, port)) {
      screen.subscribe("v1.1/Things");
      screen.subscribe("v1.1/Things(" + thing + ")/description");
      long made = world.station("New");
      assertThat(next(screen).path("@iot.id").asLong()).isEqualTo(made);
      world.send("PATCH", "/Things(" + made + ")", "{\"name\":\"Newer\"}");
      assertThat(next(screen).path("name").asString()).isEqualTo("Newer");
    }
  }

  @Test
  void aListenerHearsAPropertyOfOneEntity() throws InterruptedException {
    long other = world.station("T");
    try (MqttPeer screen = MqttPeer.connect(5, port)) {
      screen.subscribe("v1.1/Things(" + thing + ")/description");
      world.send("PATCH", "/Things(" + other + ")", "{\"description\":\"not mine\"}");
      world.send("PATCH", "/Things(" + thing + ")", "{\"description\":\"mine\"}");
      assertThat(next(screen)).isEqualTo(world.parse("{\"description\":\"mine\"}"));
    }
  }

  @Test
  void aFilterLetsThroughWhatItHoldsFor() throws InterruptedException {
    try (MqttPeer screen = MqttPeer.connect(3, port)) {
      String topic =
          "v1.1/Observations?$filter=result gt 10 and Datastream/Thing/name eq 'S'&$select=result";
      screen.subscribe(topic);
      post(datastream, 5);
      post(world.datastreamOf(world.station("T")), 50);
      post(datastream, 20);
      MqttPeer.Message first = screen.next().orElseThrow();
      assertThat(first.topic()).isEqualTo(topic);
      assertThat(world.parse(first.text())).isEqualTo(world.parse("{\"result\":20}"));
    }
  }

  @Test
  void aFilterOnEntitiesToo() throws InterruptedException {
    try (MqttPeer screen = MqttPeer.connect(5, port)) {
      screen.subscribe("v1.1/Things?$filter=properties/kind eq 'gate'&$select=name");
      world.station("quiet");
      world.post(
          "/Things", "{\"name\":\"G\",\"description\":\"d\",\"properties\":{\"kind\":\"gate\"}}");
      assertThat(next(screen)).isEqualTo(world.parse("{\"name\":\"G\"}"));
    }
  }

  @Test
  void anExpandedLinkComesAlong() throws InterruptedException {
    try (MqttPeer screen = MqttPeer.connect(5, port)) {
      screen.subscribe("v1.1/Observations?$select=result&$expand=Datastream($select=name)");
      post(datastream, 1);
      assertThat(next(screen))
          .isEqualTo(world.parse("{\"result\":1,\"Datastream\":{\"name\":\"S pm25\"}}"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 5})
  void aFeatureAndAMultiDatastreamAreTopicsToo(int version) {
    long feature =
        world.post(
            "/FeaturesOfInterest",
            "{\"name\":\"f\",\"description\":\"d\",\"encodingType\":\"application/geo+json\",\"feature\":{\"type\":\"Point\",\"coordinates\":[104.5,30.5]}}");
    long multi =
        world.post(
            "/Things(" + thing + ")/MultiDatastreams",
            """
            {"name":"m","description":"d","multiObservationDataTypes":["x","y"],"unitOfMeasurements":[{},{}],
             "Sensor":{"name":"s","description":"d","encodingType":"application/pdf","metadata":"m"},
             "ObservedProperties":[{"name":"a","definition":"a","description":"d"},{"name":"b","definition":"b","description":"d"}]}\
            """);
    try (MqttPeer device = MqttPeer.connect(version, port)) {
      String of = "\"Datastream\":{\"@iot.id\":" + datastream + "}}";
      device.publish(
          "v1.1/FeaturesOfInterest(" + feature + ")/Observations", "{\"result\":1," + of);
      assertThat(world.get("/FeaturesOfInterest(" + feature + ")/Observations").path("value"))
          .hasSize(1);
      String topic = "v1.1/MultiDatastreams(" + multi + ")/Observations";
      device.publish(topic, "{\"result\":[1]}");
      device.publish(topic, "{\"result\":[1,2]}");
      assertThat(world.get("/MultiDatastreams(" + multi + ")/Observations").path("value"))
          .hasSize(1);
    }
  }
}
