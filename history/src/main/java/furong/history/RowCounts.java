package furong.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many rows of a datastream stand in a segment, remembered once it was asked: what a count
 * needs of each segment that lies wholly within its time. Rows themselves cost 28 bytes each in
 * {@link Slices}, where a thousand datastreams of ten thousand rows find no room; their numbers
 * take 120 bytes a datastream and segment. Thread-safe; a segment never changes, so nothing is ever
 * out of date.
 */
final class RowCounts {

  /** 24 MB: ten thousand datastreams that are looked at, in twenty segments. */
  static final int MOST = 200_000;

  private record Key(long segment, long datastream) {}

  private final OneStream files;
  private final Map<Key, Integer> known;

  RowCounts(SegmentFiles files) {
    this(files, MOST);
  }

  /**
   * @param most numbers that are remembered; those not asked for longest go first
   */
  RowCounts(SegmentFiles files, int most) {
    this.files = files.oneStream();
    this.known =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<Key, Integer> eldest) {
            return size() > most;
          }
        };
  }

  /**
   * The rows of a datastream in all of these segments.
   *
   * @throws DuckDb.DuckDbException when a file is gone
   */
  long of(List<Segment> segments, long datastream) {
    long count = 0;
    List<Segment> strangers = new ArrayList<>();
    synchronized (this) {
      for (Segment segment : segments) {
        Integer rows = known.get(new Key(segment.id(), datastream));
        if (rows == null) {
          strangers.add(segment);
        } else {
          count += rows;
        }
      }
    }
    if (strangers.isEmpty()) {
      return count;
    }
    int[] found = files.counts(strangers, datastream);
    synchronized (this) {
      for (int i = 0; i < found.length; i++) {
        known.put(new Key(strangers.get(i).id(), datastream), found[i]);
        count += found[i];
      }
    }
    return count;
  }

  synchronized int size() {
    return known.size();
  }
}
