package furong.history;

import furong.observe.LogProgress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the writer, the readers and the merger of one history share. */
final class HistoryState implements AutoCloseable {

  /**
   * A reader may still be about to open the file of a segment that was merged away: reads end
   * within seconds.
   */
  private static final long GRACE_NS = 60_000_000_000L;

  private record Leaving(Segment segment, long atNs) {}

  final SegmentFiles files;
  final Catalogue catalogue;
  final Extents extents;
  final LogProgress progress;
  final Patches patches = new Patches();
  final StoredNewest newest;
  final Slices slices;
  final RowCounts counts;
  final int shards;
  private final List<Leaving> leaving = new ArrayList<>();
  private volatile View view = new View(List.of(), new Tail());

  HistoryState(
      SegmentFiles files, Extents extents, Catalogue catalogue, LogProgress progress, int shards) {
    this.files = files;
    this.extents = extents;
    this.catalogue = catalogue;
    this.newest = new StoredNewest(extents, catalogue);
    this.slices = new Slices(files);
    this.counts = new RowCounts(files);
    this.progress = progress;
    this.shards = shards;
  }

  View view() {
    return view;
  }

  /**
   * Reads the catalogue anew, with an empty tail.
   *
   * @return every segment of the catalogue, also those whose file is not whole and which therefore
   *     take no part in reads
   */
  synchronized List<Segment> load(Tail tail) {
    newest.forget();
    List<Segment> all = catalogue.segments();
    patches.replaceAll(catalogue.patches());
    List<Segment> whole = all.stream().filter(files::isWhole).toList();
    catchUp(whole);
    view = new View(whole, tail);
    return all;
  }

  /** Takes what segments brought since the extents were last on the disk for sure. */
  private void catchUp(List<Segment> segments) {
    if (segments.isEmpty() || extents.through() > catalogue.lastSegmentId()) {
      extents.clear(); // they are of another record than this one
    }
    long through = extents.through();
    List<Segment> fresh = segments.stream().filter(s -> s.id() > through).toList();
    fresh.forEach(s -> files.newest(s, extents::again));
    if (!fresh.isEmpty()) {
      extents.mark(fresh.stream().mapToLong(Segment::id).max().orElseThrow());
    }
  }

  /** The tail became a segment. */
  synchronized void committed(Segment segment, Tail next) {
    List<Segment> segments = new ArrayList<>(view.segments());
    segments.add(segment);
    view = new View(segments, next);
  }

  /** Some segments became one: in the catalogue and in the view. */
  synchronized void replace(List<Segment> old, Segment one) {
    catalogue.replace(old, one);
    List<Segment> segments = new ArrayList<>(view.segments());
    segments.removeAll(old);
    segments.add(one);
    view = new View(segments, view.tail());
    long now = System.nanoTime();
    old.forEach(s -> leaving.add(new Leaving(s, now)));
  }

  /** Rows of a segment were kept long enough: it is replaced, or gone when there is no other. */
  synchronized void expired(Segment old, @Nullable Segment left, List<Long> patchesGone) {
    catalogue.expire(old, left, patchesGone);
    List<Segment> segments = new ArrayList<>(view.segments());
    segments.remove(old);
    if (left != null) {
      segments.add(left);
    }
    view = new View(segments, view.tail());
    patches.forget(patchesGone);
    leaving.add(new Leaving(old, System.nanoTime()));
  }

  /** Removes the files of segments that left long enough ago. */
  synchronized void sweep() {
    long now = System.nanoTime();
    leaving.removeIf(l -> {
      boolean due = now - l.atNs() > GRACE_NS;
      if (due) {
        files.remove(l.segment());
      }
      return due;
    });
  }

  @Override
  public synchronized void close() {
    leaving.forEach(l -> files.remove(l.segment()));
    leaving.clear();
    extents.close();
    files.close();
  }
}
