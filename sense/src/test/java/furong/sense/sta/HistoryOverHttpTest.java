package furong.sense.sta;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A station whose readings are 0, 1, 2 ... at each hour from the city's midnight of 2026-03-01. */
class HistoryOverHttpTest {

  private static final int HOURS = 30;

  private final StaWorld world = StaWorld.shared();
  private long thing;
  private long datastream;

  @BeforeEach
  void thirtyHours() {
    world.empty();
    thing = world.station("A");
    datastream = world.datastreamOf(thing);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < HOURS; i++) {
      // 2026-02-28T16:00Z is midnight in the city
      long at = 1_772_294_400_000L + i * 3_600_000L;
      lines.append("{\"d\":%d,\"t\":%d,\"v\":%d}\n".formatted(datastream, at, i));
    }
    world.send(
        "POST",
        "/api/ingest/observations",
        lines.toString(),
        "Content-Type",
        "application/x-ndjson");
  }

  private HttpResponse<String> ask(String path) {
    return world.send("GET", "/api/history" + path, "", "Reader-Of", "990100");
  }

  private JsonNode read(String path) {
    HttpResponse<String> answer = ask(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return world.parse(answer.body());
  }

  @Test
  void aPageOfARangeSaysHowLongTheRangeIs() {
    JsonNode page =
        read(
            "/observations?datastream="
                + datastream
                + "&from=2026-02-28T18:00:00Z&to=2026-02-28T21:00:00Z&order=desc&page=1&size=2");
    // values 2, 3 and 4, newest first; the second page holds the last one
    assertThat(page.path("total").asLong()).isEqualTo(3);
    assertThat(page.path("items").findValuesAsString("value")).containsExactly("2.0");
    assertThat(page.path("items").get(0).path("quality")).isEmpty();
  }

  @Test
  void theFileHoldsTheWholeRange() {
    HttpResponse<String> file = ask("/observations?format=csv&datastream=" + datastream);
    assertThat(file.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
    List<String> lines = file.body().lines().toList();
    assertThat(lines).hasSize(HOURS + 1);
    assertThat(lines.getFirst())
        .isEqualTo("\uFEFFid,datastream,phenomenonTime,result,extra,quality");
    assertThat(lines.get(1)).contains(datastream + ",2026-02-28T16:00:00Z,0.0,,");
  }

  @Test
  void daysAreThoseOfTheCity() {
    JsonNode series =
        read(
            "/series?every=P1D&datastream="
                + datastream
                + "&from=2026-02-01T00:00:00Z&to=2026-04-01T00:00:00Z");
    assertThat(series.path("zone").asString()).isEqualTo("Asia/Shanghai");
    JsonNode first = series.path("items").get(0);
    // 0 to 23: mean 11.5
    assertThat(first.path("start").asString()).isEqualTo("2026-02-28T16:00:00Z");
    assertThat(first.path("count").asInt()).isEqualTo(24);
    assertThat(first.path("min").asDouble()).isZero();
    assertThat(first.path("max").asDouble()).isEqualTo(23);
    assertThat(first.path("mean").asDouble()).isEqualTo(11.5);
    assertThat(first.path("last").asDouble()).isEqualTo(23);
    assertThat(series.path("items")).hasSize(2);
    String csv =
        ask("/series?format=csv&every=PT12H&datastream="
                + datastream
                + "&from=2026-02-01T00:00:00Z&to=2026-04-01T00:00:00Z")
            .body();
    assertThat(csv.lines().toList()).hasSize(4);
  }

  @Test
  void theNewestOfOneOfManyAndOfAThing() {
    long other = world.datastreamOf(world.station("B"));
    JsonNode both = read("/latest?datastream=" + datastream + "&datastream=" + other);
    assertThat(both.path("items").get(0).path("newest").path("value").asDouble()).isEqualTo(29);
    assertThat(both.path("items").get(1).path("newest").isNull()).isTrue();
    JsonNode ofThing = read("/things/" + thing + "/latest");
    assertThat(ofThing.path("items").get(0).path("datastream").asLong()).isEqualTo(datastream);
    assertThat(ofThing.path("items").get(0).path("unit").asString()).isEqualTo("mg/m3");
  }

  @Test
  void countsAreExactAndSayWhatIsMarked() {
    // the same reading once more, and one from a clock that is ahead
    world.send(
        "POST",
        "/api/ingest/observations",
        "{\"d\":%1$d,\"t\":1772398800000,\"v\":29}\n{\"d\":%1$d,\"t\":4102444800000,\"v\":1}\n"
            .formatted(datastream),
        "Content-Type",
        "application/x-ndjson");
    JsonNode count = read("/count?datastream=" + datastream);
    assertThat(count.path("count").asLong()).isEqualTo(HOURS + 2);
    assertThat(count.path("good").asLong()).isEqualTo(HOURS);
    assertThat(count.path("quality").path("duplicate").asLong()).isEqualTo(1);
    assertThat(count.path("quality").path("clock-ahead").asLong()).isEqualTo(1);
    JsonNode marked = read("/observations?flagged=true&order=desc&datastream=" + datastream);
    assertThat(marked.path("total").asInt()).isEqualTo(2);
    assertThat(marked.at("/items/0/quality").toString()).isEqualTo("[\"clock-ahead\"]");
    assertThat(marked.at("/items/1/quality").toString()).isEqualTo("[\"duplicate\"]");
    JsonNode second = read("/observations?flagged=true&size=1&page=1&datastream=" + datastream);
    assertThat(second.path("total").asInt()).isEqualTo(2);
    assertThat(second.at("/items/0/quality").toString()).isEqualTo("[\"clock-ahead\"]");
    assertThat(ask("/observations?flagged=true&format=csv&datastream=" + datastream).body().lines())
        .as("a header and two lines")
        .hasSize(3);
    JsonNode seen =
        world.get(
            "/Datastreams(" + datastream + ")/Observations?$orderby=phenomenonTime desc&$top=1");
    assertThat(seen.path("value").get(0).path("resultQuality").toString())
        .isEqualTo("[\"clock-ahead\"]");
  }

  @Test
  void whatDoesNotFitIsRefusedWithItsReason() {
    assertThat(
            ask("/series?every=PT7M&datastream="
                    + datastream
                    + "&from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z")
                .body())
        .contains("history.every");
    assertThat(
            ask("/series?every=PT1S&datastream="
                    + datastream
                    + "&from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z")
                .body())
        .contains("history.slots");
    assertThat(ask("/count?datastream=999999").statusCode()).isEqualTo(404);
    assertThat(ask("/observations?size=5000&datastream=" + datastream).statusCode()).isEqualTo(400);
    // an operator of another county does not read this one's
    assertThat(
            world
                .send(
                    "GET", "/api/history/count?datastream=" + datastream, "", "Reader-Of", "990102")
                .statusCode())
        .isEqualTo(403);
  }
}
