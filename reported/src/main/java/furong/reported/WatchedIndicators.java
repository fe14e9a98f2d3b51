package furong.reported;

import furong.base.Period;
import furong.indicators.DivisionDay;
import furong.indicators.IndicatorStore;
import furong.indicators.IndicatorValue;
import furong.indicators.SupersededValue;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * An {@link IndicatorStore} that tells formulas, in the same transaction, when an indicator that
 * they read comes to something else.
 */
public final class WatchedIndicators implements IndicatorStore {

  private final IndicatorStore store;
  private final Set<String> watched;
  private final FormulaWork work;

  /**
   * @param watched ids that some formula reads
   */
  public WatchedIndicators(IndicatorStore store, Set<String> watched, FormulaWork work) {
    this.store = store;
    this.watched = Set.copyOf(watched);
    this.work = work;
  }

  @Override
  public void putValues(Collection<IndicatorValue> values) {
    List<IndicatorValue> differ =
        values.stream().filter(v -> watched.contains(v.indicator())).filter(this::differs).toList();
    store.putValues(values);
    for (IndicatorValue v : differ) {
      work.indicatorChanged(v.indicator(), v.division(), v.period(), v.indicator());
    }
  }

  private boolean differs(IndicatorValue next) {
    return store
        .find(next.indicator(), next.division(), next.period())
        .map(stands -> !Objects.equals(stands.value(), next.value()))
        .orElse(true);
  }

  @Override
  public void putDays(Collection<DivisionDay> days) {
    store.putDays(days);
  }

  @Override
  public void removeDay(String index, String division, LocalDate day) {
    store.removeDay(index, division, day);
  }

  @Override
  public List<DivisionDay> days(String index, String division, LocalDate first, LocalDate last) {
    return store.days(index, division, first, last);
  }

  @Override
  public Optional<IndicatorValue> find(String indicator, String division, Period period) {
    return store.find(indicator, division, period);
  }

  @Override
  public List<IndicatorValue> series(
      String indicator, String division, int periodLength, String from, String to) {
    return store.series(indicator, division, periodLength, from, to);
  }

  @Override
  public List<IndicatorValue> of(String indicator, Collection<String> divisions, Period period) {
    return store.of(indicator, divisions, period);
  }

  @Override
  public List<SupersededValue> superseded(String indicator, String division, Period period) {
    return store.superseded(indicator, division, period);
  }
}
