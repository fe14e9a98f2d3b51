package furong.reported;

import furong.base.Period;
import furong.city.Division;
import furong.pack.Formula;
import furong.pack.Formula.Input;
import furong.pack.Formula.Kind;
import furong.pack.FormulaBook;
import furong.pack.IndicatorDef;
import furong.reported.FormulaValue.Used;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Brings the values of formulas up to date. A change touches the formulas that read it, the
 * formulas that read those, and only the divisions above it; nothing else is computed.
 *
 * <p>Call it in the transaction that changed what is read. Cost: for each touched division one
 * small read per input that moved, whatever the number of formulas, and one read and one write of
 * values for all; what did not move is taken from the values that stand.
 */
public final class FormulaWork implements FigureChanges {

  private final FormulaBook book;
  private final FormulaInputs inputs;
  private final FormulaStore store;
  private final InstantSource time;

  public FormulaWork(
      FormulaBook book, FormulaInputs inputs, FormulaStore store, InstantSource time) {
    this.book = book;
    this.inputs = inputs;
    this.store = store;
    this.time = time;
  }

  @Override
  public void changed(Collection<String> figures, String division, Period period, String reason) {
    touch(figures.stream().map(f -> new Input(Kind.FIGURE, f)).toList(), division, period, reason);
  }

  private void touch(Collection<Input> changed, String division, Period period, String reason) {
    moved(Map.of(division, Set.copyOf(changed)), period, reason);
  }

  /**
   * Several inputs at once: each division above them is computed once, however many moved.
   *
   * @param changed what moved, by the division in which it did
   */
  void moved(Map<String, Set<Input>> changed, Period period, String reason) {
    Map<String, Division> divisions = new TreeMap<>();
    Map<String, Set<Input>> dirty = new HashMap<>();
    changed.forEach((division, what) -> {
      if (!affected(what).isEmpty()) {
        // figures and counts add up into all above; an indicator is read in its own division only
        boolean own = true;
        for (Division up : inputs.touched(division, period)) {
          Set<Input> seen = new HashSet<>(what);
          boolean here = own;
          seen.removeIf(input -> input.kind() == Kind.INDICATOR && !here);
          own = false;
          if (!seen.isEmpty()) {
            divisions.put(up.code(), up);
            dirty.computeIfAbsent(up.code(), code -> new HashSet<>()).addAll(seen);
          }
        }
      }
    });
    if (dirty.isEmpty()) {
      return;
    }
    store.hold(period);
    Set<Input> all = new HashSet<>();
    dirty.values().forEach(all::addAll);
    List<Formula> affected = affected(all);
    Map<String, FormulaValue> stands = standing(affected, divisions.keySet(), period);
    List<FormulaValue> came = new ArrayList<>();
    divisions.forEach((code, division) -> {
      Set<Input> here = new HashSet<>(dirty.getOrDefault(code, Set.of()));
      DivisionInputs reads = new DivisionInputs(inputs, code, period);
      for (Formula formula : affected) {
        if (formula.inputs().stream().anyMatch(here::contains)
            && applies(formula, division, period)) {
          @Nullable FormulaValue stood = stands.get(key(formula.indicator().id(), code));
          FormulaValue value = value(formula, code, period, here, stood, reads::read);
          if (says(value, stood)) {
            came.add(value);
            reads.computed(value);
            here.add(new Input(Kind.INDICATOR, value.indicator()));
          }
        }
      }
    });
    store.putAll(came, stands.values(), reason);
  }

  private Map<String, FormulaValue> standing(
      List<Formula> formulas, Collection<String> divisions, Period period) {
    Map<String, FormulaValue> stands = new HashMap<>();
    List<String> ids = formulas.stream().map(f -> f.indicator().id()).toList();
    store.of(ids, divisions, period).forEach(v -> stands.put(key(v.indicator(), v.division()), v));
    return stands;
  }

  private static String key(String indicator, String division) {
    return indicator + " " + division;
  }

  /** Whether a value differs from what stands; one that lacks an input says nothing at first. */
  private static boolean says(FormulaValue value, @Nullable FormulaValue stood) {
    return stood == null
        ? value.inputs().stream().noneMatch(u -> u.value() == null)
        : !stood.same(value);
  }

  /** The formulas that read these, and those that read them, each behind what it reads. */
  private List<Formula> affected(Set<Input> changed) {
    Set<Input> reached = new HashSet<>(changed);
    List<Formula> affected = new ArrayList<>();
    for (Formula formula : book.ordered()) {
      if (formula.inputs().stream().anyMatch(reached::contains)) {
        reached.add(new Input(Kind.INDICATOR, formula.indicator().id()));
        affected.add(formula);
      }
    }
    return affected;
  }

  static boolean applies(Formula formula, Division division, Period period) {
    IndicatorDef.Computed computed = formula.indicator().computed();
    return computed != null
        && computed.cycle().fits(period)
        && formula.indicator().givenFor(division.level(), division.code());
  }

  /**
   * Everything of a period from nothing, in all divisions: the slow second way to the same values,
   * and the way for what is counted, such as alerts, which nobody approves.
   *
   * @param which formulas with an input of one of these kinds
   * @return how many values changed
   */
  public int all(Set<Kind> which, Period period, String reason) {
    return everything(
        formula -> formula.inputs().stream().anyMatch(i -> which.contains(i.kind())),
        period,
        true,
        reason);
  }

  /**
   * Formulas that are defined anew, and those that read them, in all divisions of a period. Things
   * are not counted again: a past period keeps the count that it stood on.
   *
   * @return how many values changed
   */
  public int anew(Set<String> indicators, Period period, String reason) {
    return everything(f -> indicators.contains(f.indicator().id()), period, false, reason);
  }

  private int everything(
      Predicate<Formula> which, Period period, boolean thingsAgain, String reason) {
    store.hold(period);
    PeriodInputs all = inputs.of(period);
    int changed = 0;
    Set<Input> taken = new HashSet<>();
    for (Formula formula : book.ordered()) {
      if (which.test(formula) || formula.inputs().stream().anyMatch(taken::contains)) {
        taken.add(new Input(Kind.INDICATOR, formula.indicator().id()));
        List<FormulaValue> came = everywhere(formula, period, all, thingsAgain);
        for (FormulaValue value : store.putAll(came, reason)) {
          all.computed(value);
          changed++;
        }
      }
    }
    return changed;
  }

  /** Where there is something to say, or something was said before. */
  private List<FormulaValue> everywhere(
      Formula formula, Period period, PeriodInputs all, boolean thingsAgain) {
    List<String> where =
        inputs.divisions(period).stream()
            .filter(d -> applies(formula, d, period))
            .map(Division::code)
            .toList();
    boolean keeps =
        !thingsAgain && formula.inputs().stream().anyMatch(i -> i.kind() == Kind.THINGS);
    Map<String, FormulaValue> stands = keeps ? standing(List.of(formula), where, period) : Map.of();
    List<FormulaValue> came = new ArrayList<>();
    List<FormulaValue> missing = new ArrayList<>();
    for (String code : where) {
      @Nullable FormulaValue stood = stands.get(key(formula.indicator().id(), code));
      FormulaValue value =
          value(formula, code, period, Set.of(), stood, input -> all.read(input, code));
      boolean lacks = value.inputs().stream().anyMatch(u -> u.value() == null);
      (lacks ? missing : came).add(value);
    }
    if (!missing.isEmpty()) {
      Set<String> said = new HashSet<>();
      List<String> codes = missing.stream().map(FormulaValue::division).toList();
      store.of(formula.indicator().id(), codes, period).forEach(v -> said.add(v.division()));
      missing.stream().filter(v -> said.contains(v.division())).forEach(came::add);
    }
    return came;
  }

  /** What a formula comes to now; nothing is kept of it. */
  FormulaValue value(Formula formula, String division, Period period) {
    return value(formula, division, period, new DivisionInputs(inputs, division, period)::read);
  }

  /**
   * What a formula without a row comes to; nothing is kept of it.
   *
   * @param below values of the formulas that it reads, which may have no row either
   * @param still whether no alert that it counts began in the period, else they are counted
   */
  FormulaValue unwritten(
      Formula formula,
      String division,
      Period period,
      Function<String, @Nullable FormulaValue> below,
      boolean still) {
    return value(
        formula,
        division,
        period,
        input -> {
          if (input.kind() == Kind.ALERTS && still) {
            return FormulaInputs.counted(input, new Counts.Counted(0, false));
          }
          @Nullable FormulaValue known =
              input.kind() == Kind.INDICATOR ? below.apply(input.id()) : null;
          return known != null ? FormulaInputs.used(known) : inputs.read(input, division, period);
        });
  }

  private FormulaValue value(
      Formula formula,
      String division,
      Period period,
      Set<Input> moved,
      @Nullable FormulaValue stood,
      Function<Input, Used> reader) {
    Map<Input, Used> known = unmoved(moved, stood);
    return value(
        formula,
        division,
        period,
        input -> {
          Used stands = known.get(input);
          return stands == null ? reader.apply(input) : stands;
        });
  }

  private FormulaValue value(
      Formula formula, String division, Period period, Function<Input, Used> reader) {
    Map<Input, Used> read = new HashMap<>();
    List<Used> used = new ArrayList<>();
    boolean missing = false;
    for (Input input : formula.inputs()) {
      Used one = reader.apply(input);
      read.put(input, one);
      used.add(one);
      missing |= one.value() == null;
    }
    Instant now = time.instant();
    Formula.Value came = formula.evaluate(input -> number(read.get(input)));
    boolean fewDays =
        used.stream()
            .anyMatch(u -> u.kind() == Kind.OBSERVED && !(u.count() >= formula.leastDays()));
    boolean known = Double.isFinite(came.value()) && !fewDays;
    return new FormulaValue(
        formula.indicator().id(),
        formula.indicator().version(),
        division,
        period,
        known ? came.value() : null,
        known ? "" : reason(formula, missing, fewDays),
        finite(came.numerator()),
        finite(came.denominator()),
        used,
        now);
  }

  /**
   * The inputs that a value stands on and that did not move: whatever moves is told, so that they
   * are still what they were and nobody need add them up again. Things have no past besides, and a
   * late alert of last month is divided by what stood then. Facts of a division are told by nobody
   * and are asked each time.
   */
  private static Map<Input, Used> unmoved(Set<Input> moved, @Nullable FormulaValue stood) {
    Map<Input, Used> known = new HashMap<>();
    for (Used one : stood == null ? List.<Used>of() : stood.inputs()) {
      Input input = new Input(one.kind(), one.id());
      if (one.kind() != Kind.DIVISION && !moved.contains(input)) {
        known.put(input, one);
      }
    }
    return known;
  }

  private static String reason(Formula formula, boolean missing, boolean fewDays) {
    boolean param = formula.params().stream().anyMatch(p -> p.value() == null);
    return missing
        ? "missing-input"
        : param ? "unknown-parameter" : fewDays ? "too-few-days" : "nothing-to-divide-by";
  }

  private static double number(@Nullable Used used) {
    Double value = used == null ? null : used.value();
    return value == null ? Double.NaN : value;
  }

  private static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
