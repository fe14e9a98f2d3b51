package furong.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Against the worked example of the sources (35 weeks, no trend, alpha 0.05), and against a slower
 * second method: the likelihood climbed by halving steps along each coefficient, with covariances
 * from differences. No example with a trend is published in them; the second method stands for it.
 */
class FarringtonTest {

  private static final double[] WEEKS = {
    3, 5, 2, 4, 6, 3, 4, 2, 4, 5, 3, 6, 4, 2, 5, 3, 4, 7, 12, 5, 3, 4, 2, 3, 5, 4, 6, 3, 3, 4, 5, 2,
    4, 3, 5
  };

  private static final double Z = 1.959964;

  /** Seven weeks around the same date in each of five years. */
  private static double[] times() {
    double[] times = new double[35];
    for (int i = 0; i < times.length; i++) {
      times[i] = -5 + i / 7 + (i % 7 - 3) / 52.18;
    }
    return times;
  }

  /** Half of the last digit: figures of the example have six decimals, exceedances four. */
  private static final double SIX = 5e-7;

  private static final double FOUR = 5e-5;

  @Test
  void theWorkedExampleComesOut() {
    Farrington.Bound bound = Farrington.bound(WEEKS, times(), false, Z);
    assertThat(bound.expected()).isCloseTo(3.898106, within(SIX));
    assertThat(bound.expected() * Math.sqrt(bound.fit().dispersion() * bound.fit().cov()[0]))
        .isCloseTo(0.333728, within(SIX));
    assertThat(bound.fit().dispersion()).isEqualTo(1);
    assertThat(bound.fit().dispersion() * (1 + bound.expected() * bound.fit().cov()[0]))
        .isCloseTo(1.028571, within(SIX)); // 1 + 1 / 35: the weights add up to 35
    assertThat(bound.upper()).isCloseTo(8.421577, within(SIX));
    assertThat(Farrington.exceedance(WEEKS, times(), false, 8, Z)).isCloseTo(0.9068, within(FOUR));
    assertThat(Farrington.exceedance(WEEKS, times(), false, 9, Z)).isCloseTo(1.1279, within(FOUR));
  }

  /** Between: the mean, the dispersion before its floor, and what two outbreaks still weigh. */
  @Test
  void theStepsOfTheWorkedExampleComeOut() {
    double mean = Arrays.stream(WEEKS).average().orElseThrow();
    assertThat(mean).isCloseTo(4.142857, within(SIX));
    double[] fitted = new double[WEEKS.length];
    Arrays.fill(fitted, mean);
    double chi = 0;
    for (double count : WEEKS) {
      chi += (count - mean) * (count - mean) / mean;
    }
    double raw = chi / (WEEKS.length - 1);
    assertThat(raw).isCloseTo(0.853955, within(SIX));
    double[] weights =
        Farrington.weights(
            WEEKS,
            times(),
            new Farrington.Fit(
                Math.log(mean), 0, fitted, new double[] {1 / (35 * mean), 0, 0}, raw));
    double gamma = Arrays.stream(weights).max().orElseThrow();
    assertThat(gamma).isCloseTo(1.038805, within(SIX));
    assertThat(Arrays.stream(weights).filter(w -> w < gamma)).hasSize(2); // of 7 and of 12
  }

  @Test
  void withoutASlopeThatShowsATrendThatIsAllowedIsNotKept() {
    Farrington.Bound bound = Farrington.bound(WEEKS, times(), true, Z);
    assertThat(bound.trend()).isFalse();
    assertThat(bound.upper()).isCloseTo(8.421577, within(SIX));
  }

  @Test
  void withoutAnyCaseItKnowsNothing() {
    assertThat(Farrington.exceedance(new double[35], times(), true, 5, Z)).isNaN();
  }

  @Test
  void theTailOfStudentIsThatOfTheTables() {
    // two-sided 5 % points: 12.706, 2.571, 2.228, 2.035 with 1, 5, 10, 33 degrees of freedom
    double[][] points = {{12.706, 1}, {2.571, 5}, {2.228, 10}, {2.0345, 33}};
    for (double[] point : points) {
      assertThat(Farrington.tailOfT(point[0], (int) point[1])).isCloseTo(0.05, within(2e-4));
    }
  }

  @Test
  void randomBaselinesWithAndWithoutTrendAreAsTheSlowMethodSays() {
    int kept = 0;
    for (int seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      double slope = random.nextInt(3) * 0.12 - 0.12;
      double[] counts = new double[35];
      for (int i = 0; i < counts.length; i++) {
        double mean = 6 * Math.exp(slope * times()[i]) * (random.nextInt(12) == 0 ? 3 : 1);
        counts[i] = poisson(mean, random);
      }
      Farrington.Bound bound = Farrington.bound(counts, times(), true, Z);
      kept += bound.trend() ? 1 : 0;
      assertThat(bound.upper()).as("seed %d", seed).isCloseTo(slow(counts), within(1e-3));
    }
    assertThat(kept).isBetween(5, 35);
  }

  private static double poisson(double mean, Random random) {
    double left = Math.exp(-mean);
    int count = -1;
    for (double product = 1; product > left; product *= random.nextDouble()) {
      count++;
    }
    return count;
  }

  // ---- the slower second method

  private static double slow(double[] counts) {
    double[] weighted = weights(counts, climb(counts, ones(), true), true);
    double[] at = climb(counts, weighted, true);
    double phi = phi(counts, weighted, at, 2);
    double[][] cov = covariance(counts, weighted, at);
    double t = Math.abs(at[1] / Math.sqrt(phi * cov[1][1]));
    double most = 0;
    for (double count : counts) {
      most = Math.max(most, count);
    }
    if (t > 2.0345 && Math.exp(at[0]) <= most) { // 33 degrees of freedom
      return upper(Math.exp(at[0]), phi, cov[0][0]);
    }
    weighted = weights(counts, climb(counts, ones(), false), false);
    at = climb(counts, weighted, false);
    double sum = 0;
    for (double w : weighted) {
      sum += w * Math.exp(at[0]);
    }
    return upper(Math.exp(at[0]), phi(counts, weighted, at, 1), 1 / sum);
  }

  private static double upper(double mu, double phi, double varianceOfLog) {
    double tau = phi + phi * varianceOfLog * mu * mu / mu;
    return Math.pow(
        Math.pow(mu, 2 / 3.0) + Z * Math.sqrt(4 / 9.0 * Math.pow(mu, 1 / 3.0) * tau), 1.5);
  }

  private static double[] ones() {
    double[] ones = new double[35];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static double mean(double[] at, int i) {
    return Math.exp(at[0] + at[1] * times()[i]);
  }

  private static double likelihood(double[] counts, double[] weights, double a, double b) {
    double[] times = times();
    double sum = 0;
    for (int i = 0; i < counts.length; i++) {
      double eta = a + b * times[i];
      sum += weights[i] * (counts[i] * eta - Math.exp(eta));
    }
    return sum;
  }

  private static double[] climb(double[] counts, double[] weights, boolean trend) {
    double a = 1;
    double b = 0;
    for (double step = 1; step > 1e-10; ) {
      double here = likelihood(counts, weights, a, b);
      if (likelihood(counts, weights, a + step, b) > here) {
        a += step;
      } else if (likelihood(counts, weights, a - step, b) > here) {
        a -= step;
      } else if (trend && likelihood(counts, weights, a, b + step) > here) {
        b += step;
      } else if (trend && likelihood(counts, weights, a, b - step) > here) {
        b -= step;
      } else if (trend && likelihood(counts, weights, a + 3 * step, b + step) > here) {
        a += 3 * step; // along the ridge: times are about three years back
        b += step;
      } else if (trend && likelihood(counts, weights, a - 3 * step, b - step) > here) {
        a -= 3 * step;
        b -= step;
      } else {
        step /= 2;
      }
    }
    return new double[] {a, b};
  }

  private static double[][] covariance(double[] counts, double[] weights, double[] at) {
    double d = 1e-3;
    double here = likelihood(counts, weights, at[0], at[1]);
    double aa =
        (2 * here
                - likelihood(counts, weights, at[0] + d, at[1])
                - likelihood(counts, weights, at[0] - d, at[1]))
            / (d * d);
    double bb =
        (2 * here
                - likelihood(counts, weights, at[0], at[1] + d)
                - likelihood(counts, weights, at[0], at[1] - d))
            / (d * d);
    double ab =
        -(likelihood(counts, weights, at[0] + d, at[1] + d)
                - likelihood(counts, weights, at[0] + d, at[1] - d)
                - likelihood(counts, weights, at[0] - d, at[1] + d)
                + likelihood(counts, weights, at[0] - d, at[1] - d))
            / (4 * d * d);
    double det = aa * bb - ab * ab;
    return new double[][] {{bb / det, -ab / det}, {-ab / det, aa / det}};
  }

  private static double phi(double[] counts, double[] weights, double[] at, int coefficients) {
    double chi = 0;
    for (int i = 0; i < counts.length; i++) {
      chi += weights[i] * Math.pow(counts[i] - mean(at, i), 2) / mean(at, i);
    }
    return Math.max(1, chi / (counts.length - coefficients));
  }

  private static double[] weights(double[] counts, double[] at, boolean trend) {
    double phi = phi(counts, ones(), at, trend ? 2 : 1);
    double[][] cov = covariance(counts, ones(), at);
    double[] weights = new double[counts.length];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      double mu = mean(at, i);
      double x = times()[i];
      double leverage =
          trend ? mu * (cov[0][0] + 2 * x * cov[0][1] + x * x * cov[1][1]) : 1.0 / counts.length;
      double s =
          1.5
              * (Math.cbrt(counts[i] * counts[i]) / Math.pow(mu, 1 / 6.0) - Math.sqrt(mu))
              / Math.sqrt(phi * (1 - leverage));
      weights[i] = s > 1 ? Math.pow(s, -2) : 1;
      sum += weights[i];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] *= weights.length / sum;
    }
    return weights;
  }
}
