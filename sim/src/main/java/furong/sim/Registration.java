package furong.sim;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes the devices known through SensorThings, each by one deep insert; those made by an earlier
 * run are found by {@code properties.simulator} and {@code properties.key} and not made again.
 */
final class Registration {

  /** Parallel inserts: enough to keep two cores busy, few enough to leave the house usable. */
  private static final int CONNECTIONS = 4;

  /** Things per page when looking for those of an earlier run. */
  private static final int PAGE = 500;

  private static final String MEASUREMENT =
      "http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement";

  /**
   * A device as the house knows it.
   *
   * @param datastreams SensorThings ids
   * @param lastMs phenomenon time of its last reading, Unix ms; {@link Long#MIN_VALUE} when it has
   *     none
   */
  record Known(Map<Stream, Long> datastreams, long lastMs) {}

  private final SimDoor door;
  private final String simulator;
  private final Map<Kind, Long> sensors = new EnumMap<>(Kind.class);
  private final Map<Stream, Long> properties = new EnumMap<>(Stream.class);

  Registration(SimDoor door, long seed) {
    this.door = door;
    this.simulator = "furong-sim-" + seed;
  }

  /** What the house knows of every device after this, by key. */
  Map<String, Known> register(List<Device> devices) throws IOException, InterruptedException {
    Map<String, Known> known = find();
    List<Device> missing = devices.stream().filter(d -> !known.containsKey(d.key())).toList();
    if (!missing.isEmpty()) {
      for (Kind kind : Kind.values()) {
        sensors.put(kind, sensor(kind));
      }
      for (Stream stream : Stream.values()) {
        properties.put(stream, property(stream));
      }
      makeAll(missing);
      known.putAll(find());
    }
    return known;
  }

  private void makeAll(List<Device> missing) throws IOException, InterruptedException {
    try (ExecutorService hands = Executors.newFixedThreadPool(CONNECTIONS)) {
      List<Future<Long>> made = new ArrayList<>();
      for (Device device : missing) {
        made.add(hands.submit(() -> door.create("Things", thing(device))));
      }
      for (Future<Long> one : made) {
        one.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      throw new IOException("a device could not be registered", e);
    }
  }

  private Map<String, Known> find() throws IOException, InterruptedException {
    Map<String, Known> known = new HashMap<>();
    @Nullable String next =
        "/sensorthings/v1.1/Things?$filter="
            + encoded("properties/simulator eq '" + simulator + "'")
            + "&$expand=Datastreams&$top="
            + PAGE;
    while (next != null) {
      JsonNode page = door.get(next);
      for (JsonNode thing : page.path("value")) {
        known.put(thing.path("properties").path("key").asString(""), known(thing));
      }
      next = page.path("@iot.nextLink").isString() ? page.path("@iot.nextLink").asString() : null;
    }
    return known;
  }

  private static Known known(JsonNode thing) {
    Map<Stream, Long> datastreams = new EnumMap<>(Stream.class);
    long last = Long.MIN_VALUE;
    for (JsonNode datastream : thing.path("Datastreams")) {
      String property = datastream.path("properties").path("property").asString("");
      for (Stream stream : Stream.values()) {
        if (stream.property().equals(property)) {
          datastreams.put(stream, datastream.path("@iot.id").asLong());
        }
      }
      String span = datastream.path("phenomenonTime").asString("");
      if (!span.isEmpty()) {
        String end = span.substring(span.indexOf('/') + 1);
        last = Math.max(last, Instant.parse(end).toEpochMilli());
      }
    }
    return new Known(datastreams, last);
  }

  private ObjectNode thing(Device device) {
    ObjectNode thing = door.json().createObjectNode();
    thing.put("name", device.name().zh());
    thing.put("description", device.name().en());
    ObjectNode about = thing.putObject("properties");
    about.put("kind", device.kind().code());
    about.put("simulated", true);
    about.put("simulator", simulator);
    about.put("key", device.key());
    about.put("nameEn", device.name().en());
    about.put("division", device.division());
    ObjectNode location = thing.putArray("Locations").addObject();
    location.put("name", device.name().zh());
    location.put("description", device.name().en());
    location.put("encodingType", "application/geo+json");
    ObjectNode point = location.putObject("location");
    point.put("type", "Point");
    point.putArray("coordinates").add(device.place().lng()).add(device.place().lat());
    for (Stream stream : device.kind().streams()) {
      ObjectNode datastream = thing.withArray("Datastreams").addObject();
      datastream.put("name", device.name().zh() + " " + stream.title().zh());
      datastream.put("description", device.name().en() + " " + stream.title().en());
      datastream.put("observationType", MEASUREMENT);
      ObjectNode unit = datastream.putObject("unitOfMeasurement");
      unit.put("name", stream.unit());
      unit.put("symbol", stream.unit());
      unit.put("definition", "ucum:" + stream.unit());
      datastream.putObject("properties").put("property", stream.property()).put("simulated", true);
      datastream.putObject("Sensor").put("@iot.id", sensors.get(device.kind()));
      datastream.putObject("ObservedProperty").put("@iot.id", properties.get(stream));
    }
    return thing;
  }

  private long sensor(Kind kind) throws IOException, InterruptedException {
    String name = simulator + "/" + kind.code();
    long found = first("Sensors", "name eq '" + name + "'");
    if (found >= 0) {
      return found;
    }
    ObjectNode sensor = door.json().createObjectNode();
    sensor.put("name", name);
    sensor.put("description", kind.title().en() + " (simulated)");
    sensor.put("encodingType", "text/plain");
    sensor.put(
        "metadata", "a reading every " + kind.period().toSeconds() + " s, made by computation");
    return door.create("Sensors", sensor);
  }

  private long property(Stream stream) throws IOException, InterruptedException {
    String definition = "urn:furong:property:" + stream.property();
    long found = first("ObservedProperties", "definition eq '" + definition + "'");
    if (found >= 0) {
      return found;
    }
    ObjectNode property = door.json().createObjectNode();
    property.put("name", stream.title().zh());
    property.put("definition", definition);
    property.put("description", stream.title().en());
    return door.create("ObservedProperties", property);
  }

  /** Id of the first entity that the filter keeps; -1 when there is none. */
  private long first(String collection, String filter) throws IOException, InterruptedException {
    JsonNode found =
        door.get("/sensorthings/v1.1/" + collection + "?$top=1&$filter=" + encoded(filter))
            .path("value");
    return found.isEmpty() ? -1 : Objects.requireNonNull(found.get(0)).path("@iot.id").asLong();
  }

  private static String encoded(String filter) {
    return URLEncoder.encode(filter, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
