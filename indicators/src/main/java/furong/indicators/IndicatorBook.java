package furong.indicators;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All that is computed from days: what makes a day valid, which indices there are, which indicators
 * count by them.
 *
 * <p>Its content never changes, except of the one book that a running city hands around: it says
 * what the packs in force say, see {@link PackIndicators#following}.
 */
public final class IndicatorBook {

  private final Map<String, DayRule> rules;
  private final List<DayIndex> indices;
  private final List<DayCount> counts;

  /** Null for a book that stays as it is. */
  private final @Nullable Supplier<IndicatorBook> inForce;

  IndicatorBook(Supplier<IndicatorBook> inForce) {
    this.rules = Map.of();
    this.indices = List.of();
    this.counts = List.of();
    this.inForce = inForce;
  }

  /**
   * @param rules by property; a property without one has no day statistics
   */
  public IndicatorBook(Map<String, DayRule> rules, List<DayIndex> indices, List<DayCount> counts) {
    this.rules = Map.copyOf(rules);
    this.indices = List.copyOf(indices);
    this.counts = List.copyOf(counts);
    this.inForce = null;
    Set<String> known = indices.stream().map(DayIndex::id).collect(Collectors.toSet());
    Set<String> ids = new HashSet<>();
    for (DayCount count : counts) {
      if (!known.contains(count.index())) {
        throw new IllegalArgumentException(count.id() + " counts by no known index");
      }
      if (!ids.add(count.id())) {
        throw new IllegalArgumentException("two indicators have the id " + count.id());
      }
    }
  }

  /** What it says now, for good: for who asks several questions that must fit each other. */
  IndicatorBook now() {
    Supplier<IndicatorBook> by = inForce;
    return by == null ? this : by.get();
  }

  public Map<String, DayRule> rules() {
    return now().rules;
  }

  public List<DayIndex> indices() {
    return now().indices;
  }

  public List<DayCount> counts() {
    return now().counts;
  }

  public Optional<DayIndex> findIndex(String id) {
    return indices().stream().filter(index -> index.id().equals(id)).findFirst();
  }

  public Optional<DayCount> findCount(String id) {
    return counts().stream().filter(count -> count.id().equals(id)).findFirst();
  }
}
