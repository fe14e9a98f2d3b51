package furong.observe;

import org.jspecify.annotations.Nullable;

/**
 * One observation as the history gives it.
 *
 * @param id see {@link ObservationIds}
 * @param datastream SensorThings id
 * @param timeMs phenomenon time (its start when it is an interval), Unix ms, UTC
 * @param value the result as given, in the unit of the datastream; NaN when it is no number
 * @param extra what does not fit the columns, as a JSON object; see {@link ReadingBlock#add}
 * @param flags bits {@link #NOT_A_NUMBER}, {@link #LATE}, {@link #CORRECTED}; they are those of the
 *     same names in {@code furong.detect.Quality}
 */
public record Observation(
    long id, long datastream, long timeMs, double value, @Nullable String extra, int flags) {

  /** The result is no number; it stands in {@code extra}. */
  public static final int NOT_A_NUMBER = 1;

  /**
   * Received more than {@link LogRecord#LIVE_WITHIN_MS} after its phenomenon time: it takes no part
   * in live vital signs.
   */
  public static final int LATE = 1 << 3;

  /** Replaced after the fact. */
  public static final int CORRECTED = 1 << 6;

  public boolean is(int flag) {
    return (flags & flag) != 0;
  }
}
