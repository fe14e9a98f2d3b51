package furong.reported;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import furong.base.Period;
import furong.city.BoxCity;
import furong.city.Division;
import furong.city.DivisionHistory;
import furong.city.Divisions;
import furong.city.Populations;
import furong.indicators.IndicatorValue;
import furong.indicators.IndicatorValue.Completeness;
import furong.indicators.IndicatorValue.Lineage;
import furong.indicators.MemoryDayStatStore;
import furong.indicators.MemoryIndicatorStore;
import furong.pack.Faults;
import furong.pack.FormulaBook;
import furong.pack.PackBook;
import furong.pack.PackFiles;
import furong.pack.PackReader;
import furong.reported.ScoreCard.Line;
import furong.reported.ScoreCard.Past;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The pack of Jinniu over a city with two districts. */
class ScoreTest {

  private static final Period MONTH = Period.parse("2026-10");
  private static final Division JINNIU = BoxCity.division("510106", "510100");
  private static final Division JINJIANG = BoxCity.division("510104", "510100");
  private static final Division STREET = BoxCity.division("510106024", "510106");
  private static final Map<String, Double> CASES =
      // 应处置 200, 处置 190, 按期 180, 超期待处置 4, 延期 10; 返工 6 of 应结案 200
      Map.of(
          "care.handling", 95.0,
          "care.handling-in-time", 90.0,
          "care.rework", 3.0,
          "care.overdue", 2.0,
          "care.extension", 5.0);

  /** The pack, perhaps with other texts, over memory stores. */
  private static final class World {
    final PackFiles files;
    final MemoryFormulas values = new MemoryFormulas();
    final WatchedIndicators indicators;
    final ScoreCard.Reader cards;

    World(Map<String, String> other) {
      Map<String, String> texts = new HashMap<>();
      PackFiles all = PackFiles.read(FormulaVectorTest.packs());
      all.texts().forEach((path, text) -> texts.put(path, other.getOrDefault(path, text)));
      files = new PackFiles("packs", texts);
      PackBook packs = PackReader.read(files).orThrow();
      MemoryIndicatorStore plain = new MemoryIndicatorStore();
      Divisions divisions =
          Divisions.of(List.of(BoxCity.division("510100", ""), JINNIU, JINJIANG, STREET), Map.of());
      FormulaInputs inputs =
          new FormulaInputs(
              new FormBook(packs),
              new MemoryReported(),
              values,
              plain,
              new MemoryCounts(SmallReports.ZONE),
              new MemoryDayStatStore(),
              DivisionHistory.of(divisions),
              Populations.none());
      FormulaBook formulas = FormulaBook.of(packs, new Faults());
      FormulaWork work =
          new FormulaWork(formulas, inputs, values, () -> Instant.parse("2026-11-01T00:00:00Z"));
      indicators = new WatchedIndicators(plain, formulas, work);
      cards = new ScoreCard.Reader(packs.follow(Score::read), formulas, work, values);
    }

    ScoreCard card(String id, Division division) {
      return cards.card(cards.find(id).orElseThrow(), division, MONTH);
    }

    void put(String id, Division division, Period period, @Nullable Double value) {
      indicators.putValues(
          List.of(
              new IndicatorValue(
                  id,
                  "1",
                  division.code(),
                  period,
                  value,
                  "",
                  0,
                  0,
                  new Completeness(31, 31, List.of(), List.of()),
                  List.of(),
                  Instant.EPOCH,
                  false,
                  new Lineage(0, 0, 0))));
    }
  }

  private final World world = new World(Map.of());

  @Test
  void addsUpToThePublishedExampleAndNamesWhatEachTermTakesOff() {
    CASES.forEach((id, value) -> world.put(id, JINNIU, MONTH, value));
    ScoreCard card = world.card("jinniu.city-management", JINNIU);
    // 28.5 + 18 + 19.4 + 19.6 + 9.5
    assertThat(card.value()).isCloseTo(95.0, within(1e-9));
    assertThat(card.lines())
        .extracting(line -> line.term().indicator().id())
        .containsExactly(
            "jinniu.handling",
            "jinniu.in-time",
            "jinniu.rework",
            "jinniu.overdue",
            "jinniu.extension");
    // 30 - 28.5, 20 - 18, 20 - 19.4, 20 - 19.6, 10 - 9.5
    double[] off = {1.5, 2, 0.6, 0.4, 0.5};
    for (int i = 0; i < off.length; i++) {
      assertThat(card.lines().get(i).off()).isCloseTo(off[i], within(1e-9));
      assertThat(card.lines().get(i).recorded()).isTrue();
    }
  }

  @Test
  void hasNoSumWhileATermIsNotKnownAndSaysWhichInputIsMissing() {
    CASES.forEach((id, value) -> {
      if (!id.equals("care.rework")) {
        world.put(id, JINNIU, MONTH, value);
      }
    });
    ScoreCard card = world.card("jinniu.city-management", JINNIU);
    assertThat(card.value()).isNull();
    assertThat(card.reason()).isEqualTo("missing-terms");
    Line rework = card.lines().get(2);
    assertThat(rework.value().value()).isNull();
    assertThat(rework.value().inputs()).singleElement().matches(used -> used.value() == null);
    assertThat(rework.off()).isNull();
    assertThat(card.lines().getFirst().off()).isCloseTo(1.5, within(1e-9));
  }

  @Test
  void isGivenToItsDistrictOnly() {
    CASES.forEach((id, value) -> world.put(id, JINJIANG, MONTH, value));
    assertThat(world.cards.of(JINJIANG, MONTH)).isEmpty();
    assertThat(world.values.find("jinniu.handling", JINJIANG.code(), MONTH)).isEmpty();
    assertThat(world.cards.of(JINNIU, MONTH))
        .extracting(card -> card.score().id())
        .containsExactly("jinniu.city-management");
    assertThat(world.cards.of(STREET, MONTH)).hasSize(4);
  }

  @Test
  void rulesThatSayNoFullScoreGiveTermsAndNoSum() {
    ScoreCard card = world.card("jinniu.bicycles", STREET);
    assertThat(card.reason()).isEqualTo("rules-open");
    assertThat(card.lines()).hasSize(3);
  }

  /** From 2026-10 on the first item has 40 points; September keeps its 30. */
  @Test
  void anOldMonthKeepsTheRulesOfItsTime() {
    String indicator = world.files.texts().getOrDefault("jinniu/indicators/handling.yaml", "");
    World other =
        new World(
            Map.of(
                "jinniu/scores.yaml",
                """
                scores:
                  - id: one
                    title: 试
                    division: "510106"
                    versions:
                      - {version: "1", source: 试, terms: [{indicator: handling, points: params.handling_points}]}
                      - {version: "2", source: 试, valid_from: 2026-10-01, terms: [{indicator: overdue, points: params.overdue_points}]}
                """));
    assertThat(indicator).contains("params.handling_points");
    Period september = Period.parse("2026-09");
    for (Period period : List.of(september, MONTH)) {
      CASES.forEach((id, value) -> other.put(id, JINNIU, period, value));
    }
    Score score = other.cards.find("jinniu.one").orElseThrow();
    // 0.95 x 30 by the old rules, 0.98 x 20 by the new ones
    assertThat(other.cards.card(score, JINNIU, september).value()).isCloseTo(28.5, within(1e-9));
    assertThat(other.cards.card(score, JINNIU, MONTH).value()).isCloseTo(19.6, within(1e-9));
    // August has no figures; the months after it show the seam between the rules
    assertThat(other.cards.history(score, JINNIU, MONTH, 3))
        .extracting(
            Past::period,
            past -> past.version() == null ? "" : past.version().version(),
            Past::value,
            Past::reason)
        .containsExactly(
            tuple(Period.parse("2026-08"), "1", null, "missing-terms"),
            tuple(september, "1", 28.5, ""),
            tuple(MONTH, "2", 0.98 * 20, ""));
  }

  @Test
  void theHistoryOfRulesThatAreOpenHasNoSum() {
    assertThat(
            world.cards.history(
                world.cards.find("jinniu.bicycles").orElseThrow(), STREET, MONTH, 2))
        .extracting(Past::reason)
        .containsExactly("rules-open", "rules-open");
  }

  @Test
  void versionsThatDoNotFollowEachOtherAreRefused() {
    World unordered =
        new World(
            Map.of(
                "jinniu/scores.yaml",
                """
                scores:
                  - id: one
                    title: 试
                    division: "510106"
                    versions:
                      - {version: "1", source: 试, terms: [{indicator: handling}]}
                      - {version: "2", source: 试, terms: [{indicator: overdue}]}
                """));
    assertThatThrownBy(() -> unordered.cards.scores())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("begins no later");
  }
}
