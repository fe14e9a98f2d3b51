package furong.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A town that tells the same things in many words. */
class TrainerTest {

  private static final Instant NIGHT = Instant.parse("2026-03-02T02:00:00Z");

  @Test
  void learnsWhatAManholeCoverIsCalled() {
    KindModel model = Trainer.train(TextTown.told(900, 1), NIGHT).orElseThrow();
    Guess first = model.guess("单元楼下的井盖不见了，小孩会掉下去", 3).getFirst();
    assertThat(first.category()).isEqualTo("part-0102");
    assertThat(first.confidence()).isGreaterThan(0.5);
    assertThat(model.guess("The street light is out again", 1).getFirst().category())
        .isEqualTo("part-0137");
  }

  @Test
  void knowsNothingOfWordsThatNobodyHasSaid() {
    KindModel model = Trainer.train(TextTown.told(900, 1), NIGHT).orElseThrow();
    assertThat(model.guess("鳄鱼", 3)).isEmpty();
    assertThat(model.guess("", 3)).isEmpty();
  }

  @Test
  void saysOfItselfHowGoodItIs() {
    KindModel model = Trainer.train(TextTown.told(900, 1), NIGHT).orElseThrow();
    ModelCard card = model.card();
    System.out.printf(
        "text town: %d cases, %d kinds, tested %d, first right %d (%.0f%%), among three %d (%.0f%%),"
            + " temperature %.2f%n",
        card.cases(),
        card.kinds(),
        card.tested(),
        card.top1(),
        100.0 * card.top1() / card.tested(),
        card.top3(),
        100.0 * card.top3() / card.tested(),
        card.temperature());
    assertThat(card.kinds()).isEqualTo(6);
    // one report in twenty stands under a random kind, which is wrong five times of six: 1/24 of
    // them cannot be guessed, so 23/24 = 96% is the best; a coin of six sides has 17%
    assertThat((double) card.top1() / card.tested()).isBetween(0.85, 1.0);
    assertThat(card.top3()).isGreaterThanOrEqualTo(card.top1());
  }

  @Test
  void theSameCasesMakeTheSameCard() {
    assertThat(Trainer.train(TextTown.told(500, 3), NIGHT).orElseThrow().card())
        .isEqualTo(Trainer.train(TextTown.told(500, 3), NIGHT).orElseThrow().card());
  }

  @Test
  void holdsBackTheSameFifthByTheirNumbers() {
    long held =
        TextTown.told(5_000, 1).stream().filter(told -> Trainer.tested(told.number())).count();
    // a fifth of 5,000 is 1,000; three standard deviations are 3 * sqrt(5000 * 0.2 * 0.8) = 85
    assertThat(held).isBetween(915L, 1_085L);
  }

  @Test
  void makesNoModelOfTooFewCases() {
    assertThat(Trainer.train(TextTown.told(Trainer.FEWEST_CASES - 1, 1), NIGHT)).isEmpty();
    assertThat(Trainer.train(List.of(), NIGHT)).isEmpty();
  }

  @Test
  void makesNoModelOfOneKindAlone() {
    List<Told> same =
        TextTown.told(900, 1).stream()
            .map(told -> new Told(told.number(), "event-0110", told.words()))
            .toList();
    assertThat(Trainer.train(same, NIGHT)).isEmpty();
  }

  @Test
  void countsTheSameWordsOnceAndLeavesOutWhatIsTooRare() {
    List<Told> told = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      told.add(new Told("CJ-" + i, "event-0110", "垃圾没人清"));
    }
    told.add(new Told("CJ-300", "event-0113", "路面有个大坑"));
    // one text of the first kind and one of the second: neither kind has eight
    assertThat(Trainer.usable(told)).isEmpty();
  }

  @Test
  void aModelThatIsTooSureIsMadeLessSo() {
    // 0.8 and 0.2 at temperature 2 are sqrt(0.8) = 0.894 and sqrt(0.2) = 0.447: 2/3 and 1/3
    double[] scaled = KindModel.scaled(new double[] {0.8, 0.2}, 2);
    assertThat(scaled[0]).isCloseTo(2.0 / 3, org.assertj.core.data.Offset.offset(1e-9));
    assertThat(KindModel.scaled(new double[] {0.8, 0.2}, 1)[0])
        .isCloseTo(0.8, org.assertj.core.data.Offset.offset(1e-9));
  }
}
