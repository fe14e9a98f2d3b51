package furong.history;

import java.util.List;

/**
 * A catalogued file of the history.
 *
 * @param id grows; also the order in which segments were begun
 * @param file name within the history folder
 * @param level how often its rows were merged
 * @param from log offsets per shard where it begins, inclusive
 * @param to log offsets per shard where it ends, exclusive
 */
record Segment(
    long id,
    String file,
    long rows,
    long bytes,
    int level,
    Bounds bounds,
    List<Long> from,
    List<Long> to) {

  /** Smallest and largest of each sort column: what a read is pruned by. */
  record Bounds(
      long minDatastream, long maxDatastream, long minTime, long maxTime, long minId, long maxId) {

    boolean holdsTime(long fromMs, long toMs) {
      return maxTime >= fromMs && minTime < toMs;
    }

    boolean holdsDatastream(long low, long high) {
      return maxDatastream >= low && minDatastream <= high;
    }
  }

  Segment {
    from = List.copyOf(from);
    to = List.copyOf(to);
  }
}
