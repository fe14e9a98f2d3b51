package furong.store.sta;

import java.util.Arrays;

/**
 * Numbers in order, 8 bytes each: for many readers and one writer at a time. Readers see it as it
 * was at some moment. Adding the largest is cheap, which is how ids come; adding in the middle and
 * removing copy it whole: a millisecond of a million.
 */
final class IdSet {

  private record Ids(long[] values, int size) {}

  private volatile Ids ids = new Ids(new long[1], 0);

  synchronized void add(long id) {
    Ids now = ids;
    int at = now.size == 0 || now.values[now.size - 1] < id ? -now.size - 1 : find(now, id);
    if (at >= 0) {
      return;
    }
    at = -at - 1;
    if (at == now.size && now.size < now.values.length) {
      // beyond the size of every reader's look
      now.values[at] = id;
      ids = new Ids(now.values, now.size + 1);
      return;
    }
    long[] more = Arrays.copyOf(now.values, at == now.size ? now.size * 2 : now.size + 1);
    System.arraycopy(now.values, at, more, at + 1, now.size - at);
    more[at] = id;
    ids = new Ids(more, now.size + 1);
  }

  synchronized void remove(long id) {
    Ids now = ids;
    int at = find(now, id);
    if (at >= 0) {
      long[] less = new long[Math.max(1, now.size - 1)];
      System.arraycopy(now.values, 0, less, 0, at);
      System.arraycopy(now.values, at + 1, less, at, now.size - at - 1);
      ids = new Ids(less, now.size - 1);
    }
  }

  private static int find(Ids now, long id) {
    return Arrays.binarySearch(now.values, 0, now.size, id);
  }

  int size() {
    return ids.size;
  }

  /** All of them, in order. */
  long[] all() {
    Ids now = ids;
    return Arrays.copyOf(now.values, now.size);
  }
}
