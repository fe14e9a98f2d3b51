package furong.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A sensor of which an hour of silence means nothing, looked at on 2 March at noon. */
class HealthTest {

  private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
  private static final Duration SILENCE = Duration.ofHours(1);

  @Test
  void aSensorHeardWithinItsSilenceIsWell() {
    assertThat(of(heard("2026-03-02T11:00:00Z", 0))).isEqualTo(Health.WELL);
  }

  @Test
  void oneHeardBeforeThatIsSilent() {
    assertThat(of(heard("2026-03-02T10:59:59Z", 0))).isEqualTo(Health.SILENT);
  }

  @Test
  void withoutAnExpectationNoSilenceIsTooLong() {
    assertThat(Health.of(heard("2014-01-01T00:00:00Z", 0), true, null, NOW)).isEqualTo(Health.WELL);
  }

  @Test
  void oneThatWasNeverHeardIsUnheard() {
    assertThat(of(null)).isEqualTo(Health.UNHEARD);
  }

  @Test
  void aNewestReadingThatIsNotBelievedMakesItFaulty() {
    for (int flag :
        new int[] {
          Observation.RANGE, Observation.NOT_A_NUMBER, Observation.FUTURE, Observation.FLAT
        }) {
      assertThat(of(heard("2026-03-02T11:59:00Z", flag))).isEqualTo(Health.FAULTY);
    }
  }

  @Test
  void marksThatSayNothingOfTheSensorLeaveItWell() {
    int marks = Observation.LATE | Observation.SILENCE | Observation.CORRECTED;
    assertThat(of(heard("2026-03-02T11:59:00Z", marks))).isEqualTo(Health.WELL);
  }

  @Test
  void aUnitThatDoesNotFitIsSaidHeardOrNot() {
    Observation heard = heard("2026-03-02T11:59:00Z", 0);
    assertThat(Health.of(heard, false, SILENCE, NOW)).isEqualTo(Health.UNREADABLE);
    assertThat(Health.of(null, false, SILENCE, NOW)).isEqualTo(Health.UNREADABLE);
  }

  @Test
  void aDeviceIsAsItsWorstStream() {
    assertThat(Health.WELL.and(Health.SILENT)).isEqualTo(Health.SILENT);
    assertThat(Health.FAULTY.and(Health.SILENT)).isEqualTo(Health.FAULTY);
    assertThat(Health.WELL.and(Health.WELL)).isEqualTo(Health.WELL);
  }

  private static Health of(@Nullable Observation newest) {
    return Health.of(newest, true, SILENCE, NOW);
  }

  private static Observation heard(String at, int flags) {
    return new Observation(1, 1, Instant.parse(at).toEpochMilli(), 20, null, flags);
  }
}
