package furong.detect;

import furong.pack.Property;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a property says of its readings, in its own unit, as numbers to compare with.
 *
 * @param ratePerHour largest believable change within an hour; infinite when none is known
 * @param flatMs how long the same value may last; the largest long when none is known
 * @param silenceMs longest quiet time that means nothing
 * @param latenessMs how late a reading may come and still be judged
 * @param ruled whether rules look at the property, so that its readings move the clock of its thing
 */
public record QualityLimits(
    double low,
    double high,
    double ratePerHour,
    long flatMs,
    long silenceMs,
    long latenessMs,
    boolean ruled) {

  /** Of a datastream whose property no pack knows: nothing is known. */
  static final QualityLimits UNKNOWN =
      new QualityLimits(
          Double.NEGATIVE_INFINITY,
          Double.POSITIVE_INFINITY,
          Double.POSITIVE_INFINITY,
          Long.MAX_VALUE,
          Long.MAX_VALUE,
          Long.MAX_VALUE,
          false);

  public static QualityLimits of(Property property, boolean ruled) {
    return new QualityLimits(
        or(property.low(), property.mean().least()),
        or(property.high(), property.mean().most()),
        or(property.ratePerHour(), Double.POSITIVE_INFINITY),
        ms(property.flatLine()),
        ms(property.expectedSilence()),
        property.lateness().toMillis(),
        ruled);
  }

  private static double or(@Nullable Double limit, double otherwise) {
    return limit == null ? otherwise : limit;
  }

  private static long ms(@Nullable Duration time) {
    return time == null ? Long.MAX_VALUE : time.toMillis();
  }
}
