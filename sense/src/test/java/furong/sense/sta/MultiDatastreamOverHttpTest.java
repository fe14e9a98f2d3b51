package furong.sense.sta;

import static org.assertj.core.api.Assertions.assertThat;

import furong.observe.DatastreamInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Datastreams whose results are arrays: SensorThings 1.1, clause 12. */
class MultiDatastreamOverHttpTest {

  private static final String TYPE = "http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_";

  private final StaWorld world = StaWorld.shared();
  private long thing;
  private long multi;

  @BeforeEach
  void oneWeatherPost() {
    world.empty();
    thing = world.station("S");
    multi = world.post("/Things(" + thing + ")/MultiDatastreams", wind(2, 2, 2));
  }

  /** Direction and speed, with so many types, units and observed properties. */
  private static String wind(int types, int units, int properties) {
    List<String> typed = new ArrayList<>();
    List<String> measured = new ArrayList<>();
    List<String> observed = new ArrayList<>();
    for (int i = 0; i < Math.max(types, Math.max(units, properties)); i++) {
      typed.add("\"" + TYPE + "Measurement\"");
      measured.add("{\"name\":\"u" + i + "\",\"symbol\":\"u\",\"definition\":\"u\"}");
      observed.add(
          "{\"name\":\"o" + i + "\",\"definition\":\"urn:o" + i + "\",\"description\":\"d\"}");
    }
    return """
    {"name":"wind","description":"d","properties":{"a":1},"multiObservationDataTypes":[%s],"unitOfMeasurements":[%s],
     "Sensor":{"name":"s","description":"d","encodingType":"application/pdf","metadata":"m"},"ObservedProperties":[%s]}\
    """
        .formatted(
            String.join(",", typed.subList(0, types)),
            String.join(",", measured.subList(0, units)),
            String.join(",", observed.subList(0, properties)));
  }

  private int put(String result) {
    return world
        .send(
            "POST", "/MultiDatastreams(" + multi + ")/Observations", "{\"result\":" + result + "}")
        .statusCode();
  }

  @Test
  void itHasATypeAUnitAndAPropertyForEachPlace() {
    JsonNode read = world.get("/MultiDatastreams(" + multi + ")?$expand=ObservedProperties,Thing");
    assertThat(read.path("observationType").asString()).isEqualTo(TYPE + "ComplexObservation");
    assertThat(read.path("multiObservationDataTypes")).hasSize(2);
    assertThat(read.at("/unitOfMeasurements/1/name").asString()).isEqualTo("u1");
    assertThat(read.at("/ObservedProperties/0/name").asString()).isEqualTo("o0");
    assertThat(read.at("/ObservedProperties/1/name").asString()).isEqualTo("o1");
    assertThat(read.at("/Thing/@iot.id").asLong()).isEqualTo(thing);
    assertThat(read.path("properties")).isEqualTo(world.parse("{\"a\":1}"));
  }

  @Test
  void unevenListsAreRefused() {
    for (String uneven : List.of(wind(1, 2, 2), wind(2, 1, 2), wind(2, 2, 1), wind(2, 2, 3))) {
      assertThat(world.send("POST", "/Things(" + thing + ")/MultiDatastreams", uneven).statusCode())
          .isEqualTo(400);
    }
    assertThat(world.count("MultiDatastreams")).isEqualTo(1);
    assertThat(
            world
                .send(
                    "PATCH",
                    "/MultiDatastreams(" + multi + ")",
                    "{\"multiObservationDataTypes\":[\"" + TYPE + "Measurement\"]}")
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void thePropertiesKeepTheirOrderWhateverTheirIds() {
    long second =
        world.get("/ObservedProperties?$filter=name eq 'o1'").at("/value/0/@iot.id").asLong();
    long first =
        world.get("/ObservedProperties?$filter=name eq 'o0'").at("/value/0/@iot.id").asLong();
    String turned =
        "{\"ObservedProperties\":[{\"@iot.id\":" + second + "},{\"@iot.id\":" + first + "}]}";
    assertThat(world.send("PATCH", "/MultiDatastreams(" + multi + ")", turned).statusCode())
        .isEqualTo(200);
    JsonNode set = world.get("/MultiDatastreams(" + multi + ")/ObservedProperties").path("value");
    assertThat(set.get(0).path("name").asString()).isEqualTo("o1");
    assertThat(set.get(1).path("name").asString()).isEqualTo("o0");
  }

  @Test
  void thePlacesThatAPackKnowsAreToldToTheLogWithTheirUnits() {
    String named =
        wind(2, 2, 2)
            .replace("urn:o1", "urn:furong:property:air.pm25")
            .replace("{\"name\":\"u1\",\"symbol\":\"u\"", "{\"name\":\"u1\",\"symbol\":\"mg/m3\"");
    world.log.registered.clear();
    long made = world.post("/Things(" + thing + ")/MultiDatastreams", named);
    assertThat(world.log.registered)
        .last()
        .satisfies(entry ->
            assertThat(Objects.requireNonNull(entry.info()).components())
                .containsExactly(new DatastreamInfo.Component(1, "air.pm25", 1000, 0)));
    assertThat(Objects.requireNonNull(world.catalogue.entry(made)).info().property()).isEmpty();
    // the other list of this world names nothing that a pack knows
    assertThat(Objects.requireNonNull(world.catalogue.entry(multi)).info().components()).isEmpty();
  }

  @Test
  void aResultIsAnArrayOfThatLength() {
    assertThat(put("[1.5,\"NW\"]")).isEqualTo(201);
    assertThat(put("[1.5,null]")).isEqualTo(201);
    for (String wrong : List.of("1", "[1]", "[1,2,3]", "{\"a\":1,\"b\":2}", "\"x\"", "[]")) {
      assertThat(put(wrong)).as(wrong).isEqualTo(400);
    }
    JsonNode set = world.get("/MultiDatastreams(" + multi + ")/Observations?$select=result");
    assertThat(set.path("value"))
        .isEqualTo(world.parse("[{\"result\":[1.5,\"NW\"]},{\"result\":[1.5,null]}]"));
  }

  @Test
  void aNestedResultOfAnotherLengthUndoesWhatItIsNestedIn() {
    String nested = wind(2, 2, 2).strip().replaceAll("}$", ",\"Observations\":[{\"result\":%s}]}");
    String at = "/Things(" + thing + ")/MultiDatastreams";
    assertThat(world.send("POST", at, nested.formatted("[1]")).statusCode()).isEqualTo(400);
    assertThat(world.count("MultiDatastreams")).isEqualTo(1);
    long made = world.post(at, nested.formatted("[1,2]"));
    assertThat(world.get("/MultiDatastreams(" + made + ")/Observations").path("value")).hasSize(1);
  }

  @Test
  void theBulkDoorChecksTheLengthToo() {
    String lines =
        "{\"d\":%d,\"v\":[1,2]}\n{\"d\":%d,\"v\":[1]}\n{\"d\":%d,\"v\":1}\n"
            .formatted(multi, multi, multi);
    JsonNode answer =
        world.parse(
            world
                .send(
                    "POST",
                    "/api/ingest/observations",
                    lines,
                    "Content-Type",
                    "application/x-ndjson")
                .body());
    assertThat(answer.path("accepted").asInt()).isEqualTo(1);
    assertThat(answer.path("refused").asInt()).isEqualTo(2);
  }

  @Test
  void anObservationLeadsToItsMultiDatastreamAndToNoDatastream() {
    put("[1,2]");
    long single = world.datastreamOf(thing);
    world.post("/Datastreams(" + single + ")/Observations", "{\"result\":3}");
    JsonNode many =
        world.get("/Observations?$filter=MultiDatastream/name eq 'wind'&$expand=MultiDatastream");
    assertThat(many.path("value")).hasSize(1);
    assertThat(many.at("/value/0/MultiDatastream/@iot.id").asLong()).isEqualTo(multi);
    assertThat(many.at("/value/0").has("Datastream@iot.navigationLink")).isFalse();
    JsonNode one = world.get("/Observations?$filter=Datastream/id eq " + single);
    assertThat(one.path("value")).hasSize(1);
    assertThat(one.at("/value/0").has("MultiDatastream@iot.navigationLink")).isFalse();
    assertThat(world.count("Observations")).isEqualTo(2);
    assertThat(world.count("Datastreams")).as("it is none of the Datastreams").isEqualTo(1);
    assertThat(world.send("GET", "/Datastreams(" + multi + ")", "").statusCode()).isEqualTo(404);
  }

  @Test
  void itsTimesAndAreaComeFromItsObservations() {
    world.post(
        "/Observations",
        "{\"phenomenonTime\":\"2026-03-01T00:00:00Z\",\"result\":[1,2],\"MultiDatastream\":{\"@iot.id\":"
            + multi
            + "}}");
    JsonNode read = world.get("/MultiDatastreams(" + multi + ")");
    assertThat(read.path("phenomenonTime").asString())
        .isEqualTo("2026-03-01T00:00:00.000Z/2026-03-01T00:00:00.000Z");
    assertThat(read.at("/observedArea/type").asString()).isEqualTo("Point");
  }

  @Test
  void aDataArrayNamesTheMultiDatastream() {
    String rows =
        "[{\"MultiDatastream\":{\"@iot.id\":%d},\"components\":[\"phenomenonTime\",\"result\"],\"dataArray\":[[\"2026-03-01T00:00:00Z\",[1,2]],[\"2026-03-01T00:01:00Z\",[1]]]}]"
            .formatted(multi);
    JsonNode made = world.parse(world.send("POST", "/CreateObservations", rows).body());
    assertThat(made.get(0).asString()).contains("Observations(");
    assertThat(made.get(1).asString()).isEqualTo("error");
    JsonNode array =
        world.get(
            "/MultiDatastreams(" + multi + ")/Observations?$resultFormat=dataArray&$select=result");
    assertThat(array.at("/value/0/MultiDatastream@iot.navigationLink").asString())
        .isEqualTo(world.root + "/MultiDatastreams(" + multi + ")");
    assertThat(array.at("/value/0/dataArray")).isEqualTo(world.parse("[[[1,2]]]"));
  }

  @Test
  void itGoesWithItsThingItsSensorOrOneOfItsProperties() {
    put("[1,2]");
    long property =
        world.get("/ObservedProperties?$filter=name eq 'o1'").at("/value/0/@iot.id").asLong();
    world.send("DELETE", "/ObservedProperties(" + property + ")", "");
    assertThat(world.count("MultiDatastreams")).isZero();
    assertThat(world.count("Observations")).isZero();
    long again = world.post("/Things(" + thing + ")/MultiDatastreams", wind(3, 3, 3));
    assertThat(world.get("/Things(" + thing + ")/MultiDatastreams").at("/value/0/@iot.id").asLong())
        .isEqualTo(again);
    world.send("DELETE", "/Things(" + thing + ")", "");
    assertThat(world.count("MultiDatastreams")).isZero();
  }
}
