package furong.indicators;

import furong.base.Period;
import furong.base.Transactions;
import furong.indicators.CaseChanges.Changed;
import furong.indicators.CaseChanges.Key;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings indicators of case work up to date with the cases on record: takes each case that changed
 * off the sums of the divisions, months and years that it counted in, puts it on as it is now, and
 * writes the rates that moved, in the transaction that takes the change off the queue.
 *
 * <p>Cost: a case that changed costs itself, whatever the number of others: some ten months and
 * years in three divisions. A definition that is new or came out differently costs a look at every
 * sum.
 *
 * <p>One thread only.
 */
public final class CaseWork {

  /** Changes in one go: some 50 MB. */
  public static final int CHANGES_A_ROUND = 100_000;

  /** Values written at once when a definition is new: some 20 MB. */
  private static final int VALUES_AT_ONCE = 20_000;

  private final CaseChanges changes;
  private final IndicatorStore store;
  private final Supplier<List<CaseShare>> shares;
  private final Transactions transactions;
  private final ZoneId zone;
  private final InstantSource clock;
  private List<CaseShare> known = List.of();

  /**
   * @param shares the rates in force, now and later
   */
  public CaseWork(
      CaseChanges changes,
      IndicatorStore store,
      Supplier<List<CaseShare>> shares,
      Transactions transactions,
      ZoneId zone,
      InstantSource clock) {
    this.changes = changes;
    this.store = store;
    this.shares = shares;
    this.transactions = transactions;
    this.zone = zone;
    this.clock = clock;
  }

  /** One round. @return how many changes it took off the queue */
  public int round(int max) {
    List<CaseShare> now = List.copyOf(shares.get());
    int taken =
        transactions.inOne(() -> {
          renew(now);
          List<Changed> taking = changes.take(max);
          if (!taking.isEmpty()) {
            count(taking, now);
            changes.done(taking);
          }
          return taking.stream().mapToInt(one -> one.seqs().size()).sum();
        });
    known = now;
    return taken;
  }

  private void count(List<Changed> taken, List<CaseShare> now) {
    Map<Key, CaseSum> moved = new HashMap<>();
    Map<String, Period> periods = new HashMap<>();
    for (Changed one : taken) {
      add(moved, periods, one.before(), false);
      add(moved, periods, one.now(), true);
    }
    moved.values().removeIf(CaseSum.NONE::equals);
    Map<Key, CaseSum> stood = changes.sums(moved.keySet());
    moved.replaceAll((key, sum) -> stood.getOrDefault(key, CaseSum.NONE).and(sum));
    changes.put(moved);
    Instant at = clock.instant();
    List<IndicatorValue> values = new ArrayList<>();
    moved.forEach((key, sum) -> now.forEach(share -> values.add(value(share, key, sum, at))));
    store.putValues(values);
  }

  private void add(
      Map<Key, CaseSum> sums,
      Map<String, Period> periods,
      @Nullable CountedCase counted,
      boolean plus) {
    if (counted == null) {
      return;
    }
    Set<Period> touched = new HashSet<>();
    counted
        .moments()
        .forEach(at -> {
          String day = at.atZone(zone).toLocalDate().toString();
          touched.add(periods.computeIfAbsent(day.substring(0, 4), Period::parse));
          touched.add(periods.computeIfAbsent(day.substring(0, 7), Period::parse));
        });
    List<String> divisions = DivisionCodes.upToStreet(counted.division());
    for (Period period : touched) {
      CaseSum here = counted.in(period.in(zone));
      CaseSum change = plus ? here : CaseSum.NONE.minus(here);
      divisions.forEach(code -> sums.merge(new Key(code, period), change, CaseSum::and));
    }
  }

  private static IndicatorValue value(CaseShare share, Key key, CaseSum sum, Instant at) {
    return share.value(key.division(), key.period(), sum.figure(), at);
  }

  /** Rates that are new or defined anew have their values of every period from the sums. */
  private void renew(List<CaseShare> now) {
    if (now.equals(known)) {
      return;
    }
    Map<String, String> stood = store.definitions();
    List<CaseShare> differ =
        now.stream().filter(share -> !share.toString().equals(stood.get(share.id()))).toList();
    if (differ.isEmpty()) {
      return;
    }
    Instant at = clock.instant();
    List<IndicatorValue> values = new ArrayList<>();
    changes
        .all()
        .forEach((key, sum) -> {
          differ.forEach(share -> values.add(value(share, key, sum, at)));
          if (values.size() >= VALUES_AT_ONCE) {
            store.putValues(List.copyOf(values));
            values.clear();
          }
        });
    store.putValues(values);
    differ.forEach(share -> store.define(share.id(), share.toString()));
  }
}
