package furong.reported;

import furong.base.Period;
import furong.indicators.DivisionDay;
import furong.indicators.IndicatorStore;
import furong.indicators.IndicatorValue;
import furong.indicators.SupersededValue;
import furong.pack.Formula.Input;
import furong.pack.Formula.Kind;
import furong.pack.FormulaBook;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An {@link IndicatorStore} that tells formulas, in the same transaction, when an indicator that
 * they read comes to something else.
 */
public final class WatchedIndicators implements IndicatorStore {

  private final IndicatorStore store;
  private final FormulaBook book;
  private final FormulaWork work;
  private final Consumer<Collection<IndicatorValue>> told;

  /**
   * @param book formulas, now and later
   */
  public WatchedIndicators(IndicatorStore store, FormulaBook book, FormulaWork work) {
    this(store, book, work, values -> {});
  }

  /**
   * @param told is given all values that are put, within their transaction
   */
  public WatchedIndicators(
      IndicatorStore store,
      FormulaBook book,
      FormulaWork work,
      Consumer<Collection<IndicatorValue>> told) {
    this.store = store;
    this.book = book;
    this.work = work;
    this.told = told;
  }

  @Override
  public void putValues(Collection<IndicatorValue> values) {
    Map<String, Map<String, Set<Input>>> differ = new TreeMap<>();
    List<IndicatorValue> read = values.stream().filter(v -> isRead(v.indicator())).toList();
    Map<String, IndicatorValue> stood = standing(read);
    for (IndicatorValue v : read) {
      @Nullable IndicatorValue before = stood.get(key(v));
      if (before == null
          || !Objects.equals(before.value(), v.value())
          || before.simulated() != v.simulated()) {
        differ
            .computeIfAbsent(v.period().text(), p -> new HashMap<>())
            .computeIfAbsent(v.division(), d -> new HashSet<>())
            .add(new Input(Kind.INDICATOR, v.indicator()));
      }
    }
    store.putValues(values);
    told.accept(values);
    differ.forEach(
        (period, changed) -> work.moved(changed, Period.parse(period), "indicator-changed"));
  }

  private boolean isRead(String indicator) {
    return !book.readers(new Input(Kind.INDICATOR, indicator)).isEmpty();
  }

  private static String key(IndicatorValue v) {
    return v.indicator() + " " + v.period().text() + " " + v.division();
  }

  /** With one question for each indicator and period. */
  private Map<String, IndicatorValue> standing(List<IndicatorValue> values) {
    Map<String, List<IndicatorValue>> together =
        values.stream()
            .collect(Collectors.groupingBy(v -> v.indicator() + " " + v.period().text()));
    Map<String, IndicatorValue> standing = new HashMap<>();
    for (List<IndicatorValue> of : together.values()) {
      IndicatorValue first = of.getFirst();
      List<String> divisions = of.stream().map(IndicatorValue::division).toList();
      store.of(first.indicator(), divisions, first.period()).forEach(v -> standing.put(key(v), v));
    }
    return standing;
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
  public List<DayMonth> dayMonths(String index) {
    return store.dayMonths(index);
  }

  @Override
  public Map<String, String> definitions() {
    return store.definitions();
  }

  @Override
  public void define(String indicator, String said) {
    store.define(indicator, said);
  }

  @Override
  public List<DivisionDay> days(
      String index, Collection<String> divisions, LocalDate first, LocalDate last) {
    return store.days(index, divisions, first, last);
  }

  @Override
  public List<IndicatorValue> months(
      Collection<String> indicators, Collection<String> divisions, Period period) {
    return store.months(indicators, divisions, period);
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
