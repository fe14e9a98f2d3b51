package furong.indicators;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All that is computed from days: what makes a day valid, which indices there are, which indicators
 * count by them.
 *
 * @param rules by property; a property without one has no day statistics
 */
public record IndicatorBook(
    Map<String, DayRule> rules, List<DayIndex> indices, List<DayCount> counts) {

  public IndicatorBook {
    rules = Map.copyOf(rules);
    indices = List.copyOf(indices);
    counts = List.copyOf(counts);
    Set<String> known = indices.stream().map(DayIndex::id).collect(Collectors.toSet());
    Map<String, DayCount> byId = new LinkedHashMap<>();
    for (DayCount count : counts) {
      if (!known.contains(count.index())) {
        throw new IllegalArgumentException(count.id() + " counts by no known index");
      }
      if (byId.put(count.id(), count) != null) {
        throw new IllegalArgumentException("two indicators have the id " + count.id());
      }
    }
  }

  public Optional<DayIndex> findIndex(String id) {
    return indices.stream().filter(index -> index.id().equals(id)).findFirst();
  }

  public Optional<DayCount> findCount(String id) {
    return counts.stream().filter(count -> count.id().equals(id)).findFirst();
  }
}
