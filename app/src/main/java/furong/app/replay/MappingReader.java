package furong.app.replay;

import furong.app.replay.Mapping.Station;
import furong.app.replay.Mapping.Time;
import furong.app.replay.Mapping.Value;
import furong.base.Text;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes a {@link Mapping} of a parsed mapping file; every fault names the key it stands at. */
final class MappingReader {

  private final String file;

  private MappingReader(String file) {
    this.file = file;
  }

  /**
   * @param file for messages
   * @throws IllegalArgumentException when it is no mapping, saying where and why
   */
  static Mapping read(String file, @Nullable Object tree) {
    return new MappingReader(file).mapping(tree);
  }

  private Mapping mapping(@Nullable Object tree) {
    Map<String, Object> root = map("", tree);
    Map<String, Station> stations = new LinkedHashMap<>();
    for (Object item : list("stations", root.getOrDefault("stations", List.of()))) {
      Station station = station(map("stations", item));
      stations.put(station.key(), station);
    }
    List<Value> values = new ArrayList<>();
    for (Object item : list("values", root.get("values"))) {
      Map<String, Object> value = map("values", item);
      values.add(
          new Value(
              text(value, "column"),
              optional(value, "station"),
              text(value, "property"),
              text(value, "unit")));
    }
    Map<String, String> only =
        map("only", root.getOrDefault("only", Map.of())).entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> String.valueOf(e.getValue())));
    return new Mapping(
        text(root, "id"),
        title(root, "title"),
        text(root, "source"),
        Set.copyOf(texts("header", root.get("header"))),
        zone(text(root, "zone")),
        time(map("time", root.get("time"))),
        Set.copyOf(texts("missing", root.getOrDefault("missing", List.of("")))),
        only,
        optional(root, "station_column"),
        stations,
        values);
  }

  private Station station(Map<String, Object> node) {
    String key = text(node, "key");
    return new Station(
        key, title(node, "name"), text(node, "kind"), text(node, "division"), text(node, "place"));
  }

  private Time time(Map<String, Object> node) {
    if (node.containsKey("instant")) {
      return new Time.Instant(text(node, "instant"));
    }
    if (node.containsKey("pattern")) {
      return new Time.Pattern(texts("time.columns", node.get("columns")), text(node, "pattern"));
    }
    return new Time.Parts(
        text(node, "year"),
        text(node, "month"),
        text(node, "day"),
        text(node, "hour"),
        optional(node, "minute"));
  }

  private ZoneId zone(String id) {
    try {
      return ZoneId.of(id);
    } catch (DateTimeException e) {
      throw fault("zone", id + " is no time zone");
    }
  }

  private Text title(Map<String, Object> node, String key) {
    Map<String, Object> both = map(key, node.get(key));
    return Text.of(text(both, "zh"), text(both, "en"));
  }

  private String text(Map<String, Object> node, String key) {
    @Nullable String value = optional(node, key);
    if (value == null || value.isBlank()) {
      throw fault(key, "is missing");
    }
    return value;
  }

  private static @Nullable String optional(Map<String, Object> node, String key) {
    @Nullable Object value = node.get(key);
    return value == null ? null : value.toString();
  }

  private List<String> texts(String key, @Nullable Object node) {
    return list(key, node).stream().map(String::valueOf).toList();
  }

  private List<?> list(String key, @Nullable Object node) {
    if (node instanceof List<?> list) {
      return list;
    }
    throw fault(key, "is no list");
  }

  private Map<String, Object> map(String key, @Nullable Object node) {
    if (!(node instanceof Map<?, ?> map)) {
      throw fault(key, "is no group of keys");
    }
    Map<String, Object> typed = new LinkedHashMap<>();
    map.forEach((k, v) -> {
      if (v != null) {
        typed.put(String.valueOf(k), v);
      }
    });
    return typed;
  }

  private IllegalArgumentException fault(String key, String message) {
    return new IllegalArgumentException(file + ": " + key + " " + message);
  }
}
