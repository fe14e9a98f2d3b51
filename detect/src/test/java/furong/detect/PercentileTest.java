package furong.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The quantile of the rule language is the percentile by which a year of air is judged (HJ 663):
 * sorted, k = 1 + (n - 1) p, and between its two neighbours by the fraction of k.
 */
class PercentileTest {

  @ParameterizedTest(name = "{1} of 1 to {0} is {2}")
  @CsvSource({
    "10,  0.90, 9.1", // k = 1 + 9 x 0.9 = 9.1
    "365, 0.90, 328.6", // k = 1 + 364 x 0.9
    "365, 0.95, 346.8",
    "365, 0.98, 357.72"
  })
  void theWorkedExamplesComeOut(int days, double p, double expected) {
    Series year = new Series();
    for (int day = days; day >= 1; day--) { // in time the other way round: order does not matter
      year.add(days - day + 1L, day);
    }
    assertThat(year.quantile(days, days, p)).isCloseTo(expected, within(1e-9));
  }
}
