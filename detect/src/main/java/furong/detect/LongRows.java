package furong.detect;

/**
 * Rows of longs by a key: a table of row numbers, open addressing with linear probing, at most
 * seven tenths full, and the key in the row itself, so that finding a row brings in what is in it.
 * A row costs its longs and the key, and 6 to 11 bytes of table. Nothing is ever removed.
 */
final class LongRows {

  static final int NONE = -1;

  private static final int SMALLEST = 16;

  /** Of ten slots. */
  private static final int FULL = 7;

  private final LongPages pages;

  /** The number of a row and one more; 0 for a free slot. */
  private int[] table = new int[SMALLEST];

  private int size;

  /**
   * @param width longs in a row beside its key
   */
  LongRows(int width) {
    pages = new LongPages(width + 1);
  }

  private long key(int row) {
    return pages.page(row)[pages.at(row)];
  }

  /** The row of a key; {@link #NONE} when there is none. */
  int find(long key) {
    int mask = table.length - 1;
    int i = LongMap.slot(key, mask);
    for (int row = table[i]; row != 0; row = table[i]) {
      if (key(row - 1) == key) {
        return row - 1;
      }
      i = (i + 1) & mask;
    }
    return NONE;
  }

  /** A row for a key that has none; its longs are 0. */
  int add(long key) {
    if ((size + 1L) * 10 > (long) table.length * FULL) {
      grow();
    }
    int row = pages.take();
    pages.page(row)[pages.at(row)] = key;
    put(key, row);
    size++;
    return row;
  }

  private void put(long key, int row) {
    int mask = table.length - 1;
    int i = LongMap.slot(key, mask);
    while (table[i] != 0) {
      i = (i + 1) & mask;
    }
    table[i] = row + 1;
  }

  private void grow() {
    table = new int[table.length * 2];
    for (int row = 0; row < size; row++) {
      put(key(row), row);
    }
  }

  long[] page(int row) {
    return pages.page(row);
  }

  /** Where the longs of the row begin in its page, behind the key. */
  int at(int row) {
    return pages.at(row) + 1;
  }
}
