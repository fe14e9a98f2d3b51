package furong.observe.sta;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The query options of one set, read: SensorThings 1.1, clause 9.3.
 *
 * @param top at most so many; null when not asked
 * @param skip leave out the first so many
 * @param count answer how many there are in all
 * @param select names of properties and links to show; null for all
 * @param expand links to show in full
 * @param filter null when all are wanted
 * @param orderBy first key first
 * @param dataArray answer observations as rows of a data array
 * @param source the options as they were given, decoded: what the link to the next page repeats
 */
public record Query(
    @Nullable Integer top,
    int skip,
    boolean count,
    @Nullable List<String> select,
    List<Expand> expand,
    @Nullable Expr filter,
    List<Order> orderBy,
    boolean dataArray,
    Map<String, String> source) {

  /** Everything, in order of id. */
  public static final Query ALL =
      new Query(null, 0, false, null, List.of(), null, List.of(), false, Map.of());

  /** One key of the order. */
  public record Order(Expr by, boolean descending) {}

  /** A link shown in full. */
  public record Expand(Navigation navigation, Query query) {}

  public Query {
    select = select == null ? null : List.copyOf(select);
    expand = List.copyOf(expand);
    orderBy = List.copyOf(orderBy);
    source = Collections.unmodifiableMap(new LinkedHashMap<>(source));
  }

  public boolean selects(String name) {
    return select == null || select.contains(name);
  }

  public Query withFilter(@Nullable Expr newFilter) {
    return new Query(top, skip, count, select, expand, newFilter, orderBy, dataArray, source);
  }
}
