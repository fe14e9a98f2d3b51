package furong.pack;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr;
import dev.cel.compiler.CelCompiler;
import furong.base.Text;
import furong.pack.Formula.Input;
import furong.pack.Formula.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Turns the formula of an indicator into a {@link Formula}. CEL parses it and checks names and
 * types as it does for rules; here units multiply and divide, since a formula makes new ones.
 *
 * <pre>{@code
 * of: figures.soil_kept / params.soil_density * params.silt_share * params.silt_price   # CNY
 * }</pre>
 */
final class FormulaCompiler {

  /** 599.9999999999 / 200 is three steps: a quotient is off by some 1e-16 of itself. */
  private static final double LAST_BITS = 1e-9;

  private record Piece(Node node, UnitTerms unit, boolean faulty) {
    static final Piece FAULTY = new Piece(v -> Double.NaN, UnitTerms.PLAIN, true);
  }

  private final Pack pack;
  private final FormulaNames names;
  private final CelCompiler cel;
  private final Faults faults;

  // of the formula at hand
  private Place place = new Place("", 1, 1);
  private List<Input> inputs = new ArrayList<>();
  private List<Param> params = new ArrayList<>();

  FormulaCompiler(Pack pack, PackBook book, Faults faults) {
    this.pack = pack;
    this.names = FormulaNames.of(pack, book);
    this.cel = names.language();
    this.faults = faults;
  }

  /** Empty, with notices, when it is faulty. */
  Optional<Formula> compile(IndicatorDef indicator, IndicatorDef.Computed computed) {
    inputs = new ArrayList<>();
    params = new ArrayList<>();
    Piece above = expression(computed.of());
    Rule.ExprText by = computed.by();
    @Nullable Piece below = by == null ? null : expression(by);
    Optional<UnitTerms> wanted = UnitTerms.parse(Units.code(indicator.unit()));
    if (above.faulty || below != null && below.faulty) {
      return Optional.empty();
    }
    Optional<Double> least = leastDays(computed);
    if (least.isEmpty()) {
      return Optional.empty();
    }
    UnitTerms unit = below == null ? above.unit : above.unit.over(below.unit);
    if (wanted.isEmpty() || !wanted.get().agrees(unit)) {
      faults.add(
          "expr.unit",
          computed.of().place(),
          Text.of(
              "公式的单位是 " + unit.exponents() + "，不是 " + indicator.unit(),
              "the formula comes to " + unit.exponents() + ", not to " + indicator.unit()));
      return Optional.empty();
    }
    return Optional.of(
        new Formula(
            indicator,
            inputs,
            params,
            above.node,
            below == null ? null : below.node,
            least.get(),
            clean(unit.factor() / wanted.get().factor())));
  }

  /** Days that a formula asks for; NaN when nobody knows the number: then it gives no value. */
  private Optional<Double> leastDays(IndicatorDef.Computed computed) {
    if (computed.leastDays().isEmpty()) {
      return Optional.of(0.0);
    }
    Param param = pack.params().get(computed.leastDays());
    if (param == null || !param.unit().equals("d")) {
      faults.add(
          "law.reference",
          computed.of().place(),
          Text.of(
              "params." + computed.leastDays() + " 不是以天（d）为单位的参数",
              "params." + computed.leastDays() + " is no parameter in d"));
      return Optional.empty();
    }
    params.add(param);
    Double known = param.value();
    return Optional.of(known == null ? Double.NaN : known);
  }

  /** Keeps 100 from becoming 99.99999: scales are powers of ten or whole in most cases. */
  private static double clean(double scale) {
    double rounded = Math.rint(scale);
    return rounded != 0 && Math.abs(scale - rounded) < 1e-9 * rounded ? rounded : scale;
  }

  private Piece expression(Rule.ExprText text) {
    place = text.place();
    CelValidationResult result = cel.compile(text.text());
    for (CelIssue issue : result.getErrors()) {
      faults.add(
          "expr.invalid",
          place.plus(
              Math.max(0, issue.getSourceLocation().getLine() - 1),
              Math.max(0, issue.getSourceLocation().getColumn())),
          CelLanguage.said(issue.getMessage()));
    }
    if (result.hasError()) {
      return Piece.FAULTY;
    }
    try {
      CelAbstractSyntaxTree tree = result.getAst();
      return build(tree.getExpr());
    } catch (CelValidationException e) {
      return fault("expr.invalid", CelLanguage.said(String.valueOf(e.getMessage())));
    }
  }

  private Piece fault(String code, Text message) {
    faults.add(code, place, message);
    return Piece.FAULTY;
  }

  private Piece build(CelExpr expr) {
    return switch (expr.getKind()) {
      case CONSTANT ->
          fault(
              "rule.number",
              Text.of(
                  "公式中的每个数值都写在 params.yaml 并附理由",
                  "every number of a formula stands in params.yaml with its reason"));
      case IDENT, SELECT -> name(path(expr));
      case CALL -> call(expr.call().function(), expr.call().args());
      default ->
          fault(
              "expr.unsupported",
              Text.of("公式中不能用列表、映射和宏", "lists, maps and macros have no use in a formula"));
    };
  }

  private static String path(CelExpr expr) {
    return expr.getKind() == CelExpr.ExprKind.Kind.SELECT
        ? path(expr.select().operand()) + "." + expr.select().field()
        : expr.ident().name();
  }

  private Piece name(String path) {
    if (path.startsWith("params.")) {
      Param param = pack.params().get(path.substring("params.".length()));
      Optional<UnitTerms> unit =
          param == null ? Optional.empty() : UnitTerms.parse(Units.code(param.unit()));
      if (param == null || unit.isEmpty()) {
        return fault(
            "expr.unit", Text.of(path + " 的单位不能相乘", path + " has no unit that multiplies"));
      }
      params.add(param);
      Double known = param.value();
      double value = known == null ? Double.NaN : known;
      return new Piece(v -> value, unit.get(), false);
    }
    FormulaNames.Named named = names.find(path);
    if (named == null) {
      return fault("law.reference", Text.of("没有 " + path, "there is no " + path));
    }
    Optional<UnitTerms> unit = UnitTerms.parse(Units.code(named.unit()));
    if (unit.isEmpty()) {
      return fault(
          "expr.unit",
          Text.of(
              path + " 的单位 " + named.unit() + " 不能相乘",
              path + " has the unit " + named.unit() + ", which does not multiply"));
    }
    Input input = named.input();
    inputs.add(input);
    return new Piece(v -> v.applyAsDouble(input), unit.get(), false);
  }

  private Piece call(String function, List<CelExpr> args) {
    List<Piece> of = args.stream().map(this::build).toList();
    if (of.stream().anyMatch(Piece::faulty)) {
      return Piece.FAULTY;
    }
    Piece a = of.getFirst();
    Piece b = of.getLast();
    return switch (function) {
      case "_+_" -> sum(a, b, 1);
      case "_-_" -> sum(a, b, -1);
      case "-_" -> new Piece(v -> -a.node.eval(v), a.unit, false);
      case "_*_" -> new Piece(v -> a.node.eval(v) * b.node.eval(v), a.unit.times(b.unit), false);
      case "_/_" ->
          new Piece(
              v -> {
                double divisor = b.node.eval(v);
                return divisor == 0 ? Double.NaN : a.node.eval(v) / divisor;
              },
              a.unit.over(b.unit),
              false);
      case "greatest" -> either(a, b, Math::max);
      case "least" -> either(a, b, Math::min);
      case "floor" -> whole(a);
      default ->
          fault(
              "expr.unsupported",
              Text.of("公式中不能用 " + function, function + " has no use in a formula"));
    };
  }

  /** One of two, in the unit of the first. */
  private Piece either(Piece a, Piece b, DoubleBinaryOperator of) {
    if (!a.unit.agrees(b.unit)) {
      return fault(
          "expr.unit",
          Text.of(
              a.unit.exponents() + " 与 " + b.unit.exponents() + " 不能比较",
              a.unit.exponents() + " does not compare with " + b.unit.exponents()));
    }
    double factor = clean(b.unit.factor() / a.unit.factor());
    return new Piece(v -> of.applyAsDouble(a.node.eval(v), factor * b.node.eval(v)), a.unit, false);
  }

  /**
   * Whole steps, as in "for each 200": of a plain number only, since the floor of a length would
   * depend on its unit. The last bits of a quotient never cost a step.
   */
  private Piece whole(Piece a) {
    if (!a.unit.exponents().isEmpty() || a.unit.factor() != 1) {
      return fault(
          "expr.unit",
          Text.of("floor(..) 只取无单位的数", "floor(..) takes a plain number, not one with a unit"));
    }
    return new Piece(v -> Math.floor(a.node.eval(v) + LAST_BITS), a.unit, false);
  }

  private Piece sum(Piece a, Piece b, int sign) {
    if (!a.unit.agrees(b.unit)) {
      return fault(
          "expr.unit",
          Text.of(
              a.unit.exponents() + " 与 " + b.unit.exponents() + " 不能相加",
              a.unit.exponents() + " does not add with " + b.unit.exponents()));
    }
    if (sign > 0 && a.unit.isLevel()) {
      return fault(
          "expr.energy",
          Text.of(
              "声级不能相加，只能相减或比较", "levels are not added up; they may be subtracted and compared"));
    }
    double factor = sign * clean(b.unit.factor() / a.unit.factor());
    return new Piece(v -> a.node.eval(v) + factor * b.node.eval(v), a.unit, false);
  }
}
