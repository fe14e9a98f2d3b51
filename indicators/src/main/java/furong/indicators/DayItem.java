package furong.indicators;

import org.jspecify.annotations.Nullable;

/**
 * What an index takes from a day: one statistic of one property.
 *
 * <pre>{@code
 * new DayItem("air.o3", Statistic.MAX_8H).in(stat)
 * }</pre>
 */
public record DayItem(String property, Statistic statistic) {

  /** Which figure of a {@link DayStat}. */
  public enum Statistic {
    /** Mean of the valid hours of a valid day. */
    MEAN,
    /** Largest valid hourly mean. */
    MAX_1H,
    /** Largest valid 8-hour mean of a valid day. */
    MAX_8H
  }

  /** The figure, null when the day is not valid for it. The property is not looked at. */
  public @Nullable Double in(DayStat stat) {
    return switch (statistic) {
      case MEAN -> stat.mean();
      case MAX_1H -> stat.max1h();
      case MAX_8H -> stat.max8h();
    };
  }

  /** {@code air.o3:max8h}: how it is written in records and answers. */
  public String key() {
    return property + ":" + statistic.name().toLowerCase(java.util.Locale.ROOT).replace("_", "");
  }
}
