package furong.app.replay;

import furong.app.replay.Mapping.Station;
import furong.app.replay.Sample.Stream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes sure that the server knows the stations and datastreams of a mapping. A thing is known by
 * {@code properties.source} = mapping id and station key, a datastream by its thing and property,
 * so doing it again changes nothing.
 */
final class Registrar {

  /** Names of the OGC unit definitions for those UCUM codes that the mappings use. */
  private static final Map<String, String> UNIT_NAMES =
      Map.of(
          "ug/m3", "microgram per cubic metre",
          "mg/m3", "milligram per cubic metre",
          "Cel", "degree Celsius",
          "m/s", "metre per second",
          "hPa", "hectopascal",
          "mm", "millimetre");

  private static final String OBSERVATION_TYPE =
      "http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement";

  private final JsonMapper json = JsonMapper.builder().build();
  private final Door door;
  private final Map<String, Mapping> mappings;
  private final Map<String, Long> observedProperties = new HashMap<>();
  private final Map<String, Long> sensors = new HashMap<>();
  private final Set<String> registrations = new TreeSet<>();

  Registrar(Door door, List<Mapping> mappings) {
    this.door = door;
    this.mappings =
        mappings.stream().collect(Collectors.toMap(Mapping::id, Function.identity(), (a, b) -> a));
  }

  /** The SensorThings id of each stream's datastream, made where it was missing. */
  Map<Stream, Long> register(List<Stream> streams) throws IOException {
    Map<Stream, Long> ids = new HashMap<>();
    Map<String, Long> things = new HashMap<>();
    Map<String, Map<String, Long>> datastreams = new HashMap<>();
    for (Stream stream : streams) {
      String source = stream.mapping() + "/" + stream.station();
      Long known = things.get(source);
      long thing = known != null ? known : thing(stream, source);
      things.put(source, thing);
      Map<String, Long> ofThing = datastreams.get(source);
      if (ofThing == null) {
        ofThing = datastreamsOf(thing);
        datastreams.put(source, ofThing);
      }
      Long datastream = ofThing.get(stream.property());
      if (datastream == null) {
        datastream = datastream(stream, thing);
        ofThing.put(stream.property(), datastream);
      }
      ids.put(stream, datastream);
    }
    return ids;
  }

  /** A mark of each thing that it got when it was made: differs between two servers. */
  Set<String> registrations() {
    return registrations;
  }

  private Mapping mapping(Stream stream) {
    return Objects.requireNonNull(mappings.get(stream.mapping()));
  }

  private long thing(Stream stream, String source) throws IOException {
    JsonNode found = door.filter("Things", "properties/source eq '" + source + "'", "");
    if (!found.isEmpty()) {
      registrations.add(found.get(0).path("properties").path("registration").asString(source));
      return found.get(0).path("@iot.id").asLong();
    }
    String registration = UUID.randomUUID().toString();
    registrations.add(registration);
    Mapping mapping = mapping(stream);
    Station station = Objects.requireNonNull(mapping.stations().get(stream.station()));
    ObjectNode entity = json.createObjectNode();
    entity.put("name", station.name().zh());
    entity.put("description", station.name().en());
    ObjectNode properties = entity.putObject("properties");
    properties.put("kind", station.kind());
    properties.put("division", station.division());
    properties.put("place", station.note());
    properties.put("source", source);
    properties.put("registration", registration);
    properties.put("dataset", mapping.source());
    properties.put("nameEn", station.name().en());
    return door.create("Things", entity);
  }

  private Map<String, Long> datastreamsOf(long thing) throws IOException {
    Map<String, Long> found = new HashMap<>();
    JsonNode all = door.get("/sensorthings/v1.1/Things(" + thing + ")/Datastreams?$top=1000");
    for (JsonNode datastream : all.path("value")) {
      found.put(
          datastream.path("properties").path("property").asString(""),
          datastream.path("@iot.id").asLong());
    }
    return found;
  }

  private long datastream(Stream stream, long thing) throws IOException {
    Mapping mapping = mapping(stream);
    Station station = Objects.requireNonNull(mapping.stations().get(stream.station()));
    ObjectNode entity = json.createObjectNode();
    entity.put("name", station.name().zh() + " " + stream.property());
    entity.put("description", mapping.title().en());
    entity.put("observationType", OBSERVATION_TYPE);
    ObjectNode unit = entity.putObject("unitOfMeasurement");
    unit.put("name", UNIT_NAMES.getOrDefault(stream.unit(), stream.unit()));
    unit.put("symbol", stream.unit());
    unit.put("definition", "ucum:" + stream.unit());
    entity.putObject("properties").put("property", stream.property());
    entity.putObject("Thing").put("@iot.id", thing);
    entity.putObject("Sensor").put("@iot.id", sensor(mapping));
    entity.putObject("ObservedProperty").put("@iot.id", observedProperty(stream.property()));
    return door.create("Datastreams", entity);
  }

  private long sensor(Mapping mapping) throws IOException {
    Long known = sensors.get(mapping.id());
    if (known != null) {
      return known;
    }
    JsonNode found = door.filter("Sensors", "name eq '" + mapping.id() + "'", "");
    long id;
    if (found.isEmpty()) {
      ObjectNode entity = json.createObjectNode();
      entity.put("name", mapping.id());
      entity.put("description", mapping.title().en());
      entity.put("encodingType", "text/plain");
      entity.put("metadata", mapping.source());
      id = door.create("Sensors", entity);
    } else {
      id = found.get(0).path("@iot.id").asLong();
    }
    sensors.put(mapping.id(), id);
    return id;
  }

  private long observedProperty(String property) throws IOException {
    Long known = observedProperties.get(property);
    if (known != null) {
      return known;
    }
    String definition = "urn:furong:property:" + property;
    JsonNode found = door.filter("ObservedProperties", "definition eq '" + definition + "'", "");
    long id;
    if (found.isEmpty()) {
      ObjectNode entity = json.createObjectNode();
      entity.put("name", property);
      entity.put("definition", definition);
      entity.put("description", property);
      id = door.create("ObservedProperties", entity);
    } else {
      id = found.get(0).path("@iot.id").asLong();
    }
    observedProperties.put(property, id);
    return id;
  }
}
