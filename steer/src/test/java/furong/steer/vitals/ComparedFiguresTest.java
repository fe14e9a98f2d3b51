package furong.steer.vitals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import furong.base.DivisionLevel;
import furong.base.Period;
import furong.base.Result;
import furong.base.Text;
import furong.city.Division;
import furong.city.DivisionHistory;
import furong.city.Divisions;
import furong.city.Populations;
import furong.city.Populations.Population;
import furong.geo.Bounds;
import furong.geo.LngLat;
import furong.indicators.MemoryDayStatStore;
import furong.indicators.MemoryIndicatorStore;
import furong.pack.Faults;
import furong.pack.FormDef;
import furong.pack.FormulaBook;
import furong.pack.PackBook;
import furong.pack.PackFiles;
import furong.pack.PackReader;
import furong.reported.FormBook;
import furong.reported.FormulaInputs;
import furong.reported.FormulaValue;
import furong.reported.FormulaWork;
import furong.reported.MemoryCounts;
import furong.reported.MemoryFormulas;
import furong.reported.MemoryReported;
import furong.reported.QuietCounts;
import furong.reported.Reported;
import furong.reported.Sheet;
import furong.reported.SheetKey;
import furong.reported.SheetState;
import furong.steer.vitals.ComparedFigures.Amount;
import furong.steer.vitals.ComparedFigures.Choice;
import furong.steer.vitals.ComparedFigures.Sort;
import furong.steer.vitals.FairComparison.Base;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two counties report homes and the state of their water; a formula makes a share of them. */
class ComparedFiguresTest {

  private static final Instant NOW = Instant.parse("2026-11-26T02:00:00Z");
  private static final Period YEAR = Period.parse("2025");
  private static final String WEST = "510104";
  private static final String EAST = "510105";

  private static final PackBook PACKS =
      PackReader.read(
              new PackFiles(
                  "packs",
                  Map.of(
                      "w/pack.yaml",
                      "id: w\ntitle: 世\nsummary: 世\nversion: '1'\nstatus: draft\n",
                      "w/params.yaml",
                      "due: {title: 期限, value: 20, unit: d, reason: 试, source: 试}\n",
                      "w/forms/year.yaml",
                      """
                      name: year
                      title: 年
                      version: "1"
                      cycle: year
                      asked: county
                      due: params.due
                      source: 试
                      figures:
                        - {name: homes, title: 套, meaning: 套, unit: "{home}"}
                        - {name: bad, title: 坏, meaning: 坏, unit: "{home}"}
                        - {name: acid, title: 酸, meaning: 酸, unit: "[pH]", sums: false}
                        - {name: green, title: 绿, meaning: 绿, unit: "%"}
                      """,
                      "w/indicators/share.yaml",
                      """
                      name: share
                      title: 占比
                      version: "1"
                      formula: 坏 / 套
                      unit: "%"
                      direction: less-is-better
                      levels: [city, county]
                      validity: 试
                      reference:
                      source: 试
                      computed: {of: "figures.bad", by: "figures.homes", cycle: year}
                      """)))
          .orThrow();

  private final DivisionHistory city =
      DivisionHistory.of(
          Divisions.of(
              List.of(
                  division("510100", DivisionLevel.CITY, ""),
                  division(WEST, DivisionLevel.COUNTY, "510100"),
                  division(EAST, DivisionLevel.COUNTY, "510100")),
              Map.of()));
  private final Populations people =
      Populations.of(
          Map.of(
              WEST, new Population(20_000, 2020, "普查"), EAST, new Population(50_000, 2020, "普查")));
  private final MemoryReported reported = new MemoryReported();
  private final MemoryFormulas values = new MemoryFormulas();
  private final FormulaBook formulas = FormulaBook.of(PACKS, new Faults());
  private final FormulaInputs inputs =
      new FormulaInputs(
          new FormBook(PACKS),
          reported,
          values,
          new MemoryIndicatorStore(),
          new MemoryCounts(ZoneOffset.UTC),
          new MemoryDayStatStore(),
          city,
          people);
  private final ComparedFigures figures =
      new ComparedFigures(
          new FormBook(PACKS),
          formulas,
          inputs,
          new QuietCounts(
              formulas,
              values,
              new FormulaWork(formulas, inputs, values, () -> NOW),
              city,
              (rule, division) -> Optional.empty(),
              ZoneOffset.UTC,
              () -> NOW));

  private Choice choice(String id) {
    return figures.find(id).orElseThrow();
  }

  private Amount amount(String id, String division) {
    return figures
        .amounts(choice(id), city.today().children("510100"), YEAR)
        .apply(city.today().find(division).orElseThrow());
  }

  private static String refusal(Result<Period> result) {
    return ((Result.Refused<Period>) result).notices().getFirst().code();
  }

  @Test
  void whatAddsUpIsDividedAndWhatDoesNotIsRefusedWithTheReason() {
    assertThat(choice("w.homes").sort()).isEqualTo(Sort.SUM);
    assertThat(figures.check(choice("w.homes"), Base.PEOPLE, YEAR)).isEqualTo(Result.ok(YEAR));
    assertThat(choice("w.acid").sort()).isEqualTo(Sort.STATE);
    assertThat(refusal(figures.check(choice("w.acid"), Base.PEOPLE, YEAR)))
        .isEqualTo("compare.rate");
    assertThat(refusal(figures.check(choice("w.green"), Base.AREA, YEAR)))
        .isEqualTo("compare.rate");
    assertThat(refusal(figures.check(choice("w.share"), Base.AREA, YEAR)))
        .isEqualTo("compare.rate");
    assertThat(figures.check(choice("w.share"), Base.NONE, YEAR)).isEqualTo(Result.ok(YEAR));
  }

  @Test
  void aFigureOfTheYearIsToldForItsMonthsAndNotTheOtherWayRound() {
    assertThat(figures.check(choice("w.homes"), Base.NONE, Period.parse("2025-11")))
        .isEqualTo(Result.ok(YEAR));
    Choice monthly = new Choice("m", Text.of("月", "m"), "t", Sort.SUM, FormDef.Cycle.MONTH);
    assertThat(refusal(figures.check(monthly, Base.NONE, YEAR))).isEqualTo("compare.period");
  }

  @Test
  void aReportedSumIsComparedPerPersonOnceItsSheetIsApproved() {
    report(WEST, 300, SheetState.APPROVED);
    report(EAST, 500, SheetState.SUBMITTED);
    assertThat(amount("w.homes", WEST).value()).isEqualTo(300);
    assertThat(amount("w.homes", EAST).value()).isNull();
    List<FairComparison.Line> lines =
        new FairComparison(
                city,
                people,
                new FairComparisonTest.Cases(),
                new FairComparisonTest.NoneSimulated(),
                new MemoryCounts(ZoneOffset.UTC),
                ZoneOffset.UTC)
            .of("510100", figures, choice("w.homes"), Base.PEOPLE, YEAR);
    // 300 homes of 20,000 people are 150 of ten thousand
    assertThat(lines.getFirst().code()).isEqualTo(WEST);
    assertThat(lines.getFirst().value()).isCloseTo(150, within(1e-9));
    assertThat(lines.getLast().count()).isNull();
    assertThat(lines.getLast().rank()).isNull();
  }

  @Test
  void aRateIsComparedAsItIs() {
    values.put(
        new FormulaValue("w.share", "1", EAST, YEAR, 12.5, "", 5.0, 40.0, List.of(), NOW), "test");
    assertThat(amount("w.share", EAST).value()).isEqualTo(12.5);
    assertThat(amount("w.share", WEST).value()).isNull();
  }

  private void report(String county, double homes, SheetState state) {
    SheetKey key = new SheetKey("w.year", county, YEAR);
    reported.put(new Sheet(key, state, "u", "v", "", NOW, 1));
    reported.add(List.of(new Reported("w.homes", county, YEAR, 1, homes, "", "u", "李", NOW, "")));
  }

  private static Division division(String code, DivisionLevel level, String parent) {
    return new Division(
        code,
        level,
        Text.of("区划" + code, code),
        parent,
        false,
        new LngLat(104, 30),
        new Bounds(104, 30, 104, 30));
  }
}
