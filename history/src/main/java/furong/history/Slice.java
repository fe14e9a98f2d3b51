package furong.history;

import furong.observe.History.Query;
import furong.observe.Observation;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one datastream in one segment, in the order of time, then id; as they were written.
 * Never changed once it is made, as its segment never is.
 */
final class Slice {

  /** In place of rows that are too many to be kept. */
  static final Slice LONG = new Slice(0, 0);

  /** Two longs, a double and an int. */
  private static final int ROW_BYTES = 28;

  /** Objects around the columns: headers, the key, the entry of the map. */
  private static final int OWN_BYTES = 250;

  private final long datastream;
  private final long[] time;
  private final long[] id;
  private final double[] value;
  private final int[] flags;
  private @Nullable String @Nullable [] extra;
  private int size;
  private long extraBytes;

  /**
   * @param rows that will be added
   */
  Slice(long datastream, int rows) {
    this.datastream = datastream;
    time = new long[rows];
    id = new long[rows];
    value = new double[rows];
    flags = new int[rows];
  }

  /** Adds a row that comes after all others; before anybody else knows of this. */
  void add(long rowId, long timeMs, double number, @Nullable String more, int flag) {
    id[size] = rowId;
    time[size] = timeMs;
    value[size] = number;
    flags[size] = flag;
    if (more != null) {
      if (extra == null) {
        extra = new String[time.length];
      }
      extra[size] = more;
      extraBytes += ROW_BYTES + more.length();
    }
    size++;
  }

  /** About what it takes in memory. */
  long bytes() {
    return OWN_BYTES + (long) ROW_BYTES * time.length + extraBytes;
  }

  long count(long fromMs, long toMs) {
    return Math.max(0, place(toMs) - place(fromMs));
  }

  /** Adds the first {@code need} rows of a query whose id is not in {@code except}. */
  void first(Query q, int need, Set<Long> except, List<Observation> into) {
    int from = place(q.fromMs());
    int to = place(q.toMs());
    int step = q.descending() ? -1 : 1;
    int left = need;
    for (int row = q.descending() ? to - 1 : from;
        row >= from && row < to && left > 0;
        row += step) {
      if (!except.contains(id[row])) {
        into.add(observation(row));
        left--;
      }
    }
  }

  private Observation observation(int row) {
    @Nullable String more = extra == null ? null : extra[row];
    return new Observation(id[row], datastream, time[row], value[row], more, flags[row]);
  }

  /** Where the first row stands that is not before {@code ms}. */
  private int place(long ms) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (time[middle] < ms) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
