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
 * @param flags bits {@link #IMPORTED}, {@link #DISORDERED}, {@link #CORRECTED}
 */
public record Observation(
    long id, long datastream, long timeMs, double value, @Nullable String extra, int flags) {

  /** Received more than {@link LogRecord#LIVE_WITHIN_MS} after its phenomenon time. */
  public static final int IMPORTED = 1;

  /** A newer observation of the same datastream was in the log before it. */
  public static final int DISORDERED = 2;

  /** Replaced after the fact. */
  public static final int CORRECTED = 4;

  public boolean is(int flag) {
    return (flags & flag) != 0;
  }
}
