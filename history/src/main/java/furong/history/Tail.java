package furong.history;

import furong.observe.History.Query;
import furong.observe.Observation;
import furong.observe.ReadingBlock;
import java.util.Arrays;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The rows that came since the last segment, in the order in which they came. One writer; any
 * number of readers, each of whom sees the rows that were complete when it asked for {@link #size}.
 *
 * <p>Columns in chunks that are never moved: 34 bytes a row, two bytes more where somebody has
 * looked for a datastream.
 */
final class Tail {

  private static final int CHUNK_BITS = 14;
  private static final int CHUNK = 1 << CHUNK_BITS;
  private static final int MASK = CHUNK - 1;

  /** 8 million rows: several times what makes a segment due. */
  private static final int CHUNKS = 512;

  private static final class Chunk {
    final long[] datastream = new long[CHUNK];
    final long[] id = new long[CHUNK];
    final long[] time = new long[CHUNK];
    final double[] value = new double[CHUNK];
    final short[] flags = new short[CHUNK];
    @Nullable String @Nullable [] extra;

    /**
     * Slots of a full chunk by datastream, then by arrival; made by the first who looks for one.
     */
    private volatile short @Nullable [] order;

    short[] order() {
      short[] made = order;
      if (made == null) {
        made = sorted();
        order = made; // two that make it at once make the same
      }
      return made;
    }

    private short[] sorted() {
      LongRanks ranks = new LongRanks();
      int[] rank = new int[CHUNK];
      for (int slot = 0; slot < CHUNK; slot++) {
        rank[slot] = ranks.add(datastream[slot]);
      }
      int[] place = ranks.sorted();
      long[] keys = new long[CHUNK];
      for (int slot = 0; slot < CHUNK; slot++) {
        keys[slot] = (long) place[rank[slot]] << CHUNK_BITS | slot;
      }
      Arrays.sort(keys);
      short[] slots = new short[CHUNK];
      for (int i = 0; i < CHUNK; i++) {
        slots[i] = (short) (keys[i] & MASK);
      }
      return slots;
    }

    /** Gives the slots of a datastream, in the order in which they came. */
    void each(long wanted, IntConsumer found) {
      short[] slots = order();
      int low = 0;
      int high = CHUNK;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (datastream[slots[middle]] < wanted) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      for (int i = low; i < CHUNK && datastream[slots[i]] == wanted; i++) {
        found.accept(slots[i]);
      }
    }
  }

  private final Chunk[] chunks = new Chunk[CHUNKS];
  private volatile int size;

  int size() {
    return size;
  }

  /** Room for {@code count} more. */
  boolean holds(int count) {
    return size + count <= CHUNKS * CHUNK;
  }

  /**
   * @param flags of each reading of the block
   */
  void add(ReadingBlock block, int[] flags) {
    int at = size;
    int count = block.size();
    for (int i = 0; i < count; i++, at++) {
      int slot = at & MASK;
      if (slot == 0) {
        chunks[at >> CHUNK_BITS] = new Chunk();
      }
      Chunk chunk = chunks[at >> CHUNK_BITS];
      chunk.datastream[slot] = block.datastream(i);
      chunk.id[slot] = block.id(i);
      chunk.time[slot] = block.timeMs(i);
      chunk.value[slot] = block.value(i);
      chunk.flags[slot] = (short) flags[i];
      String extra = block.extra(i);
      if (extra != null) {
        if (chunk.extra == null) {
          chunk.extra = new String[CHUNK];
        }
        chunk.extra[slot] = extra;
      }
    }
    size = at; // publishes the rows
  }

  /**
   * Gives the rows of a datastream, or all for {@link Query#ANY}, in the order in which they came.
   * A full chunk is searched by halves (0.1 us), the last one from end to end (5 us).
   */
  void each(long datastream, IntConsumer found) {
    int end = size;
    int row = 0;
    if (datastream != Query.ANY) {
      for (; row + CHUNK <= end; row += CHUNK) {
        int base = row;
        chunks[row >> CHUNK_BITS].each(datastream, slot -> found.accept(base + slot));
      }
    }
    for (; row < end; row++) {
      if (datastream == Query.ANY || datastream(row) == datastream) {
        found.accept(row);
      }
    }
  }

  long datastream(int row) {
    return chunks[row >> CHUNK_BITS].datastream[row & MASK];
  }

  long id(int row) {
    return chunks[row >> CHUNK_BITS].id[row & MASK];
  }

  long time(int row) {
    return chunks[row >> CHUNK_BITS].time[row & MASK];
  }

  double value(int row) {
    return chunks[row >> CHUNK_BITS].value[row & MASK];
  }

  int flags(int row) {
    return chunks[row >> CHUNK_BITS].flags[row & MASK];
  }

  @Nullable String extra(int row) {
    @Nullable String @Nullable [] extra = chunks[row >> CHUNK_BITS].extra;
    return extra == null ? null : extra[row & MASK];
  }

  /** Whether a row comes after another one in the order of time, then id. */
  boolean isNewer(int row, int than) {
    return time(row) > time(than) || time(row) == time(than) && id(row) > id(than);
  }

  Observation observation(int row) {
    return new Observation(id(row), datastream(row), time(row), value(row), extra(row), flags(row));
  }
}
