package furong.pack;

import furong.base.Text;
import furong.pack.Formula.Input;
import furong.pack.Formula.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The formulas of all packs, each behind those that it reads, so that one pass in this order
 * computes everything; and by input, who reads it.
 *
 * <p>Its content never changes, except of the one book that a running city hands around: it says
 * what the packs in force say, see {@link #following}.
 */
public final class FormulaBook {

  private final List<Formula> ordered;
  private final Map<String, Formula> byId = new LinkedHashMap<>();
  private final Map<Input, List<Formula>> readers = new HashMap<>();

  /** Null for a book that stays as it is. */
  private final @Nullable Supplier<FormulaBook> inForce;

  private FormulaBook(Supplier<FormulaBook> inForce) {
    this.ordered = List.of();
    this.inForce = inForce;
  }

  private FormulaBook(List<Formula> ordered) {
    this.ordered = List.copyOf(ordered);
    this.inForce = null;
    for (Formula formula : ordered) {
      byId.put(formula.indicator().id(), formula);
      for (Input input : formula.inputs()) {
        readers.computeIfAbsent(input, i -> new ArrayList<>()).add(formula);
      }
    }
  }

  /** The formulas without a fault; a faulty one, or one in a circle, is a notice and left out. */
  public static FormulaBook of(PackBook book, Faults faults) {
    Map<String, Formula> all = new LinkedHashMap<>();
    for (Pack pack : book.packs()) {
      if (pack.indicators().stream().noneMatch(i -> i.computed() != null)) {
        continue;
      }
      FormulaCompiler compiler = new FormulaCompiler(pack, book, faults);
      for (IndicatorDef indicator : pack.indicators()) {
        IndicatorDef.Computed computed = indicator.computed();
        if (computed != null) {
          compiler.compile(indicator, computed).ifPresent(f -> all.put(indicator.id(), f));
        }
      }
    }
    List<Formula> ordered = new ArrayList<>();
    Set<String> done = new HashSet<>();
    for (Formula formula : all.values()) {
      visit(formula, all, new ArrayList<>(), done, ordered, faults);
    }
    return new FormulaBook(ordered);
  }

  /** Depth first; {@code way} is the path of formulas that are waiting for this one. */
  private static void visit(
      Formula formula,
      Map<String, Formula> all,
      List<String> way,
      Set<String> done,
      List<Formula> ordered,
      Faults faults) {
    String id = formula.indicator().id();
    if (way.contains(id)) {
      faults.add(
          "law.formula-circle",
          formula.indicator().place(),
          Text.of(
              "公式循环引用："
                  + String.join(" -> ", way.subList(way.indexOf(id), way.size()))
                  + " -> "
                  + id,
              String.join(" -> ", way.subList(way.indexOf(id), way.size())) + " -> " + id),
          Text.of("公式不能回到自身", "a formula must not come back to itself"));
      return;
    }
    if (done.contains(id)) {
      return;
    }
    way.add(id);
    for (Input input : formula.inputs()) {
      Formula below = input.kind() == Kind.INDICATOR ? all.get(input.id()) : null;
      if (below != null) {
        visit(below, all, way, done, ordered, faults);
      }
    }
    way.removeLast();
    done.add(id);
    ordered.add(formula);
  }

  /** The one that a running city hands around: of the packs that are in force when it is asked. */
  public static FormulaBook following(PackBook packs) {
    return new FormulaBook(packs.follow(book -> of(book, new Faults())));
  }

  private FormulaBook now() {
    Supplier<FormulaBook> by = inForce;
    return by == null ? this : by.get();
  }

  /** Each behind what it reads. */
  public List<Formula> ordered() {
    return now().ordered;
  }

  public Optional<Formula> find(String indicator) {
    return Optional.ofNullable(now().byId.get(indicator));
  }

  /** Formulas that read this right away. */
  public List<Formula> readers(Input input) {
    return List.copyOf(now().readers.getOrDefault(input, List.of()));
  }
}
