package furong.sense.sta;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * What the root says that the service conforms to (18-088, annex A), is so: for each class that is
 * declared one thing that it asks for is done. The finer points have tests of their own; those of
 * MQTT are {@link MqttTest}.
 */
class ConformanceTest {

  private static final String SPEC = "http://www.opengis.net/spec/iot_sensing/1.1/req/";

  private static final String PLACE =
      """
      {"name":"%s","description":"d","encodingType":"application/geo+json",
       "location":{"type":"Point","coordinates":[104.6,30.6]}}\
      """;

  private static final String WIND =
      """
      {"name":"wind","description":"d","unitOfMeasurements":[{"name":"degree"},{"name":"m/s"}],
       "multiObservationDataTypes":["http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement","http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement"],
       "Sensor":{"name":"s","description":"d","encodingType":"application/pdf","metadata":"m"},
       "ObservedProperties":[{"name":"direction","definition":"a","description":"d"},{"name":"speed","definition":"b","description":"d"}]}\
      """;

  private final StaWorld world = StaWorld.shared();
  private long thing;
  private long datastream;

  /** What shows that a class is kept, by its name below {@link #SPEC}. */
  private final Map<String, Runnable> checks =
      Map.ofEntries(
          Map.entry("datamodel", this::everySetHasItsLinks),
          Map.entry("resource-path/resource-path-to-entities", this::pathsLeadToEntities),
          Map.entry("request-data", this::answersAreAsAskedFor),
          Map.entry("create-update-delete", this::isMadeChangedAndDeleted),
          Map.entry("create-update-delete/create-entity", this::isMadeChangedAndDeleted),
          Map.entry("create-update-delete/link-to-existing-entities", this::linksToWhatIsThere),
          Map.entry("create-update-delete/deep-insert", this::deepInsert),
          Map.entry("create-update-delete/deep-insert-status-code", this::deepInsert),
          Map.entry("create-update-delete/update-entity", this::isPatched),
          Map.entry("create-update-delete/update-entity-put", this::isReplaced),
          Map.entry("create-update-delete/update-entity-jsonpatch", this::isPatchedByJsonPatch),
          Map.entry("create-update-delete/delete-entity", this::isDeletedWithWhatNeedsIt),
          Map.entry(
              "create-update-delete/historical-location-auto-creation", this::movesLeaveATrace),
          Map.entry("create-update-delete/historical-location-manual-creation", this::aTraceMoves),
          Map.entry("batch-request/batch-request", this::manyRequestsInOne),
          Map.entry("multi-datastream", this::resultsAreArrays),
          Map.entry("multi-datastream/properties", this::resultsAreArrays),
          Map.entry("multi-datastream/relations", this::resultsAreArrays),
          Map.entry("multi-datastream/constraints", this::resultsAreArrays),
          Map.entry("data-array/data-array", this::rowsOfObservations));

  static List<String> declared() {
    return StaWorld.shared()
        .get("")
        .at("/serverSettings/conformance")
        .valueStream()
        .map(JsonNode::asString)
        .toList();
  }

  @BeforeEach
  void oneStation() {
    world.empty();
    thing = world.station("S");
    datastream = world.datastreamOf(thing);
  }

  @ParameterizedTest
  @MethodSource("declared")
  void whatIsDeclaredIsSo(String conformance) {
    assertThat(conformance).startsWith(SPEC);
    @Nullable Runnable check = checks.get(conformance.substring(SPEC.length()));
    if (check == null) {
      throw new AssertionError("nothing here shows that this is kept");
    }
    check.run();
  }

  @Test
  void everyCheckIsOfSomethingDeclared() {
    assertThat(declared()).hasSameSizeAs(checks.keySet());
  }

  @Test
  void mqttIsDeclaredWhereItIsWithTheNameThatTheClientKnowsUsBy() {
    assertThat(declared()).noneMatch(c -> c.contains("mqtt"));
    JsonNode root =
        world.parse(
            new String(
                new StaController.Root(1883, 8883).write("https://city.example/sensorthings/v1.1"),
                StandardCharsets.UTF_8));
    for (String name :
        List.of(
            "create-observations-via-mqtt/observations-creation",
            "receive-updates-via-mqtt/receive-updates")) {
      assertThat(root.at("/serverSettings/conformance").valueStream().map(JsonNode::asString))
          .contains(SPEC + name);
      assertThat(root.path("serverSettings").path(SPEC + name).path("endpoints"))
          .isEqualTo(world.parse("[\"mqtt://city.example:1883\",\"mqtts://city.example:8883\"]"));
    }
  }

  private int status(String method, String path, String body, String... headers) {
    return world.send(method, path, body, headers).statusCode();
  }

  private String thing() {
    return "/Things(" + thing + ")";
  }

  private String datastream() {
    return "/Datastreams(" + datastream + ")";
  }

  private void everySetHasItsLinks() {
    Map<String, String> links =
        Map.of(
            "Things", "Locations HistoricalLocations Datastreams MultiDatastreams",
            "Locations", "Things HistoricalLocations",
            "HistoricalLocations", "Thing Locations",
            "Datastreams", "Thing Sensor ObservedProperty Observations",
            "Sensors", "Datastreams MultiDatastreams",
            "ObservedProperties", "Datastreams MultiDatastreams",
            "Observations", "Datastream FeatureOfInterest",
            "FeaturesOfInterest", "Observations");
    world.post(datastream() + "/Observations", "{\"result\":1}");
    links.forEach((set, names) -> {
      JsonNode entity = world.get("/" + set).at("/value/0");
      assertThat(entity.path("@iot.id").isIntegralNumber()).as(set).isTrue();
      assertThat(entity.path("@iot.selfLink").asString()).startsWith(world.root + "/" + set);
      for (String name : names.split(" ")) {
        String link = entity.path(name + "@iot.navigationLink").asString();
        assertThat(link).as(set + " to " + name).startsWith(world.root);
        assertThat(status("GET", link.substring(world.root.length()), "")).isEqualTo(200);
      }
    });
  }

  private void pathsLeadToEntities() {
    String sensor = datastream() + "/Sensor";
    assertThat(world.get("/Things").path("value")).hasSize(1);
    assertThat(world.get(thing()).path("name").asString()).isEqualTo("S");
    assertThat(world.get(thing() + "/name")).isEqualTo(world.parse("{\"name\":\"S\"}"));
    assertThat(world.send("GET", thing() + "/name/$value", "").body()).isEqualTo("S");
    assertThat(world.get(thing() + datastream() + "/Sensor/name").path("name").asString())
        .isEqualTo("s");
    assertThat(world.get(thing() + "/Datastreams/$ref").at("/value/0/@iot.selfLink").asString())
        .isEqualTo(world.root + datastream());
    assertThat(world.get(sensor + "/Datastreams").path("value")).hasSize(1);
    assertThat(status("GET", "/Things(999999)", "")).isEqualTo(404);
  }

  private void answersAreAsAskedFor() {
    for (int i = 1; i <= 3; i++) {
      world.post(datastream() + "/Observations", "{\"result\":" + i + "}");
    }
    JsonNode page =
        world.get(
            datastream()
                + "/Observations?$filter=result lt 3&$orderby=result desc&$top=1&$count=true"
                + "&$select=result&$expand=Datastream($select=name)");
    assertThat(page.path("@iot.count").asInt()).isEqualTo(2);
    assertThat(page.path("value"))
        .isEqualTo(world.parse("[{\"result\":2,\"Datastream\":{\"name\":\"S pm25\"}}]"));
    String next = page.path("@iot.nextLink").asString().substring(world.root.length());
    assertThat(world.get(next).at("/value/0/result").asInt()).isEqualTo(1);
    assertThat(world.get(datastream() + "/Observations?$skip=2&$orderby=result").path("value"))
        .hasSize(1);
    assertThat(status("GET", "/Things?$unknown=1", "")).isEqualTo(400);
  }

  private void isMadeChangedAndDeleted() {
    long made = world.post("/Things", "{\"name\":\"T\",\"description\":\"d\"}");
    assertThat(status("PATCH", "/Things(" + made + ")", "{\"name\":\"U\"}")).isEqualTo(200);
    assertThat(world.get("/Things(" + made + ")").path("name").asString()).isEqualTo("U");
    assertThat(status("DELETE", "/Things(" + made + ")", "")).isEqualTo(200);
    assertThat(status("GET", "/Things(" + made + ")", "")).isEqualTo(404);
    assertThat(status("POST", "/Things", "{\"description\":\"without a name\"}")).isEqualTo(400);
  }

  private void linksToWhatIsThere() {
    long place = world.post("/Locations", PLACE.formatted("gate"));
    long made =
        world.post(
            "/Things",
            "{\"name\":\"T\",\"description\":\"d\",\"Locations\":[{\"@iot.id\":" + place + "}]}");
    assertThat(world.get("/Things(" + made + ")/Locations").at("/value/0/name").asString())
        .isEqualTo("gate");
  }

  private void deepInsert() {
    HttpResponse<String> answer =
        world.send(
            "POST",
            "/Things",
            "{\"name\":\"T\",\"description\":\"d\",\"Locations\":["
                + PLACE.formatted("gate")
                + "],\"Datastreams\":["
                + StaWorld.datastream("x")
                + "]}");
    assertThat(answer.statusCode()).isEqualTo(201);
    String at = answer.headers().firstValue("Location").orElseThrow();
    assertThat(world.get(at.substring(world.root.length()) + "/Datastreams").path("value"))
        .hasSize(1);
    assertThat(
            status(
                "POST", "/Things", "{\"name\":\"T\",\"description\":\"d\",\"Datastreams\":[{}]}"))
        .isEqualTo(400);
  }

  private void isPatched() {
    assertThat(status("PATCH", thing(), "{\"description\":\"new\"}")).isEqualTo(200);
    JsonNode read = world.get(thing());
    assertThat(read.path("description").asString()).isEqualTo("new");
    assertThat(read.path("name").asString()).isEqualTo("S");
  }

  private void isReplaced() {
    assertThat(status("PUT", thing(), "{\"name\":\"T\",\"description\":\"d\"}")).isEqualTo(200);
    assertThat(world.get(thing()).path("properties").path("kind").isMissingNode()).isTrue();
    assertThat(status("PUT", thing(), "{\"name\":\"T\"}")).isEqualTo(400);
  }

  private void isPatchedByJsonPatch() {
    String steps = "[{\"op\":\"replace\",\"path\":\"/properties/kind\",\"value\":\"gate\"}]";
    assertThat(status("PATCH", thing(), steps, "Content-Type", "application/json-patch+json"))
        .isEqualTo(200);
    assertThat(world.get(thing()).at("/properties/kind").asString()).isEqualTo("gate");
  }

  private void isDeletedWithWhatNeedsIt() {
    world.post(datastream() + "/Observations", "{\"result\":1}");
    assertThat(status("DELETE", thing(), "")).isEqualTo(200);
    assertThat(world.count("Datastreams")).isZero();
    assertThat(world.count("Observations")).isZero();
    assertThat(world.count("HistoricalLocations")).isZero();
    assertThat(world.count("Locations")).as("a place is there without it").isEqualTo(1);
  }

  private void movesLeaveATrace() {
    world.post(thing() + "/Locations", PLACE.formatted("elsewhere"));
    assertThat(world.get(thing() + "/Locations").path("value")).hasSize(1);
    assertThat(world.get(thing() + "/HistoricalLocations").path("value")).hasSize(2);
  }

  private void aTraceMoves() {
    long place = world.post("/Locations", PLACE.formatted("elsewhere"));
    world.post(
        "/HistoricalLocations",
        "{\"time\":\"2100-01-01T00:00:00Z\",\"Thing\":{\"@iot.id\":%d},\"Locations\":[{\"@iot.id\":%d}]}"
            .formatted(thing, place));
    assertThat(world.get(thing() + "/Locations").at("/value/0/name").asString())
        .isEqualTo("elsewhere");
  }

  private void manyRequestsInOne() {
    String json =
        """
        {"requests":[{"id":"a","method":"post","url":"Things","body":{"name":"T","description":"d"}},
         {"id":"b","method":"get","url":"Things/$count"}]}\
        """;
    HttpResponse<String> answer =
        world.send("POST", "/$batch", json, "Content-Type", "application/json");
    assertThat(world.parse(answer.body()).at("/responses/1/body").asString()).isEqualTo("2");
    String multipart =
        """
        --b
        Content-Type: application/http

        GET Things HTTP/1.1

        --b--
        """
            .replace("\n", "\r\n");
    answer = world.send("POST", "/$batch", multipart, "Content-Type", "multipart/mixed;boundary=b");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("HTTP/1.1 200").contains("\"name\":\"S\"");
  }

  private void resultsAreArrays() {
    long multi = world.post(thing() + "/MultiDatastreams", WIND);
    String at = "/MultiDatastreams(" + multi + ")";
    world.post(at + "/Observations", "{\"result\":[270,3.5]}");
    assertThat(status("POST", at + "/Observations", "{\"result\":[270]}")).isEqualTo(400);
    JsonNode read = world.get(at + "?$expand=Thing,Sensor,ObservedProperties,Observations");
    assertThat(read.path("observationType").asString()).endsWith("OM_ComplexObservation");
    assertThat(read.path("unitOfMeasurements")).hasSize(2);
    assertThat(read.path("ObservedProperties")).hasSize(2);
    assertThat(read.at("/Thing/@iot.id").asLong()).isEqualTo(thing);
    assertThat(read.at("/Observations/0/result/1").asDouble()).isEqualTo(3.5);
    String uneven = WIND.replace(",{\"name\":\"m/s\"}", "");
    assertThat(status("POST", thing() + "/MultiDatastreams", uneven)).isEqualTo(400);
  }

  private void rowsOfObservations() {
    String rows =
        "[{\"Datastream\":{\"@iot.id\":%d},\"components\":[\"phenomenonTime\",\"result\"],\"dataArray@iot.count\":2,\"dataArray\":[[\"2026-03-01T00:00:00Z\",1],[\"2026-03-01T01:00:00Z\",2]]}]"
            .formatted(datastream);
    assertThat(status("POST", "/CreateObservations", rows)).isEqualTo(201);
    JsonNode read =
        world.get(
            datastream()
                + "/Observations?$resultFormat=dataArray&$select=result&$orderby=phenomenonTime");
    assertThat(read.at("/value/0/components")).isEqualTo(world.parse("[\"result\"]"));
    assertThat(read.at("/value/0/dataArray")).isEqualTo(world.parse("[[1],[2]]"));
  }
}
