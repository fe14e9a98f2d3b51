package furong.reported;

import static furong.reported.SmallReports.ONE;
import static furong.reported.SmallReports.TWO;
import static furong.reported.SmallReports.YEAR;
import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Notice;
import furong.pack.PackFiles;
import furong.pack.PackReader;
import furong.reported.FilledForm.Line;
import furong.reported.FilledForm.Source;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Two forms of two offices need the number of homes: it is typed once and stands in both. */
class AskedOnceTest {

  private static final String SAFETY = "safety.visits";

  /** The second form shows the homes of the first and asks its own figure. */
  private static Map<String, String> safety(String form) {
    return Map.of(
        "safety/pack.yaml",
        "id: safety\ntitle: 安全\nsummary: 安全\nversion: '1'\nstatus: draft\nneeds: [check]\n",
        "safety/params.yaml",
        "due: {title: 期限, value: 20, unit: d, reason: 会前, source: 自定}\n",
        "safety/forms/visits.yaml",
        "name: visits\ntitle: 入户\nversion: '1'\ncycle: year\nasked: community\n"
            + "due: params.due\nsource: 试\n"
            + form,
        "safety/indicators/visited.yaml",
        """
        name: visited
        title: 入户率
        version: "1"
        formula: 入户 ÷ 住宅
        unit: "%"
        direction: more-is-better
        levels: [community]
        computed: {of: figures.visited, by: figures.check.homes, cycle: year}
        validity: 全部审定
        source: 试
        """);
  }

  private static final String USES =
      "uses: [check.homes]\nfigures:\n"
          + "  - {name: visited, title: 入户, meaning: 套, unit: '{home}'}\n";

  private static final String MONTHLY =
      "name: visits\ntitle: 入户\nversion: '1'\ncycle: month\nasked: community\n"
          + "due: params.due\nsource: 试\n"
          + USES;

  private final SmallReports reports = new SmallReports(safety(USES));
  private final FilledForm.Reader reader =
      new FilledForm.Reader(reports.book, reports.tree, reports.store, reports.desk);

  private List<Line> lines(String form, String division) {
    return reader.read(reports.county.user(), new SheetKey(form, division, YEAR)).orThrow().lines();
  }

  private static Line of(List<Line> lines, String figure) {
    return lines.stream().filter(l -> l.figure().id().equals(figure)).findFirst().orElseThrow();
  }

  private SheetKey visits(String division) {
    return new SheetKey(SAFETY, division, YEAR);
  }

  @Test
  void whatIsTypedInOneFormStandsInTheOtherWithoutBeingAskedAgain() {
    reports.fill(reports.one, ONE, 60, 40, 5).orThrow();
    Line asked = of(lines(SmallReports.FORM, ONE), "check.homes");
    Line shown = of(lines(SAFETY, ONE), "check.homes");
    assertThat(asked.value()).isEqualTo(100.0);
    assertThat(asked.source()).isNull();
    assertThat(shown.value()).isEqualTo(100.0);
    Source source = Objects.requireNonNull(shown.source());
    assertThat(source.form().id()).isEqualTo(SmallReports.FORM);
    assertThat(source.state()).isEqualTo(SheetState.DRAFT);
    assertThat(shown.reported()).isNotNull().extracting(Reported::by).isEqualTo("one");
    assertThat(of(lines(SAFETY, TWO), "check.homes").value()).isNull();
    // nobody is kept from handing in the second form by what the first one asks
    List<Cell> own = List.of(new Cell("safety.visited", 50.0, ""));
    reports.desk.save(reports.one, visits(ONE), 0, own).orThrow();
    assertThat(reports.desk.act(reports.one, visits(ONE), SheetAct.SUBMIT, 1, "").isOk()).isTrue();
  }

  @Test
  void aboveItIsTheSumOfThoseWhoGaveItWithHowManyThereAre() {
    reports.approved(reports.one, reports.first, ONE, 60, 40, 5);
    Line street = of(lines(SAFETY, SmallReports.FIRST), "check.homes");
    assertThat(street.value()).isEqualTo(100.0);
    assertThat(street.reported()).isNull();
    // one community of two
    assertThat(street.count()).isEqualTo(1);
    assertThat(street.source()).isNotNull().extracting(Source::expected).isEqualTo(2);
    assertThat(of(lines(SAFETY, ONE), "check.homes").source())
        .isNotNull()
        .extracting(Source::state)
        .isEqualTo(SheetState.APPROVED);
  }

  @Test
  void aFigureOfAnotherPeriodCannotBeShown() {
    Map<String, String> texts = new HashMap<>(SmallReports.TEXTS);
    texts.merge(
        "check/params.yaml",
        "whole: {title: 全部, value: 1, unit: \"1\", reason: 全部, source: 算术}\n",
        String::concat);
    texts.putAll(safety(USES));
    texts.put("safety/forms/visits.yaml", MONTHLY);
    texts.remove("safety/indicators/visited.yaml");
    assertThat(PackReader.read(new PackFiles("packs", texts)).notices())
        .extracting(Notice::code)
        .containsExactly("law.uses-cycle");
  }

  @Test
  void aCorrectionInTheFormThatAsksShowsInTheOther() {
    reports.fill(reports.one, ONE, 60, 40, 5).orThrow();
    reports.fill(reports.one, ONE, 70, 40, 5).orThrow();
    assertThat(of(lines(SAFETY, ONE), "check.homes").value()).isEqualTo(110.0);
  }

  @Test
  void theOtherFormTakesNoValueOfItsOwnForIt() {
    List<Cell> again = List.of(new Cell("check.homes", 99.0, ""));
    assertThat(SmallReports.codes(reports.desk.save(reports.one, visits(ONE), 0, again)))
        .containsExactly("figure.unknown " + ONE + "/check.homes");
    assertThat(reports.store.history("check.homes", ONE, YEAR)).isEmpty();
  }

  @Test
  void indicatorsOfBothPacksReadTheOneFigure() {
    reports.approved(reports.one, reports.first, ONE, 60, 40, 5);
    List<Cell> own = List.of(new Cell("safety.visited", 50.0, ""));
    reports.desk.save(reports.one, visits(ONE), 0, own).orThrow();
    reports.desk.act(reports.one, visits(ONE), SheetAct.SUBMIT, 1, "").orThrow();
    reports.desk.act(reports.first, visits(ONE), SheetAct.APPROVE, 2, "").orThrow();
    // 5 of 100 with hazards, 50 of the same 100 visited
    assertThat(reports.value("gas-share", ONE)).isEqualTo(5.0);
    assertThat(reports.formulas.find("safety.visited", ONE, YEAR).map(FormulaValue::value))
        .contains(50.0);
  }

  @Test
  void aPackThatAsksItAgainIsRefused() {
    Map<String, String> texts = new HashMap<>(SmallReports.TEXTS);
    texts.merge(
        "check/params.yaml",
        "whole: {title: 全部, value: 1, unit: \"1\", reason: 全部, source: 算术}\n",
        String::concat);
    texts.putAll(
        safety(
            "figures:\n  - {name: visited, title: 入户, meaning: 套, unit: '{home}'}\n"
                + "  - {name: homes, title: 住宅, meaning: 套, unit: '{home}'}\n"));
    assertThat(PackReader.read(new PackFiles("packs", texts)).notices())
        .extracting(Notice::code)
        .containsExactly("law.asked-twice");
  }
}
