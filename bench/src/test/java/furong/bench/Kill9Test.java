package furong.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two rounds here; {@code ./furong bench kill9 --rounds 10} runs it at length. */
class Kill9Test {

  @TempDir Path scratch;

  @Test
  void aKilledCityLosesNothingAndDoublesNothing() throws Exception {
    Path home = Repository.root();
    if (System.getenv("CI") == null) {
      assumeThat(home.resolve("cities/chengdu/generated")).isDirectory();
    }
    Kill9.Outcome outcome = new Kill9(home, scratch, System.out).run(2, 7);
    Tally peace = outcome.undisturbed();
    assertThat(peace.logReadings()).isEqualTo(peace.logDistinct()).isPositive();
    assertThat(peace.history()).hasSize(SyntheticAir.STATIONS);
    assertThat(peace.alerts()).isNotEmpty();
    assertThat(peace.cases()).isNotEmpty();
    assertThat(outcome.killed()).isEqualTo(peace);
    assertThat(outcome.kills()).isGreaterThanOrEqualTo(2);
  }
}
