package furong.work.cases;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Text;
import furong.base.TimeRange;
import furong.city.CityProfile;
import furong.evaluation.CaseEvaluation.Line;
import furong.evaluation.Hotspots.Found;
import furong.evaluation.Tally;
import furong.pack.Faults;
import furong.pack.FormulaBook;
import furong.pack.PackBook;
import furong.pack.PackReader;
import furong.paper.Block.Table;
import furong.paper.Paper;
import furong.reported.CaseScore;
import furong.reported.Score;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The report says of every figure what it was before. */
class EvaluationPaperTest {

  private static final EvaluationPaper.About ABOUT =
      new EvaluationPaper.About(
          "成都市",
          "责任单位",
          "成都市",
          "2026-04-01 至 2026-05-01（不含）",
          "2026-03-01 至 2026-04-01（不含）",
          Instant.parse("2026-05-01T02:00:00Z"));

  private static final TimeRange APRIL =
      TimeRange.of(Instant.parse("2026-03-31T16:00:00Z"), Instant.parse("2026-04-30T16:00:00Z"));

  /** As the pack of the district says. */
  private static final Scoring SCORING = scoring();

  private static Scoring scoring() {
    PackBook packs = PackReader.load(Path.of("../packs")).orThrow();
    return Scoring.of(
        CaseScore.find(Score.read(packs), packs, FormulaBook.of(packs, new Faults())),
        CityProfile.load(Path.of("../cities/chengdu")),
        APRIL);
  }

  @Test
  void theRuleIsToldAsThePackHasItAndWithoutOneNobodyIsScored() {
    assertThat(SCORING.whose().zh()).isEqualTo("金牛区");
    assertThat(SCORING.rule().zh())
        .contains("金牛区“数字城管”规则", "(1 − 返工率) × 20", "规则文件 52518104230", "不是国家标准");
    Scoring none =
        Scoring.of(Optional.empty(), CityProfile.load(Path.of("../cities/chengdu")), APRIL);
    assertThat(none.rule().zh()).contains("没有");
    assertThat(none.points().apply(JINNIU)).isEmpty();
  }

  /** 应处置 200, 处置 190, 按期 180, 返工 6, 应结案 200, 超期待处置 4, 延期 10: 95.0 points. */
  private static final Tally JINNIU = tally(190, 180, 4, 160, 6, 10);

  /**
   * 处置 186 (93 %), 按期 170 (85 %), 超期 8 (4 %), 返工 6 (3 %), 延期 10 (5 %): 27.9 + 17 + 19.4 + 19.2 +
   * 9.5 = 93.0 points.
   */
  private static final Tally BEFORE = tally(186, 170, 8, 150, 6, 10);

  @Test
  void aRateHasWhatItWasAndWhetherTheChangeIsGood() {
    List<List<String>> rates = tables(List.of(new Line("a", BEFORE))).getFirst().rows();
    // 95.00 - 93.00, higher is better
    assertThat(row(rates, "处置率")).containsSequence("95.00%", "190", "200", "93.00%", "+2.00 改善");
    // 4 / 200 = 2 %, was 4 %, lower is better
    assertThat(row(rates, "超期待处置率")).containsSequence("2.00%", "4", "200", "4.00%", "−2.00 改善");
    assertThat(row(rates, "返工率")).containsSequence("3.00%", "6", "200", "3.00%", "0.00");
    assertThat(row(rates, "推诿率")).containsSequence("–", "0", "0", "–", "–");
  }

  @Test
  void aRateThatGrewForTheWorseIsCalledSo() {
    Tally better = tally(196, 190, 2, 170, 2, 10);
    List<List<String>> rates = tables(List.of(new Line("a", better))).getFirst().rows();
    // 95 - 98, and 3 / 200 more came back: 3 % - 1 %
    assertThat(row(rates, "处置率")).contains("−3.00 变差");
    assertThat(row(rates, "返工率")).contains("+2.00 变差");
  }

  @Test
  void theRankingHasAColumnOfTheTrendAndADashWhereNothingWasBefore() {
    List<String> west = tables(List.of(new Line("a", BEFORE))).get(1).rows().getFirst();
    // 处置率 95 - 93, 按期处置率 90 - 85, 按期结案率 80 - 75, 超期 2 - 4, 返工 3 - 3
    assertThat(west)
        .containsExactly(
            "1",
            "西街道",
            "95.00",
            "+2.00",
            "95.00%\n(190/200)\n+2.00",
            "90.00%\n(180/200)\n+5.00",
            "80.00%\n(160/200)\n+5.00",
            "2.00%\n(4/200)\n−2.00",
            "3.00%\n(6/200)\n0.00");
    assertThat(tables(List.of()).get(1).rows().getFirst())
        .containsSequence("95.00", "–", "95.00%\n(190/200)\n–");
  }

  @Test
  void equalScoresShareARankAndTheNextLeavesOutAsMany() {
    // 95, twice 93, and one that had nothing to handle
    List<Line> lines =
        List.of(
            new Line("a", BEFORE),
            new Line("b", JINNIU),
            new Line("c", Tally.NONE),
            new Line("d", BEFORE),
            new Line("e", tally(0, 0, 200, 0, 200, 200)));
    assertThat(tables(lines, List.of()).get(1).rows())
        .extracting(row -> row.get(0) + " " + row.get(2))
        .containsExactly("1 95.00", "2 93.00", "2 93.00", "4 0.00", "– –");
  }

  private static List<Table> tables(List<Line> before) {
    return tables(List.of(new Line("a", JINNIU)), before);
  }

  private static List<Table> tables(List<Line> lines, List<Line> before) {
    Found nothing = new Found(1000, List.of(), 0, 0, 0, 0, List.of());
    Paper paper =
        new EvaluationPaper(ABOUT, SCORING, key -> Text.of("西街道", "West"), spot -> "")
            .of(lines, before, nothing);
    return paper.blocks().stream().filter(Table.class::isInstance).map(Table.class::cast).toList();
  }

  private static List<String> row(List<List<String>> rows, String rate) {
    return rows.stream().filter(r -> r.getFirst().equals(rate)).findFirst().orElseThrow();
  }

  /** 200 are due to be handled, and all of them to be closed. */
  private static Tally tally(
      long handled, long inTime, long overdue, long closedInTime, long reworked, long extended) {
    return new Tally(
        0,
        0,
        0,
        200,
        handled,
        inTime,
        overdue,
        extended,
        200,
        handled,
        closedInTime,
        reworked,
        0,
        0,
        0);
  }
}
