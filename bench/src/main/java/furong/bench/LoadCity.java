package furong.bench;

import furong.app.replay.Door;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The sensors that a load is sent for, made through SensorThings as any city would. Each thing has
 * five datastreams: five pollutants for an air station, on which all rules of the air pack run, or
 * five quantities that no pack knows.
 */
final class LoadCity {

  static final int STREAMS = 5;

  private static final List<String> POLLUTANTS = List.of("pm25", "pm10", "so2", "no2", "o3");

  /** Requests under way at once: registration is not what is measured. */
  private static final int TOGETHER = 8;

  /** A page of SensorThings. */
  private static final int PAGE = 1000;

  private final Door door;
  private final JsonMapper json = JsonMapper.builder().build();

  LoadCity(Door door) {
    this.door = door;
  }

  /** A thing and its datastreams. */
  record Station(long thing, List<Long> streams) {}

  /**
   * @param ruled share of the things that are air stations
   */
  List<Station> build(int things, double ruled, String name)
      throws IOException, InterruptedException, ExecutionException {
    long sensor = make("Sensors", sensor());
    List<Long> air = new ArrayList<>();
    List<Long> other = new ArrayList<>();
    for (int i = 0; i < STREAMS; i++) {
      air.add(make("ObservedProperties", property("urn:furong:property:air." + POLLUTANTS.get(i))));
      other.add(make("ObservedProperties", property("urn:bench:property:" + i)));
    }
    try (ExecutorService pool = Executors.newFixedThreadPool(TOGETHER)) {
      List<Future<Station>> made = new ArrayList<>();
      for (int i = 0; i < things; i++) {
        int number = i;
        // spread evenly: every tenth for a tenth
        boolean isAir = Math.floor((i + 1) * ruled) > Math.floor(i * ruled);
        made.add(pool.submit(() -> station(name, number, isAir, sensor, isAir ? air : other)));
      }
      List<Station> stations = new ArrayList<>();
      for (Future<Station> one : made) {
        stations.add(one.get());
      }
      return stations;
    }
  }

  private long make(String collection, JsonNode entity) throws IOException {
    return door.create(collection, entity);
  }

  private Station station(String name, int number, boolean air, long sensor, List<Long> properties)
      throws IOException {
    ObjectNode thing = json.createObjectNode();
    thing.put("name", name + " " + number);
    thing.put("description", "load");
    ObjectNode about = thing.putObject("properties");
    about.put("kind", air ? "air-station" : "bench");
    about.put("simulated", true);
    ObjectNode location = thing.putArray("Locations").addObject();
    location.put("name", name + " " + number);
    location.put("description", "load");
    location.put("encodingType", "application/geo+json");
    ObjectNode point = location.putObject("location");
    point.put("type", "Point");
    // a grid over the inner city of Chengdu, all of it inside some street
    point
        .putArray("coordinates")
        .add(104.02 + 0.1 * (number % 50) / 50)
        .add(30.62 + 0.08 * (number / 50 % 50) / 50);
    for (long property : properties) {
      ObjectNode stream = thing.withArray("Datastreams").addObject();
      stream.put("name", "load");
      stream.put("description", "load");
      stream.put(
          "observationType",
          "http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement");
      stream
          .putObject("unitOfMeasurement")
          .put("name", "microgram per cubic metre")
          .put("symbol", "ug/m3")
          .put("definition", "http://unitsofmeasure.org/ucum.html#ug/m3");
      stream.putObject("Sensor").put("@iot.id", sensor);
      stream.putObject("ObservedProperty").put("@iot.id", property);
    }
    long id = make("Things", thing);
    List<Long> streams = new ArrayList<>();
    for (JsonNode stream :
        door.get(
                "/sensorthings/v1.1/Things("
                    + id
                    + ")/Datastreams?$select=@iot.id&$orderby=id&$top="
                    + PAGE)
            .path("value")) {
      streams.add(stream.path("@iot.id").asLong());
    }
    return new Station(id, streams);
  }

  private ObjectNode sensor() {
    return json.createObjectNode()
        .put("name", "load")
        .put("description", "load")
        .put("encodingType", "application/pdf")
        .put("metadata", "none");
  }

  private ObjectNode property(String definition) {
    return json.createObjectNode()
        .put("name", definition)
        .put("description", "load")
        .put("definition", definition);
  }
}
