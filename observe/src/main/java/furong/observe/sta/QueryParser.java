package furong.observe.sta;

import furong.observe.sta.Query.Expand;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the query string of a set or an entity.
 *
 * <pre>{@code
 * QueryParser.parse(EntityType.THING, "$top=5&$expand=Datastreams($select=name)")
 * }</pre>
 */
public final class QueryParser {

  /** Each level is one more round of questions to the database. */
  private static final int MAX_EXPAND_DEPTH = 8;

  private QueryParser() {}

  /**
   * @param rawQuery percent-encoded, as in the request line; null for none
   * @throws QueryFault when an option is unknown, given twice or not understood
   */
  public static Query parse(EntityType type, @Nullable String rawQuery) {
    if (rawQuery == null || rawQuery.isEmpty()) {
      return Query.ALL;
    }
    Map<String, String> options = new LinkedHashMap<>();
    for (String part : rawQuery.split("&", -1)) {
      if (part.isEmpty()) {
        continue;
      }
      int equals = part.indexOf('=');
      String name = decode(equals < 0 ? part : part.substring(0, equals));
      put(options, name, equals < 0 ? "" : decode(part.substring(equals + 1)), 0);
    }
    return of(type, options, 0);
  }

  private static void put(Map<String, String> options, String name, String value, int at) {
    if (options.put(name, value) != null) {
      throw new QueryFault("query.twice", name, at, name + " stands twice");
    }
  }

  private static Query of(EntityType type, Map<String, String> options, int depth) {
    @Nullable Integer top = null;
    int skip = 0;
    boolean count = false;
    @Nullable List<String> select = null;
    List<Expand> expand = List.of();
    @Nullable Expr filter = null;
    List<Query.Order> orderBy = List.of();
    boolean dataArray = false;
    for (Map.Entry<String, String> option : options.entrySet()) {
      String value = option.getValue();
      switch (option.getKey()) {
        case "$top" -> top = natural("$top", value);
        case "$skip" -> skip = natural("$skip", value);
        case "$count" -> count = truth(value);
        case "$select" -> select = select(type, value);
        case "$expand" -> expand = expand(type, value, depth + 1);
        case "$filter" -> filter = FilterParser.filter(type, value);
        case "$orderby" -> orderBy = FilterParser.orderBy(type, value);
        case "$resultFormat" -> dataArray = dataArray(type, value);
        default -> {
          if (option.getKey().startsWith("$")) {
            throw new QueryFault(
                "query.unknown-option",
                option.getKey(),
                0,
                "there is no option " + option.getKey());
          }
        }
      }
    }
    return new Query(top, skip, count, select, expand, filter, orderBy, dataArray, options);
  }

  private static int natural(String option, String value) {
    try {
      int number = Integer.parseInt(value.strip());
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new QueryFault("query.syntax", option, 0, option + " wants a whole number from 0 on");
  }

  private static boolean truth(String value) {
    return switch (value.strip()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new QueryFault("query.syntax", "$count", 0, "$count wants true or false");
    };
  }

  private static boolean dataArray(EntityType type, String value) {
    if (!value.equals("dataArray") || type != EntityType.OBSERVATION) {
      throw new QueryFault(
          "query.syntax", "$resultFormat", 0, "only dataArray, and only for Observations");
    }
    return true;
  }

  private static List<String> select(EntityType type, String value) {
    List<String> names = new ArrayList<>();
    int at = 0;
    for (String part : value.split(",", -1)) {
      String name = part.strip();
      boolean known =
          Model.findProperty(type, name).isPresent()
              || Model.findNavigation(type, name).isPresent();
      if (!known) {
        throw new QueryFault(
            "query.unknown-property", "$select", at, type.single() + " has no property " + name);
      }
      names.add(name.equals("id") ? Model.ID.name() : name);
      at += part.length() + 1;
    }
    return names;
  }

  private static List<Expand> expand(EntityType type, String value, int depth) {
    if (depth > MAX_EXPAND_DEPTH) {
      throw new QueryFault("query.too-deep", "$expand", 0, "over " + MAX_EXPAND_DEPTH + " levels");
    }
    Map<String, Expand> all = new LinkedHashMap<>();
    int at = 0;
    for (String part : split(value, ',')) {
      Expand expand = expandOne(type, part.strip(), at, depth);
      all.merge(expand.navigation().name(), expand, QueryParser::merge);
      at += part.length() + 1;
    }
    return List.copyOf(all.values());
  }

  /** {@code Datastreams/Sensor} or {@code Datastreams($top=1;$expand=Sensor)}. */
  private static Expand expandOne(EntityType type, String text, int at, int depth) {
    int bracket = text.indexOf('(');
    int slash = text.indexOf('/');
    int end = text.length();
    if (bracket >= 0) {
      end = bracket;
    }
    if (slash >= 0 && slash < end) {
      end = slash;
    }
    String name = text.substring(0, end);
    Navigation navigation =
        Model.findNavigation(type, name)
            .orElseThrow(() ->
                new QueryFault(
                    "query.unknown-property",
                    "$expand",
                    at,
                    type.single() + " has no link " + name));
    if (end == text.length()) {
      return new Expand(navigation, Query.ALL);
    }
    if (text.charAt(end) == '/') {
      List<Expand> inner = expand(navigation.target(), text.substring(end + 1), depth + 1);
      return new Expand(
          navigation,
          new Query(
              null,
              0,
              false,
              null,
              inner,
              null,
              List.of(),
              false,
              Map.of("$expand", text.substring(end + 1))));
    }
    if (!text.endsWith(")")) {
      throw new QueryFault("query.syntax", "$expand", at + text.length(), ") is wanted here");
    }
    Map<String, String> options = new LinkedHashMap<>();
    for (String part : split(text.substring(end + 1, text.length() - 1), ';')) {
      int equals = part.indexOf('=');
      if (!part.isBlank()) {
        put(
            options,
            (equals < 0 ? part : part.substring(0, equals)).strip(),
            equals < 0 ? "" : part.substring(equals + 1),
            at);
      }
    }
    return new Expand(navigation, of(navigation.target(), options, depth));
  }

  /** {@code Datastreams/Sensor,Datastreams/ObservedProperty}: one link with both below it. */
  private static Expand merge(Expand a, Expand b) {
    Map<String, Expand> inner = new LinkedHashMap<>();
    a.query().expand().forEach(e -> inner.put(e.navigation().name(), e));
    b.query().expand().forEach(e -> inner.merge(e.navigation().name(), e, QueryParser::merge));
    Query q = a.query().equals(Query.ALL) ? b.query() : a.query();
    return new Expand(
        a.navigation(),
        new Query(
            q.top(),
            q.skip(),
            q.count(),
            q.select(),
            List.copyOf(inner.values()),
            q.filter(),
            q.orderBy(),
            q.dataArray(),
            q.source()));
  }

  /** Splits at {@code mark} where it stands outside brackets and quotes. */
  private static List<String> split(String text, char mark) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\'') {
        quoted = !quoted;
      } else if (!quoted && c == '(') {
        depth++;
      } else if (!quoted && c == ')') {
        depth--;
      } else if (!quoted && depth == 0 && c == mark) {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(text.substring(start));
    return parts;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new QueryFault("query.syntax", "query", 0, "this is not percent-encoded text");
    }
  }
}
