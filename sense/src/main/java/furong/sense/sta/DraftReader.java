package furong.sense.sta;

import furong.base.Result.Refusal;
import furong.observe.sta.Draft;
import furong.observe.sta.Draft.Existing;
import furong.observe.sta.Draft.Fresh;
import furong.observe.sta.Draft.Link;
import furong.observe.sta.EntityType;
import furong.observe.sta.Model;
import furong.observe.sta.Navigation;
import furong.observe.sta.Property;
import furong.observe.sta.Property.Kind;
import furong.observe.sta.RawJson;
import furong.observe.sta.StaTime;
import furong.sense.ingest.JsonReadings;
import furong.store.sta.StaFault;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads the JSON of an entity, with what is nested in it, into a draft. */
final class DraftReader {

  private DraftReader() {}

  static JsonNode json(byte[] body) {
    try {
      JsonNode node = JsonReadings.mapper().readTree(body);
      if (node.isObject()) {
        return node;
      }
    } catch (JacksonException e) {
      throw invalid(
          "body.not-json",
          "line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr(),
          e.getOriginalMessage());
    }
    throw invalid("body.not-json", "", "a JSON object is wanted");
  }

  /**
   * @throws StaFault INVALID when a value is not of its kind; its place is a JSON pointer
   */
  static Draft read(EntityType type, JsonNode node, String place) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    Map<String, List<Link>> links = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      String at = place + "/" + member.getKey();
      Optional<Navigation> navigation = Model.findNavigation(type, member.getKey());
      if (navigation.isPresent()) {
        links.put(member.getKey(), links(navigation.get(), member.getValue(), at));
        continue;
      }
      Optional<Property> property = Model.findProperty(type, member.getKey());
      // ids, links and what is derived are given by the service; a client that echoes them is right
      if (property.isPresent() && !property.get().derived()) {
        values.put(member.getKey(), value(property.get(), member.getValue(), at));
      }
    }
    return new Draft(type, values, links);
  }

  private static List<Link> links(Navigation navigation, JsonNode node, String place) {
    List<Link> ends = new ArrayList<>();
    if (node.isArray()) {
      if (!navigation.many()) {
        throw invalid("entity.link", place, navigation.name() + " is one entity, not a list");
      }
      int i = 0;
      for (JsonNode one : node) {
        ends.add(link(navigation.target(), one, place + "/" + i++));
      }
    } else {
      ends.add(link(navigation.target(), node, place));
    }
    return ends;
  }

  private static Link link(EntityType type, JsonNode node, String place) {
    if (!node.isObject()) {
      throw invalid("entity.link", place, "an entity or {\"@iot.id\": number} is wanted");
    }
    JsonNode id = node.path("@iot.id");
    if (id.isMissingNode()) {
      return new Fresh(read(type, node, place));
    }
    if (id.isIntegralNumber()) {
      return new Existing(id.asLong());
    }
    if (id.isString() && id.asString().matches("\\d{1,18}")) {
      return new Existing(Long.parseLong(id.asString()));
    }
    throw invalid("entity.link", place, "ids of this service are numbers");
  }

  private static @Nullable Object value(Property property, JsonNode node, String place) {
    if (node.isNull()) {
      return property.name().equals("result") ? RawJson.of("null") : null;
    }
    return switch (property.kind()) {
      case TEXT -> {
        if (!node.isString()) {
          throw invalid("entity.value", place, property.name() + " is a text");
        }
        yield node.asString();
      }
      case TIME, INTERVAL -> time(property, node, place);
      case GEOMETRY -> {
        if (!node.isObject() && !node.isString()) {
          throw invalid("entity.value", place, property.name() + " is an object");
        }
        yield RawJson.of(node.toString());
      }
      default -> json(property, node, place);
    };
  }

  private static Object json(Property property, JsonNode node, String place) {
    boolean object =
        property.name().equals("properties") || property.name().equals("unitOfMeasurement");
    if (object && !node.isObject()) {
      throw invalid("entity.value", place, property.name() + " is an object");
    }
    boolean array =
        property.name().equals("multiObservationDataTypes")
            || property.name().equals("unitOfMeasurements");
    if (array && (!node.isArray() || node.isEmpty())) {
      throw invalid("entity.value", place, property.name() + " is an array");
    }
    return RawJson.of(node.toString());
  }

  private static Object time(Property property, JsonNode node, String place) {
    try {
      StaTime time = StaTime.parse(node.isString() ? node.asString() : "");
      if (property.kind() == Kind.INTERVAL || time.isInstant()) {
        return time;
      }
    } catch (DateTimeException e) {
      // said below
    }
    throw invalid("entity.value", place, property.name() + " is no ISO 8601 time with its zone");
  }

  private static StaFault invalid(String code, String place, String message) {
    return new StaFault(Refusal.INVALID, code, place, message);
  }
}
