package furong.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LogProgressTest {

  @Test
  void aReaderWaitsUntilWhatWasAcknowledgedIsSeen() throws Exception {
    LogProgress progress = new LogProgress(2);
    progress.acknowledged(1, 5);
    CompletableFuture<Boolean> reader = CompletableFuture.supplyAsync(() -> progress.await(10_000));
    progress.seen(1, 4);
    assertThat(progress.lag()).isEqualTo(1);
    progress.seen(1, 5);
    assertThat(reader.get(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aReaderDoesNotWaitForEver() {
    LogProgress progress = new LogProgress(1);
    progress.acknowledged(0, 1);
    assertThat(progress.await(5)).isFalse();
  }

  @Test
  void aReaderDoesNotWaitWhenNothingIsOpen() {
    LogProgress progress = new LogProgress(1);
    progress.seen(0, 100);
    progress.acknowledged(0, 7);
    assertThat(progress.await(0)).isTrue();
    assertThat(progress.lag()).isZero();
  }
}
