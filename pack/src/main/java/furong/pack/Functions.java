package furong.pack;

import static furong.pack.Function.Kind.INDICATOR;
import static furong.pack.Function.Kind.LEVEL;
import static furong.pack.Function.Kind.NUMBER;
import static furong.pack.Function.Kind.RULE;
import static furong.pack.Function.Kind.SERIES;
import static furong.pack.Function.Kind.SPAN;
import static furong.pack.Function.Kind.TRUTH;

import furong.base.Text;
import java.util.List;

/**
 * Every function of the rule language, one row each: the type checker, the compiler and the page
 * about the language read this table, so that none of them knows a function that the others do not.
 */
public final class Functions {

  public static final List<Function> ALL =
      List.of(
          // readings
          of(
              "last",
              List.of(SERIES),
              "最新读数；超过预期静默则未知",
              "newest value; unknown when older than the silence that is expected"),
          of(
              "mean",
              List.of(SERIES, SPAN),
              "时间窗内的平均（声级按能量）",
              "mean over a window (of sound levels by energy)"),
          of("min", List.of(SERIES, SPAN), "时间窗内的最小值", "smallest in a window"),
          of("max", List.of(SERIES, SPAN), "时间窗内的最大值", "largest in a window"),
          of(
              "sum",
              List.of(SERIES, SPAN),
              "时间窗内的合计（用于计数，不用于声级）",
              "sum over a window (of counts, not of levels)"),
          of(
              "sd",
              List.of(SERIES, SPAN),
              "时间窗内的样本标准差",
              "standard deviation of the sample in a window"),
          of(
              "count",
              List.of(SERIES, SPAN),
              "时间窗内读数的个数，从不未知",
              "number of readings in a window, never unknown"),
          of(
              "mean",
              List.of(SERIES, SPAN, SPAN),
              "一段时间以前结束的时间窗的平均",
              "mean over a window that ended a span ago"),
          of("min", List.of(SERIES, SPAN, SPAN), "同上，最小值", "the same, smallest"),
          of("max", List.of(SERIES, SPAN, SPAN), "同上，最大值", "the same, largest"),
          of("sum", List.of(SERIES, SPAN, SPAN), "同上，合计", "the same, sum"),
          of("sd", List.of(SERIES, SPAN, SPAN), "同上，样本标准差", "the same, standard deviation"),
          of("count", List.of(SERIES, SPAN, SPAN), "同上，读数个数", "the same, number of readings"),
          of(
              "rate",
              List.of(SERIES, SPAN),
              "时间窗内首末读数之差，按小时计（单位/h）",
              "change from the oldest to the newest reading of a window, per hour (unit/h)"),
          of(
              "quantile",
              List.of(SERIES, SPAN, NUMBER),
              "时间窗内的分位数，x 为 0 到 1",
              "quantile over a window, x from 0 to 1"),
          of(
              "share",
              List.of(SERIES, SPAN, NUMBER),
              "时间窗内超过 x 的读数所占比例",
              "share of the readings of a window that exceed x"),
          of(
              "cusum",
              List.of(SERIES, SPAN, NUMBER),
              "时间窗内的单侧累积和 S = max(0, S + 读数 - x)",
              "one-sided CUSUM over a window: S = max(0, S + reading - x)"),
          of(
              "farrington",
              List.of(SERIES, NUMBER, NUMBER, NUMBER),
              "每周计数超出往年同期的程度（Farrington 1996）：x 年、前后 x 周、正态分位数 x；大于 1 为报警",
              "by how much a weekly count exceeds the same weeks of past years (Farrington 1996): x years, x weeks to each side, normal quantile x; over 1 is an alarm"),
          of(
              "usual",
              List.of(SERIES, SPAN),
              "过去若干周（7d 的倍数，至多 56d）同一小时均值的中位数",
              "median of the means of the same hour of the week, over past weeks (a multiple of 7d, at most 56d)"),
          // conditions and values over the instants of a window
          of(
              "share",
              List.of(TRUTH, SPAN),
              "时间窗内条件成立的读数时刻所占比例",
              "share of the instants of a window at which a condition holds"),
          of(
              "share_of_time",
              List.of(TRUTH, SPAN),
              "时间窗内条件成立的时间所占比例，每个读数延续到下一个",
              "share of the time of a window in which a condition holds; a reading lasts until the next"),
          of(
              "count",
              List.of(TRUTH, SPAN),
              "时间窗内条件成立的次数",
              "number of instants of a window at which a condition holds"),
          of(
              "hits",
              List.of(TRUTH, NUMBER, SPAN),
              "时间窗内最近 x 次读数中条件成立的次数；不足 x 次则未知",
              "how often a condition holds at the last x instants of a window; unknown when there are fewer"),
          of(
              "sum",
              List.of(NUMBER, SPAN),
              "表达式在时间窗内各读数时刻的合计",
              "sum of an expression over the instants of a window"),
          of("mean", List.of(NUMBER, SPAN), "同上，平均", "the same, mean"),
          of("min", List.of(NUMBER, SPAN), "同上，最小值", "the same, smallest"),
          of("max", List.of(NUMBER, SPAN), "同上，最大值", "the same, largest"),
          // across things: rules with `over`
          new Function(
              "number_of",
              List.of(TRUTH),
              NUMBER,
              Text.of(
                  "区划（或邻近范围）内条件成立的部件数",
                  "number of things of the division at which a condition holds")),
          new Function(
              "share_of",
              List.of(TRUTH),
              NUMBER,
              Text.of(
                  "条件成立的部件占可判断部件的比例",
                  "share of the known things of the division at which a condition holds")),
          of(
              "known_of",
              List.of(NUMBER),
              "有值的部件数，从不未知",
              "number of things that have a value; never unknown"),
          of(
              "mean_of",
              List.of(NUMBER),
              "各部件的平均（声级按能量）",
              "mean over the things of the division (of levels by energy)"),
          of("median_of", List.of(NUMBER), "各部件的中位数", "median over the things of the division"),
          of("min_of", List.of(NUMBER), "各部件的最小值", "smallest over the things of the division"),
          of("max_of", List.of(NUMBER), "各部件的最大值", "largest over the things of the division"),
          of("sum_of", List.of(NUMBER), "各部件的合计", "sum over the things of the division"),
          of(
              "own",
              List.of(NUMBER),
              "邻近规则中本部件的值",
              "of the thing itself, in a rule over neighbours"),
          new Function(
              "own",
              List.of(TRUTH),
              TRUTH,
              Text.of("邻近规则中本部件的条件", "of the thing itself, in a rule over neighbours")),
          of(
              "alerts_open",
              List.of(RULE),
              "区划内某规则的未解除预警数",
              "open alerts of a rule in the division"),
          of("alerts_open", List.of(RULE, LEVEL), "同上，达到某级别或更严重", "the same, at a level or worse"),
          of(
              "alerts_opened",
              List.of(RULE, SPAN),
              "一段时间内新发预警数",
              "alerts of a rule that opened in the division within a span"),
          of(
              "vital",
              List.of(SERIES),
              "区划体征：最近一个完整五分钟窗口的平均",
              "vital sign of the division: mean of the newest complete five minutes"),
          of(
              "this_month",
              List.of(INDICATOR),
              "区划某指标本月至今的值",
              "figure of an indicator of the division, this month so far"),
          of("last_month", List.of(INDICATOR), "同上，上月", "the same, last month"),
          of("this_quarter", List.of(INDICATOR), "同上，本季至今", "the same, this quarter so far"),
          of("last_quarter", List.of(INDICATOR), "同上，上季", "the same, last quarter"),
          of("this_year", List.of(INDICATOR), "同上，今年至今", "the same, this year so far"),
          of("last_year", List.of(INDICATOR), "同上，上年", "the same, last year"),
          // values
          of("abs", List.of(NUMBER), "绝对值", "without its sign"),
          of("greatest", List.of(NUMBER, NUMBER), "两者中较大者", "the larger of two"),
          of("least", List.of(NUMBER, NUMBER), "两者中较小者", "the smaller of two"),
          new Function(
              "known",
              List.of(NUMBER),
              TRUTH,
              Text.of("是否有值，从不未知", "whether there is a value; never unknown")),
          new Function(
              "known",
              List.of(TRUTH),
              TRUTH,
              Text.of("是否可判断，从不未知", "whether it can be judged; never unknown")),
          // schedules
          new Function(
              "time_of_day", List.of(), SPAN, Text.of("当地零点以来的时间", "time since local midnight")),
          new Function(
              "daily",
              List.of(SPAN, SPAN),
              TRUTH,
              Text.of(
                  "当地时刻在两者之间（含始不含末，可跨零点）",
                  "local time from one, included, to the other, excluded; may run over midnight")),
          new Function(
              "months",
              List.of(NUMBER, NUMBER),
              TRUTH,
              Text.of(
                  "当地月份在两者之间（均含，可跨年）",
                  "local month from one to the other, both included; may run over the year")),
          new Function(
              "working_day",
              List.of(),
              TRUTH,
              Text.of(
                  "城市工作日；未载入当年放假通知则不能判断",
                  "a working day of the city; cannot judge without that year's decree")));

  private Functions() {}

  private static Function of(String name, List<Function.Kind> args, String zh, String en) {
    return new Function(name, args, NUMBER, Text.of(zh, en));
  }
}
