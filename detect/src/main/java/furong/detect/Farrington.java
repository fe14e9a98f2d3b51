package furong.detect;

import java.util.Arrays;

/**
 * The upper bound of Farrington (1996) for a count of one week: a quasi-Poisson regression over the
 * same weeks of past years, fitted twice, the second time with less weight on past outbreaks.
 *
 * <pre>{@code
 * double x = Farrington.exceedance(counts, years, 9, 2.5758);   // over 1 is an alarm
 * }</pre>
 *
 * From the formulas of the paper: log link, with a linear trend where that is kept; dispersion at
 * least 1; weights by standardised Anscombe residuals over 1; a bound on the scale of the two
 * thirds power. Conditions: a baseline with at least one case. It does not look for seasons within
 * the baseline, corrects no weekday or reporting delay, and does not ask for five cases in four
 * weeks, which the rule does. Cost: some tens of passes over the baseline.
 */
final class Farrington {

  /** A fit is done when no fitted count moves by more than a billionth of itself. */
  private static final double DONE = 1e-9;

  /** Fits of counts take under ten steps; one that takes more runs away. */
  private static final int MOST_STEPS = 50;

  /** A trend is kept when it differs from none at this level (two-sided t test). */
  private static final double TREND_LEVEL = 0.05;

  /**
   * A regression.
   *
   * @param slope 0 without a trend
   * @param fitted of each point of the baseline
   * @param cov covariance of intercept and slope over the dispersion: 00, 01, 11
   * @param rawDispersion Pearson's chi square by its degrees of freedom
   */
  record Fit(double intercept, double slope, double[] fitted, double[] cov, double rawDispersion) {

    double dispersion() {
      return Math.max(rawDispersion, 1);
    }

    /** The expected count of the week at hand, at which time is 0. */
    double expected() {
      return Math.exp(intercept);
    }
  }

  /**
   * The bound and what it comes of.
   *
   * @param expected count of the week at hand
   * @param trend whether it was kept
   */
  record Bound(double expected, double upper, boolean trend, Fit fit) {}

  private Farrington() {}

  /**
   * By how much a count exceeds what is expected, in parts of the way to the bound: over 1 is an
   * alarm. NaN without any case in the baseline, or when the regression comes to nothing.
   *
   * @param counts of the baseline
   * @param times of these, in years before the week at hand, so negative
   * @param trend whether a trend may be kept: the baseline spans three years or more
   * @param z quantile of the normal distribution, such as 1.96 for one in twenty, two-sided
   */
  static double exceedance(double[] counts, double[] times, boolean trend, double count, double z) {
    Bound bound = bound(counts, times, trend, z);
    return (count - bound.expected) / (bound.upper - bound.expected);
  }

  static Bound bound(double[] counts, double[] times, boolean trend, double z) {
    if (trend) {
      Fit fit = twice(counts, times, true);
      double t = fit.slope / Math.sqrt(fit.dispersion() * fit.cov[2]);
      double most = Arrays.stream(counts).max().orElse(0);
      if (tailOfT(Math.abs(t), counts.length - 2) < TREND_LEVEL && fit.expected() <= most) {
        return bound(fit, true, z);
      }
    }
    return bound(twice(counts, times, false), false, z);
  }

  private static Bound bound(Fit fit, boolean trend, double z) {
    double mu = fit.expected();
    // the variance of the expected count is mu^2 times that of its logarithm
    double tau = fit.dispersion() * (1 + mu * fit.cov[0]);
    double upper =
        Math.pow(Math.pow(mu, 2.0 / 3) + z * Math.sqrt(4.0 / 9 * Math.cbrt(mu) * tau), 3.0 / 2);
    return new Bound(mu, upper, trend, fit);
  }

  /** Fitted once for the residuals and once more with the weights that follow. */
  private static Fit twice(double[] counts, double[] times, boolean trend) {
    double[] even = new double[counts.length];
    Arrays.fill(even, 1);
    Fit first = fit(counts, times, even, trend);
    return fit(counts, times, weights(counts, times, first), trend);
  }

  static double[] weights(double[] counts, double[] times, Fit fit) {
    double[] weights = new double[counts.length];
    double sum = 0;
    for (int i = 0; i < counts.length; i++) {
      double mu = fit.fitted[i];
      double hat = mu * (fit.cov[0] + 2 * fit.cov[1] * times[i] + fit.cov[2] * times[i] * times[i]);
      double s =
          1.5
              * (Math.pow(counts[i], 2.0 / 3) * Math.pow(mu, -1.0 / 6) - Math.sqrt(mu))
              / Math.sqrt(fit.dispersion() * (1 - hat));
      weights[i] = s > 1 ? 1 / (s * s) : 1;
      sum += weights[i];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] *= counts.length / sum;
    }
    return weights;
  }

  /** By iteratively re-weighted least squares; a fit of NaN when it does not settle. */
  private static Fit fit(double[] counts, double[] times, double[] weights, boolean trend) {
    int n = counts.length;
    double total = 0;
    for (int i = 0; i < n; i++) {
      total += weights[i] * counts[i];
    }
    double a = Math.log(total / n); // the weights add up to n
    double b = 0;
    double[] fitted = new double[n];
    double[] cov = new double[3];
    double moved = Double.POSITIVE_INFINITY;
    for (int step = 0; step < MOST_STEPS && moved > DONE; step++) {
      double s0 = 0;
      double s1 = 0;
      double s2 = 0;
      double r0 = 0;
      double r1 = 0;
      for (int i = 0; i < n; i++) {
        double mu = Math.exp(a + b * times[i]);
        double w = weights[i] * mu;
        double score = weights[i] * (counts[i] - mu);
        s0 += w;
        s1 += w * times[i];
        s2 += w * times[i] * times[i];
        r0 += score;
        r1 += score * times[i];
      }
      double det = s0 * s2 - s1 * s1;
      cov = trend ? new double[] {s2 / det, -s1 / det, s0 / det} : new double[] {1 / s0, 0, 0};
      a += cov[0] * r0 + cov[1] * r1;
      b += cov[1] * r0 + cov[2] * r1;
      moved = 0;
      for (int i = 0; i < n; i++) {
        double mu = Math.exp(a + b * times[i]);
        moved = Math.max(moved, Math.abs(mu - fitted[i]) / mu);
        fitted[i] = mu;
      }
    }
    if (!(moved <= DONE)) {
      return new Fit(Double.NaN, Double.NaN, fitted, cov, Double.NaN);
    }
    double chi = 0;
    for (int i = 0; i < n; i++) {
      chi += weights[i] * (counts[i] - fitted[i]) * (counts[i] - fitted[i]) / fitted[i];
    }
    return new Fit(a, b, fitted, cov, chi / (n - (trend ? 2 : 1)));
  }

  /**
   * The probability that a Student variable lies further from 0 than {@code t}, by the finite sums
   * for whole degrees of freedom (Abramowitz and Stegun 26.7.3 and 26.7.4).
   */
  static double tailOfT(double t, int freedom) {
    double theta = Math.atan(t / Math.sqrt(freedom));
    double cos = Math.cos(theta);
    boolean odd = freedom % 2 == 1;
    double term = odd ? cos : 1;
    double sum = freedom == 1 ? 0 : term;
    for (int k = odd ? 3 : 2; k < freedom; k += 2) {
      term *= cos * cos * (k - 1) / k;
      sum += term;
    }
    double within = odd ? 2 / Math.PI * (theta + Math.sin(theta) * sum) : Math.sin(theta) * sum;
    return 1 - within;
  }
}
