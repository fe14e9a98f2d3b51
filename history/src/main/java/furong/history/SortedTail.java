package furong.history;

import java.util.Arrays;

/**
 * The rows of a tail in the order of a segment: datastream, time, id. Grouping by a hash of the
 * datastream and a counting sort cost about 0.05 us a row; within a datastream rows nearly always
 * came in order already.
 */
final class SortedTail {

  private final Tail tail;
  private final int[] order;

  private SortedTail(Tail tail, int[] order) {
    this.tail = tail;
    this.order = order;
  }

  static SortedTail of(Tail tail) {
    int size = tail.size();
    LongRanks ranks = new LongRanks();
    int[] group = new int[size];
    for (int i = 0; i < size; i++) {
      group[i] = ranks.add(tail.datastream(i));
    }
    int[] sortedRank = ranks.sorted();
    int[] start = new int[ranks.size() + 1];
    for (int i = 0; i < size; i++) {
      group[i] = sortedRank[group[i]];
      start[group[i] + 1]++;
    }
    for (int g = 0; g < ranks.size(); g++) {
      start[g + 1] += start[g];
    }
    int[] order = new int[size];
    int[] next = Arrays.copyOf(start, ranks.size());
    for (int i = 0; i < size; i++) {
      order[next[group[i]]++] = i;
    }
    SortedTail sorted = new SortedTail(tail, order);
    for (int g = 0; g < ranks.size(); g++) {
      sorted.sortGroup(start[g], start[g + 1]);
    }
    return sorted;
  }

  private void sortGroup(int from, int to) {
    for (int i = from + 1; i < to; i++) {
      if (compare(order[i - 1], order[i]) > 0) {
        Integer[] boxed = new Integer[to - from];
        Arrays.setAll(boxed, k -> order[from + k]);
        Arrays.sort(boxed, this::compare);
        for (int k = 0; k < boxed.length; k++) {
          order[from + k] = boxed[k];
        }
        return;
      }
    }
  }

  private int compare(int a, int b) {
    int byTime = Long.compare(tail.time(a), tail.time(b));
    return byTime != 0 ? byTime : Long.compare(tail.id(a), tail.id(b));
  }

  int size() {
    return order.length;
  }

  /** The row of the tail that stands at {@code place}. */
  int row(int place) {
    return order[place];
  }

  Tail tail() {
    return tail;
  }

  /**
   * @throws IllegalStateException when there are no rows
   */
  Segment.Bounds bounds() {
    if (order.length == 0) {
      throw new IllegalStateException("no rows, no bounds");
    }
    long minTime = Long.MAX_VALUE;
    long maxTime = Long.MIN_VALUE;
    long minId = Long.MAX_VALUE;
    long maxId = Long.MIN_VALUE;
    for (int row = 0; row < order.length; row++) {
      minTime = Math.min(minTime, tail.time(row));
      maxTime = Math.max(maxTime, tail.time(row));
      minId = Math.min(minId, tail.id(row));
      maxId = Math.max(maxId, tail.id(row));
    }
    return new Segment.Bounds(
        tail.datastream(order[0]),
        tail.datastream(order[order.length - 1]),
        minTime,
        maxTime,
        minId,
        maxId);
  }
}
