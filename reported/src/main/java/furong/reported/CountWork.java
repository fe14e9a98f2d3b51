package furong.reported;

import furong.base.Period;
import furong.base.Transactions;
import furong.pack.FormDef;
import furong.pack.Formula;
import furong.pack.Formula.Input;
import furong.pack.Formula.Kind;
import furong.pack.FormulaBook;
import furong.pack.IndicatorDef;
import furong.reported.CountChanges.Touched;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Brings formulas over counts of alerts and things up to date: takes what moved off the queue and
 * computes the formulas that read it, in the divisions and periods touched, in one transaction.
 *
 * <p>Things have no past: they are counted into the running periods only, and a value of a past
 * period stands as it was. When a period begins, formulas over things are computed once everywhere.
 *
 * <p>Cost: a round is counted by different divisions and periods, not by alerts; what no formula
 * reads costs a look into a set.
 *
 * <p>One thread only.
 */
public final class CountWork {

  /** Changes in one go: some 10 MB. */
  public static final int CHANGES_A_ROUND = 100_000;

  private final CountChanges changes;
  private final FormulaBook book;
  private final FormulaWork work;
  private final Transactions transactions;
  private final ZoneId zone;
  private final InstantSource clock;
  private LocalDateTime begun = LocalDateTime.of(1, 1, 1, 0, 0); // before any period

  public CountWork(
      CountChanges changes,
      FormulaBook book,
      FormulaWork work,
      Transactions transactions,
      ZoneId zone,
      InstantSource clock) {
    this.changes = changes;
    this.book = book;
    this.work = work;
    this.transactions = transactions;
    this.zone = zone;
    this.clock = clock;
  }

  /** One round. @return how many changes it took off the queue */
  public int round(int max) {
    LocalDateTime now = clock.instant().atZone(zone).toLocalDateTime();
    int taken =
        transactions.inOne(() -> {
          begin(now);
          List<Touched> touched = changes.take(max);
          if (!touched.isEmpty()) {
            compute(touched, now);
            changes.done(touched);
          }
          return touched.size();
        });
    begun = now;
    return taken;
  }

  /** Things that stood before a period began are counted in it, though nothing moved. */
  private void begin(LocalDateTime now) {
    Set<FormDef.Cycle> cycles = EnumSet.noneOf(FormDef.Cycle.class);
    for (Formula formula : book.ordered()) {
      IndicatorDef.Computed computed = formula.indicator().computed();
      if (computed != null && formula.inputs().stream().anyMatch(i -> i.kind() == Kind.THINGS)) {
        cycles.add(computed.cycle());
      }
    }
    for (FormDef.Cycle cycle : cycles) {
      Period running = cycle.of(now);
      if (!running.equals(cycle.of(begun))) {
        work.all(Set.of(Kind.THINGS), running, "period-began");
      }
    }
  }

  private void compute(List<Touched> touched, LocalDateTime now) {
    Map<String, Map<String, Set<Input>>> byPeriod = new TreeMap<>();
    for (Touched one : touched) {
      for (Formula formula : book.readers(one.counted())) {
        IndicatorDef.Computed computed = formula.indicator().computed();
        if (computed != null) {
          byPeriod
              .computeIfAbsent(computed.cycle().of(time(one, now)).text(), p -> new HashMap<>())
              .computeIfAbsent(one.division(), d -> new HashSet<>())
              .add(one.counted());
        }
      }
    }
    byPeriod.forEach(
        (period, changed) -> work.moved(changed, Period.parse(period), "counted-again"));
  }

  private LocalDateTime time(Touched one, LocalDateTime now) {
    Instant at = one.at();
    return at == null ? now : at.atZone(zone).toLocalDateTime();
  }
}
