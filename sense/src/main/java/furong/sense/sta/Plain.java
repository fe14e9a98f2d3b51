package furong.sense.sta;

import furong.observe.sta.Expr.Path;
import furong.observe.sta.Property.Kind;
import furong.observe.sta.RawJson;
import furong.sense.ingest.JsonReadings;
import furong.store.sta.GeoJson;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Values of properties as an expression works with them. */
final class Plain {

  private Plain() {}

  /** The value of a property, or of the member of it that the path names. */
  static @Nullable Object of(@Nullable Object value, Path path) {
    if (value instanceof Long id) {
      return (double) id;
    }
    if (!(value instanceof RawJson(String text))) {
      return path.rest().isEmpty() ? value : null;
    }
    if (path.property().kind() == Kind.GEOMETRY && path.rest().isEmpty()) {
      return GeoJson.parse(text).orElse(null);
    }
    return of(member(JsonReadings.mapper().readTree(text), path.rest()));
  }

  /** The same for values whose members the database has already followed. */
  static @Nullable Object followed(@Nullable Object value, Path path) {
    return of(value, new Path(List.of(), path.property(), List.of(), path.at()));
  }

  static JsonNode member(JsonNode node, List<String> names) {
    JsonNode at = node;
    for (String name : names) {
      boolean index = at.isArray() && !name.isEmpty() && name.chars().allMatch(Character::isDigit);
      at = index && name.length() < 10 ? at.path(Integer.parseInt(name)) : at.path(name);
    }
    return at;
  }

  private static @Nullable Object of(JsonNode node) {
    if (node.isNumber()) {
      return node.asDouble();
    }
    if (node.isBoolean()) {
      return node.asBoolean();
    }
    if (node.isString()) {
      return node.asString();
    }
    return node.isNull() || node.isMissingNode() ? null : node.toString();
  }
}
