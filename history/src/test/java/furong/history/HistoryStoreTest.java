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
import java.nio.file.StandardCopyOption;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

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
    // as the house does: batches become one statement, in which a row may be written only once
    PGSimpleDataSource source = (PGSimpleDataSource) postgres.dataSource();
    source.setReWriteBatchedInserts(true);
    db = new Db(source);
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

  /** Days of the datastreams below 7 go into no figure. */
  private HistoryStore openSummingFromSeven() {
    progress = new LogProgress(SHARDS);
    return HistoryStore.open(
        db, folder, CHENGDU, progress, SHARDS, p -> null, d -> Optional.empty(), d -> d >= 7);
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
  void theNewestIsWorkedOutOfTheSegmentsWhereItsFileIsLostOrBehind() throws IOException {
    Path extents = folder.resolve("extents.bin");
    Path behind = folder.resolve("behind");
    try (HistoryStore store = open()) {
      take(store, 0, readings("", 7, 100, NEW_YEAR, 85.5));
      store.segments().flush();
    }
    Files.copy(extents, behind);
    try (HistoryStore store = open()) {
      take(store, 0, readings("", 7, 101, NEW_YEAR + 1_000, 86.5));
      ReadingBlock text = new ReadingBlock(1);
      text.add(8, 102, NEW_YEAR, Double.NaN, "\"open\"");
      take(store, 0, new LogRecord.Readings(NEW_YEAR, "", text));
      store.segments().flush();
    }
    Files.move(behind, extents, StandardCopyOption.REPLACE_EXISTING);
    expectBoth();
    Files.delete(extents);
    expectBoth();
  }

  private void expectBoth() {
    try (HistoryStore store = open()) {
      assertThat(store.history().latest(7))
          .contains(new Observation(101, 7, NEW_YEAR + 1_000, 86.5, null, 0));
      assertThat(store.history().extent(7)).contains(new Extent(NEW_YEAR, NEW_YEAR + 1_000));
      assertThat(store.history().latest(8))
          .contains(
              new Observation(102, 8, NEW_YEAR, Double.NaN, "\"open\"", Observation.NOT_A_NUMBER));
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
  void daysThatGoIntoNoFigureAreNotQueued() {
    JdbcDayChanges changes = new JdbcDayChanges(db);
    try (HistoryStore store = openSummingFromSeven()) {
      take(store, 0, readings("", 6, 1, NEW_YEAR, 1));
      take(store, 0, readings("", 7, 2, NEW_YEAR, 1));
      take(store, 0, new LogRecord.Correction(6, 1, null));
      store.segments().flush();
      assertThat(changes.take(10)).extracting(DirtyDay::datastream).containsExactly(7L);
      assertThat(store.history().latest(6)).isEmpty();
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
  void ofAnObservationCorrectedTwiceTheLastCorrectionCounts() {
    try (HistoryStore store = open()) {
      take(store, 0, readings("", 7, 1, NEW_YEAR, 1));
      store.segments().flush();
      ReadingBlock once = new ReadingBlock(1);
      once.add(7, 1, NEW_YEAR, 8, null);
      take(store, 0, new LogRecord.Correction(7, 1, once));
      take(store, 0, new LogRecord.Correction(7, 1, null));
      store.segments().flush();
    }
    try (HistoryStore store = open()) {
      assertThat(store.history().read(Query.all(7, 9))).isEmpty();
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

  private List<Path> segmentFiles() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(".parquet")).sorted().toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
