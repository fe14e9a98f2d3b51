package furong.history;

import static furong.history.HistoryWorld.HOUR;
import static furong.history.HistoryWorld.NEW_YEAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import furong.observe.Expiry;
import furong.observe.History.Query;
import furong.observe.LogRecord;
import furong.observe.Observation;
import furong.observe.ReadingBlock;
import furong.store.Db;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Datastream 1 is kept for two hours, datastream 2 for ever; one reading of each an hour. */
class RetentionTest {

  private static final int HOURS = 6;

  @TempDir Path folder;
  private HistoryStore store;
  private long offset;

  @BeforeEach
  void sixHoursInThreeSegments() {
    HistoryWorld.empty();
    store = HistoryWorld.open(folder);
    for (int hour = 0; hour < HOURS; hour++) {
      long at = NEW_YEAR + hour * HOUR;
      take(HistoryWorld.reading(1, 10 + hour, at, hour, at));
      take(HistoryWorld.reading(2, 20 + hour, at, hour, at));
      if (hour % 2 == 1) {
        store.segments().flush();
      }
    }
  }

  private void take(LogRecord entry) {
    store.segments().take(0, offset++, entry);
  }

  /** What was before hour 3 of datastream 1 goes: hours 0, 1 and 2. */
  private static final List<Expiry> DUE =
      List.of(new Expiry(List.of(1L), NEW_YEAR + 3 * HOUR), new Expiry(List.of(9L), NEW_YEAR));

  private List<Double> values(long datastream) {
    return store.history().read(Query.all(datastream, 99)).stream()
        .map(Observation::value)
        .toList();
  }

  @Test
  void whatWasKeptLongEnoughGoesAndEverythingElseStays() {
    assertThat(store.expire(DUE)).isEqualTo(3);
    assertThat(values(1)).containsExactly(3.0, 4.0, 5.0);
    assertThat(values(2)).containsExactly(0.0, 1.0, 2.0, 3.0, 4.0, 5.0);
    assertThat(store.history().count(Query.ANY, 0, Long.MAX_VALUE)).isEqualTo(9);
    assertThat(store.history().extent(1).orElseThrow().firstMs()).isEqualTo(NEW_YEAR + 3 * HOUR);
    assertThat(store.expire(DUE)).as("there is nothing left to do").isZero();
    store.close();
    store = HistoryWorld.open(folder);
    assertThat(values(1)).containsExactly(3.0, 4.0, 5.0);
    assertThat(store.segments().tornFrom()).isEmpty();
    store.close();
  }

  @Test
  void aSegmentOfWhichNothingIsLeftIsGoneAndSoIsTheNewestValue() {
    List<Expiry> all = List.of(new Expiry(List.of(1L, 2L), NEW_YEAR + HOURS * HOUR));
    assertThat(store.expire(all)).isEqualTo(12);
    assertThat(store.holdings().segments()).isZero();
    assertThat(store.history().latest(1)).isEmpty();
    assertThat(store.history().extent(2)).isEmpty();
    store.close();
  }

  @Test
  void killedBetweenTwoSegmentsItGoesOnWithTheRest() {
    // the second commit of the run fails, as if the process had ended there
    HistoryWorld.db()
        .update(
            """
            create function stop() returns trigger language plpgsql as
            $$ begin if old.min_time_ms > %d then raise exception 'stop'; end if; return old; end $$
            """
                .formatted(NEW_YEAR + HOUR));
    HistoryWorld.db()
        .update(
            "create trigger stop before delete on history_segment for each row execute function stop()");
    try {
      assertThatThrownBy(() -> store.expire(DUE)).isInstanceOf(Db.DbException.class);
    } finally {
      HistoryWorld.db().update("drop trigger stop on history_segment");
      HistoryWorld.db().update("drop function stop");
    }
    store.close();
    store = HistoryWorld.open(folder);
    assertThat(values(1)).as("hours 0 and 1 went with the first segment").hasSize(4);
    assertThat(store.expire(DUE)).isEqualTo(1);
    assertThat(values(1)).containsExactly(3.0, 4.0, 5.0);
    assertThat(values(2)).hasSize(HOURS);
    store.close();
  }

  @Test
  void aCorrectionGoesWithItsObservationUnlessItMovedIntoATimeThatIsKept() {
    take(new LogRecord.Correction(1, 10, one(1, 10, NEW_YEAR + HOUR, 70)));
    take(new LogRecord.Correction(1, 11, one(1, 11, NEW_YEAR + 4 * HOUR, 71)));
    take(new LogRecord.Correction(1, 13, one(1, 13, NEW_YEAR + 3 * HOUR, 73)));
    store.segments().flush();
    store.expire(DUE);
    assertThat(values(1)).containsExactly(73.0, 71.0, 4.0, 5.0);
    assertThat(store.history().count(1, 0, Long.MAX_VALUE)).isEqualTo(4);
    assertThat(
            HistoryWorld.db().list("select count(*) from observation_patch", row -> row.getInt(1)))
        .containsExactly(2);
    store.close();
  }

  private static ReadingBlock one(long datastream, long id, long timeMs, double value) {
    ReadingBlock block = new ReadingBlock(1);
    block.add(datastream, id, timeMs, value, null);
    return block;
  }
}
