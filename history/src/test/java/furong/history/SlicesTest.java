package furong.history;

import static furong.history.HistoryWorld.MINUTE;
import static furong.history.HistoryWorld.NEW_YEAR;
import static org.assertj.core.api.Assertions.assertThat;

import furong.observe.History.Query;
import furong.observe.LogRecord;
import furong.observe.Observation;
import furong.observe.ReadingBlock;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlicesTest {

  @TempDir Path folder;
  private long offset;

  @BeforeEach
  void empty() {
    HistoryWorld.empty();
  }

  private void segment(HistoryStore store, long datastream, long firstId, int rows) {
    ReadingBlock block = new ReadingBlock(rows);
    for (int i = 0; i < rows; i++) {
      long id = firstId + i;
      block.add(datastream, id, NEW_YEAR + id * MINUTE, id, null);
    }
    store.segments().take(0, offset++, new LogRecord.Readings(NEW_YEAR, "", block));
    store.segments().flush();
  }

  @Test
  void askedAgainTheAnswerIsTheSameAndKnowsWhatCameSince() {
    try (HistoryStore store = HistoryWorld.open(folder)) {
      segment(store, 1, 0, 100);
      segment(store, 2, 1_000, 50);
      for (int i = 0; i < 2; i++) {
        assertThat(store.history().count(1, Long.MIN_VALUE, Long.MAX_VALUE)).isEqualTo(100);
        assertThat(store.history().count(2, Long.MIN_VALUE, Long.MAX_VALUE)).isEqualTo(50);
        // minutes 10 to 19
        assertThat(store.history().count(1, NEW_YEAR + 10 * MINUTE, NEW_YEAR + 20 * MINUTE))
            .isEqualTo(10);
      }
      segment(store, 1, 100, 30);
      assertThat(store.history().count(1, Long.MIN_VALUE, Long.MAX_VALUE)).isEqualTo(130);
      assertThat(ids(store, new Query(1, Long.MIN_VALUE, Long.MAX_VALUE, 3, 29, true)))
          .containsExactly(100L, 99L, 98L);
    }
  }

  @Test
  void aCorrectionCountsAlsoWhereTheRowsAreKnownAlready() {
    try (HistoryStore store = HistoryWorld.open(folder)) {
      segment(store, 1, 0, 10);
      assertThat(store.history().count(1, Long.MIN_VALUE, Long.MAX_VALUE)).isEqualTo(10);
      store.segments().take(0, offset++, new LogRecord.Correction(1, 4, null));
      assertThat(store.history().count(1, Long.MIN_VALUE, Long.MAX_VALUE)).isEqualTo(9);
      assertThat(ids(store, Query.all(1, 5))).containsExactly(0L, 1L, 2L, 3L, 5L);
    }
  }

  @Test
  void moreRowsThanAreKeptAreCountedAndReadAllTheSame() {
    int rows = Slices.MOST + 100;
    try (HistoryStore store = HistoryWorld.open(folder)) {
      segment(store, 1, 0, rows);
      segment(store, 2, rows, 5); // so that no segment is of one datastream from end to end
      store.segments().take(0, offset++, reading(3, rows + 5));
      for (int i = 0; i < 2; i++) {
        assertThat(store.history().count(1, NEW_YEAR + MINUTE, Long.MAX_VALUE)).isEqualTo(rows - 1);
        assertThat(ids(store, new Query(1, Long.MIN_VALUE, Long.MAX_VALUE, 2, 0, true)))
            .containsExactly(rows - 1L, rows - 2L);
      }
    }
  }

  private static LogRecord.Readings reading(long datastream, long id) {
    return HistoryWorld.reading(datastream, id, NEW_YEAR + id * MINUTE, 1, NEW_YEAR);
  }

  @Test
  void whatWasNotAskedForLongestGoesFirst() {
    try (HistoryStore store = HistoryWorld.open(folder.resolve("city"));
        SegmentFiles files = new SegmentFiles(folder.resolve("city"))) {
      for (long datastream = 1; datastream <= 5; datastream++) {
        segment(store, datastream, datastream * 1_000, 100);
      }
      List<Segment> all =
          new Catalogue(HistoryWorld.db(), new JdbcLogPositions(HistoryWorld.db()), "x").segments();
      // 250 + 100 x 28 = 3,050 bytes each: there is room for three
      Slices slices = new Slices(files, 10_000);
      for (int datastream : List.of(1, 2, 3, 1, 4, 5)) {
        List<Slice> found = slices.find(List.of(all.get(datastream - 1)), datastream);
        assertThat(found)
            .singleElement()
            .satisfies(s -> assertThat(s.count(Long.MIN_VALUE, Long.MAX_VALUE)).isEqualTo(100));
        assertThat(slices.bytes()).isLessThanOrEqualTo(10_000);
      }
      assertThat(slices.bytes()).isEqualTo(3 * 3_050);
    }
  }

  @Test
  void numbersOfRowsAreRememberedWithoutTheRowsAndTheOldestGoFirst() {
    try (HistoryStore store = HistoryWorld.open(folder.resolve("city"));
        SegmentFiles files = new SegmentFiles(folder.resolve("city"))) {
      segment(store, 1, 0, 7);
      segment(store, 2, 100, 11);
      segment(store, 1, 200, 13);
      List<Segment> all =
          new Catalogue(HistoryWorld.db(), new JdbcLogPositions(HistoryWorld.db()), "x").segments();
      RowCounts counts = new RowCounts(files, 4);
      for (int i = 0; i < 2; i++) {
        assertThat(counts.of(all, 1)).isEqualTo(7 + 13);
        assertThat(counts.size()).isEqualTo(3);
      }
      assertThat(counts.of(all, 2)).isEqualTo(11);
      assertThat(counts.of(all, 3)).isZero();
      assertThat(counts.size()).isEqualTo(4);
      assertThat(counts.of(all, 1)).isEqualTo(7 + 13);
    }
  }

  @Test
  void aPageFromAnEndIsRightAtTheEdgeOfWhatIsKept() {
    try (HistoryStore store = HistoryWorld.open(folder)) {
      segment(store, 1, 0, 300);
      segment(store, 2, 300, 5);
      segment(store, 1, 400, 50);
      store.segments().take(0, offset++, new LogRecord.Correction(1, 449, null));
      store.segments().take(0, offset++, new LogRecord.Correction(1, 0, null));
      for (int rows : List.of(10, Slices.EDGE - 2, Slices.EDGE, Slices.EDGE + 1, 300)) {
        // 448 down to 400, then 299 down; the newest of all was taken away, and so was the oldest
        List<Long> last =
            LongStream.concat(
                    LongStream.iterate(448, id -> id - 1).limit(49),
                    LongStream.iterate(299, id -> id - 1).limit(299))
                .limit(rows)
                .boxed()
                .toList();
        List<Long> first = LongStream.rangeClosed(1, 299).limit(rows).boxed().toList();
        assertThat(ids(store, new Query(1, Long.MIN_VALUE, Long.MAX_VALUE, rows, 0, true)))
            .isEqualTo(last);
        assertThat(
                ids(store, new Query(1, Long.MIN_VALUE, Long.MAX_VALUE, rows, 0, false))
                    .subList(0, Math.min(rows, 299)))
            .isEqualTo(first);
      }
    }
  }

  private static List<Long> ids(HistoryStore store, Query query) {
    return store.history().read(query).stream().map(Observation::id).toList();
  }

  @Test
  void manySegmentsOfOneDatastreamAreOneAnswer() {
    try (HistoryStore store = HistoryWorld.open(folder)) {
      for (int i = 0; i < 20; i++) {
        segment(store, 1, i * 10L, 10);
      }
      while (store.mergeOnce()) {
        assertThat(store.history().count(1, Long.MIN_VALUE, Long.MAX_VALUE)).isEqualTo(200);
      }
      assertThat(ids(store, Query.all(1, 1_000)))
          .isEqualTo(LongStream.range(0, 200).boxed().toList());
    }
  }
}
