package furong.history;

import static furong.history.HistoryWorld.CHENGDU;
import static furong.history.HistoryWorld.HOUR;
import static furong.history.HistoryWorld.NEW_YEAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import furong.base.Mean;
import furong.observe.Grid;
import furong.observe.LogRecord;
import furong.observe.ReadingBlock;
import furong.observe.Summaries.Slot;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummariesTest {

  @TempDir Path folder;

  @Test
  void aDayIsTheCitysDayAndHoldsSegmentsTailAndCorrections() {
    HistoryWorld.empty();
    try (HistoryStore store = HistoryWorld.open(folder)) {
      ReadingBlock block = new ReadingBlock(4);
      block.add(7, 1, NEW_YEAR - 1, 100, null); // the last millisecond of the day before
      block.add(7, 2, NEW_YEAR, 2, null);
      block.add(7, 3, NEW_YEAR + HOUR, 4, null);
      block.add(7, 4, NEW_YEAR + 2 * HOUR, Double.NaN, "{\"result\":\"x\"}");
      store.segments().take(0, 0, new LogRecord.Readings(NEW_YEAR + 3 * HOUR, "", block));
      store.segments().flush();
      store
          .segments()
          .take(0, 1, HistoryWorld.reading(7, 5, NEW_YEAR + 23 * HOUR, 9, NEW_YEAR + 24 * HOUR));
      ReadingBlock better = new ReadingBlock(1);
      better.add(7, 3, NEW_YEAR + HOUR, 7, null);
      store.segments().take(0, 2, new LogRecord.Correction(7, 3, better));
      // 2, 7 (was 4) and 9: mean 6; the text is left out
      assertThat(
              store
                  .summaries()
                  .slots(
                      List.of(7L),
                      NEW_YEAR - HOUR,
                      NEW_YEAR + 24 * HOUR,
                      Grid.days(CHENGDU),
                      Mean.ARITHMETIC))
          .containsExactly(
              new Slot(7, NEW_YEAR - 24 * HOUR, 1, 100, 100, 100, 100, NEW_YEAR - 1, 0),
              new Slot(7, NEW_YEAR, 3, 2, 9, 6, 9, NEW_YEAR + 23 * HOUR, 1));
      assertThat(
              store
                  .summaries()
                  .slots(List.of(8L), 0, Long.MAX_VALUE, Grid.days(CHENGDU), Mean.ARITHMETIC))
          .isEmpty();
    }
  }

  /** One hour of two readings, one in a segment and one in the tail; the second is put right. */
  private static Slot noise(HistoryStore store, Mean mean) {
    ReadingBlock block = new ReadingBlock(2);
    block.add(7, 1, NEW_YEAR, 60, null);
    block.add(7, 2, NEW_YEAR + 1, 4_000, null); // no level of anything: out of the energy's range
    store.segments().take(0, 0, new LogRecord.Readings(NEW_YEAR + HOUR, "", block));
    store.segments().flush();
    store.segments().take(0, 1, HistoryWorld.reading(7, 3, NEW_YEAR + 2, 10, NEW_YEAR + HOUR));
    ReadingBlock better = new ReadingBlock(1);
    better.add(7, 3, NEW_YEAR + 2, 70, null);
    store.segments().take(0, 2, new LogRecord.Correction(7, 3, better));
    return store
        .summaries()
        .slots(List.of(7L), NEW_YEAR, NEW_YEAR + HOUR, Grid.of(Duration.ofHours(1), CHENGDU), mean)
        .getFirst();
  }

  @Test
  void levelsAreAveragedByTheirEnergy() {
    HistoryWorld.empty();
    try (HistoryStore store = HistoryWorld.open(folder)) {
      Slot slot = noise(store, Mean.ENERGY);
      // 10 lg((10^6 + 10^7) / 2) = 10 lg 5,500,000 = 67.4036 dB; GB 3096-2008: 67.40
      assertThat(slot.mean()).isCloseTo(67.4036, within(0.0001));
      assertThat(slot.count()).isEqualTo(2);
      assertThat(slot.left()).as("4,000 dB has no energy that a number holds").isEqualTo(1);
      assertThat(slot.max()).isEqualTo(70);
    }
  }

  @Test
  void whatIsNoLevelIsAveragedByItsValues() {
    HistoryWorld.empty();
    try (HistoryStore store = HistoryWorld.open(folder)) {
      // (60 + 4000 + 70) / 3
      assertThat(noise(store, Mean.ARITHMETIC).mean()).isCloseTo(1376.6667, within(0.0001));
    }
  }

  @Test
  void aDayIsAsLongAsTheZoneMakesIt() {
    Grid berlin = Grid.days(ZoneId.of("Europe/Berlin"));
    // 2026-03-29 has 23 hours there: from 23:00Z to 22:00Z
    long start = Instant.parse("2026-03-28T23:00:00Z").toEpochMilli();
    long number = berlin.number(start);
    assertThat(berlin.startOf(number)).isEqualTo(start);
    assertThat(berlin.startOf(number + 1) - start).isEqualTo(23 * HOUR);
    assertThat(berlin.number(start + 23 * HOUR - 1)).isEqualTo(number);
    assertThat(berlin.number(start + 23 * HOUR)).isEqualTo(number + 1);
    assertThat(berlin.number(start - 1)).isEqualTo(number - 1);
  }

  @Test
  void anIntervalThatDoesNotFillTheDayIsRefused() {
    assertThat(Grid.of(Duration.ofMinutes(5), CHENGDU).everyMs()).isEqualTo(300_000);
    assertThatThrownBy(() -> Grid.of(Duration.ofMinutes(7), CHENGDU))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Grid.of(Duration.ofDays(2), CHENGDU))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
