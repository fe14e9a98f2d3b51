package furong.pack;

import com.google.common.collect.ImmutableList;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.compiler.CelCompiler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns the expressions of one rule into {@link Expr}s. CEL parses them and checks names and types;
 * this checks units and refuses numbers, and builds the tree. Every fault becomes a notice at the
 * line and column within the rule's file.
 */
final class ExprCompiler {

  /** A built part with its unit: a UCUM code, {@code bool}, or {@code ?} after a fault. */
  private record Part(Expr expr, String unit) {}

  private static final Part FAULTY = new Part(r -> Expr.UNKNOWN, "?");
  private static final String BOOL = "bool";
  private static final String DURATION = "duration";
  private static final String PLAIN = "1";

  /** Windows of indices read the last hour. */
  static final long INDEX_WINDOW_MS = 3_600_000L;

  private final Pack pack;
  private final PackBook book;
  private final CelCompiler cel;
  private final Faults faults;
  private final List<String> properties = new ArrayList<>();
  private final List<Index> indexes = new ArrayList<>();
  private final Map<String, Expr> inputs = new LinkedHashMap<>();
  private long longestWindowMs;

  // of the expression at hand
  private Place place = new Place("", 1, 1);
  private @Nullable CelAbstractSyntaxTree tree;

  ExprCompiler(Pack pack, PackBook book, CelCompiler cel, Faults faults) {
    this.pack = pack;
    this.book = book;
    this.cel = cel;
    this.faults = faults;
  }

  List<String> properties() {
    return properties;
  }

  List<Index> indexes() {
    return indexes;
  }

  Map<String, Expr> inputs() {
    return inputs;
  }

  long longestWindowMs() {
    return longestWindowMs;
  }

  /** The expression as a truth value; one that never judges, with notices, when it is faulty. */
  Expr compile(Rule.ExprText text) {
    place = text.place();
    CelValidationResult result = cel.compile(text.text());
    for (CelIssue issue : result.getErrors()) {
      faults.add("expr.invalid", at(issue.getSourceLocation()), issue.getMessage());
    }
    if (result.hasError()) {
      return FAULTY.expr;
    }
    try {
      tree = result.getAst();
    } catch (CelValidationException e) {
      faults.add("expr.invalid", place, String.valueOf(e.getMessage()));
      return FAULTY.expr;
    }
    return build(tree.getExpr()).expr;
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

  private Part fault(CelExpr expr, String code, String message) {
    faults.add(code, at(expr), message);
    return FAULTY;
  }

  private Part build(CelExpr expr) {
    return switch (expr.getKind()) {
      case CONSTANT -> constant(expr);
      case IDENT -> name(expr, expr.ident().name());
      case SELECT ->
          expr.select().operand().getKind() == CelExpr.ExprKind.Kind.IDENT
              ? name(expr, expr.select().operand().ident().name() + "." + expr.select().field())
              : fault(expr, "expr.unsupported", "a name has at most one dot");
      case CALL -> call(expr, expr.call().function(), expr.call().args());
      default -> fault(expr, "expr.unsupported", "lists, maps and macros have no use in a rule");
    };
  }

  private Part constant(CelExpr expr) {
    CelConstant constant = expr.constant();
    return switch (constant.getKind()) {
      case BOOLEAN_VALUE -> {
        double value = Expr.truth(constant.booleanValue());
        yield new Part(r -> value, BOOL);
      }
      default ->
          fault(
              expr,
              "rule.number",
              "every number of a rule stands in params.yaml with its reason, not in the rule");
    };
  }

  private Part name(CelExpr expr, String name) {
    if (!name.startsWith("params.")) {
      return fault(
          expr, "expr.unsupported", "'" + name + "' is only an argument, such as last(..)");
    }
    Param param = pack.params().get(name.substring("params.".length()));
    if (param == null) {
      return fault(expr, "pack.param-unknown", "there is no " + name);
    }
    if (param.isDuration()) {
      double ms = param.duration().map(d -> (double) d.toMillis()).orElse(Expr.UNKNOWN);
      return new Part(r -> ms, DURATION);
    }
    Double known = param.value();
    double value = known == null ? Expr.UNKNOWN : known;
    inputs.put(name, r -> value);
    return new Part(r -> value, param.unit());
  }

  private Part call(CelExpr expr, String function, ImmutableList<CelExpr> args) {
    return switch (function) {
      case "_&&_" -> new Part(Expr.and(build(args.get(0)).expr, build(args.get(1)).expr), BOOL);
      case "_||_" -> new Part(Expr.or(build(args.get(0)).expr, build(args.get(1)).expr), BOOL);
      case "!_" -> new Part(Expr.not(build(args.get(0)).expr), BOOL);
      case "_>_" -> compare(expr, args, false, false, true);
      case "_>=_" -> compare(expr, args, false, true, true);
      case "_<_" -> compare(expr, args, true, false, false);
      case "_<=_" -> compare(expr, args, true, true, false);
      case "_==_" -> compare(expr, args, false, true, false);
      case "_!=_" -> compare(expr, args, true, false, true);
      case "_+_" -> sum(expr, args, 1);
      case "_-_" -> sum(expr, args, -1);
      case "-_" -> {
        Part part = build(args.get(0));
        yield new Part(r -> -part.expr.eval(r), part.unit);
      }
      case "_*_" -> product(expr, args);
      case "_/_" -> quotient(expr, args);
      case "_?_:_" -> choice(expr, args);
      case "duration" -> fault(expr, "rule.number", "a span of time stands in params.yaml, too");
      default -> domain(expr, function, args);
    };
  }

  private Part compare(
      CelExpr expr, List<CelExpr> args, boolean less, boolean equal, boolean more) {
    Part a = build(args.get(0));
    Part b = build(args.get(1));
    return agree(expr, a, b)
        ? new Part(Expr.compare(a.expr, b.expr, less, equal, more), BOOL)
        : FAULTY;
  }

  private boolean agree(CelExpr expr, Part a, Part b) {
    if (a == FAULTY || b == FAULTY) {
      return false;
    }
    if (!a.unit.equals(b.unit)) {
      fault(expr, "expr.unit", a.unit + " does not compare or add with " + b.unit);
      return false;
    }
    return true;
  }

  private Part sum(CelExpr expr, List<CelExpr> args, int sign) {
    Part a = build(args.get(0));
    Part b = build(args.get(1));
    return agree(expr, a, b)
        ? new Part(r -> a.expr.eval(r) + sign * b.expr.eval(r), a.unit)
        : FAULTY;
  }

  private Part product(CelExpr expr, List<CelExpr> args) {
    Part a = build(args.get(0));
    Part b = build(args.get(1));
    if (a == FAULTY || b == FAULTY) {
      return FAULTY;
    }
    if (!a.unit.equals(PLAIN) && !b.unit.equals(PLAIN)) {
      return fault(expr, "expr.unit", a.unit + " times " + b.unit + " is no unit of a rule");
    }
    return new Part(r -> a.expr.eval(r) * b.expr.eval(r), a.unit.equals(PLAIN) ? b.unit : a.unit);
  }

  private Part quotient(CelExpr expr, List<CelExpr> args) {
    Part a = build(args.get(0));
    Part b = build(args.get(1));
    if (a == FAULTY || b == FAULTY) {
      return FAULTY;
    }
    if (!b.unit.equals(PLAIN) && !a.unit.equals(b.unit)) {
      return fault(expr, "expr.unit", a.unit + " by " + b.unit + " is no unit of a rule");
    }
    String unit = b.unit.equals(PLAIN) ? a.unit : PLAIN;
    return new Part(
        r -> {
          double divisor = b.expr.eval(r);
          return divisor == 0 ? Expr.UNKNOWN : a.expr.eval(r) / divisor;
        },
        unit);
  }

  private Part choice(CelExpr expr, List<CelExpr> args) {
    Part condition = build(args.get(0));
    Part yes = build(args.get(1));
    Part no = build(args.get(2));
    return condition != FAULTY && agree(expr, yes, no)
        ? new Part(Expr.choose(condition.expr, yes.expr, no.expr), yes.unit)
        : FAULTY;
  }

  // ---- our own functions

  private Part domain(CelExpr expr, String function, List<CelExpr> args) {
    for (Index index : pack.indexes()) {
      if (index.call().equals(function)) {
        return indexCall(expr, index);
      }
    }
    boolean ours =
        function.equals("last")
            || function.equals("share")
            || CelLanguage.WINDOWS.contains(function);
    if (!ours) {
      return fault(expr, "expr.unsupported", "'" + function + "' has no use in a rule");
    }
    Property property = property(args.get(0));
    if (property == null) {
      return fault(args.get(0), "expr.unsupported", "a property was expected");
    }
    int number = number(property.id());
    if (function.equals("last")) {
      return quoted("last(" + property.name() + ")", r -> r.last(number), property.unit());
    }
    CelExpr windowExpr = args.get(1);
    Part window = build(windowExpr);
    if (window == FAULTY) {
      return FAULTY;
    }
    long ms = constantMs(window);
    if (ms <= 0) {
      return fault(windowExpr, "expr.window", "the window must be a known span of time");
    }
    longestWindowMs = Math.max(longestWindowMs, ms);
    String quote = function + "(" + property.name() + ", " + java.time.Duration.ofMillis(ms) + ")";
    String unit = property.unit();
    return switch (function) {
      case "mean" -> quoted(quote, r -> r.mean(number, ms), unit);
      case "min" -> quoted(quote, r -> r.min(number, ms), unit);
      case "max" -> quoted(quote, r -> r.max(number, ms), unit);
      case "count" -> quoted(quote, r -> r.count(number, ms), PLAIN);
      case "rate" -> quoted(quote, r -> r.rate(number, ms), unit + "/h");
      default -> share(expr, args, number, ms, unit, quote);
    };
  }

  private Part share(
      CelExpr expr, List<CelExpr> args, int number, long ms, String unit, String quote) {
    Part limit = build(args.get(2));
    if (limit == FAULTY) {
      return FAULTY;
    }
    if (!limit.unit.equals(unit)) {
      return fault(
          expr, "expr.unit", "the limit is in " + limit.unit + ", the property in " + unit);
    }
    return quoted(quote, r -> r.share(number, ms, limit.expr.eval(r)), PLAIN);
  }

  private Part quoted(String name, Expr expr, String unit) {
    inputs.put(name, expr);
    return new Part(expr, unit);
  }

  /** Windows are constants: parameters of time, or sums of them. */
  private static long constantMs(Part window) {
    double ms = window.unit.equals(DURATION) ? window.expr.eval(NOTHING) : Expr.UNKNOWN;
    return Double.isNaN(ms) ? 0 : (long) ms;
  }

  private Part indexCall(CelExpr expr, Index index) {
    boolean hourly =
        index.ruleSets().stream()
            .flatMap(s -> s.items().stream())
            .allMatch(i -> i.statistic() == IndexItem.Statistic.HOUR_MEAN);
    if (!hourly) {
      return fault(
          expr, "expr.index", "a rule can only call an index of hour means, not " + index.id());
    }
    int known = indexes.indexOf(index);
    int number = known < 0 ? indexes.size() : known;
    if (known < 0) {
      indexes.add(index);
    }
    longestWindowMs = Math.max(longestWindowMs, INDEX_WINDOW_MS);
    return quoted(index.call() + "()", r -> r.index(number), PLAIN);
  }

  private @Nullable Property property(CelExpr expr) {
    String name =
        switch (expr.getKind()) {
          case IDENT -> expr.ident().name();
          case SELECT ->
              expr.select().operand().identOrDefault().name() + "." + expr.select().field();
          default -> "";
        };
    for (Property property : book.properties()) {
      if (CelLanguage.celName(property.id()).equals(Ids.qualify(pack.id(), name))) {
        return property;
      }
    }
    return null;
  }

  private int number(String property) {
    int known = properties.indexOf(property);
    if (known >= 0) {
      return known;
    }
    properties.add(property);
    return properties.size() - 1;
  }

  private static final Readings NOTHING = new NoReadings();
}
