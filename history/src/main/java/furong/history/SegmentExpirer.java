package furong.history;

import furong.observe.Expiry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Removes observations that were kept for long enough, segment by segment: each is written anew
 * without them and put in the place of the old one in a transaction. Killed in between, it goes on
 * with the segments that are left; a row is either there with all that follows from it, or gone.
 *
 * <p>Cost: a segment that holds expired rows is read and written once a run. Rows that came within
 * the last seconds are in no segment yet and go with a later run.
 */
final class SegmentExpirer {

  private final HistoryState state;

  SegmentExpirer(HistoryState state) {
    this.state = state;
  }

  /** Removes what is due from one segment after the other. Gives how many rows went. */
  long expire(Collection<Expiry> due) {
    long latest = due.stream().mapToLong(Expiry::beforeMs).max().orElse(Long.MIN_VALUE);
    List<Segment> candidates =
        state.view().segments().stream().filter(s -> s.bounds().minTime() < latest).toList();
    if (candidates.isEmpty()) {
      return 0;
    }
    state.files.expiry(due);
    long removed = 0;
    for (Segment segment : candidates) {
      removed += expire(segment, due);
    }
    due.forEach(state.catalogue::expireTexts);
    due.forEach(state.extents::expire);
    state.extents.mark(state.extents.through());
    state.newest.forget();
    return removed;
  }

  private long expire(Segment old, Collection<Expiry> due) {
    Set<Long> kept = new HashSet<>();
    List<Patch> gone = new ArrayList<>();
    for (Patch patch : state.patches.all()) {
      if (patch.observation() < old.bounds().minId()
          || patch.observation() > old.bounds().maxId()) {
        continue;
      }
      long before = beforeOf(patch.datastream(), due);
      boolean moved = patch.replacement() != null && patch.replacement().timeMs() >= before;
      if (patch.originalMs() < before && moved) {
        kept.add(patch.observation()); // corrected into a time that is kept
      } else if (patch.originalMs() < before) {
        gone.add(patch);
      }
    }
    long count = state.files.expired(old, kept);
    if (count == 0) {
      return 0;
    }
    @Nullable Segment left = count == old.rows() ? null : rewrite(old, kept, old.rows() - count);
    List<Long> forgotten = gone.stream().map(Patch::observation).toList();
    state.expired(old, left, forgotten);
    return count;
  }

  private static long beforeOf(long datastream, Collection<Expiry> due) {
    return due.stream()
        .filter(e -> e.datastreams().contains(datastream))
        .mapToLong(Expiry::beforeMs)
        .max()
        .orElse(Long.MIN_VALUE);
  }

  private Segment rewrite(Segment old, Set<Long> kept, long rows) {
    long id = state.catalogue.nextSegmentId();
    String name = SegmentFiles.nameOf(id);
    long bytes = state.files.without(old, kept, name);
    Segment.Bounds bounds = state.files.bounds(name);
    return new Segment(id, name, rows, bytes, old.level(), bounds, old.from(), old.to());
  }
}
