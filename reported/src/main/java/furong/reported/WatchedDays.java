package furong.reported;

import furong.base.Period;
import furong.indicators.DayMean;
import furong.indicators.DayStat;
import furong.indicators.DayStatStore;
import furong.pack.Formula;
import furong.pack.Formula.Input;
import furong.pack.Formula.Kind;
import furong.pack.FormulaBook;
import furong.pack.IndicatorDef;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A {@link DayStatStore} that tells formulas, in the same transaction, when the days of a property
 * that they read come to something else.
 *
 * <p>Cost: what no formula reads costs a look into a map.
 */
public final class WatchedDays implements DayStatStore {

  private final DayStatStore store;
  private final FormulaBook book;
  private final FormulaWork work;

  public WatchedDays(DayStatStore store, FormulaBook book, FormulaWork work) {
    this.store = store;
    this.book = book;
    this.work = work;
  }

  @Override
  public void put(Collection<DayStat> stats) {
    store.put(stats);
    tell(stats);
  }

  @Override
  public void remove(long thing, String property, LocalDate day) {
    List<DayStat> gone =
        store.onDays(List.of(property), List.of(day)).stream()
            .filter(stat -> stat.thing() == thing)
            .toList();
    store.remove(thing, property, day);
    tell(gone);
  }

  private void tell(Collection<DayStat> stats) {
    Map<String, Map<String, Set<Input>>> byPeriod = new TreeMap<>();
    for (DayStat stat : stats) {
      Input observed = new Input(Kind.OBSERVED, stat.property());
      for (Formula formula : book.readers(observed)) {
        IndicatorDef.Computed computed = formula.indicator().computed();
        if (computed != null && !stat.division().isEmpty()) {
          byPeriod
              .computeIfAbsent(computed.cycle().of(stat.day()).text(), p -> new HashMap<>())
              .computeIfAbsent(stat.division(), d -> new HashSet<>())
              .add(observed);
        }
      }
    }
    byPeriod.forEach((period, changed) -> work.moved(changed, Period.parse(period), "observed"));
  }

  @Override
  public DayMean mean(String division, String property, LocalDate first, LocalDate last) {
    return store.mean(division, property, first, last);
  }

  @Override
  public List<DayStat> within(
      String division, Collection<String> properties, LocalDate first, LocalDate last) {
    return store.within(division, properties, first, last);
  }

  @Override
  public List<DayStat> onDays(Collection<String> properties, Collection<LocalDate> days) {
    return store.onDays(properties, days);
  }
}
