package furong.pack;

import dev.cel.common.ast.CelExpr;
import furong.base.Level;
import furong.base.Mean;
import furong.base.Text;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Builds the functions of {@link Functions} that look at many things: what is asked of each thing
 * is compiled in a scope of its own and evaluated where the thing is; here only their values meet.
 */
final class AcrossFunctions {

  /** Every such function. */
  static final Set<String> NAMES =
      Stream.of(
              Stream.of(Gather.values()).map(Gather::function),
              Stream.of(IndicatorDef.In.values()).map(IndicatorDef.In::function),
              Stream.of("alerts_open", "alerts_opened", "vital"))
          .flatMap(names -> names)
          .collect(Collectors.toUnmodifiableSet());

  private final RuleScope scope;
  private final PartBuilder builder;
  private final SeriesFunctions series;

  AcrossFunctions(RuleScope scope, PartBuilder builder, SeriesFunctions series) {
    this.scope = scope;
    this.builder = builder;
    this.series = series;
  }

  /** The fault of a reading that does not say of which thing it is. */
  Part ofWhich(CelExpr expr) {
    return builder.fault(
        expr,
        "expr.across",
        Text.of(
            "有 over 的规则要写明对哪些部件：number_of(..)、mean_of(..)、own(..) 等",
            "a rule with 'over' says of which things: number_of(..), mean_of(..), own(..) and so on"));
  }

  Part call(CelExpr expr, String function, List<CelExpr> args) {
    Rule.Over over = scope.over();
    if (scope.isMember()) {
      return builder.fault(
          expr,
          "expr.nested",
          Text.of(
              "“" + function + "”不能嵌套在另一个之内", "'" + function + "' does not stand within another"));
    }
    if (over == null) {
      return builder.fault(
          expr,
          "expr.across",
          Text.of(
              "只有带 over 的规则才能用“" + function + "”",
              "only a rule with 'over' knows '" + function + "'"));
    }
    boolean neighbours = over.of() == Rule.Over.Of.NEIGHBOURS;
    Gather gather = Gather.of(function).orElse(null);
    if (gather == null) {
      IndicatorDef.In in = IndicatorDef.In.of(function).orElse(null);
      return neighbours
          ? builder.fault(
              expr,
              "expr.across",
              Text.of("预警、体征和指标属于区划", "alerts, vital signs and indicators are of divisions"))
          : in != null
              ? figure(in, over, args.getFirst())
              : function.equals("vital") ? vital(args.getFirst()) : alerts(function, args);
    }
    if (gather == Gather.OWN && !neighbours) {
      return builder.fault(
          expr, "expr.across", Text.of("区划本身没有读数", "a division has no readings of its own"));
    }
    RuleScope one = scope.member();
    Part of = builder.of(one).build(args.getFirst());
    if (of.faulty()) {
      return of;
    }
    if (one.properties().isEmpty() && one.indexes().isEmpty()) {
      return builder.fault(
          expr,
          "expr.across",
          Text.of("这里没有写出部件的任何观测属性", "this names nothing that a thing observes"));
    }
    Mean mean = series.mean(args.getFirst(), of, one.properties());
    if (gather == Gather.SUM && mean != Mean.ARITHMETIC) {
      return series.noSum(expr);
    }
    if (gather == Gather.MEAN && mean == null) {
      return series.noMean(expr);
    }
    List<RuleProgram.Bound> bounds = one.takeBounds();
    Text described = described(one, of, bounds);
    int member = scope.member(of, one, bounds);
    if (gather == Gather.OWN) {
      scope.own(member);
    }
    Gather by = mean == Mean.ENERGY && gather == Gather.MEAN ? Gather.ENERGY_MEAN : gather;
    String unit = gather.isCount() ? Part.PLAIN : of.unit();
    String symbol = unit.equals(Part.BOOL) ? "" : Titles.symbol(unit);
    return quote(
        function + "(" + of.text() + ")",
        function,
        0,
        unit,
        symbol,
        by.title(described),
        r -> r.over(member, by));
  }

  /** What is asked of each thing, for people; a condition of several parts as it is written. */
  private Text described(RuleScope one, Part of, List<RuleProgram.Bound> bounds) {
    if (!of.input().isEmpty()) {
      return title(one, of.input());
    }
    if (bounds.size() == 1
        && of.text().equals(written(bounds.getFirst()))
        && scope.pack().param(bounds.getFirst().param()).isPresent()) {
      RuleProgram.Bound bound = bounds.getFirst();
      Text limit =
          Sentences.limit(bound.operator(), scope.pack().param(bound.param()).orElseThrow());
      Text input = title(one, bound.input());
      return Text.of(input.zh() + limit.zh(), input.en() + " " + limit.en());
    }
    return Text.of("“" + of.text() + "”", "'" + of.text() + "'");
  }

  private static String written(RuleProgram.Bound bound) {
    return bound.input() + " " + bound.operator() + " params." + bound.param();
  }

  private static Text title(RuleScope one, String input) {
    return one.inputs().stream()
        .filter(i -> i.name().equals(input))
        .map(RuleInput::title)
        .findFirst()
        .orElse(Text.of(input, input));
  }

  private Part vital(CelExpr arg) {
    Property p = series.property(arg);
    if (p == null) {
      return builder.fault(
          arg, "expr.unsupported", Text.of("体征要针对一项观测属性", "a vital sign is of a property"));
    }
    scope.vital(p);
    String id = p.id();
    Mean mean = p.mean();
    return quote(
        "vital(" + p.name() + ")",
        "vital",
        0,
        p.unit(),
        p.symbol(),
        Text.of("区划体征 " + p.title().zh(), "vital sign " + p.title().en()),
        r -> r.vital(id, mean));
  }

  private Part figure(IndicatorDef.In in, Rule.Over over, CelExpr arg) {
    String name = dotted(arg);
    IndicatorDef of =
        scope.indicator(
            name.startsWith("indicators.") ? name.substring("indicators.".length()) : name);
    if (of == null) {
      return builder.fault(
          arg, "expr.unsupported", Text.of("“" + name + "”不是指标", "'" + name + "' is no indicator"));
    }
    if (!of.has(in)) {
      return builder.fault(
          arg,
          "expr.indicator",
          Text.of(
              "指标 " + of.id() + " 没有 " + in.function() + "(..) 所要的周期",
              of.id() + " has no figures that " + in.function() + "(..) asks for"));
    }
    if (of.levels().stream().noneMatch(l -> l.name().equals(over.of().name()))) {
      return builder.fault(
          arg,
          "expr.indicator",
          Text.of(
              "指标 " + of.id() + " 按 " + of.levels() + " 给出，不按 " + over.of(),
              of.id() + " is given for " + of.levels() + ", not " + over.of()));
    }
    scope.figure(of);
    // days that are counted are no span of time
    String unit = of.unit().equals("d") ? "{d}" : of.unit();
    String id = of.id();
    return quote(
        in.function() + "(indicators." + id + ")",
        in.function(),
        0,
        unit,
        Titles.symbol(unit),
        Text.of(in.title().zh() + of.title().zh(), of.title().en() + " " + in.title().en()),
        r -> r.figure(id, in));
  }

  private Part alerts(String function, List<CelExpr> args) {
    String name = dotted(args.getFirst());
    Rule rule = scope.rule(name.startsWith("rules.") ? name.substring("rules.".length()) : name);
    if (rule == null) {
      return builder.fault(
          args.getFirst(),
          "expr.unsupported",
          Text.of("“" + name + "”不是规则", "'" + name + "' is no rule"));
    }
    if (rule.over() != null) {
      return builder.fault(
          args.getFirst(),
          "expr.nested",
          Text.of("规则 " + rule.id() + " 本身就是跨部件的", rule.id() + " looks across things itself"));
    }
    String id = rule.id();
    String head = function + "(rules." + id;
    if (function.equals("alerts_opened")) {
      long ms = builder.span(args.get(1));
      if (ms <= 0) {
        return Part.FAULTY;
      }
      scope.alerts(rule, ms);
      Text span = Titles.span(ms);
      return quote(
          head + ", " + Duration.ofMillis(ms) + ")",
          function,
          ms,
          Part.PLAIN,
          "",
          Text.of(
              span.zh() + "内新发“" + rule.title().zh() + "”",
              "'" + rule.title().en() + "' opened within " + span.en()),
          r -> r.alertsOpened(id, ms));
    }
    Level least = args.size() < 2 ? Level.IV : level(args.get(1));
    scope.alerts(rule, 0);
    return quote(
        head + (args.size() < 2 ? "" : ", levels." + least) + ")",
        function,
        0,
        Part.PLAIN,
        "",
        Text.of(
            "未解除的“" + rule.title().zh() + "”" + (args.size() < 2 ? "" : "（" + least + " 级及以上）"),
            "open '"
                + rule.title().en()
                + "'"
                + (args.size() < 2 ? "" : ", " + least + " or worse")),
        r -> r.alertsOpen(id, least));
  }

  /** The checker of types has seen that it is one. */
  private static Level level(CelExpr expr) {
    String name = dotted(expr);
    return Level.valueOf(name.substring(name.indexOf('.') + 1));
  }

  private static String dotted(CelExpr expr) {
    return switch (expr.getKind()) {
      case IDENT -> expr.ident().name();
      case SELECT -> dotted(expr.select().operand()) + "." + expr.select().field();
      default -> "";
    };
  }

  private Part quote(
      String name,
      String function,
      long windowMs,
      String unit,
      String symbol,
      Text title,
      Expr value) {
    return scope.quote(
        new RuleInput(name, "", function, windowMs, unit, symbol, title, value), name);
  }
}
