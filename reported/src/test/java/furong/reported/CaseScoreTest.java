package furong.reported;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import furong.evaluation.Tally;
import furong.pack.Faults;
import furong.pack.FormulaBook;
import furong.pack.PackBook;
import furong.pack.PackFiles;
import furong.pack.PackReader;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The score of Jinniu by the pack's own formulas, of counts of whatever. */
class CaseScoreTest {

  private static final LocalDate DAY = LocalDate.of(2026, 3, 31);

  /** 应处置 200, 处置 190, 按期 180, 返工 6, 应结案 200, 超期待处置 4, 延期 10. */
  private static final Tally EXAMPLE =
      new Tally(0, 0, 0, 200, 190, 180, 4, 10, 200, 0, 0, 6, 0, 0, 0);

  private static final PackFiles FILES = PackFiles.read(FormulaVectorTest.packs());
  private static final PackBook PACKS = PackReader.read(FILES).orThrow();
  private static final FormulaBook FORMULAS = FormulaBook.of(PACKS, new Faults());

  @Test
  void thePublishedExampleComesOut() {
    CaseScore score = CaseScore.find(Score.read(PACKS), PACKS, FORMULAS).orElseThrow();
    assertThat(score.score().id()).isEqualTo("jinniu.city-management");
    // 0.95*30 + 0.9*20 + 0.97*20 + 0.98*20 + 0.95*10 = 28.5 + 18 + 19.4 + 19.6 + 9.5
    assertThat(score.points(EXAMPLE, DAY).orElseThrow()).isCloseTo(95.0, within(1e-9));
  }

  @Test
  void noWorkIsNeitherGoodNorBad() {
    CaseScore score = CaseScore.find(Score.read(PACKS), PACKS, FORMULAS).orElseThrow();
    assertThat(score.points(Tally.NONE, DAY)).isEmpty();
  }

  /** Fumes and bicycles read what streets report; without the one of cases there is none. */
  @Test
  void aScoreThatReadsSomethingElseIsNone() {
    List<Score> others =
        Score.read(PACKS).stream().filter(s -> !s.id().equals("jinniu.city-management")).toList();
    assertThat(others).isNotEmpty();
    assertThat(CaseScore.find(others, PACKS, FORMULAS)).isEmpty();
  }
}
