package furong.work.cases;

import furong.base.Text;
import furong.evaluation.CaseEvaluation.Line;
import furong.evaluation.CaseStatistics.Ratio;
import furong.evaluation.Hotspots;
import furong.evaluation.Hotspots.Found;
import furong.evaluation.Hotspots.Spot;
import furong.evaluation.Rate;
import furong.evaluation.Tally;
import furong.paper.Block;
import furong.paper.Block.Area;
import furong.paper.Block.Bar;
import furong.paper.Block.Bars;
import furong.paper.Block.Heading;
import furong.paper.Block.Key;
import furong.paper.Block.Note;
import furong.paper.Block.Paragraph;
import furong.paper.Block.Squares;
import furong.paper.Block.Table;
import furong.paper.Paper;
import furong.paper.TableOf;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The evaluation of a period as an A4 report: the rates of the whole with numerator and
 * denominator, the ranking, a chart of cases closed in time, and hotspots; every figure with what
 * it was in the period before. Chinese, as offices file it.
 */
final class EvaluationPaper {

  /** A page of them; the spreadsheet has all. */
  private static final int MOST_SPOTS = 25;

  private static final int HOT = 0xb3261e;
  private static final int STILL_HOT = 0x7a0c12;
  private static final int FADED = 0xd9a441;

  /** Rates of the ranking, those of the score that fit beside it on a page, with their width. */
  private static final Map<Rate, Double> RANKED = ranked();

  private static Map<Rate, Double> ranked() {
    Map<Rate, Double> widths = new LinkedHashMap<>();
    widths.put(Rate.HANDLING, 1.6);
    widths.put(Rate.HANDLING_IN_TIME, 1.6);
    widths.put(Rate.CLOSING_IN_TIME, 1.6);
    widths.put(Rate.OVERDUE, 1.8);
    widths.put(Rate.REWORK, 1.5);
    return widths;
  }

  /**
   * What the report is about.
   *
   * @param what a line is about, such as 责任单位
   * @param where the division's name
   * @param period as people write it
   * @param before the period that the trend is against, as people write it
   */
  record About(
      String issuer, String what, String where, String period, String before, Instant made) {}

  private final About about;
  private final Scoring scoring;
  private final Function<String, Text> names;
  private final Function<Spot, String> places;

  /**
   * @param names of a line's key
   * @param places where a spot lies, in words
   */
  EvaluationPaper(
      About about, Scoring scoring, Function<String, Text> names, Function<Spot, String> places) {
    this.about = about;
    this.scoring = scoring;
    this.names = names;
    this.places = places;
  }

  /**
   * @param before the lines of the period before; one that is not among them had nothing then
   */
  Paper of(List<Line> lines, List<Line> before, Found found) {
    Tally all = sum(lines);
    List<Line> ranked =
        lines.stream()
            .sorted(
                Comparator.comparingDouble((Line l) -> -scored(l.tally()).orElse(-1))
                    .thenComparing(Line::key))
            .toList();
    List<Block> blocks = new ArrayList<>();
    rates(blocks, all, sum(before));
    ranking(blocks, ranked, before.stream().collect(Collectors.toMap(Line::key, Line::tally)));
    spots(blocks, found);
    return new Paper(
        "城市管理案件评价报告",
        List.of(
            "范围：" + about.where() + "　分组：" + about.what(),
            "时段：" + about.period(),
            "上期：" + about.before()),
        about.issuer(),
        about.made(),
        found.simulated() > 0,
        blocks);
  }

  private static Tally sum(List<Line> lines) {
    return lines.stream().map(Line::tally).reduce(Tally.NONE, Tally::and);
  }

  private static void rates(List<Block> blocks, Tally all, Tally before) {
    blocks.add(new Heading(1, "一、总体指标"));
    if (all.equals(Tally.NONE)) {
      blocks.add(new Paragraph("本时段内没有可评价的案件。"));
      return;
    }
    blocks.add(
        new Paragraph(
            "受理 %d 件，立案 %d 件，应处置 %d 件，处置 %d 件，应结案 %d 件，结案 %d 件，其中按期结案 %d 件。"
                .formatted(
                    all.received(),
                    all.registered(),
                    all.dueToHandle(),
                    all.handled(),
                    all.dueToClose(),
                    all.closed(),
                    all.closedInTime())));
    blocks.add(
        new TableOf<Rate>()
            .text("指标", 2, rate -> rate.title().zh())
            .number("值", 1.2, rate -> percent(rate.of(all).value()))
            .number("分子", 1, rate -> Long.toString(rate.of(all).numerator()))
            .number("分母", 1, rate -> Long.toString(rate.of(all).denominator()))
            .number("上期", 1.2, rate -> percent(rate.of(before).value()))
            .number(
                "较上期",
                1.6,
                rate -> trend(rate.of(all).value(), rate.of(before).value(), rate.higherIsBetter()))
            .text("算法", 3.4, Rate::formula)
            .of(Arrays.asList(Rate.values())));
    blocks.add(
        new Note(
            "指标口径依 GB/T 30428.4 的评价体系；公式逐项列出。分母为零的指标没有值，以“–”表示。各分组之和为总体；未派遣的案件不属于任何责任单位。"
                + "较上期：本期减上期的百分点，“改善”“变差”按指标越高越好或越低越好而定。"));
  }

  private void ranking(List<Block> blocks, List<Line> ranked, Map<String, Tally> before) {
    if (ranked.isEmpty()) {
      return;
    }
    blocks.add(new Heading(1, "二、排名"));
    Map<String, String> ranks = ranks(ranked);
    TableOf<Line> table =
        new TableOf<Line>()
            .number("名次", 0.8, line -> ranks.getOrDefault(line.key(), "–"))
            .text(about.what(), 3.4, line -> names.apply(line.key()).zh())
            .number("得分", 1, this::score)
            .number(
                "较上期", 1.1, line -> points(scored(line.tally()), scored(was(before, line)), 1, 2));
    RANKED.forEach((rate, weight) ->
        table.number(
            rate.title().zh(),
            weight,
            line ->
                parts(rate.of(line.tally()))
                    + "\n"
                    + points(
                        rate.of(line.tally()).value(),
                        rate.of(was(before, line)).value(),
                        100,
                        2)));
    blocks.add(table.of(ranked));
    blocks.add(
        new Note(
            scoring.rule().zh()
                + "。所示得分相同者并列，其后名次顺延空出；没有应处置案件者不排名。括号内为分子/分母，其下为较上期的百分点；“较上期”一列为得分之差。上期无可计算者以“–”表示。"));
    List<Bar> bars =
        ranked.stream()
            .filter(line -> line.tally().closingInTime().value().isPresent())
            .map(line -> {
              Ratio ratio = line.tally().closingInTime();
              return new Bar(
                  names.apply(line.key()).zh(),
                  ratio.value().orElseThrow(),
                  parts(ratio).replace('\n', ' '));
            })
            .toList();
    if (!bars.isEmpty()) {
      blocks.add(new Bars("按期结案率（分子/分母）", 1, bars));
    }
  }

  private static Tally was(Map<String, Tally> before, Line line) {
    return before.getOrDefault(line.key(), Tally.NONE);
  }

  /**
   * Lines that show the same score share a rank, and the next leaves out as many (1, 2, 2, 4); a
   * line without a score has none.
   */
  private Map<String, String> ranks(List<Line> ranked) {
    Map<String, String> ranks = new HashMap<>();
    String rank = "–";
    for (int i = 0; i < ranked.size(); i++) {
      String score = score(ranked.get(i));
      if (i == 0 || !score.equals(score(ranked.get(i - 1)))) {
        rank = score.equals("–") ? "–" : Integer.toString(i + 1);
      }
      ranks.put(ranked.get(i).key(), rank);
    }
    return ranks;
  }

  private OptionalDouble scored(Tally tally) {
    return scoring.points().apply(tally);
  }

  private String score(Line line) {
    OptionalDouble score = scored(line.tally());
    return score.isPresent() ? String.format(Locale.ROOT, "%.2f", score.getAsDouble()) : "–";
  }

  private void spots(List<Block> blocks, Found found) {
    blocks.add(new Heading(1, "三、热点"));
    long hot = found.spots().stream().filter(s -> s.trend() != Hotspots.Trend.FADING).count();
    blocks.add(
        new Paragraph(
            "把范围划分为边长 %d 米的方格共 %d 个，本时段有坐标的案件 %d 件（另有 %d 件只知区划，未计入）。热点方格 %d 个，消退 %d 个。"
                .formatted(
                    found.side(),
                    found.squares(),
                    found.cases(),
                    found.unplaced(),
                    hot,
                    found.spots().size() - hot)));
    if (!found.spots().isEmpty()) {
      blocks.add(
          new Squares(
              "热点方格",
              found.spots().stream()
                  .map(s ->
                      new Area(
                          s.bounds().west(),
                          s.bounds().south(),
                          s.bounds().east(),
                          s.bounds().north(),
                          colour(s.trend())))
                  .toList(),
              List.of(new Key(HOT, "新增"), new Key(STILL_HOT, "持续或反复"), new Key(FADED, "消退"))));
      blocks.add(table(found));
    }
    blocks.add(
        new Note(
            "方法：Getis-Ord Gi*（Ord 与 Getis 1995），方格与其相邻八格；p 为双侧正态概率，q 经 Benjamini-Hochberg 校正；z>0 且 q<%s，且方格与邻格至少 %d 件者为热点。"
                    .formatted(Hotspots.Q, Hotspots.FEWEST_CASES)
                + "与此前 %d 个等长时段比较：此前从未为热点者“新增”，此前至少半数时段为热点者“持续”，少于半数者“反复”，本时段不再是热点者“消退”。"
                    .formatted(found.periods().size() - 1)
                + "热点说明何处上报多，不说明何处问题多：人多处上报也多。"));
  }

  private Table table(Found found) {
    return new TableOf<Spot>()
        .text("位置", 4, places)
        .text("趋势", 1, s -> word(s.trend()).zh())
        .number("件数", 1, s -> Long.toString(s.cases().getLast()))
        .number(
            "z",
            1,
            s -> s.score() == null ? "–" : String.format(Locale.ROOT, "%.2f", s.score().z()))
        .number(
            "q",
            1.2,
            s -> s.score() == null ? "–" : String.format(Locale.ROOT, "%.2g", s.score().q()))
        .text(
            "中心（经度，纬度）",
            2.4,
            s -> String.format(Locale.ROOT, "%.4f, %.4f", s.centre().lng(), s.centre().lat()))
        .of(found.spots().stream().limit(MOST_SPOTS).toList());
  }

  private static int colour(Hotspots.Trend trend) {
    return switch (trend) {
      case NEW -> HOT;
      case PERSISTENT, RECURRING -> STILL_HOT;
      case FADING -> FADED;
    };
  }

  static Text word(Hotspots.Trend trend) {
    return switch (trend) {
      case NEW -> Text.of("新增", "New");
      case PERSISTENT -> Text.of("持续", "Persistent");
      case RECURRING -> Text.of("反复", "Recurring");
      case FADING -> Text.of("消退", "Fading");
    };
  }

  private static String percent(OptionalDouble value) {
    return value.isPresent()
        ? String.format(Locale.ROOT, "%.2f%%", 100 * value.getAsDouble())
        : "–";
  }

  /** How a rate moved, in percentage points, and whether that is good. */
  private static String trend(OptionalDouble now, OptionalDouble was, boolean higherIsBetter) {
    String points = points(now, was, 100, 2);
    return switch (points.charAt(0)) {
      case '+' -> points + (higherIsBetter ? " 改善" : " 变差");
      case '−' -> points + (higherIsBetter ? " 变差" : " 改善");
      default -> points;
    };
  }

  /** The difference with its sign, {@code 0.00} without one; a dash when either is missing. */
  private static String points(OptionalDouble now, OptionalDouble was, double scale, int decimals) {
    if (now.isEmpty() || was.isEmpty()) {
      return "–";
    }
    BigDecimal change =
        BigDecimal.valueOf(scale * (now.getAsDouble() - was.getAsDouble()))
            .setScale(decimals, RoundingMode.HALF_UP);
    String size = change.abs().toPlainString();
    return change.signum() == 0 ? size : (change.signum() > 0 ? "+" : "−") + size;
  }

  private static String parts(Ratio ratio) {
    return percent(ratio.value()) + "\n(" + ratio.numerator() + "/" + ratio.denominator() + ")";
  }
}
