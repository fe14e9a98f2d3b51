package furong.app.replay;

import furong.app.replay.Mapping.Station;
import furong.app.replay.Mapping.Time;
import furong.app.replay.Mapping.Value;
import furong.base.Text;
import furong.pack.YamlNode;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes a {@link Mapping} of a mapping file; faults are noted where they stand. */
final class MappingReader {

  private MappingReader() {}

  /**
   * @throws IllegalArgumentException when the parts do not fit together, saying which
   */
  static Mapping read(YamlNode root) {
    Map<String, Station> stations = new LinkedHashMap<>();
    for (YamlNode node : root.list("stations")) {
      Station station = station(node);
      stations.put(station.key(), station);
    }
    List<Value> values = new ArrayList<>();
    for (YamlNode node : root.get("values").asList()) {
      values.add(
          new Value(
              node.text("column"),
              optional(node, "station"),
              node.text("property"),
              node.text("unit")));
      node.refuseOthers();
    }
    Mapping mapping =
        new Mapping(
            root.text("id"),
            root.words("title"),
            root.text("source"),
            Set.copyOf(root.texts("header")),
            zone(root.get("zone")),
            time(root.get("time")),
            Set.copyOf(root.texts("missing")),
            root.map("only").entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().asText())),
            optional(root, "station_column"),
            stations,
            values);
    root.refuseOthers();
    return mapping;
  }

  private static Station station(YamlNode node) {
    Station station =
        new Station(
            node.text("key"),
            node.words("name"),
            node.text("kind"),
            node.text("division"),
            node.text("place"));
    node.refuseOthers();
    return station;
  }

  private static Time time(YamlNode node) {
    Time time;
    if (node.has("instant")) {
      time = new Time.Instant(given(node, "instant"));
    } else if (node.has("pattern")) {
      time = new Time.Pattern(node.texts("columns"), given(node, "pattern"));
    } else {
      time =
          new Time.Parts(
              given(node, "year"),
              given(node, "month"),
              given(node, "day"),
              given(node, "hour"),
              optional(node, "minute"));
    }
    node.refuseOthers();
    return time;
  }

  /** Needed in this way of giving the time and in no other, so a schema does not ask for it. */
  private static String given(YamlNode node, String key) {
    return node.find(key).map(YamlNode::asText).orElseGet(() -> node.text(key));
  }

  private static ZoneId zone(YamlNode node) {
    try {
      return ZoneId.of(node.asText());
    } catch (DateTimeException e) {
      node.fault(
          "mapping.zone",
          Text.of("“" + node.asText() + "”不是时区", "'" + node.asText() + "' is no time zone"));
      return ZoneOffset.UTC;
    }
  }

  private static @Nullable String optional(YamlNode node, String key) {
    return node.find(key).map(YamlNode::asText).orElse(null);
  }
}
