package furong.indicators;

import furong.base.Level;
import furong.indicators.VitalSign.Point;
import furong.pack.Property;
import furong.pack.Reference;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes vital signs of windows; pure. */
public final class VitalSigns {

  /** What a trend shows, and how far back "since when" looks. */
  public static final Duration TREND = Duration.ofHours(24);

  /** Two windows of five minutes: one may just have begun. */
  private static final Duration SHORTEST_SPAN = Duration.ofMinutes(10);

  /** What counts as now at the most: hourly stations all report within an hour. */
  private static final Duration LONGEST_SPAN = Duration.ofHours(1);

  private VitalSigns() {}

  /**
   * The span whose readings make the value of an instant: the time in which each sensor reports
   * once, so that no tile jumps with the sensor that happened to speak last. An hour where the
   * sensors differ.
   */
  public static Duration span(Property property) {
    @Nullable Duration every = property.every();
    if (every == null || every.compareTo(LONGEST_SPAN) > 0) {
      return LONGEST_SPAN;
    }
    return every.compareTo(SHORTEST_SPAN) < 0 ? SHORTEST_SPAN : every;
  }

  /**
   * @param slots windows of this division and property up to the instant, oldest first; older ones
   *     than a day are passed over, and those that were averaged in another way than the property
   *     is now
   */
  public static VitalSign of(
      Property property, String division, List<VitalSlot> slots, Instant at, ZoneId zone) {
    long atMs = at.toEpochMilli();
    long spanFrom = atMs - span(property).toMillis();
    long count = 0;
    double sum = 0;
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    @Nullable Long asOf = null;
    boolean simulated = false;
    List<Point> trend = new ArrayList<>();
    for (VitalSlot slot : slots) {
      if (slot.kind() != property.mean()
          || slot.startMs() >= atMs
          || slot.startMs() < atMs - TREND.toMillis()) {
        continue;
      }
      trend.add(new Point(slot.startMs(), slot.mean()));
      asOf = asOf == null ? slot.lastMs() : Math.max(asOf, slot.lastMs());
      simulated |= slot.simulated();
      if (slot.startMs() + slot.lengthMs() > spanFrom) {
        count += slot.count();
        sum += slot.sum();
        min = Math.min(min, slot.min());
        max = Math.max(max, slot.max());
      }
    }
    @Nullable Reference reference = property.reference(at.atZone(zone).toLocalDate()).orElse(null);
    @Nullable Double value = count == 0 ? null : property.mean().of(sum, count);
    boolean outside = value != null && outside(reference, value);
    return new VitalSign(
        division,
        property.id(),
        value,
        count == 0 ? null : min,
        count == 0 ? null : max,
        count,
        reference,
        outside ? Level.IV.number() : null,
        outside ? since(reference, trend) : null,
        asOf,
        simulated,
        trend);
  }

  static boolean outside(@Nullable Reference reference, double value) {
    if (reference == null) {
      return false;
    }
    @Nullable Double low = reference.low();
    @Nullable Double high = reference.high();
    return low != null && value < low || high != null && value > high;
  }

  /** Start of the unbroken run of windows outside that ends with the newest one; null when none. */
  private static @Nullable Long since(@Nullable Reference reference, List<Point> trend) {
    @Nullable Long since = null;
    for (Point point : trend.reversed()) {
      if (!outside(reference, point.value())) {
        break;
      }
      since = point.ms();
    }
    return since;
  }
}
