package furong.pack;

import dev.cel.common.ast.CelExpr;
import furong.base.Mean;
import furong.base.Text;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds the functions of {@link Functions} that look at one property. */
final class SeriesFunctions {

  private static final long WEEK_MS = 7 * 86_400_000L;

  /** Eight weeks of hours are 1,344 means per series; who needs more wants history, not a rule. */
  private static final int MAX_WEEKS = 8;

  /** What a year is in weeks: the same date is 52 or 53 of them back. */
  private static final double YEAR_WEEKS = 365.25 / 7;

  /** A rule over more years than a generation remembers wants history. */
  private static final int MAX_YEARS = 10;

  private static final int MAX_AROUND = 8;

  private final RuleScope scope;
  private final PartBuilder builder;

  SeriesFunctions(RuleScope scope, PartBuilder builder) {
    this.scope = scope;
    this.builder = builder;
  }

  /** The property that an argument names; null when it names none. */
  @Nullable Property property(CelExpr expr) {
    return switch (expr.getKind()) {
      case IDENT -> scope.property(expr.ident().name());
      case SELECT ->
          scope.property(
              expr.select().operand().identOrDefault().name() + "." + expr.select().field());
      default -> null;
    };
  }

  Part call(CelExpr expr, String function, Property p, List<CelExpr> args) {
    int number = scope.number(p);
    if (function.equals("last")) {
      String name = "last(" + p.name() + ")";
      return scope.quote(
          new RuleInput(
              name, p.id(), function, 0, p.unit(), p.symbol(), p.title(), r -> r.last(number)),
          name);
    }
    if (function.equals("farrington")) {
      return farrington(expr, p, number, args);
    }
    long ms = builder.span(args.get(1));
    if (ms <= 0) {
      return Part.FAULTY;
    }
    String name = function + "(" + p.name() + ", " + Duration.ofMillis(ms);
    Call call = new Call(p, number, ms, name);
    for (Take take : Take.values()) {
      if (take == Take.SUM && function.equals(take.function()) && p.mean().isEnergy()) {
        return noSum(expr);
      }
      if (take.function().equals(function)) {
        return window(take == Take.MEAN ? Take.of(p.mean()) : take, call, args);
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

  /** What gives a level of a property as such, and no calculation with it. */
  private static final Set<String> GIVES_LEVEL =
      Set.of("last", "mean", "min", "max", "quantile", "usual");

  /**
   * How the values of an expression are averaged: levels as such by their energy. Null for a
   * calculation with levels: {@code last(noise) - params.limit} has neither mean.
   *
   * @param properties what the expression names
   */
  @Nullable Mean mean(CelExpr expr, Part of, List<String> properties) {
    if (!Units.isLevel(of.unit()) || properties.stream().noneMatch(scope::isLevel)) {
      return Mean.ARITHMETIC;
    }
    boolean asSuch =
        expr.getKind() == CelExpr.ExprKind.Kind.CALL
            && GIVES_LEVEL.contains(expr.call().function())
            && !expr.call().args().isEmpty()
            && property(expr.call().args().getFirst()) != null;
    return asSuch ? Mean.ENERGY : null;
  }

  /** The fault of a sum of levels. */
  Part noSum(CelExpr expr) {
    return builder.fault(
        expr,
        "expr.energy",
        Text.of(
            "声级不能相加；平均用 mean，按能量计算", "levels are not added up; 'mean' averages them by energy"));
  }

  /** The fault of a mean over a calculation with levels. */
  Part noMean(CelExpr expr) {
    return builder.fault(
        expr,
        "expr.energy",
        Text.of(
            "声级先平均再计算，例如 mean(..) - params.x", "levels are averaged first: mean(..) - params.x"));
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
    long ago = args.size() > 2 ? builder.span(args.get(2)) : 0;
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

  private Part farrington(CelExpr expr, Property p, int number, List<CelExpr> args) {
    Part years = builder.build(args.get(1));
    Part around = builder.build(args.get(2));
    Part z = builder.build(args.get(3));
    if (years.faulty() || around.faulty() || z.faulty()) {
      return Part.FAULTY;
    }
    int b = (int) years.constant();
    int w = (int) around.constant();
    if (b < 1 || b > MAX_YEARS || w < 0 || w > MAX_AROUND) {
      return builder.fault(
          args.get(1),
          "expr.window",
          Text.of(
              "farrington 取 1 至 " + MAX_YEARS + " 年、前后 0 至 " + MAX_AROUND + " 周",
              "farrington looks at 1 to "
                  + MAX_YEARS
                  + " years and 0 to "
                  + MAX_AROUND
                  + " weeks"));
    }
    if (p.every() == null || p.every().toMillis() != WEEK_MS || scope.inSpell()) {
      return builder.fault(
          expr,
          "expr.window",
          Text.of(
              "farrington 只用于每周一数的属性，且不在时间窗内",
              "farrington wants a property with one count a week, in no window"));
    }
    if (!z.unit().equals(Part.PLAIN)) {
      return builder.fault(
          args.get(3), "expr.unit", Text.of("分位数须为无单位的数", "a quantile is a plain number"));
    }
    scope.reach((long) (Math.ceil(b * YEAR_WEEKS) + w + 1) * WEEK_MS);
    Expr quantile = z.expr();
    String name = "farrington(" + p.name() + ", " + b + ", " + w + ", " + z.text() + ")";
    return scope.quote(
        new RuleInput(
            name,
            p.id(),
            "farrington",
            0,
            Part.PLAIN,
            "",
            Text.of(
                p.title().zh() + "超出往年同期的程度", "excess of " + p.title().en() + " over past years"),
            r -> r.farrington(number, b, w, quantile.eval(r))),
        name);
  }

  private Part usual(CelExpr expr, CelExpr span, Call call) {
    int weeks = (int) (call.ms / WEEK_MS);
    if (call.ms % WEEK_MS != 0 || weeks > MAX_WEEKS) {
      return builder.fault(
          span,
          "expr.window",
          Text.of(
              "usual 取整周，7 d 至 " + MAX_WEEKS * 7 + " d",
              "usual looks at whole weeks, 7 d to " + MAX_WEEKS * 7 + " d"));
    }
    if (scope.inSpell()) {
      return builder.fault(
          expr, "expr.nested", Text.of("usual 不能用在时间窗内", "usual has no use within a window"));
    }
    if (call.property.lateness().toMillis() >= WEEK_MS / 2) {
      return builder.fault(
          expr,
          "expr.window",
          Text.of(
              call.property.id() + " 的读数可能来得太迟，不能用 usual",
              "readings of " + call.property.id() + " may be too late for usual"));
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
          arg,
          "expr.unit",
          Text.of(
              "这里的单位是 " + limit.unit() + "，应为 " + unit,
              "this is in " + limit.unit() + " where " + unit + " is asked"));
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
}
