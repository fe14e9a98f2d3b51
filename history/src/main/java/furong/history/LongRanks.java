package furong.history;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Numbers different longs 0, 1, 2 ... as they come, without an object for each. */
final class LongRanks {

  private long[] values = new long[1024];
  private int size;

  /** Slot to rank + 1; 0 is empty. A power of two, at most half full. */
  private int[] slots = new int[4096];

  int add(long value) {
    int at = slot(value);
    while (slots[at] != 0) {
      int rank = slots[at] - 1;
      if (values[rank] == value) {
        return rank;
      }
      at = at + 1 & slots.length - 1;
    }
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size] = value;
    slots[at] = ++size;
    if (size * 2 > slots.length) {
      grow();
    }
    return size - 1;
  }

  private void grow() {
    slots = new int[slots.length * 4];
    for (int rank = 0; rank < size; rank++) {
      int at = slot(values[rank]);
      while (slots[at] != 0) {
        at = at + 1 & slots.length - 1;
      }
      slots[at] = rank + 1;
    }
  }

  /** Fibonacci hashing: ids of datastreams are dense, their products spread. */
  private int slot(long value) {
    return (int) (value * 0x9E3779B97F4A7C15L >>> 40) & slots.length - 1;
  }

  int size() {
    return size;
  }

  /** For every rank its place when the values are sorted. */
  int[] sorted() {
    int[] places = new int[size];
    int[] byValue =
        IntStream.range(0, size)
            .boxed()
            .sorted((a, b) -> Long.compare(values[a], values[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int place = 0; place < size; place++) {
      places[byValue[place]] = place;
    }
    return places;
  }
}
