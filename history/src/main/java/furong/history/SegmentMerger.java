package furong.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the number of segments small: eight neighbours of a level become one of the next, so that
 * every row is rewritten about once per factor of eight (a city's year five or six times) and a
 * read opens some dozens of files.
 */
final class SegmentMerger {

  private static final int FACTOR = 8;

  /**
   * Rows beyond which a segment is left alone: about 40 MB, a merge of some 10 s, and small enough
   * that a read which needs a part of it is still pruned well.
   */
  private static final long LARGE = 8_000_000;

  private final HistoryState state;

  SegmentMerger(HistoryState state) {
    this.state = state;
  }

  /** Merges once when there is something to merge. Gives whether it did. */
  boolean step() {
    state.sweep();
    Optional<List<Segment>> due = due(state.view().segments());
    due.ifPresent(this::merge);
    return due.isPresent();
  }

  /**
   * Eight neighbours of the lowest level that has them. Only neighbours, so that the log range of
   * each segment stays one stretch.
   */
  static Optional<List<Segment>> due(List<Segment> all) {
    List<Segment> sorted = new ArrayList<>(all);
    sorted.sort(Comparator.comparing((Segment s) -> s.from().stream().mapToLong(f -> f).sum()));
    Optional<List<Segment>> best = Optional.empty();
    List<Segment> run = new ArrayList<>();
    for (Segment segment : sorted) {
      if (!run.isEmpty() && run.getLast().level() != segment.level()) {
        run.clear();
      }
      if (segment.rows() >= LARGE) {
        run.clear();
        continue;
      }
      run.add(segment);
      if (run.size() == FACTOR
          && (best.isEmpty() || segment.level() < best.get().getFirst().level())) {
        best = Optional.of(List.copyOf(run));
        run.clear();
      } else if (run.size() == FACTOR) {
        run.clear();
      }
    }
    return best;
  }

  private void merge(List<Segment> old) {
    long id = state.catalogue.nextSegmentId();
    String name = SegmentFiles.nameOf(id);
    long bytes = state.files.merge(old, name);
    Segment.Bounds bounds = old.getFirst().bounds();
    long rows = 0;
    for (Segment s : old) {
      bounds = union(bounds, s.bounds());
      rows += s.rows();
    }
    Segment merged =
        new Segment(
            id,
            name,
            rows,
            bytes,
            old.getFirst().level() + 1,
            bounds,
            old.getFirst().from(),
            old.getLast().to());
    state.replace(old, merged);
  }

  private static Segment.Bounds union(Segment.Bounds a, Segment.Bounds b) {
    return new Segment.Bounds(
        Math.min(a.minDatastream(), b.minDatastream()),
        Math.max(a.maxDatastream(), b.maxDatastream()),
        Math.min(a.minTime(), b.minTime()),
        Math.max(a.maxTime(), b.maxTime()),
        Math.min(a.minId(), b.minId()),
        Math.max(a.maxId(), b.maxId()));
  }
}
