package furong.sense.sta;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Many requests in one: SensorThings 1.1, clause 11, as multipart and as JSON. */
class BatchOverHttpTest {

  private static final String JSON = "application/json";

  private final StaWorld world = StaWorld.shared();

  @BeforeEach
  void empty() {
    world.empty();
  }

  private JsonNode batch(String requests, String... headers) {
    List<String> all = new ArrayList<>(List.of("Content-Type", JSON));
    all.addAll(List.of(headers));
    HttpResponse<String> answer =
        world.send(
            "POST", "/$batch", "{\"requests\":[" + requests + "]}", all.toArray(String[]::new));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return world.parse(answer.body()).path("responses");
  }

  private static List<Integer> statuses(JsonNode responses) {
    List<Integer> statuses = new ArrayList<>();
    responses.forEach(r -> statuses.add(r.path("status").asInt()));
    return statuses;
  }

  private static String thing(String id, String group, String name) {
    return """
    {"id":"%s",%s"method":"post","url":"Things","body":{"name":"%s","description":"d"}}\
    """
        .formatted(id, group.isEmpty() ? "" : "\"atomicityGroup\":\"" + group + "\",", name);
  }

  @Test
  void requestsAreDoneInOrderAndAnsweredByTheirIds() {
    JsonNode answers =
        batch(
            thing("a", "", "A")
                + ",{\"id\":\"b\",\"method\":\"get\",\"url\":\"Things?$filter=name eq 'A'&$select=name\"}"
                + ",{\"id\":\"c\",\"method\":\"get\",\"url\":\"/v1.1/Things/$count\"}");
    assertThat(statuses(answers)).containsExactly(201, 200, 200);
    assertThat(answers.get(0).path("id").asString()).isEqualTo("a");
    assertThat(answers.get(0).path("location").asString()).startsWith(world.root + "/Things(");
    assertThat(answers.get(1).at("/body/value/0/name").asString()).isEqualTo("A");
    assertThat(answers.get(2).path("body").asString()).isEqualTo("1");
  }

  @Test
  void whatWasMadeIsNamedByWhatComesAfterIt() {
    JsonNode answers =
        batch(
            """
            {"id":"t","atomicityGroup":"g","method":"post","url":"Things","body":{"name":"T","description":"d",
              "Locations":[{"name":"l","description":"d","encodingType":"application/geo+json",
                "location":{"type":"Point","coordinates":[104.5,30.5]}}]}},
            {"id":"s","atomicityGroup":"g","method":"post","url":"Sensors",
              "body":{"name":"S","description":"d","encodingType":"application/pdf","metadata":"m"}},
            {"id":"d","atomicityGroup":"g","method":"post","url":"$t/Datastreams","body":{"name":"D",
              "description":"d","observationType":"x","unitOfMeasurement":{},"Sensor":{"@iot.id":"$s"},
              "ObservedProperty":{"name":"O","definition":"o","description":"d"}}},
            {"id":"o","atomicityGroup":"g","method":"post","url":"$d/Observations","body":{"result":7}},
            {"id":"r","method":"get","url":"$d?$expand=Sensor,Observations"}\
            """);
    assertThat(statuses(answers)).containsExactly(201, 201, 201, 201, 200);
    JsonNode read = answers.get(4).path("body");
    assertThat(read.at("/Sensor/name").asString()).isEqualTo("S");
    assertThat(read.at("/Observations/0/result").asInt()).isEqualTo(7);
    assertThat(answers.get(3).path("location").asString())
        .isEqualTo(read.at("/Observations/0/@iot.selfLink").asString());
  }

  @Test
  void aChangeSetIsDoneAsAWholeOrNotAtAll() {
    JsonNode answers =
        batch(
            thing("a", "g", "A")
                + ",{\"id\":\"b\",\"atomicityGroup\":\"g\",\"method\":\"post\",\"url\":\"Things\",\"body\":{}}"
                + ","
                + thing("c", "g", "C"));
    assertThat(statuses(answers)).containsExactly(424, 400, 424);
    assertThat(world.count("Things")).isZero();
    assertThat(world.log.registered).isEmpty();
    assertThat(statuses(batch(thing("a", "g", "A") + "," + thing("c", "g", "C"))))
        .containsExactly(201, 201);
    assertThat(world.count("Things")).isEqualTo(2);
  }

  @Test
  void aBadObservationUndoesTheThingOfItsChangeSet() {
    JsonNode answers =
        batch(
            thing("a", "g", "A")
                + ",{\"id\":\"b\",\"atomicityGroup\":\"g\",\"method\":\"post\",\"url\":\"Observations\","
                + "\"body\":{\"result\":1,\"Datastream\":{\"@iot.id\":999999}}}");
    assertThat(statuses(answers)).containsExactly(424, 400);
    assertThat(world.count("Things")).isZero();
  }

  @Test
  void entitiesStayWhenTheLogFailsAfterThem() {
    long datastream = world.datastreamOf(world.station("S"));
    world.log.down = true;
    JsonNode answers =
        batch(
            thing("a", "g", "A")
                + ",{\"id\":\"b\",\"atomicityGroup\":\"g\",\"method\":\"post\",\"url\":\"Datastreams("
                + datastream
                + ")/Observations\",\"body\":{\"result\":1}}");
    world.log.down = false;
    // what docs/sensorthings.md says of change sets: the log comes after the database
    assertThat(statuses(answers)).containsExactly(424, 503);
    assertThat(world.count("Observations")).isZero();
    assertThat(world.count("Things")).isEqualTo(2);
  }

  @Test
  void aBatchEndsAtItsFirstFaultUnlessItIsToGoOn() {
    String requests =
        "{\"id\":\"a\",\"method\":\"get\",\"url\":\"Things(999999)\"}," + thing("b", "", "B");
    assertThat(statuses(batch(requests))).containsExactly(404);
    assertThat(world.count("Things")).isZero();
    assertThat(statuses(batch(requests, "Prefer", "continue-on-error"))).containsExactly(404, 201);
  }

  @Test
  void observationsSideBySideAreOneBatchOfTheLog() {
    long datastream = world.datastreamOf(world.station("S"));
    StringBuilder requests = new StringBuilder();
    for (int i = 0; i < 50; i++) {
      String result = i == 20 ? "{}" : "{\"result\":" + i + "}";
      requests
          .append(i == 0 ? "" : ",")
          .append(
              "{\"id\":\"%d\",\"method\":\"post\",\"url\":\"Datastreams(%d)/Observations\",\"body\":%s}"
                  .formatted(i, datastream, result));
    }
    long before = world.log.entries();
    JsonNode answers = batch(requests.toString(), "Prefer", "continue-on-error");
    assertThat(answers).hasSize(50);
    assertThat(answers.at("/20/status").asInt()).isEqualTo(400);
    assertThat(world.count("Observations")).isEqualTo(49);
    assertThat(world.log.entries() - before).isEqualTo(1);
    assertThat(batch(requests.toString())).as("up to the fault").hasSize(21);
    assertThat(world.count("Observations")).isEqualTo(49 + 20);
    JsonNode one = world.get(answers.at("/49/location").asString().substring(world.root.length()));
    assertThat(one.path("result").asInt()).isEqualTo(49);
  }

  @Test
  void whatDependsOnAFaultIsNotBegun() {
    JsonNode answers =
        batch(
            "{\"id\":\"a\",\"method\":\"get\",\"url\":\"Things(999999)\"},"
                + "{\"id\":\"b\",\"dependsOn\":[\"a\"],\"method\":\"post\",\"url\":\"Things\","
                + "\"body\":{\"name\":\"B\",\"description\":\"d\"}}",
            "Prefer",
            "continue-on-error");
    assertThat(statuses(answers)).containsExactly(404, 424);
    assertThat(world.count("Things")).isZero();
  }

  @Test
  void aBatchOfAnotherKindIsRefused() {
    assertThat(world.send("POST", "/$batch", "x", "Content-Type", "text/plain").statusCode())
        .isEqualTo(400);
    assertThat(world.send("POST", "/$batch", "{}", "Content-Type", JSON).statusCode())
        .isEqualTo(400);
    assertThat(
            world
                .send("POST", "/$batch", "--x\r\n", "Content-Type", "multipart/mixed;boundary=x")
                .statusCode())
        .isEqualTo(400);
  }

  private HttpResponse<String> multipart(String body) {
    return world.send(
        "POST",
        "/$batch",
        body.replace("\n", "\r\n"),
        "Content-Type",
        "multipart/mixed;boundary=batch_1");
  }

  private static final String CHANGES =
      """
      --batch_1
      Content-Type: multipart/mixed;boundary=change_1

      --change_1
      Content-Type: application/http
      Content-ID: 1

      POST /v1.1/Things HTTP/1.1
      Content-Type: application/json

      {"name":"公园","description":"d"}
      --change_1
      Content-Type: application/http
      Content-ID: 2

      POST $1/Locations HTTP/1.1
      Content-Type: application/json

      {"name":"l","description":"d","encodingType":"application/geo+json",
       "location":%s}
      --change_1--
      --batch_1
      Content-Type: application/http

      GET Things?$select=name&$expand=Locations($select=name) HTTP/1.1

      --batch_1--
      """;

  @Test
  void aMultipartBatchHoldsChangeSetsAndQuestions() {
    HttpResponse<String> answer =
        multipart(CHANGES.formatted("{\"type\":\"Point\",\"coordinates\":[104.5,30.5]}"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("multipart/mixed");
    assertThat(answer.body().split("HTTP/1.1 201 Created", -1)).hasSize(3);
    assertThat(answer.body())
        .contains("Content-ID: 1")
        .contains("Location: " + world.root + "/Things(")
        .contains("HTTP/1.1 200 OK")
        .contains("{\"value\":[{\"name\":\"公园\",\"Locations\":[{\"name\":\"l\"}]}]}");
  }

  @Test
  void aChangeSetThatFailsHasOneAnswerAndLeavesNothing() {
    HttpResponse<String> answer = multipart(CHANGES.formatted("null"));
    assertThat(answer.body().split("HTTP/1.1 ", -1)).hasSize(2);
    assertThat(answer.body()).contains("HTTP/1.1 400 Bad Request").doesNotContain("change");
    assertThat(world.count("Things")).isZero();
  }
}
