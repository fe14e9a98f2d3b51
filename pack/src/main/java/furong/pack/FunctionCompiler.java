package furong.pack;

import dev.cel.common.ast.CelExpr;
import furong.base.Mean;
import furong.base.Text;
import java.time.Duration;
import java.util.List;

/** Builds the calls of the functions of {@link Functions}; types were checked before. */
final class FunctionCompiler {

  /** Windows of indices read the last hour. */
  static final long INDEX_WINDOW_MS = 3_600_000L;

  private final RuleScope scope;
  private final PartBuilder builder;
  private final SeriesFunctions series;
  private final AcrossFunctions across;

  FunctionCompiler(RuleScope scope, PartBuilder builder) {
    this.scope = scope;
    this.builder = builder;
    this.series = new SeriesFunctions(scope, builder);
    this.across = new AcrossFunctions(scope, builder, series);
  }

  Part call(CelExpr expr, String function, List<CelExpr> args) {
    for (Index index : scope.pack().indexes()) {
      if (index.call().equals(function)) {
        return scope.over() == null ? index(expr, index) : across.ofWhich(expr);
      }
    }
    if (Functions.ALL.stream().noneMatch(f -> f.name().equals(function))) {
      return builder.fault(
          expr,
          "expr.unsupported",
          Text.of("规则中不能用“" + function + "”", "'" + function + "' has no use in a rule"));
    }
    if (AcrossFunctions.NAMES.contains(function)) {
      return across.call(expr, function, args);
    }
    Property property = args.isEmpty() ? null : series.property(args.getFirst());
    if (property != null && scope.over() != null) {
      return across.ofWhich(expr);
    }
    return property != null
        ? series.call(expr, function, property, args)
        : plain(expr, function, args);
  }

  private Part index(CelExpr expr, Index index) {
    boolean hourly =
        index.ruleSets().stream()
            .flatMap(s -> s.items().stream())
            .allMatch(i -> i.statistic() == IndexItem.Statistic.HOUR_MEAN);
    if (!hourly) {
      return builder.fault(
          expr,
          "expr.index",
          Text.of(
              "规则只能调用按小时均值的指数，不能用 " + index.id(),
              "a rule can only call an index of hour means, not " + index.id()));
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
      return builder.fault(
          args.getFirst(), "expr.unit", Text.of("两者的单位都须为 " + unit, "both must be in " + unit));
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
      return builder.fault(
          expr,
          "expr.unit",
          Text.of(
              a.unit() + " 与 " + b.unit() + " 不能比较",
              a.unit() + " does not compare with " + b.unit()));
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
    if (scope.over() != null) {
      return across.ofWhich(expr);
    }
    if (scope.inSpell()) {
      return builder.fault(
          expr,
          "expr.nested",
          Text.of("条件的时间窗不能嵌套", "a window over a condition does not stand within another one"));
    }
    Part last =
        function.equals("hits") ? builder.build(args.get(1)) : Part.of(r -> 0, Part.PLAIN, "");
    long ms = builder.span(args.getLast());
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
          args.getFirst(),
          "expr.unsupported",
          Text.of("时间窗针对读数，这里没有写出任何读数", "a window is over readings, and this names none"));
    }
    Mean mean =
        series.mean(
            args.getFirst(), of, spell.properties().stream().map(scope.properties()::get).toList());
    if (function.equals("sum") && mean != Mean.ARITHMETIC) {
      return series.noSum(expr);
    }
    if (function.equals("mean") && mean == null) {
      return series.noMean(expr);
    }
    boolean energy = function.equals("mean") && mean == Mean.ENERGY;
    Spell.Of take = energy ? Spell.Of.ENERGY_MEAN : take(function);
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
            Titles.window(inner, energy ? Mean.ENERGY.title() : spellTitle(function), ms),
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
