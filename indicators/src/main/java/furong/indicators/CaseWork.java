package furong.indicators;

import furong.base.Period;
import furong.base.Transactions;
import furong.indicators.CaseChanges.Touched;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Brings indicators of case work up to date with the cases on record: counts again the divisions,
 * months and years that a change touched, in the transaction that takes the change off the queue.
 *
 * <p>Cost: one count of the cases of each period that was touched, a month and a year a change; a
 * thousand changes all over the city in one month cost no more than one.
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
    Map<Period, Set<String>> divisions = new LinkedHashMap<>();
    for (Touched one : touched) {
      String day = one.at().atZone(zone).toLocalDate().toString();
      List<String> codes = DivisionCodes.upToStreet(one.division());
      for (String period : List.of(day.substring(0, 4), day.substring(0, 7))) {
        divisions.computeIfAbsent(Period.parse(period), p -> new TreeSet<>()).addAll(codes);
      }
    }
    List<IndicatorValue> values = new ArrayList<>();
    divisions.forEach((period, of) ->
        figures
            .figures(of, period.in(zone))
            .forEach((division, figure) ->
                shares.forEach(share -> values.add(share.value(division, period, figure, now)))));
    return values;
  }
}
