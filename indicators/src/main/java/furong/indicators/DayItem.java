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
    DAY_MEAN("day-mean"),
    /** Largest valid hourly mean of a valid day. */
    MAX_1H("max-1h"),
    /** Largest valid 8-hour mean of a valid day. */
    MAX_8H("max-8h");

    private final String code;

    Statistic(String code) {
      this.code = code;
    }

    /** As pack files write it. */
    public String code() {
      return code;
    }
  }

  /** The figure, null when the day is not valid for it. The property is not looked at. */
  public @Nullable Double in(DayStat stat) {
    return switch (statistic) {
      case DAY_MEAN -> stat.mean();
      case MAX_1H -> stat.max1h();
      case MAX_8H -> stat.max8h();
    };
  }

  /** {@code air.o3/max-8h}: as pack files, records and answers write it. */
  public String key() {
    return property + "/" + statistic.code();
  }
}
