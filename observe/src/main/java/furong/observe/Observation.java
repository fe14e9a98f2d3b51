package furong.observe;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One observation as the history gives it.
 *
 * @param id see {@link ObservationIds}
 * @param datastream SensorThings id
 * @param timeMs phenomenon time (its start when it is an interval), Unix ms, UTC
 * @param value the result as given, in the unit of the datastream; NaN when it is no number
 * @param extra what does not fit the columns, as a JSON object; see {@link ReadingBlock#add}
 * @param flags bits of this class, stored for life: never give one a new meaning; 0 is a good
 *     reading
 */
public record Observation(
    long id, long datastream, long timeMs, double value, @Nullable String extra, int flags) {

  /** The result is no number; it stands in {@code extra}. */
  public static final int NOT_A_NUMBER = 1;

  /** Outside the valid range of its property. */
  public static final int RANGE = 1 << 1;

  /** Same datastream, time and value as one shortly before; counts once. */
  public static final int DUPLICATE = 1 << 2;

  /** Later than its property allows, by the clock of its thing: rules did not judge it. */
  public static final int LATE = 1 << 3;

  /** Its device's clock is ahead: more than five minutes after the door took it. */
  public static final int FUTURE = 1 << 4;

  /** Replaced after the fact. */
  public static final int CORRECTED = 1 << 6;

  /** Changed faster than its property allows; takes part, but is marked. */
  public static final int RATE = 1 << 7;

  /** The same value for longer than its property allows; takes part, but is marked. */
  public static final int FLAT = 1 << 8;

  /** The first one after a silence longer than its property expects; takes part. */
  public static final int SILENCE = 1 << 9;

  /** What takes no part in figures. */
  public static final int UNUSABLE = NOT_A_NUMBER | RANGE | DUPLICATE | FUTURE;

  private static final Map<Integer, String> NAMES =
      new TreeMap<>(
          Map.of(
              NOT_A_NUMBER, "not-a-number",
              RANGE, "range",
              DUPLICATE, "duplicate",
              LATE, "late",
              FUTURE, "clock-ahead",
              CORRECTED, "corrected",
              RATE, "rate",
              FLAT, "flat-line",
              SILENCE, "after-silence"));

  public boolean is(int flag) {
    return (flags & flag) != 0;
  }

  /** The names of the set flags, in the order of their bits; what doors and screens show. */
  public static List<String> names(int flags) {
    return NAMES.entrySet().stream()
        .filter(e -> (flags & e.getKey()) != 0)
        .map(Map.Entry::getValue)
        .toList();
  }
}
