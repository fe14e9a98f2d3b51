package furong.history;

import furong.detect.Quality;
import furong.observe.Expiry;
import furong.observe.History;
import furong.observe.Holdings;
import furong.observe.LogProgress;
import furong.observe.SegmentStore;
import furong.observe.Summaries;
import furong.store.Db;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongPredicate;

/**
 * One history: its folder of segments, its tables, its tail.
 *
 * <pre>{@code
 * try (HistoryStore store = HistoryStore.open(db, dir, zone, progress, shards)) {
 *   historian.feed(store.segments());
 *   List<Observation> day = store.history().read(query);
 * }
 * }</pre>
 */
public final class HistoryStore implements AutoCloseable {

  /** Name of the historian among the consumers of the log. */
  public static final String CONSUMER = "history";

  private final HistoryState state;
  private final ParquetHistory history;
  private final Quality quality;
  private final ParquetSummaries summaries;
  private final ParquetSegmentStore segments;
  private final SegmentMerger merger;
  private final SegmentExpirer expirer;
  private final LongAdder expired = new LongAdder();

  private HistoryStore(
      HistoryState state, Db db, ZoneId zone, Quality quality, LongPredicate summedUp) {
    this.state = state;
    this.quality = quality;
    this.segments = new ParquetSegmentStore(state, db, zone, quality, summedUp);
    this.history = new ParquetHistory(state);
    this.expirer = new SegmentExpirer(state);
    this.summaries = new ParquetSummaries(state, history);
    this.merger = new SegmentMerger(state);
  }

  /**
   * Opens it and removes what a killed process left behind.
   *
   * @param zone the city's: what decides which day an observation changes
   * @param progress shared with the gateway, so that reads wait for what was acknowledged
   */
  public static HistoryStore open(
      Db db, Path folder, ZoneId zone, LogProgress progress, int shards) {
    return open(db, folder, zone, progress, shards, p -> null, d -> Optional.empty(), d -> true);
  }

  /**
   * The same, with flags by the limits of the packs.
   *
   * @param limits of each property
   * @param streams what is known of datastreams already
   * @param summedUp datastreams whose days go into figures: only theirs are queued when they change
   */
  public static HistoryStore open(
      Db db,
      Path folder,
      ZoneId zone,
      LogProgress progress,
      int shards,
      Quality.Limits limits,
      Quality.Streams streams,
      LongPredicate summedUp) {
    SegmentFiles files = new SegmentFiles(folder);
    try {
      Catalogue catalogue = new Catalogue(db, new JdbcLogPositions(db), CONSUMER);
      Extents extents = new Extents(folder);
      Quality quality = new Quality(limits, streams, extents::seeds);
      return new HistoryStore(
          new HistoryState(files, extents, catalogue, progress, shards),
          db,
          zone,
          quality,
          summedUp);
    } catch (RuntimeException e) {
      files.close();
      throw e;
    }
  }

  public History history() {
    return history;
  }

  public Summaries summaries() {
    return summaries;
  }

  /** How many readings got each quality flag since the start. */
  public Map<String, Long> flagged() {
    return quality.counts();
  }

  public SegmentStore segments() {
    return segments;
  }

  /**
   * Merges small segments once when there are enough of them; call it from a thread of its own from
   * time to time.
   *
   * @return whether there was something to do, and so may be again
   */
  public synchronized boolean mergeOnce() {
    return merger.step();
  }

  /**
   * Removes observations that were kept long enough; from the same thread as {@link #mergeOnce}.
   *
   * @return how many went
   */
  public synchronized long expire(Collection<Expiry> due) {
    long removed = expirer.expire(due);
    expired.add(removed);
    return removed;
  }

  /** The greatest id of an observation in a segment; 0 when there is none. */
  public long newestId() {
    return state.view().segments().stream().mapToLong(s -> s.bounds().maxId()).max().orElse(0);
  }

  /** What is stored now. */
  public Holdings holdings() {
    View view = state.view();
    return new Holdings(
        view.segments().size(),
        view.segments().stream().mapToLong(Segment::rows).sum(),
        view.segments().stream().mapToLong(Segment::bytes).sum(),
        view.tail().size(),
        expired.sum());
  }

  @Override
  public void close() {
    state.close();
  }
}
