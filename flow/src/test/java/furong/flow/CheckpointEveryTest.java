package furong.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

class CheckpointEveryTest {

  private static Duration of(long datastreams) {
    return FurongJob.configure(new Configuration(), Optional.empty(), datastreams)
        .get(CheckpointingOptions.CHECKPOINTING_INTERVAL);
  }

  @Test
  void aLargeCityTakesFewerCheckpointsThanASmallOne() {
    assertThat(of(0)).isEqualTo(Duration.ofSeconds(5));
    // 5 s + 10,000 * 20 us
    assertThat(of(10_000)).isEqualTo(Duration.ofMillis(5_200));
    // 5 s + 1,000,000 * 20 us
    assertThat(of(1_000_000)).isEqualTo(Duration.ofSeconds(25));
    // 5 s + 22,000,000 * 20 us
    assertThat(of(22_000_000)).isEqualTo(Duration.ofSeconds(445));
  }
}
