package furong.reported;

import furong.base.Period;
import furong.base.Transactions;
import furong.indicators.IndicatorStore;
import furong.pack.FormDef;
import furong.pack.Formula;
import furong.pack.FormulaBook;
import furong.pack.IndicatorDef;
import furong.pack.PackBook;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes formulas that were defined anew into the running city, by a release or by files that
 * changed between two starts, and brings all their values up to date: a price that somebody fills
 * in gives every year its value, and what stood stays on record with the reason "definition".
 *
 * <p>What values were last computed by is kept with them, so that a round that is cut off is done
 * again. Cost: a look at the versions of the packs each round; when one differs, all formulas are
 * read once, and those that differ are computed in every period on record.
 *
 * <p>One thread only.
 */
public final class FormulaRenewal {

  private static final String REASON = "definition";

  private final PackBook packs;
  private final FormulaBook book;
  private final FormulaWork work;
  private final IndicatorStore store;
  private final Supplier<Collection<Period>> periods;
  private final Transactions transactions;
  private List<String> seen = List.of();
  private Set<String> known = Set.of();

  /**
   * @param packs what is in force, now and later
   * @param book what everybody was handed
   * @param store keeps what values were last computed by
   * @param periods those in which anything is on record that a formula may read
   */
  public FormulaRenewal(
      PackBook packs,
      FormulaBook book,
      FormulaWork work,
      IndicatorStore store,
      Supplier<Collection<Period>> periods,
      Transactions transactions) {
    this.packs = packs;
    this.book = book;
    this.work = work;
    this.store = store;
    this.periods = periods;
    this.transactions = transactions;
  }

  /** One round. @return how many definitions it took */
  public int round() {
    List<String> versions = packs.packs().stream().map(p -> p.id() + " " + p.version()).toList();
    if (versions.equals(seen)) {
      return 0;
    }
    Map<String, String> now = new TreeMap<>();
    book.ordered().forEach(formula -> now.put(formula.indicator().id(), said(formula)));
    forgetGone(now.keySet());
    Map<String, String> stood = store.definitions();
    Set<String> differ = new HashSet<>(now.keySet());
    differ.removeIf(id -> Objects.equals(now.get(id), stood.get(id)));
    if (!differ.isEmpty()) {
      Set<FormDef.Cycle> cycles = cycles(differ);
      for (Period period : periods.get()) {
        // what reads a formula has periods of the same length
        if (cycles.stream().anyMatch(cycle -> cycle.fits(period))) {
          transactions.inOne(() -> work.anew(differ, period, REASON));
        }
      }
      transactions.inOne(() -> differ.forEach(id -> store.define(id, now.getOrDefault(id, ""))));
    }
    seen = versions;
    return differ.size();
  }

  /** What is gone is computed whole when it comes back: its inputs may move meanwhile. */
  private void forgetGone(Set<String> now) {
    Set<String> gone = new HashSet<>(known);
    gone.removeAll(now);
    if (!gone.isEmpty()) {
      transactions.inOne(() -> gone.forEach(id -> store.define(id, "")));
    }
    known = Set.copyOf(now);
  }

  private Set<FormDef.Cycle> cycles(Set<String> indicators) {
    return indicators.stream()
        .flatMap(id -> book.find(id).stream())
        .flatMap(formula -> Stream.ofNullable(formula.indicator().computed()))
        .map(IndicatorDef.Computed::cycle)
        .collect(Collectors.toSet());
  }

  /** All that a value hangs on besides its inputs. */
  static String said(Formula formula) {
    IndicatorDef def = formula.indicator();
    IndicatorDef.Computed computed = Objects.requireNonNull(def.computed());
    String params =
        formula.params().stream()
            .map(p -> p.name() + "=" + p.value() + " " + p.unit())
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    String by = computed.by() == null ? "" : computed.by().text();
    return String.join(
        " | ",
        def.version(),
        computed.of().text(),
        by,
        def.unit(),
        computed.cycle().name(),
        computed.leastDays(),
        def.levels().toString(),
        def.within(),
        params);
  }
}
