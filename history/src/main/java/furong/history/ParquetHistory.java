package furong.history;

import furong.history.StoredNewest.Stored;
import furong.observe.Extent;
import furong.observe.History;
import furong.observe.Observation;
import furong.observe.ObservationSink;
import furong.observe.ValueRange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads segments, tail and corrections as one answer. Thread-safe. */
final class ParquetHistory implements History {

  /** The historian is some ten milliseconds behind; two seconds is a stall, not a delay. */
  static final long WAIT_MS = 2_000;

  /**
   * Datastreams asked for at once in bulk: bounds what DuckDB sorts and what of the tail is copied.
   */
  private static final int TOGETHER = 64;

  private static final Comparator<Observation> BY_DATASTREAM =
      Comparator.comparingLong(Observation::datastream).thenComparing(SegmentReader.BY_TIME);

  private final HistoryState state;
  private final SegmentReader reader;

  ParquetHistory(HistoryState state) {
    this.state = state;
    this.reader = new SegmentReader(state);
  }

  @Override
  public List<Observation> read(Query q) {
    state.progress.await(WAIT_MS);
    List<Patch> patches = patchesOf(q.datastream());
    int need = (int) Math.min(Integer.MAX_VALUE, (long) q.offset() + q.limit());
    List<Observation> rows = again(() -> reader.first(state.view(), q, need, idsOf(patches)));
    if (!patches.isEmpty()) {
      Patches.replacements(patches, q.fromMs(), q.toMs(), rows::add);
      rows.sort(q.descending() ? SegmentReader.BY_TIME.reversed() : SegmentReader.BY_TIME);
    }
    int from = Math.min(q.offset(), rows.size());
    return List.copyOf(rows.subList(from, Math.min(need, rows.size())));
  }

  private List<Patch> patchesOf(long datastream) {
    return datastream == Query.ANY ? state.patches.all() : state.patches.of(datastream);
  }

  static Set<Long> idsOf(List<Patch> patches) {
    Set<Long> ids = new HashSet<>();
    patches.forEach(p -> ids.add(p.observation()));
    return ids;
  }

  /** A segment may be merged away and removed while we read: then the new view has its rows. */
  static <T> T again(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (DuckDb.DuckDbException e) {
      return reading.get();
    }
  }

  @Override
  public long count(long datastream, long fromMs, long toMs) {
    state.progress.await(WAIT_MS);
    Query q = new Query(datastream, fromMs, toMs, 0, 0, false);
    long count = again(() -> reader.count(state.view(), q));
    for (Patch patch : patchesOf(datastream)) {
      count -= within(patch.originalMs(), fromMs, toMs) ? 1 : 0;
      @Nullable Observation now = patch.replacement();
      count += now != null && within(now.timeMs(), fromMs, toMs) ? 1 : 0;
    }
    return count;
  }

  private static boolean within(long ms, long fromMs, long toMs) {
    return ms >= fromMs && ms < toMs;
  }

  @Override
  public Optional<Observation> find(long observationId) {
    state.progress.await(WAIT_MS);
    @Nullable Patch patch = state.patches.find(observationId);
    if (patch != null) {
      return Optional.ofNullable(patch.replacement());
    }
    return again(() -> reader.original(Query.ANY, observationId));
  }

  @Override
  public Optional<Observation> latest(long datastream) {
    if (!state.patches.of(datastream).isEmpty()) {
      return read(new Query(datastream, Long.MIN_VALUE, Long.MAX_VALUE, 1, 0, true)).stream()
          .findFirst();
    }
    state.progress.await(WAIT_MS);
    // the tail first: what leaves it meanwhile is stored when we look there
    Optional<Observation> hot = latestInTail(datastream);
    Optional<Observation> cold = Optional.ofNullable(state.newest.find(datastream).last());
    if (hot.isEmpty() || cold.isEmpty()) {
      return hot.or(() -> cold);
    }
    return SegmentReader.BY_TIME.compare(hot.get(), cold.get()) > 0 ? hot : cold;
  }

  private Optional<Observation> latestInTail(long datastream) {
    Tail tail = state.view().tail();
    int[] best = {-1};
    tail.each(
        datastream,
        row -> {
          if (best[0] < 0 || tail.isNewer(row, best[0])) {
            best[0] = row;
          }
        });
    return best[0] < 0 ? Optional.empty() : Optional.of(tail.observation(best[0]));
  }

  @Override
  public Optional<Extent> extent(long datastream) {
    state.progress.await(WAIT_MS);
    long[] inTail = {Long.MAX_VALUE, Long.MIN_VALUE};
    Tail tail = state.view().tail();
    tail.each(
        datastream,
        row -> {
          inTail[0] = Math.min(inTail[0], tail.time(row));
          inTail[1] = Math.max(inTail[1], tail.time(row));
        });
    long first = inTail[0];
    long last = inTail[1];
    for (Patch patch : state.patches.of(datastream)) {
      @Nullable Observation now = patch.replacement();
      if (now != null) {
        first = Math.min(first, now.timeMs());
        last = Math.max(last, now.timeMs());
      }
    }
    Optional<Extent> hot = first > last ? Optional.empty() : Optional.of(new Extent(first, last));
    Stored stored = state.newest.find(datastream);
    Optional<Extent> cold =
        stored.last() == null
            ? Optional.empty()
            : Optional.of(new Extent(stored.firstMs(), stored.last().timeMs()));
    if (hot.isEmpty() || cold.isEmpty()) {
      return hot.or(() -> cold);
    }
    return Optional.of(hot.get().with(cold.get()));
  }

  @Override
  public void forEach(Collection<Long> datastreams, long fromMs, long toMs, ObservationSink sink) {
    state.progress.await(WAIT_MS);
    List<Long> sorted = List.copyOf(new TreeSet<>(datastreams));
    for (int i = 0; i < sorted.size(); i += TOGETHER) {
      some(sorted.subList(i, Math.min(sorted.size(), i + TOGETHER)), fromMs, toMs, sink);
    }
  }

  @Override
  public void scan(long fromMs, long toMs, ValueRange values, ObservationSink sink) {
    state.progress.await(WAIT_MS);
    View view = state.view();
    List<Patch> patches = state.patches.all();
    Set<Long> patched = idsOf(patches);
    Query q = new Query(Query.ANY, fromMs, toMs, 0, 0, false);
    state.files.each(
        SegmentReader.candidates(view, q),
        SegmentReader.where(q) + SegmentReader.within(values) + SegmentFiles.except(patched),
        "",
        -1,
        sink);
    Tail tail = view.tail();
    SegmentReader.tailOf(
        tail,
        q,
        row -> {
          if (values.mayHold(tail.value(row)) && !patched.contains(tail.id(row))) {
            give(tail.observation(row), sink);
          }
        });
    Patches.replacements(
        patches,
        fromMs,
        toMs,
        now -> {
          if (values.mayHold(now.value())) {
            give(now, sink);
          }
        });
  }

  private static void give(Observation o, ObservationSink sink) {
    sink.take(o.id(), o.datastream(), o.timeMs(), o.value(), o.extra(), o.flags());
  }

  private void some(List<Long> datastreams, long fromMs, long toMs, ObservationSink sink) {
    View view = state.view();
    Set<Long> wanted = Set.copyOf(datastreams);
    List<Patch> patches = new ArrayList<>();
    datastreams.forEach(d -> patches.addAll(state.patches.of(d)));
    Set<Long> patched = idsOf(patches);
    List<Observation> others = SegmentReader.tailOf(view.tail(), wanted, fromMs, toMs);
    others.removeIf(o -> patched.contains(o.id()));
    Patches.replacements(patches, fromMs, toMs, others::add);
    others.sort(BY_DATASTREAM);
    long low = datastreams.getFirst();
    long high = datastreams.getLast();
    List<Segment> segments =
        view.segments().stream()
            .filter(s -> s.bounds().holdsTime(fromMs, toMs))
            .filter(s -> s.bounds().holdsDatastream(low, high))
            .toList();
    Merge merge = new Merge(others, patched, sink);
    state.files.each(
        segments,
        SegmentReader.among(datastreams) + " and " + SegmentReader.range(fromMs, toMs),
        "datastream, time_ms, id",
        -1,
        merge::stored);
    merge.rest();
  }

  /** Two sorted runs as one: the rows of the segments, and those that are in none. */
  private static final class Merge {
    private final List<Observation> others;
    private final Set<Long> except;
    private final ObservationSink sink;
    private int at;

    Merge(List<Observation> others, Set<Long> except, ObservationSink sink) {
      this.others = others;
      this.except = except;
      this.sink = sink;
    }

    void stored(
        long id, long datastream, long timeMs, double value, @Nullable String extra, int flags) {
      if (except.contains(id)) {
        return;
      }
      while (at < others.size() && comesBefore(others.get(at), datastream, timeMs, id)) {
        give(others.get(at++), sink);
      }
      sink.take(id, datastream, timeMs, value, extra, flags);
    }

    private static boolean comesBefore(Observation o, long datastream, long timeMs, long id) {
      if (o.datastream() != datastream) {
        return o.datastream() < datastream;
      }
      return o.timeMs() != timeMs ? o.timeMs() < timeMs : o.id() < id;
    }

    void rest() {
      while (at < others.size()) {
        give(others.get(at++), sink);
      }
    }
  }
}
