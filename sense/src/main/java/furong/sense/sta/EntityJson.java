package furong.sense.sta;

import furong.observe.sta.EntityType;
import furong.observe.sta.Model;
import furong.observe.sta.Navigation;
import furong.observe.sta.Property;
import furong.observe.sta.Query;
import furong.observe.sta.Query.Expand;
import furong.observe.sta.RawJson;
import furong.observe.sta.StaTime;
import furong.sense.ingest.JsonReadings;
import furong.sense.sta.Node.Page;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes entities, sets and links as SensorThings 1.1, clause 8, wants them: control information
 * first, then properties, then links.
 */
final class EntityJson {

  /** A whole number beyond this is not exact as a double, so it is written as one. */
  private static final double EXACT = 9_007_199_254_740_992.0;

  private final String root;

  /**
   * @param root address of the service, without slash at its end
   */
  EntityJson(String root) {
    this.root = root;
  }

  static byte[] write(Consumer<JsonGenerator> content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
    try (JsonGenerator json = JsonReadings.mapper().createGenerator(bytes)) {
      content.accept(json);
    }
    return bytes.toByteArray();
  }

  String link(EntityType type, long id) {
    return root + "/" + type.set() + "(" + id + ")";
  }

  void entity(JsonGenerator json, Node node, Query query) {
    json.writeStartObject();
    members(json, node, query);
    json.writeEndObject();
  }

  private void members(JsonGenerator json, Node node, Query query) {
    if (query.selects(Model.ID.name())) {
      json.writeNumberProperty("@iot.id", node.id());
    }
    String self = link(node.type(), node.id());
    if (query.select() == null) {
      json.writeStringProperty("@iot.selfLink", self);
    }
    for (Property property : Model.properties(node.type())) {
      if (query.selects(property.name())) {
        property(json, node, property);
      }
    }
    for (Navigation navigation : Model.navigations(node.type())) {
      if (node.type() == EntityType.OBSERVATION && !ObservationNodes.has(node, navigation)) {
        continue;
      }
      Expand expand = expandOf(query, navigation);
      if (expand != null) {
        expanded(json, node, navigation, expand.query());
      } else if (query.selects(navigation.name())) {
        json.writeStringProperty(
            navigation.name() + "@iot.navigationLink", self + "/" + navigation.name());
      }
    }
  }

  private static @Nullable Expand expandOf(Query query, Navigation navigation) {
    for (Expand expand : query.expand()) {
      if (expand.navigation().equals(navigation)) {
        return expand;
      }
    }
    return null;
  }

  private static void property(JsonGenerator json, Node node, Property property) {
    @Nullable Object value = node.values().get(property.name());
    if (value == null) {
      // the standard wants to see that a result time was not given
      if (property.name().equals("resultTime") && node.type() == EntityType.OBSERVATION) {
        json.writeNullProperty(property.name());
      }
      return;
    }
    json.writeName(property.name());
    value(json, property.derived() && value instanceof StaTime time ? time.intervalText() : value);
  }

  static void value(JsonGenerator json, @Nullable Object value) {
    switch (value) {
      case null -> json.writeNull();
      case Double number when number == Math.rint(number) && Math.abs(number) < EXACT ->
          json.writeNumber(number.longValue());
      case Double number when number.isNaN() -> json.writeNull();
      case Double number -> json.writeNumber(number);
      case Long number -> json.writeNumber(number);
      case RawJson(String text) -> json.writeRawValue(text);
      case StaTime time -> json.writeString(time.text());
      default -> json.writeString(value.toString());
    }
  }

  private void expanded(JsonGenerator json, Node node, Navigation navigation, Query query) {
    Page page = node.expanded().getOrDefault(navigation, Page.EMPTY);
    String name = navigation.name();
    if (!navigation.many()) {
      json.writeName(name);
      if (page.nodes().isEmpty()) {
        json.writeNull();
      } else {
        entity(json, page.nodes().getFirst(), query);
      }
      return;
    }
    if (page.count() != null) {
      json.writeNumberProperty(name + "@iot.count", page.count());
    }
    json.writeArrayPropertyStart(name);
    page.nodes().forEach(child -> entity(json, child, query));
    json.writeEndArray();
    if (page.more() && !page.nodes().isEmpty()) {
      String link = link(node.type(), node.id()) + "/" + name;
      json.writeStringProperty(name + "@iot.nextLink", nextLink(link, query, page.nodes().size()));
    }
  }

  /** {@code link} with the options of {@code query}, further by what was shown. */
  private static String nextLink(String link, Query query, int shown) {
    StringBuilder next = new StringBuilder(link).append('?');
    if (query.top() != null) {
      next.append("$top=").append(query.top()).append('&');
    }
    next.append("$skip=").append(query.skip() + shown);
    query
        .source()
        .forEach((name, value) -> {
          if (!name.equals("$top") && !name.equals("$skip")) {
            next.append('&').append(name).append('=').append(encode(value));
          }
        });
    return next.toString();
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /**
   * @param at address of the set, for the link to its next page
   */
  void set(JsonGenerator json, Page page, Query query, String at) {
    json.writeStartObject();
    if (page.count() != null) {
      json.writeNumberProperty("@iot.count", page.count());
    }
    if (page.more() && !page.nodes().isEmpty()) {
      json.writeStringProperty("@iot.nextLink", nextLink(at, query, page.nodes().size()));
    }
    json.writeArrayPropertyStart("value");
    page.nodes().forEach(node -> entity(json, node, query));
    json.writeEndArray();
    json.writeEndObject();
  }

  /** Only the links of a set. */
  void references(JsonGenerator json, Page page, Query query, String at) {
    json.writeStartObject();
    if (page.count() != null) {
      json.writeNumberProperty("@iot.count", page.count());
    }
    if (page.more() && !page.nodes().isEmpty()) {
      json.writeStringProperty("@iot.nextLink", nextLink(at, query, page.nodes().size()));
    }
    json.writeArrayPropertyStart("value");
    for (Node node : page.nodes()) {
      json.writeStartObject();
      json.writeStringProperty("@iot.selfLink", link(node.type(), node.id()));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /** Observations as rows: clause 9.3.3.7 of the data array extension. */
  void dataArray(JsonGenerator json, Page page, Query query, String at) {
    List<String> components =
        query.select() != null
            ? query.select()
            : List.of(
                "@iot.id",
                "phenomenonTime",
                "result",
                "resultTime",
                "resultQuality",
                "validTime",
                "parameters");
    json.writeStartObject();
    if (page.count() != null) {
      json.writeNumberProperty("@iot.count", page.count());
    }
    if (page.more() && !page.nodes().isEmpty()) {
      json.writeStringProperty("@iot.nextLink", nextLink(at, query, page.nodes().size()));
    }
    json.writeArrayPropertyStart("value");
    page.nodes().stream()
        .collect(
            java.util.stream.Collectors.groupingBy(
                ObservationNodes::datastream,
                java.util.LinkedHashMap::new,
                java.util.stream.Collectors.toList()))
        .forEach((datastream, nodes) -> rows(json, datastream, nodes, components));
    json.writeEndArray();
    json.writeEndObject();
  }

  private void rows(
      JsonGenerator json, long datastream, List<Node> nodes, List<String> components) {
    json.writeStartObject();
    EntityType type =
        nodes.getFirst().values().containsKey(ObservationNodes.MULTI)
            ? EntityType.MULTI_DATASTREAM
            : EntityType.DATASTREAM;
    json.writeStringProperty(type.single() + "@iot.navigationLink", link(type, datastream));
    json.writeArrayPropertyStart("components");
    components.forEach(name -> json.writeString(name.equals("@iot.id") ? "id" : name));
    json.writeEndArray();
    json.writeNumberProperty("dataArray@iot.count", nodes.size());
    json.writeArrayPropertyStart("dataArray");
    for (Node node : nodes) {
      json.writeStartArray();
      for (String name : components) {
        value(json, name.equals("@iot.id") ? (Object) node.id() : node.values().get(name));
      }
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
