package furong.pack;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.compiler.CelCompiler;
import furong.base.Text;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns the expressions of one rule into {@link Expr}s. CEL parses them and checks names and types;
 * this checks units and refuses numbers, and builds the tree. Every fault becomes a notice at the
 * line and column within the rule's file.
 */
final class ExprCompiler implements PartBuilder {

  private final RuleScope scope;
  private final CelCompiler cel;
  private final Faults faults;
  private final FunctionCompiler functions;

  // of the expression at hand
  private Place place = new Place("", 1, 1);
  private @Nullable CelAbstractSyntaxTree tree;

  ExprCompiler(RuleScope scope, CelCompiler cel, Faults faults) {
    this.scope = scope;
    this.cel = cel;
    this.faults = faults;
    this.functions = new FunctionCompiler(scope, this);
  }

  /** The expression as a truth value; one that never judges, with notices, when it is faulty. */
  Expr compile(Rule.ExprText text) {
    place = text.place();
    CelValidationResult result = cel.compile(text.text());
    for (CelIssue issue : result.getErrors()) {
      faults.add(
          "expr.invalid", at(issue.getSourceLocation()), plain(issue, text.text(), scope.pack()));
    }
    if (result.hasError()) {
      return Part.FAULTY.expr();
    }
    try {
      tree = result.getAst();
    } catch (CelValidationException e) {
      faults.add("expr.invalid", place, CelLanguage.said(String.valueOf(e.getMessage())));
      return Part.FAULTY.expr();
    }
    return build(tree.getExpr()).expr();
  }

  private static final Pattern PARAM = Pattern.compile("params\\.([A-Za-z0-9_]+)");

  /** CEL's message; of an unknown parameter it names only {@code params}, so that is said anew. */
  private static Text plain(CelIssue issue, String text, Pack pack) {
    if (issue.getMessage().contains("'params'")) {
      String line =
          text.lines().skip(issue.getSourceLocation().getLine() - 1L).findFirst().orElse("");
      Matcher found = PARAM.matcher(line);
      if (found.find(Math.min(line.length(), issue.getSourceLocation().getColumn()))
          && pack.param(found.group(1)).isEmpty()) {
        return Text.of(
            "params.yaml 中没有 " + found.group(), "there is no " + found.group() + " in params.yaml");
      }
    }
    return CelLanguage.said(issue.getMessage());
  }

  private Place at(CelSourceLocation location) {
    return place.plus(Math.max(0, location.getLine() - 1), Math.max(0, location.getColumn()));
  }

  private Place at(CelExpr expr) {
    CelAbstractSyntaxTree known = tree;
    Integer offset = known == null ? null : known.getSource().getPositionsMap().get(expr.id());
    return offset == null || known == null
        ? place
        : known.getSource().getOffsetLocation(offset).map(this::at).orElse(place);
  }

  @Override
  public PartBuilder of(RuleScope member) {
    ExprCompiler compiler = new ExprCompiler(member, cel, faults);
    compiler.place = place;
    compiler.tree = tree;
    return compiler;
  }

  @Override
  public Part fault(CelExpr expr, String code, Text message) {
    faults.add(code, at(expr), message);
    return Part.FAULTY;
  }

  @Override
  public Part build(CelExpr expr) {
    return switch (expr.getKind()) {
      case CONSTANT -> constant(expr);
      case IDENT -> name(expr, expr.ident().name());
      case SELECT ->
          expr.select().operand().getKind() == CelExpr.ExprKind.Kind.IDENT
              ? name(expr, expr.select().operand().ident().name() + "." + expr.select().field())
              : fault(expr, "expr.unsupported", Text.of("名称最多一个点", "a name has at most one dot"));
      case CALL -> call(expr, expr.call().function(), expr.call().args());
      default ->
          fault(
              expr,
              "expr.unsupported",
              Text.of("规则中不能用列表、映射和宏", "lists, maps and macros have no use in a rule"));
    };
  }

  private Part constant(CelExpr expr) {
    CelConstant constant = expr.constant();
    if (constant.getKind() != CelConstant.Kind.BOOLEAN_VALUE) {
      return fault(
          expr,
          "rule.number",
          Text.of(
              "规则中的每个数值都写在 params.yaml 并附理由，不写在规则里",
              "every number of a rule stands in params.yaml with its reason, not in the rule"));
    }
    double value = Expr.truth(constant.booleanValue());
    return Part.of(r -> value, Part.BOOL, Boolean.toString(constant.booleanValue()));
  }

  private Part name(CelExpr expr, String name) {
    if (!name.startsWith("params.")) {
      return fault(
          expr,
          "expr.unsupported",
          Text.of(
              "“" + name + "”只能作参数，如 last(..)",
              "'" + name + "' is only an argument, such as last(..)"));
    }
    Param param = scope.pack().params().get(name.substring("params.".length()));
    if (param == null) {
      return fault(expr, "pack.param-unknown", Text.of("没有 " + name, "there is no " + name));
    }
    if (param.isDuration()) {
      double ms = param.duration().map(d -> (double) d.toMillis()).orElse(Expr.UNKNOWN);
      return Part.of(r -> ms, Part.SPAN, name);
    }
    Double known = param.value();
    double value = known == null ? Expr.UNKNOWN : known;
    return scope.quote(param, r -> value);
  }

  private Part call(CelExpr expr, String function, List<CelExpr> args) {
    return switch (function) {
      case "_&&_" -> logic(args, "&&");
      case "_||_" -> logic(args, "||");
      case "!_" -> {
        Part part = build(args.getFirst());
        yield part.faulty()
            ? part
            : Part.of(Expr.not(part.expr()), Part.BOOL, "!(" + part.text() + ")");
      }
      case "_>_", "_>=_", "_<_", "_<=_", "_==_", "_!=_" ->
          compare(expr, args, function.substring(1, function.length() - 1));
      case "_+_" -> sum(expr, args, 1);
      case "_-_" -> sum(expr, args, -1);
      case "-_" -> {
        Part part = build(args.getFirst());
        Expr of = part.expr();
        yield part.faulty() ? part : Part.of(r -> -of.eval(r), part.unit(), "-" + part.text());
      }
      case "_*_" -> product(expr, args);
      case "_/_" -> quotient(expr, args);
      case "_?_:_" -> choice(expr, args);
      case "duration" ->
          fault(
              expr,
              "rule.number",
              Text.of("时长也写在 params.yaml", "a span of time stands in params.yaml, too"));
      default -> functions.call(expr, function, args);
    };
  }

  private Part logic(List<CelExpr> args, String operator) {
    Part a = build(args.get(0));
    Part b = build(args.get(1));
    if (a.faulty() || b.faulty()) {
      return Part.FAULTY;
    }
    return Part.of(
        operator.equals("&&") ? Expr.and(a.expr(), b.expr()) : Expr.or(a.expr(), b.expr()),
        Part.BOOL,
        "(" + a.text() + " " + operator + " " + b.text() + ")");
  }

  private Part compare(CelExpr expr, List<CelExpr> args, String operator) {
    Part a = build(args.get(0));
    Part b = sameUnit(expr, a, build(args.get(1)));
    if (b.faulty()) {
      return b;
    }
    if (!a.input().isEmpty() && !b.param().isEmpty()) {
      scope.bound(new RuleProgram.Bound(a.input(), operator, b.param()));
    } else if (!a.param().isEmpty() && !b.input().isEmpty()) {
      scope.bound(new RuleProgram.Bound(b.input(), turned(operator), a.param()));
    }
    boolean less = operator.startsWith("<") || operator.equals("!=");
    boolean equal = operator.endsWith("=") && !operator.equals("!=");
    boolean more = operator.startsWith(">") || operator.equals("!=");
    return Part.of(
        Expr.compare(a.expr(), b.expr(), less, equal, more),
        Part.BOOL,
        a.text() + " " + operator + " " + b.text());
  }

  /** {@code x < y} as said of y. */
  private static String turned(String operator) {
    return operator.startsWith("<") ? operator.replace('<', '>') : operator.replace('>', '<');
  }

  /** {@code b} in the unit of {@code a}; faulty, with a notice, when it has no such unit. */
  private Part sameUnit(CelExpr expr, Part a, Part b) {
    if (a.faulty() || b.faulty()) {
      return Part.FAULTY;
    }
    double factor = Units.factor(b.unit(), a.unit());
    return Double.isNaN(factor)
        ? fault(
            expr,
            "expr.unit",
            Text.of(
                a.unit() + " 与 " + b.unit() + " 不能比较或相加",
                a.unit() + " does not compare or add with " + b.unit()))
        : b.scaled(factor, a.unit());
  }

  private Part sum(CelExpr expr, List<CelExpr> args, int sign) {
    Part a = build(args.get(0));
    Part b = sameUnit(expr, a, build(args.get(1)));
    Expr x = a.expr();
    Expr y = b.expr();
    return b.faulty()
        ? b
        : Part.of(
            r -> x.eval(r) + sign * y.eval(r),
            a.unit(),
            "(" + a.text() + (sign > 0 ? " + " : " - ") + b.text() + ")");
  }

  private Part product(CelExpr expr, List<CelExpr> args) {
    Part a = build(args.get(0));
    Part b = build(args.get(1));
    if (a.faulty() || b.faulty()) {
      return Part.FAULTY;
    }
    if (!a.unit().equals(Part.PLAIN) && !b.unit().equals(Part.PLAIN)) {
      return fault(
          expr,
          "expr.unit",
          Text.of(
              a.unit() + " 乘以 " + b.unit() + " 不是规则可用的单位",
              a.unit() + " times " + b.unit() + " is no unit of a rule"));
    }
    Expr x = a.expr();
    Expr y = b.expr();
    return Part.of(
        r -> x.eval(r) * y.eval(r),
        a.unit().equals(Part.PLAIN) ? b.unit() : a.unit(),
        a.text() + " * " + b.text());
  }

  private Part quotient(CelExpr expr, List<CelExpr> args) {
    Part a = build(args.get(0));
    Part b = build(args.get(1));
    if (a.faulty() || b.faulty()) {
      return Part.FAULTY;
    }
    boolean plain = b.unit().equals(Part.PLAIN);
    double factor = plain ? 1 : Units.factor(b.unit(), a.unit());
    if (Double.isNaN(factor)) {
      return fault(
          expr,
          "expr.unit",
          Text.of(
              a.unit() + " 除以 " + b.unit() + " 不是规则可用的单位",
              a.unit() + " by " + b.unit() + " is no unit of a rule"));
    }
    Expr x = a.expr();
    Expr y = b.scaled(factor, a.unit()).expr();
    return Part.of(
        r -> {
          double divisor = y.eval(r);
          return divisor == 0 ? Expr.UNKNOWN : x.eval(r) / divisor;
        },
        plain ? a.unit() : Part.PLAIN,
        a.text() + " / " + b.text());
  }

  private Part choice(CelExpr expr, List<CelExpr> args) {
    Part condition = build(args.get(0));
    Part yes = build(args.get(1));
    Part no = sameUnit(expr, yes, build(args.get(2)));
    return condition.faulty() || no.faulty()
        ? Part.FAULTY
        : Part.of(
            Expr.choose(condition.expr(), yes.expr(), no.expr()),
            yes.unit(),
            "(" + condition.text() + " ? " + yes.text() + " : " + no.text() + ")");
  }
}
