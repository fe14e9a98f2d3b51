package furong.reported;

import static org.assertj.core.api.Assertions.assertThat;

import furong.pack.Faults;
import furong.pack.PackBook;
import furong.pack.PackFiles;
import furong.pack.PackReader;
import furong.pack.Place;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FormulaVectorTest {

  private static final PackFiles FILES = PackFiles.read(packs());
  private static final PackBook BOOK = PackReader.read(FILES).orThrow();

  static Path packs() {
    Path here = Path.of("").toAbsolutePath();
    return Files.isDirectory(here.resolve("packs"))
        ? here.resolve("packs")
        : here.resolveSibling("packs");
  }

  /** 甘孜州 2010: every value that the paper prints comes out of the formulas. */
  @Test
  void ourFormulasGiveThePublishedEcosystemProduct() {
    Faults faults = new Faults();
    List<Proof> vectors = of("gep", Proofs.read(FILES, faults));
    assertThat(faults.notices()).isEmpty();
    // 17 values, and four quantities that the example has between
    assertThat(vectors).hasSize(21);
    assertThat(vectors).allSatisfy(v -> assertThat(v.disagreement(BOOK)).isEmpty());
  }

  private static List<Proof> of(String pack, List<Proof> vectors) {
    return vectors.stream().filter(v -> v.pack().equals(pack)).toList();
  }

  /** 抚琴街道 28.20, 驷马桥 26.407 and the other examples of the district's rules. */
  @Test
  void ourFormulasGiveTheExamplesOfTheDistrictsRules() {
    Faults faults = new Faults();
    List<Proof> vectors = of("jinniu", Proofs.read(FILES, faults));
    assertThat(faults.notices()).isEmpty();
    assertThat(vectors).hasSize(16);
    assertThat(vectors).allSatisfy(v -> assertThat(v.disagreement(BOOK)).isEmpty());
  }

  /** 天门市 2016-12: 911 of 972 closed is 93.72 %, 737 of 972 in time 75.82 %. */
  @Test
  void ourRatesOfCasesGiveThePublishedOnes() {
    Faults faults = new Faults();
    List<Proof> vectors = of("care", Proofs.read(FILES, faults));
    assertThat(faults.notices()).isEmpty();
    assertThat(vectors).hasSize(7);
    assertThat(vectors).allSatisfy(v -> assertThat(v.disagreement(BOOK)).isEmpty());
  }

  @Test
  void aWrongRateIsToldAndOneThatIsNoRate() {
    Place place = new Place("", 1, 1);
    Map<String, Double> counts = Map.of("closed", 911.0, "due-to-close", 972.0);
    assertThat(
            new CaseVector("care", "care.closing", counts, 93.8, 0.005, place).disagreement(BOOK))
        .contains("expected 93.8");
    assertThat(new CaseVector("care", "care.none", counts, 93.72, 1, place).disagreement(BOOK))
        .contains("no rate of cases care.none");
    assertThat(new CaseVector("care", "care.closing", Map.of(), 0, 1, place).disagreement(BOOK))
        .contains("got NaN");
  }

  @Test
  void aWrongValueIsTold() {
    FormulaVector wrong =
        new FormulaVector(
            "gep",
            "gep.water",
            Map.of("gep.water-kept", 321.49),
            Map.of("water_price", 7.06),
            2_269.8,
            0.005,
            new Place("", 1, 1));
    assertThat(wrong.disagreement(BOOK)).contains("expected 2269.8");
  }

  /** Prices of this city are not known: no value comes of them. */
  @Test
  void withoutAPriceThereIsNoValue() {
    FormulaVector empty =
        new FormulaVector(
            "gep",
            "gep.water",
            Map.of("gep.water-kept", 321.49),
            Map.of(),
            0,
            1e12,
            new Place("", 1, 1));
    assertThat(empty.disagreement(BOOK)).contains("got NaN");
  }
}
