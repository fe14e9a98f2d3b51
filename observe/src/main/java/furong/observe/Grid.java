package furong.observe;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How time is cut into intervals: local days, or equal intervals that begin at midnight.
 *
 * <pre>{@code
 * Grid hours = Grid.of(Duration.ofHours(1), zone);
 * hours.startOf(hours.number(timeMs));      // when the interval of a moment began
 * }</pre>
 *
 * A local day is as long as the zone makes it (23 to 25 h). Shorter intervals keep the zone's
 * standard offset all year, so that each is as long as the others.
 *
 * @param everyMs length of an interval; a day in days
 * @param days whether the intervals are local days
 */
public record Grid(long everyMs, boolean days, ZoneId zone) {

  private static final long DAY_MS = 86_400_000L;

  /** Below a second there is nothing to sum up in a city. */
  private static final long LEAST_MS = 1_000L;

  /** A stretch of time in which the number of an interval is (ms + offset) / every. */
  public record Stretch(long fromMs, long toMs, long offsetMs) {}

  public Grid {
    if (everyMs < LEAST_MS || everyMs > DAY_MS || DAY_MS % everyMs != 0) {
      throw new IllegalArgumentException(
          "an interval is a day, or 1 s or more and a whole part of a day; not " + everyMs + " ms");
    }
  }

  /** Local days of a zone. */
  public static Grid days(ZoneId zone) {
    return new Grid(DAY_MS, true, zone);
  }

  /**
   * Equal intervals; a whole day gives {@link #days}.
   *
   * @throws IllegalArgumentException when a day is no multiple of it
   */
  public static Grid of(Duration every, ZoneId zone) {
    return every.toMillis() == DAY_MS ? days(zone) : new Grid(every.toMillis(), false, zone);
  }

  /** The number of the interval that holds a moment; grows with time. */
  public long number(long ms) {
    return Math.floorDiv(ms + offsetMs(ms), everyMs);
  }

  /** When an interval begins, Unix ms. */
  public long startOf(long number) {
    return days
        ? LocalDate.ofEpochDay(number).atStartOfDay(zone).toInstant().toEpochMilli()
        : number * everyMs - offsetMs(0);
  }

  private long offsetMs(long ms) {
    ZoneRules rules = zone.getRules();
    return 1000L
        * (days
            ? rules.getOffset(Instant.ofEpochMilli(ms)).getTotalSeconds()
            : rules.getStandardOffset(Instant.EPOCH).getTotalSeconds());
  }

  /** Cuts a range where the clock changes; one stretch where it does not. */
  public List<Stretch> stretches(long fromMs, long toMs) {
    List<Stretch> all = new ArrayList<>();
    long at = fromMs;
    while (at < toMs) {
      @Nullable ZoneOffsetTransition next =
          days ? zone.getRules().nextTransition(Instant.ofEpochMilli(at)) : null;
      long end = next == null ? toMs : Math.min(toMs, next.getInstant().toEpochMilli());
      all.add(new Stretch(at, end, offsetMs(at)));
      at = end;
    }
    return all;
  }
}
