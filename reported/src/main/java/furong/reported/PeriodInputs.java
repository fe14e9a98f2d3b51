package furong.reported;

import furong.base.Period;
import furong.city.Division;
import furong.city.Divisions;
import furong.pack.FigureDef;
import furong.pack.FormDef;
import furong.pack.Formula.Input;
import furong.pack.Formula.Kind;
import furong.reported.FormulaValue.Used;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The inputs of one period in all divisions at once, for computing everything: each is read with
 * one question and added up here, instead of one question for each division.
 *
 * <p>Holds what it has read: some 100 bytes for each input and division. For one pass only, since
 * it sees nothing that changes meanwhile.
 */
final class PeriodInputs {

  /** What a figure comes to in a division and below. */
  private static final class Sum {
    double sum;
    int count;
  }

  private final FormulaInputs one;
  private final FormBook book;
  private final FormTree tree;
  private final ReportedStore reported;
  private final Counts counts;
  private final Divisions divisions;
  private final Period period;
  private final Map<String, Set<String>> through = new HashMap<>();
  private final Map<String, Map<String, Integer>> expected = new HashMap<>();
  private final Map<Input, Map<String, Used>> read = new HashMap<>();

  PeriodInputs(
      FormulaInputs one,
      FormBook book,
      FormTree tree,
      ReportedStore reported,
      Counts counts,
      Divisions divisions,
      Period period) {
    this.one = one;
    this.book = book;
    this.tree = tree;
    this.reported = reported;
    this.counts = counts;
    this.divisions = divisions;
    this.period = period;
  }

  Used read(Input input, String division) {
    Used used =
        read.computeIfAbsent(
                input,
                i ->
                    switch (i.kind()) {
                      case FIGURE -> figures(i.id());
                      case ALERTS, THINGS -> counted(i);
                      case INDICATOR -> one.indicators(i.id(), codes(), period);
                      case DIVISION, OBSERVED -> new HashMap<>();
                    })
            .get(division);
    return used == null ? one.read(input, division, period) : used;
  }

  /** A formula came to something else in this pass. */
  void computed(FormulaValue value) {
    Map<String, Used> known = read.get(new Input(Kind.INDICATOR, value.indicator()));
    if (known != null) {
      known.put(value.division(), FormulaInputs.used(value));
    }
  }

  private List<String> codes() {
    return divisions.list().stream().map(Division::code).toList();
  }

  private Map<String, Used> counted(Input input) {
    Map<String, Used> used = new HashMap<>();
    counts
        .below(input, codes(), period)
        .forEach((division, counted) -> used.put(division, FormulaInputs.counted(input, counted)));
    return used;
  }

  private Map<String, Used> figures(String id) {
    FormDef form = book.asking(id).orElseThrow(() -> new IllegalArgumentException(id));
    FigureDef figure = book.figure(id).orElseThrow(() -> new IllegalArgumentException(id));
    Set<String> approved = through.computeIfAbsent(form.id(), f -> approved(form));
    Map<String, Integer> asked = expected.computeIfAbsent(form.id(), f -> asked(form));
    Map<String, Sum> sums = new HashMap<>();
    for (Reported r : reported.below(id, divisions.root().code(), period)) {
      @Nullable Double value = r.value();
      if (value != null) {
        for (Division up : divisions.path(r.division())) {
          Sum sum = sums.computeIfAbsent(up.code(), code -> new Sum());
          sum.sum += value;
          sum.count++;
        }
      }
    }
    Map<String, Used> used = new HashMap<>();
    for (Division division : divisions.list()) {
      String code = division.code();
      int expect = asked.getOrDefault(code, 0);
      boolean counts = approved.contains(code) && (figure.sums() || tree.fills(form, code));
      @Nullable Sum sum = counts ? sums.get(code) : null;
      used.put(
          code,
          new Used(
              Kind.FIGURE,
              id,
              sum == null ? null : sum.sum,
              sum == null ? 0 : sum.count,
              expect,
              false));
    }
    return used;
  }

  private Set<String> approved(FormDef form) {
    Set<String> approved = new HashSet<>();
    for (Sheet sheet : reported.sheets(form.id(), period, divisions.root().code())) {
      if (sheet.state() == SheetState.APPROVED) {
        approved.add(sheet.key().division());
      }
    }
    return approved;
  }

  private Map<String, Integer> asked(FormDef form) {
    Map<String, Integer> asked = new HashMap<>();
    Collection<Division> filling = tree.filling(form);
    for (Division one : filling) {
      divisions.path(one.code()).forEach(up -> asked.merge(up.code(), 1, Integer::sum));
    }
    return asked;
  }
}
