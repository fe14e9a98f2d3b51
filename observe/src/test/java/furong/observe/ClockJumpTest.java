package furong.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** The clock of the machine is set forth and back while observations come. */
class ClockJumpTest {

  private Instant now = Instant.parse("2026-06-01T12:00:00Z");
  private final InstantSource clock = () -> now;

  @Test
  void idsGrowWhateverTheClockDoes() {
    ObservationIds ids = new ObservationIds(clock);
    long last = ids.take(10) + 9;
    for (Duration jump :
        new Duration[] {Duration.ofDays(400), Duration.ofDays(-800), Duration.ofMillis(1)}) {
      now = now.plus(jump);
      long next = ids.take(10);
      assertThat(next).as("after %s", jump).isGreaterThan(last);
      last = next + 9;
    }
  }

  @Test
  void aRestartWithAClockThatWasSetBackGivesNoIdTwice() {
    ObservationIds before = new ObservationIds(clock);
    long stored = before.take(1);
    now = now.plusSeconds(20);
    long unseen = before.take(1); // given, but in no segment when the process ended
    now = now.minus(Duration.ofHours(3));
    assertThat(new ObservationIds(clock, stored).take(1)).isGreaterThan(unseen);
  }

  @Test
  void aRestartWithAClockThatRunsOnTakesItsTime() {
    long stored = new ObservationIds(clock).take(1);
    now = now.plus(Duration.ofHours(1));
    long id = new ObservationIds(clock, stored).take(1);
    assertThat(ObservationIds.givenAtMs(id)).isEqualTo(now.toEpochMilli());
  }
}
