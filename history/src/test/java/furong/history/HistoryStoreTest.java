package furong.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import furong.engine.PostgresProcess;
import furong.observe.BatchKeys;
import furong.observe.DirtyDay;
import furong.observe.Extent;
import furong.observe.History.Query;
import furong.observe.LogProgress;
import furong.observe.LogRecord;
import furong.observe.Observation;
import furong.observe.ReadingBlock;
import furong.store.Db;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryStoreTest {

  private static final int SHARDS = 2;
  private static final ZoneId CHENGDU = ZoneId.of("Asia/Shanghai");
  private static final long HOUR = 3_600_000L;

  /** 2014-01-01T00:00 in Chengdu (UTC+8), Unix ms. */
  private static final long NEW_YEAR = 1_388_505_600_000L;

  @TempDir static Path postgresFolder;
  private static PostgresProcess postgres;
  private static Db db;

  @TempDir Path folder;
  private final long[] offsets = new long[SHARDS];
  private LogProgress progress = new LogProgress(SHARDS);

  @BeforeAll
  static void start() {
    postgres = PostgresProcess.start(postgresFolder);
    Flyway.configure().dataSource(postgres.dataSource()).load().migrate();
    db = new Db(postgres.dataSource());
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  @BeforeEach
  void empty() {
    db.update(
        "truncate flow_offset, history_segment, observation_patch, batch_key, datastream_extent, dirty_day");
  }

  private HistoryStore open() {
    progress = new LogProgress(SHARDS);
    return HistoryStore.open(db, folder, CHENGDU, progress, SHARDS);
  }

  private void take(HistoryStore store, int shard, LogRecord entry) {
    store.segments().take(shard, offsets[shard]++, entry);
  }

  private static LogRecord readings(String key, long datastream, long id, long time, double value) {
    ReadingBlock block = new ReadingBlock(1);
    block.add(datastream, id, time, value, null);
    return new LogRecord.Readings(time, key, block);
  }

  @Test
  void anObservationIsReadFromTheTailAndFromItsSegmentTheSameWay() {
    try (HistoryStore store = open()) {
      take(store, 0, readings("", 7, 100, NEW_YEAR, 85.5));
      List<Observation> hot = store.history().read(Query.all(7, 10));
      assertThat(hot).containsExactly(new Observation(100, 7, NEW_YEAR, 85.5, null, 0));
      store.segments().flush();
      assertThat(store.history().read(Query.all(7, 10))).isEqualTo(hot);
      assertThat(store.history().latest(7)).contains(hot.getFirst());
      assertThat(store.history().find(100)).contains(hot.getFirst());
      assertThat(store.history().extent(7)).contains(new Extent(NEW_YEAR, NEW_YEAR));
      assertThat(store.history().read(Query.all(8, 10))).isEmpty();
    }
  }

  @Test
  void aResultThatIsNoNumberKeepsItsJson() {
    try (HistoryStore store = open()) {
      ReadingBlock block = new ReadingBlock(1);
      block.add(7, 1, NEW_YEAR, Double.NaN, "{\"result\":\"开\"}");
      take(store, 0, new LogRecord.Readings(NEW_YEAR, "", block));
      store.segments().flush();
      Observation back = store.history().latest(7).orElseThrow();
      assertThat(back.value()).isNaN();
      assertThat(back.extra()).isEqualTo("{\"result\":\"开\"}");
    }
  }

  @Test
  void whatComesLongAfterItsTimeIsFlaggedLate() {
    try (HistoryStore store = open()) {
      ReadingBlock block = new ReadingBlock(2);
      block.add(7, 1, NEW_YEAR, 1, null);
      block.add(7, 2, NEW_YEAR + HOUR, 2, null);
      // received at 03:00: the reading of 00:00 is 3 h old, that of 01:00 exactly 2 h
      take(store, 0, new LogRecord.Readings(NEW_YEAR + 3 * HOUR, "", block));
      assertThat(store.history().read(Query.all(7, 2)))
          .extracting(o -> o.is(Observation.LATE))
          .containsExactly(true, false);
    }
  }

  @Test
  void aCrashBetweenFileAndCommitLeavesNothingTwice() {
    try (HistoryStore store = open()) {
      take(store, 0, readings("a", 7, 100, NEW_YEAR, 1));
      db.update("alter table history_segment rename to elsewhere");
      try {
        assertThatThrownBy(() -> store.segments().flush()).isInstanceOf(Db.DbException.class);
      } finally {
        db.update("alter table elsewhere rename to history_segment");
      }
      assertThat(segmentFiles()).hasSize(1);
    }
    try (HistoryStore store = open()) {
      assertThat(segmentFiles()).as("the orphan is gone").isEmpty();
      assertThat(store.segments().resume(0)).isZero();
      assertThat(store.history().count(7, 0, Long.MAX_VALUE)).isZero();
      offsets[0] = 0;
      take(store, 0, readings("a", 7, 100, NEW_YEAR, 1));
      store.segments().flush();
      assertThat(store.history().count(7, 0, Long.MAX_VALUE)).isEqualTo(1);
      assertThat(store.segments().resume(0)).isEqualTo(1);
    }
  }

  @Test
  void aFailedFlushIsRecoveredFromWithoutARestart() {
    try (HistoryStore store = open()) {
      take(store, 0, readings("", 7, 100, NEW_YEAR, 1));
      store.segments().flush();
      take(store, 0, readings("", 7, 101, NEW_YEAR + 1, 2));
      db.update("alter table flow_offset rename to elsewhere");
      assertThatThrownBy(() -> store.segments().flush()).isInstanceOf(Db.DbException.class);
      db.update("alter table elsewhere rename to flow_offset");
      store.segments().recover();
      assertThat(store.segments().resume(0)).isEqualTo(1);
      offsets[0] = 1;
      take(store, 0, readings("", 7, 101, NEW_YEAR + 1, 2));
      store.segments().flush();
      assertThat(store.history().read(Query.all(7, 9)))
          .extracting(Observation::id)
          .containsExactly(100L, 101L);
    }
  }

  @Test
  void aTornSegmentIsLeftOutAndReadAgainFromTheLog() throws IOException {
    try (HistoryStore store = open()) {
      take(store, 0, readings("", 7, 100, NEW_YEAR, 1));
      store.segments().flush();
      take(store, 0, readings("", 7, 101, NEW_YEAR + 1, 2));
      take(store, 1, readings("", 8, 102, NEW_YEAR + 1, 3));
      store.segments().flush();
    }
    Path last = segmentFiles().getLast();
    try (RandomAccessFile file = new RandomAccessFile(last.toFile(), "rw")) {
      file.setLength(file.length() / 2);
    }
    try (HistoryStore store = open()) {
      assertThat(store.segments().tornFrom()).contains(List.of(1L, 0L));
      assertThat(store.history().count(Query.ANY, 0, Long.MAX_VALUE)).isEqualTo(1);
      store.segments().rewind(List.of(1L, 0L));
      assertThat(store.segments().tornFrom()).isEmpty();
      assertThat(store.segments().resume(0)).isEqualTo(1);
      offsets[0] = 1;
      offsets[1] = 0;
      take(store, 0, readings("", 7, 101, NEW_YEAR + 1, 2));
      take(store, 1, readings("", 8, 102, NEW_YEAR + 1, 3));
      store.segments().flush();
      assertThat(store.history().count(Query.ANY, 0, Long.MAX_VALUE)).isEqualTo(3);
    }
  }

  @Test
  void aDayIsDirtyUntilItIsDoneAndAgainWhenItChanges() {
    JdbcDayChanges changes = new JdbcDayChanges(db);
    try (HistoryStore store = open()) {
      take(store, 0, readings("", 7, 1, NEW_YEAR - 1, 1)); // one ms before the year in Chengdu
      take(store, 0, readings("", 7, 2, NEW_YEAR, 1));
      store.segments().flush();
      List<DirtyDay> taken = changes.take(10);
      // 2014-01-01 is day 16071
      assertThat(taken).extracting(DirtyDay::epochDay).containsExactly(16070L, 16071L);
      take(store, 0, readings("", 7, 3, NEW_YEAR + HOUR, 1));
      store.segments().flush();
      changes.done(taken);
      assertThat(changes.take(10)).extracting(DirtyDay::epochDay).containsExactly(16071L);
      changes.done(changes.take(10));
      assertThat(changes.take(10)).isEmpty();
    }
  }

  @Test
  void aCorrectionMakesBothDaysDirtyAndTheLatestAnother() {
    JdbcDayChanges changes = new JdbcDayChanges(db);
    try (HistoryStore store = open()) {
      take(store, 0, readings("", 7, 1, NEW_YEAR - HOUR, 1));
      take(store, 0, readings("", 7, 2, NEW_YEAR, 9));
      store.segments().flush();
      changes.done(changes.take(10));
      ReadingBlock earlier = new ReadingBlock(1);
      earlier.add(7, 2, NEW_YEAR - 2 * HOUR, 8, null);
      take(store, 0, new LogRecord.Correction(7, 2, earlier));
      assertThat(store.history().latest(7).orElseThrow().id()).isEqualTo(1);
      store.segments().flush();
      assertThat(changes.take(10)).extracting(DirtyDay::epochDay).containsExactly(16070L, 16071L);
    }
    try (HistoryStore store = open()) {
      assertThat(store.history().read(Query.all(7, 9)))
          .extracting(Observation::value)
          .containsExactly(8.0, 1.0);
      assertThat(store.history().find(2).orElseThrow().is(Observation.CORRECTED)).isTrue();
    }
  }

  @Test
  void keysOfBatchesAreRemembered() {
    try (HistoryStore store = open()) {
      take(store, 1, readings("gateway-7/42", 7, 1, NEW_YEAR, 1));
      take(store, 1, readings("", 7, 2, NEW_YEAR, 1));
      store.segments().flush();
    }
    List<Long> found = new ArrayList<>();
    new JdbcBatchKeys(db)
        .forEach((shard, hash) -> {
          assertThat(shard).isEqualTo(1);
          found.add(hash);
        });
    assertThat(found).containsExactly(BatchKeys.hash("gateway-7/42"));
  }

  /** A list of everything, searched from end to end, says the same as the history. */
  @Test
  void randomWorldsReadLikeAPlainList() {
    for (int seed = 1; seed <= 3; seed++) {
      empty();
      offsets[0] = offsets[1] = 0;
      new RandomWorld(seed, folder.resolve("world-" + seed)).run();
    }
  }

  private List<Path> segmentFiles() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(".parquet")).sorted().toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private final class RandomWorld {
    private final Random random;
    private final Path place;
    private final Map<Long, Observation> truth = new TreeMap<>();
    private long nextId = 1;
    private HistoryStore store;

    RandomWorld(long seed, Path place) {
      this.random = new Random(seed);
      this.place = place;
      this.store = HistoryStore.open(db, place, CHENGDU, progress, SHARDS);
    }

    void run() {
      for (int step = 0; step < 80; step++) {
        switch (random.nextInt(12)) {
          case 0, 1 -> store.segments().flush();
          case 2 -> correct();
          case 3 -> reopen();
          case 4, 5 -> store.mergeOnce();
          default -> arrive();
        }
        if (step % 16 == 0) {
          compare();
        }
      }
      compare();
      store.close();
    }

    private void arrive() {
      int shard = random.nextInt(SHARDS);
      ReadingBlock block = new ReadingBlock(8);
      long received = NEW_YEAR + random.nextInt(100) * HOUR;
      for (int i = random.nextInt(40); i >= 0; i--) {
        long datastream = 1 + shard + 2L * random.nextInt(5);
        long time = NEW_YEAR + random.nextInt(5_000) * 60_000L;
        String extra = random.nextInt(9) == 0 ? "{\"n\":" + i + "}" : null;
        double value = random.nextInt(1000) / 10.0;
        block.add(datastream, nextId, time, value, extra);
        int flags = time < received - LogRecord.LIVE_WITHIN_MS ? Observation.LATE : 0;
        truth.put(nextId, new Observation(nextId, datastream, time, value, extra, flags));
        nextId++;
      }
      take(store, shard, new LogRecord.Readings(received, "", block));
    }

    private void correct() {
      if (truth.isEmpty()) {
        return;
      }
      List<Observation> all = List.copyOf(truth.values());
      Observation one = all.get(random.nextInt(all.size()));
      int shard = (int) ((one.datastream() - 1) % 2);
      if (random.nextBoolean()) {
        truth.remove(one.id());
        take(store, shard, new LogRecord.Correction(one.datastream(), one.id(), null));
        return;
      }
      long time = one.timeMs() + random.nextInt(3) * HOUR;
      ReadingBlock now = new ReadingBlock(1);
      now.add(one.datastream(), one.id(), time, -1.5, null);
      truth.put(
          one.id(),
          new Observation(one.id(), one.datastream(), time, -1.5, null, Observation.CORRECTED));
      take(store, shard, new LogRecord.Correction(one.datastream(), one.id(), now));
    }

    private void reopen() {
      store.segments().flush();
      store.close();
      store = HistoryStore.open(db, place, CHENGDU, progress, SHARDS);
    }

    private void compare() {
      for (int k = 0; k < 8; k++) {
        long datastream = random.nextInt(11); // 0 is ANY
        long from = NEW_YEAR + random.nextInt(4_000) * 60_000L;
        long to = from + random.nextInt(2_000) * 60_000L;
        boolean descending = random.nextBoolean();
        Query q =
            new Query(datastream, from, to, random.nextInt(50), random.nextInt(20), descending);
        List<Observation> all =
            truth.values().stream()
                .filter(o -> datastream == Query.ANY || o.datastream() == datastream)
                .filter(o -> o.timeMs() >= from && o.timeMs() < to)
                .sorted(descending ? SegmentReader.BY_TIME.reversed() : SegmentReader.BY_TIME)
                .toList();
        assertThat(store.history().read(q))
            .isEqualTo(all.stream().skip(q.offset()).limit(q.limit()).toList());
        assertThat(store.history().count(datastream, from, to)).isEqualTo(all.size());
        assertThat(store.history().latest(Math.max(1, datastream)))
            .isEqualTo(
                truth.values().stream()
                    .filter(o -> o.datastream() == Math.max(1, datastream))
                    .max(SegmentReader.BY_TIME));
      }
      List<Observation> bulk = new ArrayList<>();
      store
          .history()
          .forEach(
              List.of(5L, 2L, 3L),
              NEW_YEAR,
              Long.MAX_VALUE,
              (i, d, t, v, e, f) -> bulk.add(new Observation(i, d, t, v, e, f)));
      assertThat(bulk)
          .isEqualTo(
              truth.values().stream()
                  .filter(o -> List.of(2L, 3L, 5L).contains(o.datastream()))
                  .filter(o -> o.timeMs() >= NEW_YEAR)
                  .sorted(
                      java.util.Comparator.comparingLong(Observation::datastream)
                          .thenComparing(SegmentReader.BY_TIME))
                  .toList());
      long id = 1 + random.nextInt((int) nextId);
      assertThat(store.history().find(id)).isEqualTo(java.util.Optional.ofNullable(truth.get(id)));
    }
  }
}
