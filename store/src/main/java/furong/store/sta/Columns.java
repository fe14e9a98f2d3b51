package furong.store.sta;

import furong.observe.sta.Draft;
import furong.observe.sta.EntityType;
import furong.observe.sta.Property;
import furong.observe.sta.RawJson;
import furong.observe.sta.StaTime;
import furong.store.Db;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a draft says of the properties, as column names and values that {@link Db} binds. */
final class Columns {

  private Columns() {}

  static Map<String, @Nullable Object> of(Draft draft) {
    Map<String, @Nullable Object> columns = new LinkedHashMap<>();
    for (Property property : Schema.stored(draft.type())) {
      if (draft.values().containsKey(property.name())) {
        columns.put(
            Schema.column(property).orElseThrow(), bound(draft.values().get(property.name())));
      }
    }
    return columns;
  }

  private static @Nullable Object bound(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case RawJson json -> new Db.Json(json.text());
      case StaTime time -> Instant.ofEpochMilli(time.startMs());
      default -> value;
    };
  }

  /** Adds a null for every property that the draft did not give: it replaces the whole. */
  static void clearMissing(EntityType type, Map<String, @Nullable Object> columns) {
    for (Property property : Schema.stored(type)) {
      columns.putIfAbsent(Schema.column(property).orElseThrow(), null);
    }
  }
}
