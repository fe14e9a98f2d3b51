package furong.sense.sta;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ObservationsOverHttpTest {

  private static final String NDJSON = "application/x-ndjson";

  private final StaWorld world = StaWorld.shared();
  private long datastream;

  @BeforeEach
  void oneStation() {
    world.empty();
    datastream = world.datastreamOf(world.station("A"));
  }

  private JsonNode observations(String query) {
    return world.get("/Datastreams(" + datastream + ")/Observations?" + query).path("value");
  }

  private List<Double> results(String query) {
    List<Double> results = new ArrayList<>();
    observations(query).forEach(o -> results.add(o.path("result").asDouble()));
    return results;
  }

  private void hours(int count) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < count; i++) {
      lines.append(
          "{\"d\":%d,\"t\":\"2026-03-01T%02d:00:00Z\",\"v\":%d}\n".formatted(datastream, i, i));
    }
    assertThat(bulk(lines.toString()).path("accepted").asInt()).isEqualTo(count);
  }

  private JsonNode bulk(String lines, String... headers) {
    String[] all = new String[headers.length + 2];
    all[0] = "Content-Type";
    all[1] = NDJSON;
    System.arraycopy(headers, 0, all, 2, headers.length);
    HttpResponse<String> answer = world.send("POST", "/api/ingest/observations", lines, all);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return world.parse(answer.body());
  }

  @Test
  void oneObservationIsReadBackAsItWasGiven() {
    long id =
        world.post(
            "/Datastreams(" + datastream + ")/Observations",
            """
            {"phenomenonTime":"2026-03-01T08:00:00+08:00","resultTime":"2026-03-01T00:00:00Z","result":35.5,
             "parameters":{"operator":"Li"}}\
            """);
    JsonNode read = world.get("/Observations(" + id + ")?$expand=FeatureOfInterest,Datastream");
    assertThat(read.path("phenomenonTime").asString()).isEqualTo("2026-03-01T00:00:00.000Z");
    assertThat(read.path("resultTime").asString()).isEqualTo("2026-03-01T00:00:00.000Z");
    assertThat(read.path("result").asDouble()).isEqualTo(35.5);
    assertThat(read.path("parameters").path("operator").asString()).isEqualTo("Li");
    assertThat(read.path("Datastream").path("@iot.id").asLong()).isEqualTo(datastream);
    assertThat(read.path("FeatureOfInterest").path("feature").path("type").asString())
        .as("made of the place of its thing")
        .isEqualTo("Point");
  }

  @Test
  void aResultMayBeOfAnyKindAndTimesMayBeLeftOut() {
    long id =
        world.post(
            "/Observations",
            "{\"Datastream\":{\"@iot.id\":%d},\"result\":{\"a\":[1,true]}}".formatted(datastream));
    JsonNode read = world.get("/Observations(" + id + ")");
    assertThat(read.path("result").toString()).isEqualTo("{\"a\":[1,true]}");
    assertThat(read.has("phenomenonTime")).isTrue();
    assertThat(read.get("resultTime").isNull()).isTrue();
  }

  @Test
  void anObservationMayBringItsOwnFeature() {
    long id =
        world.post(
            "/Datastreams(" + datastream + ")/Observations",
            """
            {"result":1,"FeatureOfInterest":{"name":"river","description":"d","encodingType":"application/geo+json",
              "feature":{"type":"Point","coordinates":[104.1,30.1]}}}\
            """);
    JsonNode feature = world.get("/Observations(" + id + ")/FeatureOfInterest");
    assertThat(feature.path("name").asString()).isEqualTo("river");
    long featureId = feature.path("@iot.id").asLong();
    assertThat(world.get("/FeaturesOfInterest(" + featureId + ")/Observations").path("value"))
        .hasSize(1);
    world.post("/Datastreams(" + datastream + ")/Observations", "{\"result\":2}");
    world.send("DELETE", "/FeaturesOfInterest(" + featureId + ")", "");
    assertThat(results("")).as("the river took its own along").containsExactly(2.0);
  }

  @Test
  void observationsAreChangedAndDeleted() {
    long id =
        world.post(
            "/Datastreams(" + datastream + ")/Observations",
            "{\"phenomenonTime\":\"2026-03-01T00:00:00Z\",\"result\":1}");
    world.send("PATCH", "/Observations(" + id + ")", "{\"result\":2}");
    JsonNode read = world.get("/Observations(" + id + ")");
    assertThat(read.path("result").asInt()).isEqualTo(2);
    assertThat(read.path("phenomenonTime").asString()).isEqualTo("2026-03-01T00:00:00.000Z");
    assertThat(world.send("DELETE", "/Observations(" + id + ")", "").statusCode()).isEqualTo(200);
    assertThat(world.send("GET", "/Observations(" + id + ")", "").statusCode()).isEqualTo(404);
    assertThat(results("")).isEmpty();
  }

  @Test
  void timeOrderAndPageAreThoseAsked() {
    hours(10);
    assertThat(results("$orderby=phenomenonTime desc&$top=2")).containsExactly(9.0, 8.0);
    assertThat(
            results(
                "$filter=phenomenonTime ge 2026-03-01T03:00:00Z and phenomenonTime lt 2026-03-01T05:00:00Z"))
        .containsExactly(3.0, 4.0);
    assertThat(results("$filter=result mod 4 eq 0 and result gt 0")).containsExactly(4.0, 8.0);
    assertThat(results("$filter=hour(phenomenonTime) eq 7 or result lt 1"))
        .containsExactly(0.0, 7.0);
    assertThat(results("$orderby=result desc&$top=1&$skip=1")).containsExactly(8.0);
    JsonNode counted =
        world.get(
            "/Datastreams(" + datastream + ")/Observations?$count=true&$filter=result ge 5&$top=1");
    assertThat(counted.path("@iot.count").asInt()).isEqualTo(5);
    assertThat(counted.has("@iot.nextLink")).isTrue();
    assertThat(
            world
                .get("/Observations?$filter=Datastream/Thing/name eq 'A' and result gt 8")
                .path("value"))
        .hasSize(1);
    assertThat(world.get("/Observations?$filter=Datastream/Thing/name eq 'B'").path("value"))
        .isEmpty();
  }

  @Test
  void aDatastreamKnowsTheTimesAndTheAreaOfItsObservations() {
    hours(3);
    JsonNode read = world.get("/Datastreams(" + datastream + ")");
    assertThat(read.path("phenomenonTime").asString())
        .isEqualTo("2026-03-01T00:00:00.000Z/2026-03-01T02:00:00.000Z");
    assertThat(read.path("observedArea").path("coordinates").get(0).asDouble()).isEqualTo(104.5);
    assertThat(
            world.get("/Datastreams?$filter=phenomenonTime gt 2026-01-01T00:00:00Z").path("value"))
        .hasSize(1);
    assertThat(
            world.get("/Datastreams?$filter=phenomenonTime lt 2026-01-01T00:00:00Z").path("value"))
        .isEmpty();
  }

  @Test
  void rowsInTheMiddleThatAreBadAreSaidAndTheOthersGoOn() {
    HttpResponse<String> answer =
        world.send(
            "POST",
            "/CreateObservations",
            """
            [{"Datastream":{"@iot.id":%d},"components":["phenomenonTime","result"],"dataArray@iot.count":4,
              "dataArray":[["2026-03-01T00:00:00Z",1],["yesterday",[1,{"x":2}]],["2026-03-01T01:00:00Z"],["2026-03-01T02:00:00Z",3]]},
             {"dataArray":[["2026-03-01T03:00:00Z",4]],"components":["phenomenonTime","result"],"Datastream":{"@iot.id":987654321}}]\
            """
                .formatted(datastream));
    assertThat(answer.statusCode()).isEqualTo(201);
    JsonNode lines = world.parse(answer.body());
    assertThat(lines).hasSize(5);
    assertThat(lines.get(0).asString()).startsWith(world.root + "/Observations(");
    assertThat(lines.get(1).asString()).isEqualTo("error");
    assertThat(lines.get(2).asString()).isEqualTo("error");
    assertThat(lines.get(3).asString()).startsWith(world.root);
    assertThat(lines.get(4).asString()).isEqualTo("error");
    assertThat(answer.headers().firstValue("Furong-Refused")).contains("3");
    assertThat(results("")).containsExactly(1.0, 3.0);
  }

  @Test
  void randomBrokenLinesAreNoticedExactlyAndTheGoodOnesAreAllIn() {
    Random random = new Random(7);
    List<String> breakages =
        List.of(
            "{\"d\":%d,\"v\":}",
            "nonsense",
            "{\"d\":987654321,\"v\":1}",
            "{\"d\":%d}",
            "[1,2]",
            "{\"d\":%d,\"t\":\"noon\",\"v\":1}",
            "{\"d\":%d,\"v\":1} {\"d\":%d,\"v\":1}",
            "{\"d\":%d,\"v\":1",
            "{\"v\":1}",
            "{\"d\":-1,\"v\":1}",
            "{\"d\":%d,\"v\":1e999}",
            "\"text\"",
            "{\"d\":%d,\"v\":01}");
    StringBuilder lines = new StringBuilder();
    List<Integer> bad = new ArrayList<>();
    double sum = 0;
    int good = 0;
    for (int i = 0; i < 2000; i++) {
      if (random.nextInt(5) == 0) {
        bad.add(i);
        lines.append(
            breakages
                .get(random.nextInt(breakages.size()))
                .replace("%d", String.valueOf(datastream)));
      } else {
        double value = random.nextInt(100_000) / 100.0;
        String time =
            random.nextBoolean()
                ? String.valueOf(1_772_323_200_000L + i)
                : "\"2026-03-01T00:00:0%d.%03d+00:00\"".formatted(i % 10, i % 1000);
        lines.append(
            switch (random.nextInt(3)) {
              case 0 -> "{\"d\":%d,\"t\":%s,\"v\":%s}".formatted(datastream, time, value);
              case 1 ->
                  " { \"result\" : %s , \"phenomenonTime\" : %s , \"datastream\" : %d } "
                      .formatted(value, time, datastream);
              default ->
                  "{\"d\":%d,\"t\":%s,\"v\":%s,\"unknown\":{\"x\":[1]}}"
                      .formatted(datastream, time, value);
            });
        sum += value;
        good++;
      }
      lines.append('\n');
    }
    JsonNode answer = bulk(lines.toString());
    assertThat(answer.path("accepted").asInt()).isEqualTo(good);
    assertThat(answer.path("refused").asInt()).isEqualTo(bad.size());
    List<Integer> noticed = new ArrayList<>();
    answer.path("notices").forEach(n -> noticed.add(n.path("index").asInt()));
    assertThat(noticed).isEqualTo(bad);
    List<Double> results = results("$top=10000");
    assertThat(results).hasSize(good);
    assertThat(results.stream().mapToDouble(d -> d).sum())
        .isCloseTo(sum, org.assertj.core.data.Offset.offset(1e-6));
  }

  @Test
  void aBatchSentAgainWithItsKeyLandsOnce() {
    String line = "{\"d\":%d,\"t\":1772323200000,\"v\":1}\n".formatted(datastream);
    assertThat(bulk(line, "Idempotency-Key", "k1").path("accepted").asInt()).isEqualTo(1);
    assertThat(bulk(line, "Idempotency-Key", "k1").path("accepted").asInt()).isEqualTo(1);
    assertThat(results("")).hasSize(1);
    bulk(line, "Idempotency-Key", "k2");
    assertThat(results("")).hasSize(2);
  }

  @Test
  void aZippedBodyIsUnderstoodAndAFalseOneRefused() throws IOException, InterruptedException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write("{\"d\":%d,\"v\":1}\n".formatted(datastream).getBytes(StandardCharsets.UTF_8));
    }
    assertThat(zipped(zipped.toByteArray())).isEqualTo(200);
    assertThat(zipped("not gzip".getBytes(StandardCharsets.UTF_8))).isEqualTo(400);
    assertThat(results("")).hasSize(1);
  }

  private int zipped(byte[] body) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(URI.create(world.server + "/api/ingest/observations"))
                  .header("Content-Type", NDJSON)
                  .header("Content-Encoding", "gzip")
                  .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString())
          .statusCode();
    }
  }

  @Test
  void nothingIsAnsweredAsTakenWhileTheLogIsDown() {
    world.log.down = true;
    HttpResponse<String> bulk =
        world.send(
            "POST",
            "/api/ingest/observations",
            "{\"d\":%d,\"v\":1}".formatted(datastream),
            "Content-Type",
            NDJSON);
    assertThat(bulk.statusCode()).isEqualTo(503);
    assertThat(bulk.headers().firstValue("Retry-After")).isPresent();
    HttpResponse<String> single =
        world.send("POST", "/Datastreams(" + datastream + ")/Observations", "{\"result\":1}");
    assertThat(single.statusCode()).isEqualTo(503);
    world.log.down = false;
    assertThat(results("")).isEmpty();
  }

  @Test
  void writersFromElsewhereNeedTheKey() {
    String[] elsewhere = {"X-Forwarded-For", "203.0.113.9"};
    String path = "/Datastreams(" + datastream + ")/Observations";
    assertThat(world.send("POST", path, "{\"result\":1}", elsewhere).statusCode()).isEqualTo(401);
    assertThat(
            world
                .send(
                    "POST",
                    path,
                    "{\"result\":1}",
                    "X-Forwarded-For",
                    "203.0.113.9",
                    "Authorization",
                    "Bearer the-key")
                .statusCode())
        .isEqualTo(201);
    assertThat(
            world
                .send("POST", path, "{\"result\":1}", "Origin", "http://evil.example")
                .statusCode())
        .isEqualTo(401);
    assertThat(world.send("GET", path, "", elsewhere).statusCode())
        .as("reading is open")
        .isEqualTo(200);
  }
}
