package furong.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** It is 10 January 2014, noon: readings of today come all the time, a late one in between. */
class DayRoundsTest {

  private static final DayRule RULE = new DayRule("test", 45, 20, 6, 14, 0, 1000);
  private static final IndicatorBook BOOK =
      new IndicatorBook(Map.of("air.pm25", RULE), List.of(), List.of());

  private Instant now = Instant.parse("2014-01-10T04:00:00Z");
  private final SmallWorld world = new SmallWorld();
  private final MemoryDayStatStore stats = new MemoryDayStatStore();
  private final long station = world.station(1, "510107", "air.pm25", false, 1);
  private final DayRounds rounds =
      new DayRounds(
          new DayWork(
              world,
              world,
              new DayReader(world, world, BOOK.rules(), SmallWorld.ZONE),
              stats,
              new Figures(stats, new MemoryIndicatorStore(), BOOK, SmallWorld.ZONE),
              world,
              BOOK,
              SmallWorld.ZONE,
              () -> now),
          () -> now);

  @Test
  void todaysDayIsDoneAtOnceAndThenOnlyEveryHalfMinute() {
    world.hours(station, "2014-01-10", 5, 40);
    assertThat(rounds.round()).isEqualTo(DayRounds.IDLE);
    assertThat(world.waiting()).isZero();
    world.hours(station, "2014-01-10", 6, 40);
    now = now.plusSeconds(29);
    assertThat(rounds.round()).isEqualTo(DayRounds.IDLE);
    assertThat(world.waiting()).isEqualTo(1);
    now = now.plusSeconds(1);
    rounds.round();
    assertThat(world.waiting()).isZero();
  }

  @Test
  void aLateReadingDoesNotWaitForTodays() {
    world.hours(station, "2014-01-10", 5, 40);
    rounds.round();
    world.hours(station, "2014-01-10", 6, 40);
    world.day(station, "2014-01-02", 80);
    now = now.plusSeconds(1);
    // done at once, and it looks again for more; today's still waits
    assertThat(rounds.round()).isEqualTo(Duration.ZERO);
    assertThat(rounds.round()).isEqualTo(DayRounds.IDLE);
    assertThat(world.waiting()).isEqualTo(1);
    assertThat(stats.onDays(List.of("air.pm25"), List.of(java.time.LocalDate.parse("2014-01-02"))))
        .extracting(DayStat::mean)
        .containsExactly(80.0);
  }
}
