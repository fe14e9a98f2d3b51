package furong.pack;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a reader asks of a value: noted while it reads, so that the JSON schema of a file is written
 * from the reader's own questions and cannot say anything else.
 *
 * <p>It knows what was asked; a field that no file ever carried is known by its name only. Not
 * thread-safe.
 */
final class Shape {

  /** How a value was read. */
  enum Kind {
    TEXT,
    NUMBER,
    INTEGER,
    FLAG,
    DATE,
    DURATION
  }

  private final Set<Kind> kinds = EnumSet.noneOf(Kind.class);
  private final Set<String> words = new TreeSet<>();
  private final Map<String, Shape> fields = new LinkedHashMap<>();
  private final Set<String> required = new TreeSet<>();
  private @Nullable Shape items;
  private @Nullable Shape values;
  private String pattern = "";

  Shape field(String key) {
    return fields.computeIfAbsent(key, k -> new Shape());
  }

  void require(String key) {
    required.add(key);
  }

  void read(Kind kind) {
    kinds.add(kind);
  }

  void oneOf(Set<String> all) {
    words.addAll(all);
  }

  void matches(String regex) {
    pattern = regex;
  }

  Shape items() {
    Shape known = items;
    if (known == null) {
      known = new Shape();
      items = known;
    }
    return known;
  }

  Shape values() {
    Shape known = values;
    if (known == null) {
      known = new Shape();
      values = known;
    }
    return known;
  }

  // ---- as a JSON schema (2020-12)

  /** The schema as nested maps and lists. */
  Map<String, Object> schema(boolean optional) {
    List<Map<String, Object>> ways = new ArrayList<>();
    if (!fields.isEmpty()) {
      ways.add(object());
    }
    if (values != null && fields.isEmpty()) {
      ways.add(
          new TreeMap<>(Map.of("type", "object", "additionalProperties", values.schema(true))));
    }
    if (items != null) {
      ways.add(new TreeMap<>(Map.of("type", "array", "items", items.schema(false))));
    }
    if (!words.isEmpty()) {
      ways.add(new TreeMap<>(Map.of("enum", List.copyOf(words))));
    } else if (!pattern.isEmpty()) {
      ways.add(text(pattern));
    } else if (!kinds.isEmpty()) {
      ways.add(scalar());
    }
    if (ways.isEmpty()) {
      return Map.of();
    }
    if (optional) { // an empty value is an absent one
      ways.add(new TreeMap<>(Map.of("type", "null")));
    }
    return ways.size() == 1 ? ways.getFirst() : Map.of("anyOf", ways);
  }

  private Map<String, Object> object() {
    Map<String, Object> properties = new TreeMap<>();
    fields.forEach((key, shape) -> properties.put(key, shape.schema(!required.contains(key))));
    Map<String, Object> object = new TreeMap<>();
    object.put("type", "object");
    object.put("properties", properties);
    object.put("additionalProperties", values == null ? false : values.schema(true));
    if (!required.isEmpty()) {
      object.put("required", List.copyOf(required));
    }
    return object;
  }

  private Map<String, Object> scalar() {
    Kind kind = kinds.iterator().next();
    return switch (kind) {
      case NUMBER -> Map.of("type", "number");
      case INTEGER -> Map.of("type", "integer");
      case FLAG -> Map.of("type", "boolean");
      case DATE -> text("^\\d{4}-\\d{2}-\\d{2}$");
      case DURATION -> text("^(\\d+\\s*(ms|s|min|h|d)|P.+)$");
      // what YAML takes for a number or a truth value is a text all the same
      case TEXT -> Map.of("type", List.of("string", "number", "boolean"));
    };
  }

  /** In one order on every machine, as all of a schema: its text is compared. */
  private static Map<String, Object> text(String regex) {
    return new TreeMap<>(Map.of("type", "string", "pattern", regex));
  }
}
