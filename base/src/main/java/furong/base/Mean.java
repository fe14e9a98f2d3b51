package furong.base;

/**
 * How readings come to one mean.
 *
 * <pre>{@code
 * Mean.ENERGY.of(Mean.ENERGY.step(60) + Mean.ENERGY.step(70), 2)   // 67.40 dB
 * }</pre>
 *
 * <p>Steps are added up and the sum is kept; sums of one kind can be added to each other, in any
 * grouping, never to sums of the other kind. Every step weighs the same, so it stands for the same
 * time: where a device reports more often while it is loud, the loud time weighs more than it
 * lasted. Nothing here weighs a reading by the time until the next one.
 */
public enum Mean {
  ARITHMETIC("arithmetic", Text.of("平均", "mean")),
  /** Of levels in decibels: 10 lg of the mean of 10^(L/10), as LAeq of GB 3096-2008. */
  ENERGY("energy", Text.of("能量平均", "energy mean"));

  /**
   * The greatest level that has an energy as a number, to both sides: 10^300 and 10^-300 lie within
   * what a double holds, and 10^8 of them can be added up.
   */
  private static final double MOST_DECIBELS = 3000;

  private final String code;
  private final Text title;

  Mean(String code, Text title) {
    this.code = code;
    this.title = title;
  }

  /** The one of the two that {@link #isEnergy} says so of, as sums are stored. */
  public static Mean ofEnergy(boolean energy) {
    return energy ? ENERGY : ARITHMETIC;
  }

  /** As packs and answers write it. */
  public String code() {
    return code;
  }

  public Text title() {
    return title;
  }

  public boolean isEnergy() {
    return this == ENERGY;
  }

  /** What of a reading is added up. The same on every machine: a sum outlives a restart. */
  public double step(double value) {
    return this == ENERGY ? StrictMath.pow(10, value / 10) : value;
  }

  /** The mean of so many steps that were added up; NaN of none. */
  public double of(double sum, long count) {
    if (count == 0) {
      return Double.NaN;
    }
    double mean = sum / count;
    return this == ENERGY ? 10 * StrictMath.log10(mean) : mean;
  }

  /** The smallest value that can be added up. */
  public double least() {
    return this == ENERGY ? -MOST_DECIBELS : Double.NEGATIVE_INFINITY;
  }

  /** The largest value that can be added up. */
  public double most() {
    return this == ENERGY ? MOST_DECIBELS : Double.POSITIVE_INFINITY;
  }
}
