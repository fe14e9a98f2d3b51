package furong.pack;

import dev.cel.common.ast.CelExpr;
import furong.base.Text;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds the calls of the functions of {@link Functions}; types were checked before. */
final class FunctionCompiler {

  /** What builds the arguments and takes the faults. */
  interface Builder {
    Part build(CelExpr expr);

    Part fault(CelExpr expr, String code, String message);
  }

  /** Windows of indices read the last hour. */
  static final long INDEX_WINDOW_MS = 3_600_000L;

  private static final long WEEK_MS = 7 * 86_400_000L;

  /** Eight weeks of hours are 1,344 means per series; who needs more wants history, not a rule. */
  private static final int MAX_WEEKS = 8;

  private final RuleScope scope;
  private final Builder builder;

  FunctionCompiler(RuleScope scope, Builder builder) {
    this.scope = scope;
    this.builder = builder;
  }

  Part call(CelExpr expr, String function, List<CelExpr> args) {
    for (Index index : scope.pack().indexes()) {
      if (index.call().equals(function)) {
        return index(expr, index);
      }
    }
    if (Functions.ALL.stream().noneMatch(f -> f.name().equals(function))) {
      return builder.fault(expr, "expr.unsupported", "'" + function + "' has no use in a rule");
    }
    Property property = args.isEmpty() ? null : property(args.getFirst());
    return property != null ? series(expr, function, property, args) : plain(expr, function, args);
  }

  // ---- of a property

  private @Nullable Property property(CelExpr expr) {
    return switch (expr.getKind()) {
      case IDENT -> scope.property(expr.ident().name());
      case SELECT ->
          scope.property(
              expr.select().operand().identOrDefault().name() + "." + expr.select().field());
      default -> null;
    };
  }

  private Part series(CelExpr expr, String function, Property p, List<CelExpr> args) {
    int number = scope.number(p);
    if (function.equals("last")) {
      String name = "last(" + p.name() + ")";
      return scope.quote(
          new RuleInput(
              name, p.id(), function, 0, p.unit(), p.symbol(), p.title(), r -> r.last(number)),
          name);
    }
    long ms = span(args.get(1));
    if (ms <= 0) {
      return Part.FAULTY;
    }
    String name = function + "(" + p.name() + ", " + Duration.ofMillis(ms);
    Call call = new Call(p, number, ms, name);
    for (Take take : Take.values()) {
      if (take.function().equals(function)) {
        return window(take, call, args);
      }
    }
    scope.reach(function.equals("usual") ? 0 : ms);
    return switch (function) {
      case "rate" -> {
        String unit = p.unit() + "/h";
        yield input(
            call, ")", function, "变化率", "rate", unit, p.symbol() + "/h", r -> r.rate(number, ms));
      }
      case "usual" -> usual(expr, args.get(1), call);
      default -> limited(function, call, args.get(2));
    };
  }

  /** A call of a function of a property and a window; {@code name} lacks its end. */
  private record Call(Property property, int number, long ms, String name) {}

  private Part input(
      Call call,
      String end,
      String function,
      String zh,
      String en,
      String unit,
      String symbol,
      Expr value) {
    String name = call.name + end;
    return scope.quote(
        new RuleInput(
            name,
            call.property.id(),
            function,
            call.ms,
            unit,
            symbol,
            Titles.window(call.property.title(), Text.of(zh, en), call.ms),
            value),
        name);
  }

  private Part window(Take take, Call call, List<CelExpr> args) {
    long ago = args.size() > 2 ? span(args.get(2)) : 0;
    if (ago < 0) {
      return Part.FAULTY;
    }
    scope.reach(call.ms + ago);
    int number = call.number;
    long ms = call.ms;
    boolean count = take == Take.COUNT;
    String name = call.name + (ago > 0 ? ", " + Duration.ofMillis(ago) : "") + ")";
    Text title = Titles.window(call.property.title(), take.title(), ms);
    return scope.quote(
        new RuleInput(
            name,
            call.property.id(),
            take.function(),
            ms,
            count ? Part.PLAIN : call.property.unit(),
            count ? "" : call.property.symbol(),
            ago > 0 ? Titles.ago(title, ago) : title,
            r -> r.window(take, number, ms, ago)),
        name);
  }

  private Part usual(CelExpr expr, CelExpr span, Call call) {
    int weeks = (int) (call.ms / WEEK_MS);
    if (call.ms % WEEK_MS != 0 || weeks > MAX_WEEKS) {
      return builder.fault(
          span, "expr.window", "usual looks at whole weeks, 7 d to " + MAX_WEEKS * 7 + " d");
    }
    if (scope.inSpell()) {
      return builder.fault(expr, "expr.nested", "usual has no use within a window");
    }
    if (call.property.lateness().toMillis() >= WEEK_MS / 2) {
      return builder.fault(
          expr, "expr.window", "readings of " + call.property.id() + " may be too late for usual");
    }
    scope.usual(call.property, weeks);
    int number = call.number;
    return input(
        call,
        ")",
        "usual",
        "同一小时的常值",
        "usual value at this hour",
        call.property.unit(),
        call.property.symbol(),
        r -> r.usual(number, weeks));
  }

  /** Those with a number: quantile, share, cusum. */
  private Part limited(String function, Call call, CelExpr arg) {
    Part limit = builder.build(arg);
    if (limit.faulty()) {
      return limit;
    }
    String unit = function.equals("quantile") ? Part.PLAIN : call.property.unit();
    double factor = Units.factor(limit.unit(), unit);
    if (Double.isNaN(factor)) {
      return builder.fault(
          arg, "expr.unit", "this is in " + limit.unit() + " where " + unit + " is asked");
    }
    Expr x = limit.scaled(factor, unit).expr();
    int number = call.number;
    long ms = call.ms;
    String end = ", " + limit.text() + ")";
    return switch (function) {
      case "quantile" ->
          input(
              call,
              end,
              function,
              "分位数",
              "quantile",
              call.property.unit(),
              call.property.symbol(),
              r -> r.quantile(number, ms, x.eval(r)));
      case "cusum" ->
          input(
              call,
              end,
              function,
              "累积和",
              "CUSUM",
              call.property.unit(),
              call.property.symbol(),
              r -> r.cusum(number, ms, x.eval(r)));
      default ->
          input(
              call,
              end,
              function,
              "超限比例",
              "share over the limit",
              Part.PLAIN,
              "",
              r -> r.share(number, ms, x.eval(r)));
    };
  }

  private Part index(CelExpr expr, Index index) {
    boolean hourly =
        index.ruleSets().stream()
            .flatMap(s -> s.items().stream())
            .allMatch(i -> i.statistic() == IndexItem.Statistic.HOUR_MEAN);
    if (!hourly) {
      return builder.fault(
          expr, "expr.index", "a rule can only call an index of hour means, not " + index.id());
    }
    int number = scope.number(index);
    scope.reach(INDEX_WINDOW_MS);
    String name = index.call() + "()";
    return scope.quote(
        new RuleInput(
            name,
            "",
            RuleInput.INDEX,
            INDEX_WINDOW_MS,
            Part.PLAIN,
            "",
            index.title(),
            r -> r.index(number)),
        name);
  }

  /** A known span of time in ms; -1, with a notice, when it is none. */
  private long span(CelExpr expr) {
    Part part = builder.build(expr);
    if (part.faulty()) {
      return -1;
    }
    double ms = part.constant();
    if (Double.isNaN(ms) || ms <= 0) {
      builder.fault(expr, "expr.window", "the window must be a known span of time");
      return -1;
    }
    return (long) ms;
  }

  // ---- of expressions

  private Part plain(CelExpr expr, String function, List<CelExpr> args) {
    return switch (function) {
      case "time_of_day" -> Part.of(r -> r.timeOfDay(), Part.SPAN, "time_of_day()");
      case "working_day" -> Part.of(r -> r.workingDay(), Part.BOOL, "working_day()");
      case "daily" -> between(function, args, Part.SPAN, true);
      case "months" -> between(function, args, Part.PLAIN, false);
      case "known" -> {
        Part part = builder.build(args.getFirst());
        Expr of = part.expr();
        yield part.faulty()
            ? part
            : Part.of(
                r -> Expr.truth(!Double.isNaN(of.eval(r))),
                Part.BOOL,
                "known(" + part.text() + ")");
      }
      case "abs" -> {
        Part part = builder.build(args.getFirst());
        Expr of = part.expr();
        yield part.faulty()
            ? part
            : Part.of(r -> Math.abs(of.eval(r)), part.unit(), "abs(" + part.text() + ")");
      }
      case "greatest", "least" -> ofTwo(expr, function, args);
      default -> spell(expr, function, args);
    };
  }

  /** Whether the clock is between two values; from the second to the first over the turn. */
  private Part between(String function, List<CelExpr> args, String unit, boolean daily) {
    Part from = builder.build(args.get(0));
    Part to = builder.build(args.get(1));
    if (from.faulty() || to.faulty()) {
      return Part.FAULTY;
    }
    if (!from.unit().equals(unit) || !to.unit().equals(unit)) {
      return builder.fault(args.getFirst(), "expr.unit", "both must be in " + unit);
    }
    Expr a = from.expr();
    Expr b = to.expr();
    return Part.of(
        r -> {
          double first = a.eval(r);
          double last = b.eval(r);
          double at = daily ? r.timeOfDay() : r.month();
          if (Double.isNaN(first) || Double.isNaN(last) || Double.isNaN(at)) {
            return Expr.UNKNOWN;
          }
          boolean after = at >= first;
          boolean before = daily ? at < last : at <= last;
          return Expr.truth(first <= last ? after && before : after || before);
        },
        Part.BOOL,
        function + "(" + from.text() + ", " + to.text() + ")");
  }

  private Part ofTwo(CelExpr expr, String function, List<CelExpr> args) {
    Part a = builder.build(args.get(0));
    Part b = builder.build(args.get(1));
    if (a.faulty() || b.faulty()) {
      return Part.FAULTY;
    }
    double factor = Units.factor(b.unit(), a.unit());
    if (Double.isNaN(factor)) {
      return builder.fault(expr, "expr.unit", a.unit() + " does not compare with " + b.unit());
    }
    Expr x = a.expr();
    Expr y = b.scaled(factor, a.unit()).expr();
    boolean greatest = function.equals("greatest");
    return Part.of(
        r -> greatest ? Math.max(x.eval(r), y.eval(r)) : Math.min(x.eval(r), y.eval(r)),
        a.unit(),
        function + "(" + a.text() + ", " + b.text() + ")");
  }

  private Part spell(CelExpr expr, String function, List<CelExpr> args) {
    if (scope.inSpell()) {
      return builder.fault(
          expr, "expr.nested", "a window over a condition does not stand within another one");
    }
    Part last =
        function.equals("hits") ? builder.build(args.get(1)) : Part.of(r -> 0, Part.PLAIN, "");
    long ms = span(args.getLast());
    if (last.faulty() || ms <= 0) {
      return Part.FAULTY;
    }
    scope.beginSpell(ms);
    Part of = builder.build(args.getFirst());
    Spell spell = scope.endSpell(of.expr());
    if (of.faulty()) {
      return of;
    }
    if (spell.properties().isEmpty() && spell.indexes().isEmpty()) {
      return builder.fault(
          args.getFirst(), "expr.unsupported", "a window is over readings, and this names none");
    }
    Spell.Of take = take(function);
    Expr count = last.expr();
    boolean truth = of.unit().equals(Part.BOOL);
    String unit = truth ? Part.PLAIN : of.unit();
    String name =
        function
            + "("
            + of.text()
            + (last.text().isEmpty() ? "" : ", " + last.text())
            + ", "
            + Duration.ofMillis(ms)
            + ")";
    Text inner = Text.of("“" + of.text() + "”", "'" + of.text() + "'");
    return scope.quote(
        new RuleInput(
            name,
            "",
            function,
            ms,
            unit,
            Titles.symbol(unit),
            Titles.window(inner, spellTitle(function), ms),
            r -> r.spell(spell, take, count.eval(r))),
        name);
  }

  private static Spell.Of take(String function) {
    return switch (function) {
      case "sum", "count" -> Spell.Of.SUM;
      case "min" -> Spell.Of.MIN;
      case "max" -> Spell.Of.MAX;
      case "hits" -> Spell.Of.HITS;
      case "share_of_time" -> Spell.Of.TIME;
      default -> Spell.Of.MEAN;
    };
  }

  private static Text spellTitle(String function) {
    return switch (function) {
      case "count" -> Text.of("成立次数", "times");
      case "hits" -> Text.of("最近几次中成立次数", "times among the last readings");
      case "share" -> Text.of("成立比例", "share");
      case "share_of_time" -> Text.of("成立时间比例", "share of time");
      case "sum" -> Take.SUM.title();
      case "min" -> Take.MIN.title();
      case "max" -> Take.MAX.title();
      default -> Take.MEAN.title();
    };
  }
}
