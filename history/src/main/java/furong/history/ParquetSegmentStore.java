package furong.history;

import furong.base.Transactions;
import furong.detect.Quality;
import furong.observe.BatchKeys;
import furong.observe.LogRecord;
import furong.observe.Observation;
import furong.observe.ReadingBlock;
import furong.observe.SegmentStore;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The writing side of the history. The file is written and forced to disk first, then named in
 * PostgreSQL in one transaction with everything that follows from its rows; a file without that is
 * an orphan and goes at the next start.
 */
final class ParquetSegmentStore implements SegmentStore {

  /**
   * Rows that make a segment due: 33 MB of memory, 10 s at the 100,000 a second this house is built
   * for, and a file that is written in a third of a second.
   */
  private static final int FULL = 1_000_000;

  /**
   * Segments whose newest readings a start after a kill takes again: 4 million rows of a busy city,
   * some seconds.
   */
  private static final int MARK_EVERY = 4;

  /** A late reading by itself comes with few others; an import of past days with many. */
  private static final int FEW = 1_000;

  private final HistoryState state;
  private final Transactions transactions;
  private final SegmentReader reader;
  private final ZoneId zone;
  private final Quality quality;
  private final LongPredicate summedUp;
  private Tail tail = new Tail();
  private final long[] flushed;
  private final long[] next;
  private int unmarked;
  private volatile int pending;
  private boolean late;
  private final List<Catalogue.Key> keys = new ArrayList<>();
  private final List<Patch> patches = new ArrayList<>();
  private final Set<Catalogue.Day> patchedDays = new HashSet<>();
  private List<Segment> torn = List.of();

  ParquetSegmentStore(
      HistoryState state,
      Transactions transactions,
      ZoneId zone,
      Quality quality,
      LongPredicate summedUp) {
    this.summedUp = summedUp;
    this.quality = quality;
    this.state = state;
    this.transactions = transactions;
    this.reader = new SegmentReader(state);
    this.zone = zone;
    this.flushed = new long[state.shards];
    this.next = new long[state.shards];
    load();
    state.files.removeOrphans(state.catalogue.segments());
  }

  private void load() {
    keys.clear();
    patches.clear();
    patchedDays.clear();
    pending = 0;
    late = false;
    quality.forget();
    tail = new Tail();
    List<Segment> all = state.load(tail);
    List<Segment> whole = state.view().segments();
    torn = all.stream().filter(s -> !whole.contains(s)).toList();
    for (int shard = 0; shard < state.shards; shard++) {
      flushed[shard] = state.catalogue.position(shard);
      next[shard] = flushed[shard];
      state.progress.seen(shard, flushed[shard]);
    }
  }

  @Override
  public long resume(int shard) {
    return flushed[shard];
  }

  @Override
  public boolean take(int shard, long offset, LogRecord entry) {
    if (offset < next[shard]) {
      throw new IllegalStateException(
          "shard " + shard + ": offset " + offset + " came, " + next[shard] + " was due");
    }
    switch (entry) {
      case LogRecord.Readings readings -> {
        take(shard, offset, readings);
        pending = pending + 1; // this thread alone writes it
      }
      case LogRecord.Correction correction -> {
        take(correction);
        pending = pending + 1;
      }
      case LogRecord.Registered registered ->
          quality.registered(registered.datastream(), registered.info());
      case LogRecord.Tick tick -> {}
      case LogRecord.Figures figures -> {} // they are of the record already
      case LogRecord.Released released -> quality.released(shard, released);
    }
    next[shard] = offset + 1;
    state.progress.seen(shard, offset + 1);
    return tail.size() >= FULL;
  }

  private void take(int shard, long offset, LogRecord.Readings readings) {
    ReadingBlock block = readings.block();
    if (!tail.holds(block.size())) {
      flush();
    }
    int[] flags = quality.flags(shard, block, readings.receivedAtMs());
    tail.add(block, flags);
    late = late || tail.size() <= FEW && anyLate(block, flags);
    if (!readings.batchKey().isEmpty()) {
      keys.add(new Catalogue.Key(shard, BatchKeys.hash(readings.batchKey()), offset));
    }
  }

  private boolean anyLate(ReadingBlock block, int[] flags) {
    for (int i = 0; i < block.size(); i++) {
      if ((flags[i] & Observation.LATE) != 0 && summedUp.test(block.datastream(i))) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean urgent() {
    return late && tail.size() <= FEW;
  }

  private void take(LogRecord.Correction correction) {
    Optional<Observation> found =
        reader.original(correction.datastream(), correction.observationId());
    if (found.isEmpty()) {
      return; // corrects nothing that we know
    }
    Observation original = found.get();
    @Nullable Patch before = state.patches.find(original.datastream(), original.id());
    @Nullable ReadingBlock block = correction.replacement();
    @Nullable Observation now =
        block == null || block.size() == 0
            ? null
            : new Observation(
                original.id(),
                original.datastream(),
                block.timeMs(0),
                block.value(0),
                block.extra(0),
                Observation.CORRECTED);
    Patch patch = new Patch(original.id(), original.datastream(), original.timeMs(), now);
    CityDays days = new CityDays(zone);
    touch(days, original);
    touch(days, before == null ? null : before.replacement());
    touch(days, now);
    patches.add(patch);
    state.patches.put(patch);
  }

  private void touch(CityDays days, @Nullable Observation at) {
    if (at != null && summedUp.test(at.datastream())) {
      late = true;
      patchedDays.add(new Catalogue.Day(at.datastream(), days.epochDay(at.timeMs())));
    }
  }

  @Override
  public void flush() {
    if (Arrays.equals(next, flushed)) {
      return;
    }
    SortedTail rows = SortedTail.of(tail);
    @Nullable Segment segment = rows.size() == 0 ? null : write(rows);
    Consequences consequences = Consequences.of(rows, new CityDays(zone), quality, summedUp);
    state.extents.reserve(consequences.newest()); // a full disk is told before anything is done
    transactions.inOne(() -> commit(consequences, segment));
    // before the tail goes: whoever misses it there finds it here
    state.extents.take(consequences.newest(), segment == null ? 0 : segment.id());
    state.newest.committed(consequences.newest());
    if (segment != null && ++unmarked >= MARK_EVERY) {
      state.extents.mark(segment.id());
      unmarked = 0;
    }
    if (segment != null) {
      tail = new Tail();
      state.committed(segment, tail);
    }
    System.arraycopy(next, 0, flushed, 0, next.length);
    keys.clear();
    patches.clear();
    patchedDays.clear();
    pending = 0;
    late = false;
  }

  private Segment write(SortedTail rows) {
    long id = state.catalogue.nextSegmentId();
    String name = SegmentFiles.nameOf(id);
    long bytes = state.files.write(rows, name);
    return new Segment(id, name, rows.size(), bytes, 0, rows.bounds(), boxed(flushed), boxed(next));
  }

  private static List<Long> boxed(long[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  private void commit(Consequences consequences, @Nullable Segment segment) {
    if (segment != null) {
      state.catalogue.add(segment);
    }
    for (int shard = 0; shard < next.length; shard++) {
      if (next[shard] != flushed[shard]) {
        state.catalogue.keepPosition(shard, next[shard]);
      }
    }
    state.catalogue.keepKeys(keys);
    state.catalogue.keepPatches(patches);
    state.catalogue.keepTexts(consequences.newest());
    patchedDays.addAll(consequences.days());
    state.catalogue.markDirty(List.copyOf(patchedDays));
  }

  @Override
  public void recover() {
    load();
  }

  @Override
  public Optional<List<Long>> tornFrom() {
    if (torn.isEmpty()) {
      return Optional.empty();
    }
    List<Long> from = new ArrayList<>();
    for (int shard = 0; shard < state.shards; shard++) {
      int of = shard;
      from.add(torn.stream().mapToLong(s -> s.from().get(of)).min().orElse(0));
    }
    return Optional.of(from);
  }

  @Override
  public void rewind(List<Long> from) {
    // segments are neighbours in every shard: what ends beyond "from" in one shard is to be dropped
    List<Segment> dropped =
        state.catalogue.segments().stream().filter(s -> reaches(s.to(), from)).toList();
    List<Long> back = new ArrayList<>(from);
    for (Segment s : dropped) {
      for (int shard = 0; shard < back.size(); shard++) {
        back.set(shard, Math.min(back.get(shard), s.from().get(shard)));
      }
    }
    transactions.inOne(() -> {
      state.catalogue.remove(dropped);
      for (int shard = 0; shard < back.size(); shard++) {
        state.catalogue.keepPosition(shard, back.get(shard));
      }
    });
    load();
    dropped.forEach(state.files::remove);
  }

  private static boolean reaches(List<Long> to, List<Long> from) {
    for (int shard = 0; shard < to.size(); shard++) {
      if (to.get(shard) > from.get(shard)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public int pending() {
    return pending;
  }

  /** What is not flushed comes again from the log. */
  @Override
  public void close() {
    // nothing to release: the shared state is closed by its owner
  }
}
