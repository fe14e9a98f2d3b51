package furong.sense.sta;

import furong.observe.sta.EntityType;
import furong.observe.sta.Navigation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An entity on its way out, with the links that are shown in full.
 *
 * @param values by property name: String, Double, {@code RawJson}, {@code StaTime} or null
 * @param expanded what was read of the links
 */
record Node(
    EntityType type,
    long id,
    Map<String, @Nullable Object> values,
    Map<Navigation, Page> expanded) {

  /**
   * Part of a set.
   *
   * @param nodes in order
   * @param more true when there are more than these
   * @param count of all; null when nobody asked
   */
  record Page(List<Node> nodes, boolean more, @Nullable Long count) {

    static final Page EMPTY = new Page(List.of(), false, null);
  }

  static Node of(EntityType type, long id, Map<String, @Nullable Object> values) {
    return new Node(type, id, values, new LinkedHashMap<>(0));
  }
}
