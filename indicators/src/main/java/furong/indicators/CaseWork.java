package furong.indicators;

import furong.base.Period;
import furong.base.Transactions;
import furong.indicators.CaseChanges.Touched;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Brings indicators of case work up to date with the cases on record: counts again the divisions,
 * months and years that a change touched, in the transaction that takes the change off the queue.
 *
 * <p>Cost: one count of the cases of a division and period for each that was touched, three levels
 * of divisions and two lengths of periods a change; a hundred changes of one street in one month
 * cost no more than one.
 *
 * <p>One thread only.
 */
public final class CaseWork {

  /**
   * Changes in one go: some 10 MB. What they cost is counted by divisions and periods, not by them.
   */
  public static final int CHANGES_A_ROUND = 100_000;

  private final CaseChanges changes;
  private final CaseFigures figures;
  private final IndicatorStore store;
  private final List<CaseShare> shares;
  private final Transactions transactions;
  private final ZoneId zone;
  private final InstantSource clock;

  public CaseWork(
      CaseChanges changes,
      CaseFigures figures,
      IndicatorStore store,
      List<CaseShare> shares,
      Transactions transactions,
      ZoneId zone,
      InstantSource clock) {
    this.changes = changes;
    this.figures = figures;
    this.store = store;
    this.shares = List.copyOf(shares);
    this.transactions = transactions;
    this.zone = zone;
    this.clock = clock;
  }

  /** One round. @return how many changes it took off the queue */
  public int round(int max) {
    return transactions.inOne(() -> {
      List<Touched> touched = changes.take(max);
      if (!touched.isEmpty()) {
        store.putValues(values(touched, clock.instant()));
        changes.done(touched);
      }
      return touched.size();
    });
  }

  private List<IndicatorValue> values(List<Touched> touched, Instant now) {
    Map<String, Set<Period>> periods = new TreeMap<>();
    for (Touched one : touched) {
      LocalDate day = one.at().atZone(zone).toLocalDate();
      for (String division : DivisionCodes.upToStreet(one.division())) {
        Set<Period> of = periods.computeIfAbsent(division, d -> new LinkedHashSet<>());
        of.add(Period.parse(day.toString().substring(0, 4)));
        of.add(Period.parse(day.toString().substring(0, 7)));
      }
    }
    List<IndicatorValue> values = new ArrayList<>();
    periods.forEach((division, of) -> {
      for (Period period : of) {
        CaseFigures.Figure figure = figures.figure(division, period.in(zone));
        shares.forEach(share -> values.add(share.value(division, period, figure, now, zone)));
      }
    });
    return values;
  }
}
