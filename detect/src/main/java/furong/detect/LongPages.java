package furong.detect;

import java.util.Arrays;

/**
 * Rows of so many longs each, in pages: growing copies nothing but a list of pages, and a million
 * rows are a few thousand objects for the collector. A row is read in place:
 *
 * <pre>{@code
 * long[] page = pages.page(row);
 * int at = pages.at(row);          // page[at] to page[at + width - 1]
 * }</pre>
 *
 * A row that was given back keeps what is in it until it is taken again.
 */
final class LongPages {

  /** 256 rows of seven longs are 14 KiB: what the smallest city pays. */
  private static final int SHIFT = 8;

  private static final int MASK = (1 << SHIFT) - 1;

  private final int width;
  private long[][] pages = new long[4][];
  private int rows;
  private int[] free = {};
  private int freeCount;

  LongPages(int width) {
    this.width = width;
  }

  long[] page(int row) {
    return pages[row >>> SHIFT];
  }

  /** Where the row begins in its page. */
  int at(int row) {
    return (row & MASK) * width;
  }

  /** A row that nobody has; what is in it is to be overwritten. */
  int take() {
    if (freeCount > 0) {
      return free[--freeCount];
    }
    int page = rows >>> SHIFT;
    if (page == pages.length) {
      pages = Arrays.copyOf(pages, pages.length * 2);
    }
    if ((rows & MASK) == 0) {
      pages[page] = new long[width << SHIFT];
    }
    return rows++;
  }

  void giveBack(int row) {
    if (freeCount == free.length) {
      free = Arrays.copyOf(free, Math.max(16, freeCount * 2));
    }
    free[freeCount++] = row;
  }
}
