package furong.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MeanTest {

  private static double of(Mean mean, double... values) {
    return mean.of(Arrays.stream(values).map(mean::step).sum(), values.length);
  }

  @Test
  void sixtyAndSeventyDecibelsForEqualTimeAreSixtySevenPointFour() {
    // GB 3096-2008: 10 lg((10^6 + 10^7) / 2) = 10 lg 5,500,000 = 67.40
    assertThat(of(Mean.ENERGY, 60, 70)).isCloseTo(67.40, within(0.005));
    assertThat(of(Mean.ARITHMETIC, 60, 70)).isEqualTo(65);
  }

  @Test
  void theSameLevelAllTheTimeIsThatLevel() {
    assertThat(of(Mean.ENERGY, 55, 55, 55)).isCloseTo(55, within(1e-12));
    assertThat(of(Mean.ENERGY, -3, -3)).isCloseTo(-3, within(1e-12));
  }

  @Test
  void threeDecibelsMoreIsTwiceTheEnergy() {
    // 10 lg 2 = 3.0103: one hour at 63.01 and one of silence weigh as two hours at 60
    assertThat(of(Mean.ENERGY, 60 + 10 * Math.log10(2), -3000)).isCloseTo(60, within(1e-9));
  }

  @Test
  void ofNothingThereIsNoMean() {
    assertThat(Mean.ENERGY.of(0, 0)).isNaN();
    assertThat(Mean.ARITHMETIC.of(0, 0)).isNaN();
  }

  @Test
  void theGreatestLevelStillAddsUp() {
    double most = Mean.ENERGY.most();
    assertThat(Mean.ENERGY.of(Mean.ENERGY.step(most) * 1e7, 10_000_000))
        .isCloseTo(most, within(1e-9));
  }
}
