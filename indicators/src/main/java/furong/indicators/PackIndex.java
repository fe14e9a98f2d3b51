package furong.indicators;

import furong.indicators.DayItem.Statistic;
import furong.pack.Index;
import furong.pack.IndexItem;
import furong.pack.IndexValue;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A {@link DayIndex} by the breakpoint tables of a pack. */
public final class PackIndex implements DayIndex {

  private final Index index;
  private final List<List<DayItem>> items;

  /**
   * @throws IllegalArgumentException when the index is not one of days: it asks for hourly means
   */
  public PackIndex(Index index) {
    this.index = index;
    this.items =
        index.ruleSets().stream()
            .map(set -> set.items().stream().map(PackIndex::item).toList())
            .toList();
  }

  /** Whether a pack's index can be computed from days alone. */
  public static boolean isDaily(Index index) {
    return index.ruleSets().stream()
        .flatMap(set -> set.items().stream())
        .noneMatch(item -> item.statistic() == IndexItem.Statistic.HOUR_MEAN);
  }

  private static DayItem item(IndexItem item) {
    Statistic statistic =
        switch (item.statistic()) {
          case DAY_MEAN -> Statistic.DAY_MEAN;
          case MAX_1H -> Statistic.MAX_1H;
          case MAX_8H -> Statistic.MAX_8H;
          case HOUR_MEAN ->
              throw new IllegalArgumentException(item.key() + " is no statistic of a day");
        };
    return new DayItem(item.property(), statistic);
  }

  @Override
  public String id() {
    return index.id();
  }

  @Override
  public Set<String> properties() {
    return items.stream().flatMap(List::stream).map(DayItem::property).collect(Collectors.toSet());
  }

  @Override
  public String said() {
    return index.ruleSets() + " " + index.categories();
  }

  @Override
  public List<DayItem> items(LocalDate day) {
    return items.get(index.ruleSetAt(day));
  }

  @Override
  public String ruleSet(LocalDate day) {
    return index.ruleSets().get(index.ruleSetAt(day)).id();
  }

  @Override
  public Judged judge(LocalDate day, Map<DayItem, Double> values) {
    Map<String, Double> inputs = new HashMap<>();
    values.forEach((item, value) -> inputs.put(item.key(), value));
    IndexValue value = index.evaluate(day, inputs);
    return new Judged(value.value(), value.reason(), value.category(), value.primary());
  }
}
