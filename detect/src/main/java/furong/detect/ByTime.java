package furong.detect;

import furong.observe.ReadingBlock;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The readings of a batch in the order of time: a batch that brings one series after the other is
 * put straight here, so that none of it is late. Reuses its memory; not thread-safe.
 */
final class ByTime {

  private static final int ORDER_BITS = 20;

  private long[] scratch = new long[0];

  /**
   * Positions in the order of time; null when the block is in order already.
   *
   * <p>Cost: a sort of longs; nothing for a block that is in order. Beyond 139 years or a million
   * readings a batch is taken as it comes.
   */
  long @Nullable [] order(ReadingBlock block) {
    int size = block.size();
    boolean sorted = true;
    long first = size == 0 ? 0 : block.timeMs(0);
    long last = first;
    for (int i = 1; i < size; i++) {
      long time = block.timeMs(i);
      sorted &= time >= block.timeMs(i - 1);
      first = Math.min(first, time);
      last = Math.max(last, time);
    }
    boolean packs = size <= 1 << ORDER_BITS && last - first < 1L << (62 - ORDER_BITS);
    if (sorted || !packs) {
      return null;
    }
    if (scratch.length < size) {
      scratch = new long[size];
    }
    for (int i = 0; i < size; i++) {
      scratch[i] = (block.timeMs(i) - first) << ORDER_BITS | i;
    }
    Arrays.sort(scratch, 0, size);
    return scratch;
  }

  /** The position in the block that stands at place {@code k} of an {@link #order}. */
  static int at(long @Nullable [] order, int k) {
    return order == null ? k : (int) (order[k] & ((1 << ORDER_BITS) - 1));
  }
}
