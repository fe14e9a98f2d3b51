package furong.detect;

import java.util.Arrays;

/**
 * Known values of many things, kept sorted: what changed between two looks is merged in at the next
 * one, so a look after {@code c} changes of {@code n} values costs {@code n + c log c} steps and
 * the sum of them is that of the same numbers in the same order as if they were sorted anew.
 */
final class SortedValues {

  private static final int SMALLEST = 4;

  private double[] values = new double[SMALLEST];
  private int size;
  private double[] more = new double[SMALLEST];
  private int moreSize;
  private double[] less = new double[SMALLEST];
  private int lessSize;

  /** Adds a value; one that is not known is none. */
  void add(double value) {
    if (!Double.isNaN(value)) {
      more = roomFor(more, moreSize + 1);
      more[moreSize++] = value;
    }
  }

  /** Takes away a value that was added. */
  void remove(double value) {
    if (!Double.isNaN(value)) {
      less = roomFor(less, lessSize + 1);
      less[lessSize++] = value;
    }
  }

  private static double[] roomFor(double[] all, int size) {
    return size <= all.length ? all : Arrays.copyOf(all, Math.max(size, all.length * 2));
  }

  /** The values, sorted; behind the last of them stands anything. */
  double[] sorted() {
    if (moreSize + lessSize > 0) {
      Arrays.sort(more, 0, moreSize);
      Arrays.sort(less, 0, lessSize);
      merge();
      moreSize = 0;
      lessSize = 0;
    }
    return values;
  }

  /** A value that was added and taken away since the last look meets itself here. */
  private void merge() {
    double[] next = new double[Math.max(SMALLEST, size + moreSize)];
    int n = 0;
    int m = 0;
    int l = 0;
    for (int i = 0; i < size || m < moreSize; ) {
      boolean old = m == moreSize || i < size && Double.compare(values[i], more[m]) <= 0;
      double value = old ? values[i++] : more[m++];
      if (l < lessSize && Double.compare(less[l], value) == 0) {
        l++;
      } else {
        next[n++] = value;
      }
    }
    values = next;
    size = n;
  }
}
