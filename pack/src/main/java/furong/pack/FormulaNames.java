package furong.pack;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import furong.pack.Formula.Input;
import furong.pack.Formula.Kind;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the formulas of one pack may name: {@code figures.homes}, {@code indicators.air.good_days},
 * {@code observed.pm25}, {@code alerts.care.tilt}, {@code things.manhole}, {@code division.area},
 * {@code division.people}, {@code params.price}; and the functions {@code greatest}, {@code least}
 * and {@code floor}. What stands in another pack has that pack's name before it, and the pack is
 * one that this one needs.
 */
final class FormulaNames {

  /** A name and the unit of what it stands for. */
  record Named(Input input, String unit) {}

  private final Pack pack;
  private final Map<String, Named> named = new HashMap<>();

  private FormulaNames(Pack pack) {
    this.pack = pack;
  }

  static FormulaNames of(Pack pack, PackBook book) {
    FormulaNames names = new FormulaNames(pack);
    for (Pack other : book.packs()) {
      if (!other.id().equals(pack.id()) && !pack.needs().contains(other.id())) {
        continue;
      }
      other
          .forms()
          .forEach(form ->
              form.figures().forEach(f -> names.add("figures", Kind.FIGURE, f.id(), f.unit())));
      other.indicators().forEach(i -> names.add("indicators", Kind.INDICATOR, i.id(), i.unit()));
      other.properties().stream()
          .filter(p -> p.statistics() != null)
          .forEach(p -> names.add("observed", Kind.OBSERVED, p.id(), p.unit()));
      other.rules().forEach(r -> names.add("alerts", Kind.ALERTS, r.id(), "{alert}"));
      other
          .kinds()
          .forEach(kind ->
              names.named.put(
                  "things." + CelLanguage.celName(kind.id()),
                  new Named(new Input(Kind.THINGS, kind.id()), "{thing}")));
    }
    names.named.put("division.area", new Named(new Input(Kind.DIVISION, "area"), "km2"));
    names.named.put("division.people", new Named(new Input(Kind.DIVISION, "people"), "{person}"));
    return names;
  }

  private void add(String family, Kind kind, String id, String unit) {
    String own = pack.id() + ".";
    String name = id.startsWith(own) ? id.substring(own.length()) : id;
    named.put(family + "." + CelLanguage.celName(name), new Named(new Input(kind, id), unit));
  }

  @Nullable Named find(String path) {
    return named.get(path);
  }

  CelCompiler language() {
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder().setResultType(SimpleType.DOUBLE);
    pack.params().values().forEach(p -> builder.addVar("params." + p.name(), SimpleType.DOUBLE));
    named.keySet().forEach(name -> builder.addVar(name, SimpleType.DOUBLE));
    function(builder, "greatest", SimpleType.DOUBLE, SimpleType.DOUBLE);
    function(builder, "least", SimpleType.DOUBLE, SimpleType.DOUBLE);
    function(builder, "floor", SimpleType.DOUBLE);
    return builder.build();
  }

  private static void function(CelCompilerBuilder builder, String name, CelType... args) {
    builder.addFunctionDeclarations(
        CelFunctionDecl.newFunctionDeclaration(
            name, CelOverloadDecl.newGlobalOverload(name, SimpleType.DOUBLE, args)));
  }
}
