package furong.store.sta;

import java.util.Arrays;

/**
 * Numbers in order, 8 bytes each: for many readers and one writer at a time. Readers see it as it
 * was at some moment. Adding the largest is cheap, which is how ids come; adding in the middle and
 * removing copy it whole: a millisecond of a million.
 */
final class IdSet {

  /** Fills the places behind the last number; no id is as large. */
  private static final long NONE = Long.MAX_VALUE;

  /** Room for a quarter more at least: a large set has few bytes to spare, a small one none. */
  private static final int SPARE = 4;

  private volatile long[] values = {};

  /** Whether it was not there. */
  synchronized boolean add(long id) {
    long[] now = values;
    int size = size(now);
    int at = size == 0 || now[size - 1] < id ? -size - 1 : Arrays.binarySearch(now, 0, size, id);
    if (at >= 0) {
      return false;
    }
    at = -at - 1;
    if (at == size && size < now.length) {
      // beyond every reader's look: one who sees it already sees it whole
      now[at] = id;
      values = now;
      return true;
    }
    long[] more = Arrays.copyOf(now, at == size ? size + 1 + size / SPARE : size + 1);
    Arrays.fill(more, size, more.length, NONE);
    System.arraycopy(now, at, more, at + 1, size - at);
    more[at] = id;
    values = more;
    return true;
  }

  /** Whether it was there. */
  synchronized boolean remove(long id) {
    long[] now = values;
    int size = size(now);
    int at = Arrays.binarySearch(now, 0, size, id);
    if (at < 0) {
      return false;
    }
    long[] less = new long[size - 1];
    System.arraycopy(now, 0, less, 0, at);
    System.arraycopy(now, at + 1, less, at, size - at - 1);
    values = less;
    return true;
  }

  private static int size(long[] values) {
    if (values.length == 0 || values[values.length - 1] != NONE) {
      return values.length;
    }
    int low = 0;
    int high = values.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (values[middle] == NONE) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** All of them, in order. */
  long[] all() {
    long[] now = values;
    return Arrays.copyOf(now, size(now));
  }
}
