package furong.sense.history;

import furong.observe.History.Query;
import furong.observe.Observation;
import furong.observe.ObservationSink;
import furong.sense.history.HistoryViews.ObservationView;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of those observations that carry a quality flag, out of all that go by in the order of
 * time. Holds no more than the pages up to the one that is asked for.
 */
final class Flagged implements ObservationSink {

  private final Query query;
  private final Deque<Observation> kept = new ArrayDeque<>();
  private long total;

  Flagged(Query query) {
    this.query = query;
  }

  @Override
  public void take(
      long id, long datastream, long timeMs, double value, @Nullable String extra, int flags) {
    if (flags == 0) {
      return;
    }
    total++;
    long last = (long) query.offset() + query.limit();
    if (query.descending() || total <= last) {
      kept.add(new Observation(id, datastream, timeMs, value, extra, flags));
    }
    if (kept.size() > last) {
      kept.removeFirst();
    }
  }

  long total() {
    return total;
  }

  List<ObservationView> page() {
    List<Observation> all = new ArrayList<>(kept);
    if (query.descending()) {
      Collections.reverse(all);
    }
    return all.stream().skip(query.offset()).limit(query.limit()).map(ObservationView::of).toList();
  }
}
