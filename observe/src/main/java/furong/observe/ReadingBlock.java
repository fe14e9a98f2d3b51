package furong.observe;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Many readings side by side, column by column: what one batch brings to one shard. Columnar
 * because at 100,000 a second an object per reading costs more than all the rules.
 *
 * <p>All readings of a block go to the same shard; they keep the order in which the source gave
 * them.
 */
public final class ReadingBlock {

  private int size;
  private long[] datastream;
  private long[] id;
  private long[] timeMs;
  private double[] value;
  private @Nullable String @Nullable [] extra;

  public ReadingBlock(int capacity) {
    datastream = new long[capacity];
    id = new long[capacity];
    timeMs = new long[capacity];
    value = new double[capacity];
  }

  /**
   * @param datastreamId SensorThings id
   * @param observationId see {@link ObservationIds}
   * @param phenomenonTimeMs Unix milliseconds, UTC; the start when the phenomenon time is an
   *     interval
   * @param result the number as given, in the unit of the datastream; NaN when the result is no
   *     number
   * @param extraJson what does not fit the columns as a JSON object (result of another type under
   *     {@code result}, {@code phenomenonTimeEnd}, {@code resultTime} when it differs, {@code
   *     resultQuality}, {@code validTime}, {@code parameters}, {@code featureOfInterest}); null for
   *     the usual reading
   */
  public void add(
      long datastreamId,
      long observationId,
      long phenomenonTimeMs,
      double result,
      @Nullable String extraJson) {
    if (size == datastream.length) {
      grow();
    }
    datastream[size] = datastreamId;
    id[size] = observationId;
    timeMs[size] = phenomenonTimeMs;
    value[size] = result;
    if (extraJson != null) {
      if (extra == null) {
        extra = new String[datastream.length];
      }
      extra[size] = extraJson;
    }
    size++;
  }

  private void grow() {
    int capacity = Math.max(16, size * 2);
    datastream = Arrays.copyOf(datastream, capacity);
    id = Arrays.copyOf(id, capacity);
    timeMs = Arrays.copyOf(timeMs, capacity);
    value = Arrays.copyOf(value, capacity);
    if (extra != null) {
      extra = Arrays.copyOf(extra, capacity);
    }
  }

  public int size() {
    return size;
  }

  public long datastream(int i) {
    return datastream[i];
  }

  public long id(int i) {
    return id[i];
  }

  public long timeMs(int i) {
    return timeMs[i];
  }

  public double value(int i) {
    return value[i];
  }

  public @Nullable String extra(int i) {
    return extra == null ? null : extra[i];
  }

  public boolean hasExtra() {
    return extra != null;
  }
}
