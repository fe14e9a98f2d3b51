package furong.sense.sta;

import furong.observe.Observation;
import furong.observe.sta.EntityType;
import furong.observe.sta.Navigation;
import furong.observe.sta.RawJson;
import furong.observe.sta.StaTime;
import furong.sense.ingest.JsonReadings;
import furong.sense.ingest.Reading;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Observations of the history as SensorThings shows them. */
final class ObservationNodes {

  /**
   * Where the id of the datastream stands among the values; not a name that a client can ask for.
   */
  static final String DATASTREAM = " datastream";

  /** Where the id of a feature that the observation names itself stands. */
  static final String FEATURE = " feature";

  /** Stands there, as true, when its datastream is a MultiDatastream. */
  static final String MULTI = " multi";

  private ObservationNodes() {}

  static Node of(Observation observation) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    StaTime time = StaTime.at(observation.timeMs());
    values.put("phenomenonTime", time);
    values.put("result", observation.value());
    values.put("resultTime", null);
    values.put(DATASTREAM, observation.datastream());
    @Nullable String extra = observation.extra();
    if (extra != null) {
      if (extra.equals(Reading.SAME_RESULT_TIME)) {
        values.put("resultTime", time);
      } else {
        more(JsonReadings.mapper().readTree(extra), time, values);
      }
    }
    // a result that is a text or a truth value is as good as a number here
    int flags = observation.flags() & ~Observation.NOT_A_NUMBER;
    if (flags != 0) {
      // what the device says of its own reading comes first
      values.putIfAbsent("resultQuality", quality(flags));
    }
    return Node.of(EntityType.OBSERVATION, observation.id(), values);
  }

  /** The names of the flags, as a JSON array. */
  private static RawJson quality(int flags) {
    return RawJson.of(
        Observation.names(flags).stream()
            .map(name -> '"' + name + '"')
            .collect(Collectors.joining(",", "[", "]")));
  }

  private static void more(JsonNode extra, StaTime time, Map<String, @Nullable Object> values) {
    for (Map.Entry<String, JsonNode> member : extra.properties()) {
      JsonNode value = member.getValue();
      switch (member.getKey()) {
        case "result" -> values.put("result", RawJson.of(value.toString()));
        case "phenomenonTimeEnd" ->
            values.put("phenomenonTime", new StaTime(time.startMs(), value.asLong()));
        case "resultTime" ->
            values.put("resultTime", value.isNumber() ? StaTime.at(value.asLong()) : time);
        case "validTime" -> values.put("validTime", StaTime.parse(value.asString()));
        case "featureOfInterest" -> values.put(FEATURE, value.asLong());
        default -> values.put(member.getKey(), RawJson.of(value.toString()));
      }
    }
  }

  static long datastream(Node node) {
    return node.values().get(DATASTREAM) instanceof Long id ? id : 0;
  }

  /** True when a link leads from this observation to somewhere. */
  static boolean has(Node node, Navigation navigation) {
    boolean multi = node.values().containsKey(MULTI);
    return switch (navigation.target()) {
      case DATASTREAM -> !multi;
      case MULTI_DATASTREAM -> multi;
      default -> true;
    };
  }

  /** The feature it names itself; 0 when it names none. */
  static long feature(Node node) {
    return node.values().get(FEATURE) instanceof Long id ? id : 0;
  }
}
