package furong.observe;

/**
 * Which results are wanted, as far as numbers tell: from {@code low} to {@code high}, both
 * inclusive. What is no number is always wanted, for only its text can tell.
 */
public record ValueRange(double low, double high) {

  public static final ValueRange ALL =
      new ValueRange(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  /** Whether an observation with this value may be wanted; NaN is no number. */
  public boolean mayHold(double value) {
    return Double.isNaN(value) || value >= low && value <= high;
  }

  /** What both want. */
  public ValueRange and(ValueRange other) {
    return new ValueRange(Math.max(low, other.low), Math.min(high, other.high));
  }
}
