package furong.sense.sta;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Changing what is there: PATCH in its three ways, PUT, and links by {@code $ref}. */
class ChangesOverHttpTest {

  private static final String JSON_PATCH = "application/json-patch+json";

  private final StaWorld world = StaWorld.shared();
  private long thing;
  private long datastream;

  @BeforeEach
  void oneStation() {
    world.empty();
    thing = world.station("S");
    datastream = world.datastreamOf(thing);
  }

  private HttpResponse<String> patch(String path, String type, String body) {
    return world.send("PATCH", path, body, "Content-Type", type);
  }

  private JsonNode properties() {
    return world.get("/Things(" + thing + ")/properties").path("properties");
  }

  @Test
  void aJsonPatchIsDoneStepByStep() {
    String steps =
        """
        [{"op":"test","path":"/properties/kind","value":"air-station"},
         {"op":"add","path":"/properties/owners","value":["parks"]},
         {"op":"add","path":"/properties/owners/-","value":"roads"},
         {"op":"add","path":"/properties/owners/0","value":"water"},
         {"op":"copy","from":"/properties/owners/1","path":"/properties/first"},
         {"op":"move","from":"/properties/owners/0","path":"/properties/second"},
         {"op":"remove","path":"/properties/simulated"},
         {"op":"replace","path":"/name","value":"Renamed"}]\
        """;
    assertThat(patch("/Things(" + thing + ")", JSON_PATCH, steps).statusCode()).isEqualTo(200);
    assertThat(properties())
        .isEqualTo(
            world.parse(
                "{\"kind\":\"air-station\",\"owners\":[\"parks\",\"roads\"],\"first\":\"parks\",\"second\":\"water\"}"));
    assertThat(world.get("/Things(" + thing + ")").path("name").asString()).isEqualTo("Renamed");
  }

  @Test
  void aJsonPatchIsDoneInFullOrNotAtAll() {
    JsonNode before = world.get("/Things(" + thing + ")");
    String rename = "{\"op\":\"replace\",\"path\":\"/name\",\"value\":\"X\"},";
    String[] thenFails = {
      "{\"op\":\"test\",\"path\":\"/description\",\"value\":\"other\"}",
      "{\"op\":\"remove\",\"path\":\"/properties/nothing\"}",
      "{\"op\":\"remove\",\"path\":\"/description\"}",
      "{\"op\":\"add\",\"path\":\"/name/inside\",\"value\":1}",
      "{\"op\":\"grow\",\"path\":\"/name\"}",
      "{\"op\":\"replace\",\"path\":\"name\",\"value\":1}"
    };
    for (String step : thenFails) {
      int status =
          patch("/Things(" + thing + ")", JSON_PATCH, "[" + rename + step + "]").statusCode();
      assertThat(status).as(step).isEqualTo(step.contains("test") ? 409 : 400);
      assertThat(world.get("/Things(" + thing + ")")).as(step).isEqualTo(before);
    }
  }

  @Test
  void anObservationIsPatchedToo() {
    long id = world.post("/Datastreams(" + datastream + ")/Observations", "{\"result\":1}");
    String steps = "[{\"op\":\"replace\",\"path\":\"/result\",\"value\":2}]";
    assertThat(patch("/Observations(" + id + ")", JSON_PATCH, steps).statusCode()).isEqualTo(200);
    assertThat(world.get("/Observations(" + id + ")").path("result").asInt()).isEqualTo(2);
  }

  @Test
  void aMergePatchGoesIntoObjectsAndAPlainPatchReplacesThem() {
    patch(
        "/Things(" + thing + ")",
        "application/merge-patch+json",
        "{\"properties\":{\"owner\":\"parks\",\"simulated\":null}}");
    assertThat(properties())
        .isEqualTo(world.parse("{\"kind\":\"air-station\",\"owner\":\"parks\"}"));
    patch("/Things(" + thing + ")", "application/json", "{\"properties\":{\"a\":1}}");
    assertThat(properties()).isEqualTo(world.parse("{\"a\":1}"));
  }

  @Test
  void aChangeMakesNoEntitiesButMayLinkToThem() {
    String inline =
        "{\"Locations\":[{\"name\":\"n\",\"description\":\"d\",\"encodingType\":\"x\",\"location\":{}}]}";
    assertThat(world.send("PATCH", "/Things(" + thing + ")", inline).statusCode()).isEqualTo(400);
    assertThat(world.count("Locations")).isEqualTo(1);
    long sensor =
        world.post(
            "/Sensors",
            "{\"name\":\"new\",\"description\":\"d\",\"encodingType\":\"application/pdf\",\"metadata\":\"m\"}");
    String link = "{\"Sensor\":{\"@iot.id\":" + sensor + "}}";
    assertThat(world.send("PATCH", "/Datastreams(" + datastream + ")", link).statusCode())
        .isEqualTo(200);
    assertThat(world.get("/Datastreams(" + datastream + ")/Sensor").path("name").asString())
        .isEqualTo("new");
  }

  @Test
  void aLinkToOneIsChangedAlone() {
    long sensor =
        world.post(
            "/Sensors",
            "{\"name\":\"new\",\"description\":\"d\",\"encodingType\":\"application/pdf\",\"metadata\":\"m\"}");
    String at = "/Datastreams(" + datastream + ")/Sensor";
    String self = "{\"@iot.selfLink\":\"" + world.root + "/Sensors(" + sensor + ")\"}";
    assertThat(world.send("PUT", at + "/$ref", self).statusCode()).isEqualTo(204);
    assertThat(world.get(at + "/$ref").path("@iot.selfLink").asString())
        .isEqualTo(world.root + "/Sensors(" + sensor + ")");
    assertThat(world.send("PUT", at + "/$ref", "{\"@iot.id\":999999}").statusCode()).isEqualTo(400);
    assertThat(world.send("DELETE", at + "/$ref", "").statusCode())
        .as("a datastream cannot be without its sensor")
        .isEqualTo(400);
    assertThat(world.get(at).path("@iot.id").asLong()).isEqualTo(sensor);
  }

  @Test
  void aLinkToManyIsAddedAndTakenAwayAlone() {
    long place =
        world.post(
            "/Locations",
            """
            {"name":"more","description":"d","encodingType":"application/geo+json",
             "location":{"type":"Point","coordinates":[104.6,30.6]}}\
            """);
    String set = "/Things(" + thing + ")/Locations";
    assertThat(world.send("POST", set + "/$ref", "{\"@iot.id\":" + place + "}").statusCode())
        .isEqualTo(204);
    assertThat(world.get(set).path("value")).hasSize(2);
    assertThat(world.send("DELETE", set + "(" + place + ")/$ref", "").statusCode()).isEqualTo(204);
    assertThat(world.get(set).path("value")).hasSize(1);
    assertThat(world.count("Locations")).as("the place itself stays").isEqualTo(2);
    assertThat(world.send("DELETE", set + "(" + place + ")/$ref", "").statusCode()).isEqualTo(404);
    long first = world.get(set).at("/value/0/@iot.id").asLong();
    assertThat(world.send("DELETE", set + "/$ref?$id=Locations(" + first + ")", "").statusCode())
        .isEqualTo(204);
    assertThat(world.get(set).path("value")).isEmpty();
  }

  @Test
  void aLinkOfAnObservationIsNotChangedThisWay() {
    long id = world.post("/Datastreams(" + datastream + ")/Observations", "{\"result\":1}");
    String at = "/Observations(" + id + ")/Datastream/$ref";
    assertThat(world.send("PUT", at, "{\"@iot.id\":" + datastream + "}").statusCode())
        .isEqualTo(400);
  }

  @Test
  void aPropertyIsReadWithItsNameOrBare() {
    String at = "/Things(" + thing + ")";
    assertThat(world.get(at + "/name")).isEqualTo(world.parse("{\"name\":\"S\"}"));
    assertThat(world.send("GET", at + "/name/$value", "").body()).isEqualTo("S");
    assertThat(world.send("GET", at + "/properties/kind/$value", "").body())
        .isEqualTo("air-station");
    world.send("PATCH", at, "{\"properties\":{\"t\":\"a \\\"b\\\" c\"}}");
    assertThat(world.send("GET", at + "/properties/t/$value", "").body()).isEqualTo("a \"b\" c");
    assertThat(world.send("GET", at + "/nothing", "").statusCode()).isEqualTo(404);
    assertThat(world.send("GET", at + "/properties/nothing", "").statusCode()).isEqualTo(404);
  }

  @Test
  void anObservationOfNothingIsRefused() {
    long nowhere =
        world.post(
            "/Things",
            "{\"name\":\"n\",\"description\":\"d\",\"Datastreams\":["
                + StaWorld.datastream("x")
                + "]}");
    long of = world.datastreamOf(nowhere);
    assertThat(
            world
                .send("POST", "/Datastreams(" + of + ")/Observations", "{\"result\":1}")
                .statusCode())
        .isEqualTo(400);
    long feature =
        world.post(
            "/FeaturesOfInterest",
            "{\"name\":\"f\",\"description\":\"d\",\"encodingType\":\"application/geo+json\",\"feature\":{\"type\":\"Point\",\"coordinates\":[104.5,30.5]}}");
    String named = "{\"result\":1,\"FeatureOfInterest\":{\"@iot.id\":" + feature + "}}";
    assertThat(world.send("POST", "/Datastreams(" + of + ")/Observations", named).statusCode())
        .isEqualTo(201);
  }
}
