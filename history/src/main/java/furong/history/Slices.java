package furong.history;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows of datastreams that were asked for, decoded: what screens ask again and again is answered
 * from here without a question to DuckDB (2 ms of processor time, most of it for one row group).
 * Those that were not asked for longest go first. Thread-safe.
 *
 * <p>A segment never changes, so nothing here is ever out of date; what became of a segment that
 * was merged away is not asked for any more and goes in its turn. A datastream with more than
 * {@link #MOST} rows in the segments of one question stays with DuckDB.
 */
final class Slices {

  /** 1.8 MB: a minute's readings of six weeks. */
  static final int MOST = 65_536;

  /** A sixteenth of the heap: 75 MB of the default one, 2.6 million rows. */
  private static final int SHARE = 16;

  /** Rows of an edge: a page and the one that tells whether there is another, at 3.8 KB. */
  static final int EDGE = 128;

  private record Key(long segment, long datastream, Part part) {}

  private enum Part {
    WHOLE,
    FIRST,
    LAST
  }

  private final OneStream files;
  private final long room;
  private final Map<Key, Slice> known = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  Slices(SegmentFiles files) {
    this(files, Runtime.getRuntime().maxMemory() / SHARE);
  }

  /**
   * @param room bytes that they may take together
   */
  Slices(SegmentFiles files, long room) {
    this.files = files.oneStream();
    this.room = room;
  }

  /**
   * The rows of a datastream in these segments, in no order; null when they are too many.
   *
   * @throws DuckDb.DuckDbException when a file is gone
   */
  @Nullable List<Slice> find(List<Segment> segments, long datastream) {
    List<Slice> found = new ArrayList<>(segments.size());
    List<Segment> strangers = new ArrayList<>();
    synchronized (this) {
      for (Segment segment : segments) {
        @Nullable Slice slice = known.get(new Key(segment.id(), datastream, Part.WHOLE));
        if (slice == Slice.LONG) {
          return null;
        }
        if (slice == null) {
          strangers.add(segment);
        } else {
          found.add(slice);
        }
      }
    }
    if (strangers.isEmpty()) {
      return found;
    }
    List<Slice> loaded = files.slices(strangers, datastream, MOST);
    boolean all = !loaded.isEmpty();
    synchronized (this) {
      for (int i = 0; i < strangers.size(); i++) {
        keep(
            new Key(strangers.get(i).id(), datastream, Part.WHOLE),
            all ? loaded.get(i) : Slice.LONG);
      }
    }
    found.addAll(loaded);
    return all ? found : null;
  }

  /**
   * The first or last {@link #EDGE} rows of a datastream in each of these segments, or more: what a
   * page from an end needs, however many rows there are.
   *
   * @param last the last ones instead of the first
   * @throws DuckDb.DuckDbException when a file is gone
   */
  List<Slice> edges(List<Segment> segments, long datastream, boolean last) {
    Part part = last ? Part.LAST : Part.FIRST;
    List<Slice> found = new ArrayList<>(segments.size());
    List<Segment> strangers = new ArrayList<>();
    synchronized (this) {
      for (Segment segment : segments) {
        @Nullable Slice slice = known.get(new Key(segment.id(), datastream, Part.WHOLE));
        if (slice == null || slice == Slice.LONG) {
          slice = known.get(new Key(segment.id(), datastream, part));
        }
        if (slice == null) {
          strangers.add(segment);
        } else {
          found.add(slice);
        }
      }
    }
    if (!strangers.isEmpty()) {
      List<Slice> loaded = files.edges(strangers, datastream, EDGE, last);
      synchronized (this) {
        for (int i = 0; i < strangers.size(); i++) {
          keep(new Key(strangers.get(i).id(), datastream, part), loaded.get(i));
        }
      }
      found.addAll(loaded);
    }
    return found;
  }

  private void keep(Key key, Slice slice) {
    @Nullable Slice before = known.put(key, slice);
    bytes += slice.bytes() - (before == null ? 0 : before.bytes());
    Iterator<Slice> oldest = known.values().iterator();
    while (bytes > room && oldest.hasNext()) {
      bytes -= oldest.next().bytes();
      oldest.remove();
    }
  }

  /** Bytes in use. */
  synchronized long bytes() {
    return bytes;
  }
}
