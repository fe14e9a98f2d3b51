package furong.reported;

import furong.base.Period;
import furong.indicators.DayMean;
import furong.indicators.DayStat;
import furong.indicators.DayStatStore;
import furong.pack.FormDef;
import furong.pack.Formula;
import furong.pack.Formula.Input;
import furong.pack.Formula.Kind;
import furong.pack.FormulaBook;
import furong.pack.IndicatorDef;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A {@link DayStatStore} that tells formulas, in the same transaction, when the days of a property
 * that they read come to something else.
 *
 * <p>Cost: what no formula reads costs a look into a map; what one reads, one read of the rows
 * before they change, so that only hours that moved are computed, and a thing that moved is taken
 * out of the division that it counted in.
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
    Map<String, DayStat> stood = standing(stats);
    store.put(stats);
    tell(stats, stood);
  }

  @Override
  public void remove(long thing, String property, LocalDate day) {
    List<DayStat> gone = store.of(List.of(thing), List.of(property), List.of(day));
    store.remove(thing, property, day);
    tell(gone, Map.of());
  }

  private static String key(DayStat stat) {
    return stat.thing() + " " + stat.property() + " " + stat.day();
  }

  /** What stands of what is read: which hours move, and where a thing that moved counted before. */
  private Map<String, DayStat> standing(Collection<DayStat> stats) {
    Set<Long> things = new HashSet<>();
    Set<String> properties = new HashSet<>();
    Set<LocalDate> days = new HashSet<>();
    for (DayStat stat : stats) {
      if (!book.readers(observed(stat)).isEmpty()) {
        things.add(stat.thing());
        properties.add(stat.property());
        days.add(stat.day());
      }
    }
    Map<String, DayStat> stood = new HashMap<>();
    if (!things.isEmpty()) {
      store.of(things, properties, days).forEach(stat -> stood.put(key(stat), stat));
    }
    return stood;
  }

  private static Input observed(DayStat stat) {
    return new Input(Kind.OBSERVED, stat.property());
  }

  private void tell(Collection<DayStat> stats, Map<String, DayStat> stood) {
    Map<String, Map<String, Set<Input>>> byPeriod = new TreeMap<>();
    for (DayStat stat : stats) {
      @Nullable DayStat before = stood.get(key(stat));
      for (Formula formula : book.readers(observed(stat))) {
        for (Period period : periods(formula, stat, before)) {
          Map<String, Set<Input>> changed =
              byPeriod.computeIfAbsent(period.text(), p -> new HashMap<>());
          changed.computeIfAbsent(stat.division(), d -> new HashSet<>()).add(observed(stat));
          if (before != null) {
            changed.computeIfAbsent(before.division(), d -> new HashSet<>()).add(observed(stat));
          }
        }
      }
    }
    byPeriod.forEach((period, changed) -> {
      changed.remove("");
      work.moved(changed, Period.parse(period), "observed");
    });
  }

  private static List<Period> periods(Formula formula, DayStat stat, @Nullable DayStat before) {
    IndicatorDef.Computed computed = formula.indicator().computed();
    if (computed == null) {
      return List.of();
    }
    if (computed.cycle() != FormDef.Cycle.HOUR) {
      return List.of(computed.cycle().of(stat.day()));
    }
    List<Period> hours = new ArrayList<>();
    for (int hour = 0; hour < stat.hourMeans().size(); hour++) {
      boolean same =
          before == null
              ? stat.hourMean(hour) == null
              : Objects.equals(before.hourMean(hour), stat.hourMean(hour))
                  && before.division().equals(stat.division())
                  && before.simulated() == stat.simulated();
      if (!same) {
        hours.add(Period.hour(stat.day().atTime(hour, 0)));
      }
    }
    return hours;
  }

  @Override
  public DayMean mean(String division, String property, LocalDate first, LocalDate last) {
    return store.mean(division, property, first, last);
  }

  @Override
  public DayMean hourMean(String division, String property, LocalDate day, int hour) {
    return store.hourMean(division, property, day, hour);
  }

  @Override
  public List<DayStat> within(
      String division, Collection<String> properties, LocalDate first, LocalDate last) {
    return store.within(division, properties, first, last);
  }

  @Override
  public List<DayStat> of(
      Collection<Long> things, Collection<String> properties, Collection<LocalDate> days) {
    return store.of(things, properties, days);
  }

  @Override
  public List<DayStat> onDays(Collection<String> properties, Collection<LocalDate> days) {
    return store.onDays(properties, days);
  }
}
