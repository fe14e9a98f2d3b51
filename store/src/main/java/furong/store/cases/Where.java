package furong.store.cases;

import furong.city.Division;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Collects conditions and their arguments in step. */
final class Where {

  private final StringBuilder sql = new StringBuilder(" where true");
  private final List<@Nullable Object> args = new ArrayList<>();

  Where and(String condition, @Nullable Object... values) {
    sql.append(" and ").append(condition);
    for (@Nullable Object value : values) {
      args.add(value);
    }
    return this;
  }

  /** The column is one of these division codes or lies below one; no codes mean everywhere. */
  Where within(String column, List<String> divisions) {
    if (divisions.isEmpty()) {
      return this;
    }
    List<String> parts = new ArrayList<>();
    List<@Nullable Object> prefixes = new ArrayList<>();
    for (String division : divisions) {
      // codes are digits, so the pattern needs no escaping; like can use the text_pattern_ops index
      parts.add(column + " like ?");
      prefixes.add(Division.stem(division) + "%");
    }
    return and("(" + String.join(" or ", parts) + ")", prefixes.toArray());
  }

  /** Any of the columns contains the text, whatever its case. */
  Where contains(@Nullable String text, String... columns) {
    if (text == null || text.isBlank()) {
      return this;
    }
    List<String> parts = new ArrayList<>();
    List<@Nullable Object> wanted = new ArrayList<>();
    for (String column : columns) {
      parts.add("position(? in lower(" + column + ")) > 0");
      wanted.add(text.toLowerCase(Locale.ROOT));
    }
    return and("(" + String.join(" or ", parts) + ")", wanted.toArray());
  }

  String sql() {
    return sql.toString();
  }

  @Nullable Object[] args(@Nullable Object... more) {
    List<@Nullable Object> all = new ArrayList<>(args);
    for (@Nullable Object value : more) {
      all.add(value);
    }
    return all.toArray();
  }
}
