package furong.sense.sta;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class EntitiesOverHttpTest {

  private final StaWorld world = StaWorld.shared();

  @BeforeEach
  void empty() {
    world.empty();
  }

  @Test
  void theRootNamesTheNineSets() {
    JsonNode root = world.get("");
    assertThat(root.path("value")).hasSize(9);
    for (JsonNode set : root.path("value")) {
      assertThat(set.path("url").asString())
          .isEqualTo(world.root + "/" + set.path("name").asString());
    }
  }

  @Test
  void aThingIsMadeWithAllThatIsNestedInIt() {
    long thing = world.station("A");
    JsonNode read =
        world.get(
            "/Things("
                + thing
                + ")?$expand=Locations,Datastreams($expand=Sensor,ObservedProperty)");
    assertThat(read.path("name").asString()).isEqualTo("A");
    assertThat(read.path("properties").path("kind").asString()).isEqualTo("air-station");
    assertThat(read.path("Locations").get(0).path("location").path("coordinates").get(0).asDouble())
        .isEqualTo(104.5);
    JsonNode datastream = read.path("Datastreams").get(0);
    assertThat(datastream.path("Sensor").path("name").asString()).isEqualTo("s");
    assertThat(datastream.path("ObservedProperty").path("name").asString()).isEqualTo("PM2.5");
    assertThat(world.count("HistoricalLocations")).as("made by the service").isEqualTo(1);
  }

  @Test
  void theLogKnowsADatastreamBeforeItsMakerDoes() {
    long datastream = world.datastreamOf(world.station("A"));
    assertThat(world.log.registered)
        .anySatisfy(told -> {
          assertThat(told.datastream()).isEqualTo(datastream);
          var info = java.util.Objects.requireNonNull(told.info());
          assertThat(info.property()).isEqualTo("air.pm25");
          assertThat(info.factor()).as("mg/m3 to ug/m3").isEqualTo(1000);
          assertThat(info.division())
              .as("the square that 104.5 E 30.5 N lies in")
              .isEqualTo("990101");
          assertThat(info.kind()).isEqualTo("air-station");
          assertThat(info.simulated()).isTrue();
        });
    assertThat(world.db.list("select 1 from sta_outbox", row -> 1)).isEmpty();
  }

  @Test
  void aFaultyNestedEntityUndoesTheWhole() {
    HttpResponse<String> answer =
        world.send(
            "POST",
            "/Things",
            "{\"name\":\"A\",\"description\":\"d\",\"Datastreams\":[{\"name\":\"no sensor\"}]}");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(world.parse(answer.body()).path("notices").get(0).path("code").asString())
        .startsWith("entity.");
    assertThat(world.count("Things")).isZero();
  }

  @Test
  void whatIsNotGivenStaysWithPatchAndGoesWithPut() {
    long thing = world.station("A");
    world.send("PATCH", "/Things(" + thing + ")", "{\"description\":\"changed\"}");
    JsonNode patched = world.get("/Things(" + thing + ")");
    assertThat(patched.path("description").asString()).isEqualTo("changed");
    assertThat(patched.path("name").asString()).isEqualTo("A");
    assertThat(patched.path("properties").path("kind").asString()).isEqualTo("air-station");
    world.send("PUT", "/Things(" + thing + ")", "{\"name\":\"B\",\"description\":\"new\"}");
    JsonNode put = world.get("/Things(" + thing + ")");
    assertThat(put.path("name").asString()).isEqualTo("B");
    assertThat(put.has("properties")).isFalse();
  }

  @Test
  void aMovedThingKeepsItsHistoryAndIsElsewhere() {
    long thing = world.station("A");
    world.post(
        "/Things(" + thing + ")/Locations",
        """
        {"name":"far away","description":"d","encodingType":"application/geo+json",
         "location":{"type":"Point","coordinates":[100.0,20.0]}}\
        """);
    assertThat(world.get("/Things(" + thing + ")/Locations").path("value")).hasSize(1);
    assertThat(world.get("/Things(" + thing + ")/HistoricalLocations").path("value")).hasSize(2);
    assertThat(world.catalogue.thing(thing).orElseThrow().division())
        .as("outside the square")
        .isEmpty();
  }

  @Test
  void deletingAThingTakesItsDatastreamsAndHistoryButNotItsPlace() {
    long thing = world.station("A");
    long datastream = world.datastreamOf(thing);
    world.post("/Datastreams(" + datastream + ")/Observations", "{\"result\":1}");
    assertThat(world.send("DELETE", "/Things(" + thing + ")", "").statusCode()).isEqualTo(200);
    assertThat(world.count("Datastreams")).isZero();
    assertThat(world.count("HistoricalLocations")).isZero();
    assertThat(world.count("Locations")).isEqualTo(1);
    assertThat(world.count("Sensors")).isEqualTo(1);
    assertThat(world.send("GET", "/Things(" + thing + ")", "").statusCode()).isEqualTo(404);
    assertThat(world.log.registered.getLast().info()).as("the stream forgets it").isNull();
    assertThat(world.catalogue.datastream(datastream)).isEmpty();
  }

  @Test
  void deletingASensorTakesItsDatastreamsAndDeletingAPlaceItsHistory() {
    world.station("A");
    long sensor = world.get("/Sensors").path("value").get(0).path("@iot.id").asLong();
    long place = world.get("/Locations").path("value").get(0).path("@iot.id").asLong();
    world.send("DELETE", "/Sensors(" + sensor + ")", "");
    assertThat(world.count("Datastreams")).isZero();
    world.send("DELETE", "/Locations(" + place + ")", "");
    assertThat(world.count("HistoricalLocations")).isZero();
    assertThat(world.count("Things")).isEqualTo(1);
  }

  @Test
  void linksLeadBackAndForth() {
    long thing = world.station("A");
    long datastream = world.datastreamOf(thing);
    assertThat(world.get("/Datastreams(" + datastream + ")/Thing").path("@iot.id").asLong())
        .isEqualTo(thing);
    assertThat(
            world
                .get("/Things(" + thing + ")/Datastreams(" + datastream + ")/Sensor/name")
                .path("name")
                .asString())
        .isEqualTo("s");
    assertThat(world.send("GET", "/Things(" + thing + ")/Datastreams(999999)", "").statusCode())
        .isEqualTo(404);
    assertThat(world.send("GET", "/Things(" + thing + ")/name/$value", "").body()).isEqualTo("A");
    assertThat(world.get("/Things(" + thing + ")/properties/kind").path("kind").asString())
        .isEqualTo("air-station");
    assertThat(
            world
                .get("/Things(" + thing + ")/Datastreams/$ref")
                .path("value")
                .get(0)
                .path("@iot.selfLink")
                .asString())
        .isEqualTo(world.root + "/Datastreams(" + datastream + ")");
  }

  @Test
  void pagesNeitherLoseNorRepeat() {
    for (int i = 0; i < 7; i++) {
      world.post("/Things", "{\"name\":\"t" + i + "\",\"description\":\"d\"}");
    }
    List<String> names = new ArrayList<>();
    String next = "/Things?$top=3&$orderby=name desc&$select=name";
    while (!next.isEmpty()) {
      JsonNode page = world.get(next);
      page.path("value").forEach(thing -> names.add(thing.path("name").asString()));
      next = page.path("@iot.nextLink").asString("").replace(world.root, "");
    }
    assertThat(names).containsExactly("t6", "t5", "t4", "t3", "t2", "t1", "t0");
  }

  @Test
  void filtersLookIntoPropertiesPlacesAndNeighbours() {
    world.station("A");
    world.station("B");
    world.post("/Things", "{\"name\":\"bare\",\"description\":\"d\",\"properties\":{\"n\":5}}");
    assertThat(names("Things", "properties/kind eq 'air-station'")).containsExactly("A", "B");
    assertThat(names("Things", "properties/n gt 4 and not (name eq 'A')")).containsExactly("bare");
    assertThat(names("Things", "startswith(tolower(name),'b')")).containsExactly("B", "bare");
    assertThat(names("Things", "Datastreams/name eq 'B pm25'")).containsExactly("B");
    assertThat(names("Datastreams", "Thing/name eq 'A' or Thing/name eq 'C'"))
        .containsExactly("A pm25");
    String square = "geography'POLYGON((104.4 30.4,104.6 30.4,104.6 30.6,104.4 30.6,104.4 30.4))'";
    assertThat(names("Locations", "st_within(location," + square + ") and startswith(name,'A')"))
        .containsExactly("A place");
    assertThat(names("Locations", "geo.distance(location,geography'POINT(104.5 31.5)') lt 0.5"))
        .isEmpty();
  }

  private List<String> names(String set, String filter) {
    List<String> names = new ArrayList<>();
    world
        .get("/" + set + "?$orderby=name&$filter=" + filter)
        .path("value")
        .forEach(entity -> names.add(entity.path("name").asString()));
    return names;
  }

  @Test
  void aBadQueryIsRefusedWithItsPosition() {
    HttpResponse<String> answer =
        world.send("GET", "/Things?$filter=name eq 'A' and colour eq 3", "");
    assertThat(answer.statusCode()).isEqualTo(400);
    JsonNode notice = world.parse(answer.body()).path("notices").get(0);
    assertThat(notice.path("code").asString()).isEqualTo("query.unknown-property");
    assertThat(notice.path("place").asString())
        .as("'name eq 'A' and ' has 16 letters")
        .isEqualTo("$filter:16");
    assertThat(world.send("GET", "/Things?$filter=name gt", "").statusCode()).isEqualTo(400);
    assertThat(world.send("GET", "/Things?$top=-1", "").statusCode()).isEqualTo(400);
    assertThat(world.send("GET", "/Things?$nonsense=1", "").statusCode()).isEqualTo(400);
    assertThat(world.send("GET", "/Nonsense", "").statusCode()).isEqualTo(404);
  }

  @Test
  void whatTheLogWasNotToldItIsToldLater() {
    world.log.down = true;
    HttpResponse<String> answer =
        world.send(
            "POST",
            "/Things",
            "{\"name\":\"A\",\"description\":\"d\",\"Datastreams\":["
                + StaWorld.datastream("x")
                + "]}");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    world.log.down = false;
    world.post("/Things", "{\"name\":\"B\",\"description\":\"d\"}");
    assertThat(world.log.registered)
        .anyMatch(told -> told.info() != null && told.info().name().equals("x"));
  }
}
