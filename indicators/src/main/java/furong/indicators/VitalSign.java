package furong.indicators;

import furong.pack.Reference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a property stands in a division at an instant.
 *
 * @param value mean of the readings of the span that ends at the instant; null when there were none
 * @param count readings in that span
 * @param reference the interval within which all is well; null when no source gives one
 * @param level 4 (blue) when the value lies outside its interval, else null. The graver levels are
 *     the business of alert rules; no source grades a tile
 * @param sinceMs since when it has been outside without a break, as far as the last day tells; null
 *     when it is not
 * @param asOfMs phenomenon time of the newest reading; null when there is none
 * @param trend mean of each window of the last 24 hours, oldest first
 */
public record VitalSign(
    String division,
    String property,
    @Nullable Double value,
    @Nullable Double min,
    @Nullable Double max,
    long count,
    @Nullable Reference reference,
    @Nullable Integer level,
    @Nullable Long sinceMs,
    @Nullable Long asOfMs,
    boolean simulated,
    List<Point> trend) {

  /** A window's start and mean. */
  public record Point(long ms, double value) {}

  public VitalSign {
    trend = List.copyOf(trend);
  }
}
