package furong.geo;

import furong.geo.SquareGrid.Cell;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Hot and cold spots by the local statistic Gi* of Getis and Ord: is the sum over a square and the
 * squares around it larger than chance would make it, if the same values lay anywhere?
 *
 * <pre>
 *          Σj wij xj − X̄ Wi                    X̄ = Σj xj / n,  S² = Σj xj² / n − X̄²
 * Gi* = ───────────────────────────            Wi = Σj wij  (wij is 1 or 0, so Σj wij² = Wi too)
 *        S √[ (n Wi − Wi²) / (n − 1) ]
 * </pre>
 *
 * wij is 1 for the square itself and the up to eight that touch it (queen contiguity), else 0. Gi*
 * is a z-value: near 0 by chance, above 0 where high values stand together. p is two-sided from the
 * normal distribution. Since one test is made for each square, {@code q} is p after Benjamini and
 * Hochberg: of the squares with q below 0.05, some 5% are expected to be there by chance.
 *
 * <p>Source: J. K. Ord, A. Getis, "Local Spatial Autocorrelation Statistics: Distributional Issues
 * and an Application", Geographical Analysis 27 (1995) 286-306, formula (14); Y. Benjamini, Y.
 * Hochberg, Journal of the Royal Statistical Society B 57 (1995) 289-300; for both together M.
 * Caldas de Castro, B. H. Singer, Geographical Analysis 38 (2006) 180-208.
 *
 * <p>Conditions: the squares are the whole part looked at, those with nothing included, else
 * everything left is "high". The normal distribution is a good guess for some 30 squares and more,
 * and a poor one where nearly all squares are zero. It does not know how many people live where:
 * where more people are, more is reported. Costs 9 look-ups a square and one sort.
 */
public final class GetisOrd {

  /** Below this the normal distribution is no guess (a rule of thumb of the literature). */
  public static final int FEWEST = 30;

  /**
   * @param z the statistic
   * @param p two-sided
   * @param q p against the number of tests
   */
  public record Score(double z, double p, double q) {}

  private GetisOrd() {}

  /**
   * The score of each square; empty when all values are equal. A square that has all squares around
   * it has no score: there is nothing outside to compare with.
   *
   * @param values of all squares of the part, zeros included
   */
  public static Map<Cell, Score> scores(Map<Cell, Long> values) {
    Map<Cell, Double> z = new LinkedHashMap<>();
    double n = values.size();
    double mean = values.values().stream().mapToDouble(Long::doubleValue).sum() / n;
    double squares = values.values().stream().mapToDouble(v -> (double) v * v).sum() / n;
    double deviation = Math.sqrt(Math.max(0, squares - mean * mean));
    if (!(deviation > 0)) {
      return Map.of();
    }
    for (Cell cell : values.keySet()) {
      z(values, cell, mean, deviation).ifPresent(score -> z.put(cell, score));
    }
    return adjusted(z);
  }

  private static Optional<Double> z(
      Map<Cell, Long> values, Cell cell, double mean, double deviation) {
    double n = values.size();
    double sum = 0;
    double weights = 0;
    for (int column = cell.column() - 1; column <= cell.column() + 1; column++) {
      for (int row = cell.row() - 1; row <= cell.row() + 1; row++) {
        Long value = values.get(new Cell(column, row));
        if (value != null) {
          sum += value;
          weights++;
        }
      }
    }
    double spread = deviation * Math.sqrt((n * weights - weights * weights) / (n - 1));
    return spread > 0 ? Optional.of((sum - mean * weights) / spread) : Optional.empty();
  }

  /** Benjamini-Hochberg: the i-th smallest p of m times m/i, made to rise. */
  private static Map<Cell, Score> adjusted(Map<Cell, Double> z) {
    List<Map.Entry<Cell, Double>> byP = new ArrayList<>(z.entrySet());
    // the largest |z| is the smallest p; equal ones in the order of the map
    byP.sort(Comparator.comparingDouble(e -> -Math.abs(e.getValue())));
    int m = byP.size();
    Map<Cell, Score> scores = new LinkedHashMap<>();
    double least = 1;
    for (int i = m; i >= 1; i--) {
      Map.Entry<Cell, Double> e = byP.get(i - 1);
      double p = p(e.getValue());
      least = Math.min(least, p * m / i);
      scores.put(e.getKey(), new Score(e.getValue(), p, least));
    }
    return scores;
  }

  /**
   * Two-sided p of a z-value: erfc(|z|/√2), by the Chebyshev fit of W. H. Press et al., Numerical
   * Recipes, section 6.2; its relative error is below 1.2e-7 everywhere.
   */
  static double p(double z) {
    double x = Math.abs(z) / Math.sqrt(2);
    double t = 1 / (1 + 0.5 * x);
    double[] c = {
      -1.26551223,
      1.00002368,
      0.37409196,
      0.09678418,
      -0.18628806,
      0.27886807,
      -1.13520398,
      1.48851587,
      -0.82215223,
      0.17087277
    };
    double fit = 0;
    for (int i = c.length - 1; i >= 0; i--) {
      fit = fit * t + c[i];
    }
    return t * Math.exp(-x * x + fit);
  }
}
