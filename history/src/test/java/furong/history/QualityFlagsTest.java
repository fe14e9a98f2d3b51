package furong.history;

import static furong.history.HistoryWorld.HOUR;
import static furong.history.HistoryWorld.MINUTE;
import static furong.history.HistoryWorld.NEW_YEAR;
import static org.assertj.core.api.Assertions.assertThat;

import furong.detect.QualityLimits;
import furong.observe.History.Query;
import furong.observe.Observation;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A property from 0 to 100, at most 10 in an hour, flat for at most 3 h, silent for at most 2 h, at
 * most 1 h late.
 */
class QualityFlagsTest {

  private static final QualityLimits LIMITS =
      new QualityLimits(0, 100, 10, 3 * HOUR, 2 * HOUR, HOUR, true);

  @TempDir Path folder;
  private HistoryStore store;
  private long offset;
  private long nextId = 1;

  @BeforeEach
  void empty() {
    HistoryWorld.empty();
    store = HistoryWorld.open(folder, LIMITS);
  }

  /** Heard at once. */
  private void hears(long datastream, long minute, double value) {
    hears(datastream, minute, value, minute);
  }

  private void hears(long datastream, long minute, double value, long receivedMinute) {
    store
        .segments()
        .take(
            0,
            offset++,
            HistoryWorld.reading(
                datastream,
                nextId++,
                NEW_YEAR + minute * MINUTE,
                value,
                NEW_YEAR + receivedMinute * MINUTE));
  }

  private void restart() {
    store.segments().flush();
    store.close();
    store = HistoryWorld.open(folder, LIMITS);
  }

  /** Names of flags by the order of arrival; read from the segments, not from memory. */
  private List<String> flags(long datastream) {
    restart();
    return store.history().read(Query.all(datastream, 99)).stream()
        .sorted((a, b) -> Long.compare(a.id(), b.id()))
        .map(o -> String.join(" ", Observation.names(o.flags())))
        .toList();
  }

  @Test
  void aValueOutsideTheRangeIsMarkedAndOneOnItsEdgeIsNot() {
    hears(1, 0, 100);
    hears(1, 1, 100.1);
    hears(1, 2, 95);
    assertThat(flags(1)).containsExactly("", "range", "");
    store.close();
  }

  @Test
  void aJumpIsMarkedAndAsMuchInMoreTimeIsNot() {
    hears(1, 0, 50);
    hears(1, 1, 61); // 11 within the hour
    hears(1, 61, 71); // 10 in an hour
    hears(1, 151, 86); // 15 in an hour and a half
    assertThat(flags(1)).containsExactly("", "rate", "", "");
    store.close();
  }

  @Test
  void aFlatLineIsMarkedAfterItsTimeAndEndsWithAChange() {
    for (int hour = 0; hour <= 4; hour++) {
      hears(1, hour * 60L, 20); // since 0:00; at 3:00 it lasts three hours, at 4:00 longer
    }
    hears(1, 300, 20.1);
    assertThat(flags(1)).containsExactly("", "", "", "", "flat-line", "");
    store.close();
  }

  @Test
  void aFlatLineIsKnownAcrossARestart() {
    hears(1, 0, 20);
    hears(1, 100, 20);
    restart();
    hears(1, 181, 20);
    assertThat(flags(1)).containsExactly("", "", "flat-line");
    store.close();
  }

  @Test
  void theFirstAfterALongSilenceIsMarkedAndTheNextIsNot() {
    hears(1, 0, 20);
    hears(1, 120, 21); // two hours mean nothing
    restart();
    hears(1, 241, 22); // two hours and a minute do
    hears(1, 242, 23);
    assertThat(flags(1)).containsExactly("", "", "after-silence", "");
    store.close();
  }

  @Test
  void aClockThatIsAheadIsMarkedFromFiveMinutesOn() {
    hears(1, 5, 20, 0);
    hears(1, 6, 20, 0);
    hears(1, 7, 21, 2);
    assertThat(flags(1)).containsExactly("", "clock-ahead", "");
    store.close();
  }

  @Test
  void theSameReadingTwiceIsMarkedAndTheSameValueLaterIsNot() {
    hears(1, 0, 20);
    hears(1, 1, 20);
    restart();
    hears(1, 1, 20);
    hears(1, 2, 20);
    assertThat(flags(1)).containsExactly("", "", "duplicate", "");
    store.close();
  }

  @Test
  void lateIsByTheClockOfTheThingNotByTheTimeOfArrival() {
    hears(1, 600, 20, 9_000); // six days after its time, and in order
    hears(2, 540, 20, 9_000); // an hour before its neighbour: allowed
    hears(2, 539, 21, 9_000); // more than an hour
    hears(3, 0, 20, 9_000); // another thing has another clock
    assertThat(flags(1)).containsExactly("");
    assertThat(flags(2)).containsExactly("", "late");
    assertThat(flags(3)).containsExactly("");
    store.close();
  }

  @Test
  void whatIsMarkedIsCounted() {
    hears(1, 0, 20);
    hears(1, 1, 200);
    hears(1, 2, 300);
    assertThat(store.flagged()).containsEntry("range", 2L).containsEntry("duplicate", 0L);
    assertThat(store.summaries().flags(1, 0, Long.MAX_VALUE))
        .containsOnly(java.util.Map.entry(0, 1L), java.util.Map.entry(Observation.RANGE, 2L));
    store.close();
  }

  /** A log that is read again after a torn segment marks its readings as it did the first time. */
  @Test
  void readingTheLogAgainMarksNothingAnew() {
    hears(1, 0, 20);
    hears(1, 180, 22);
    hears(1, 181, 22);
    List<String> first = flags(1);
    store.segments().rewind(List.of(0L, 0L));
    offset = 0;
    nextId = 1;
    hears(1, 0, 20);
    hears(1, 180, 22);
    hears(1, 181, 22);
    assertThat(flags(1)).isEqualTo(first).containsExactly("", "after-silence", "");
    store.close();
  }
}
