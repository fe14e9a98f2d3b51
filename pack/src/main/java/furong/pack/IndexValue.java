package furong.pack;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an index came to.
 *
 * @param value null when it cannot be given; then {@code reason} is a stable code such as {@code
 *     items-missing} or {@code no-input}
 * @param category code of its class; empty without a value
 * @param primary properties that the value comes from, all of a tie; empty when the index is too
 *     low to have one
 * @param ruleSet id of the rule set in force on that date
 * @param parts sub-index by item key, for those that could be computed
 * @param missing item keys without input
 */
public record IndexValue(
    @Nullable Integer value,
    String reason,
    String category,
    List<String> primary,
    String ruleSet,
    Map<String, Integer> parts,
    List<String> missing) {

  public IndexValue {
    primary = List.copyOf(primary);
    parts = java.util.Collections.unmodifiableMap(new TreeMap<>(parts));
    missing = List.copyOf(missing);
  }
}
