package furong.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A room with two places. */
class CrowdTest {

  private final Crowd hasty = new Crowd(2, Duration.ZERO);

  @Test
  void sendsTheThirdAwayWhoDoesNotWait() {
    assertThat(hasty.enter()).isTrue();
    assertThat(hasty.enter()).isTrue();
    assertThat(hasty.enter()).isFalse();
  }

  @Test
  void aPlaceThatIsLeftIsTakenAgain() {
    assertThat(hasty.enter()).isTrue();
    assertThat(hasty.enter()).isTrue();
    hasty.leave();
    assertThat(hasty.enter()).isTrue();
    assertThat(hasty.enter()).isFalse();
  }

  @Test
  void ofAHundredWhoWaitAllAreLetInWhenEachLeaves() throws Exception {
    Crowd patient = new Crowd(2, Duration.ofMinutes(1));
    CountDownLatch begin = new CountDownLatch(1);
    List<Future<Boolean>> all = new ArrayList<>();
    try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 100; i++) {
        all.add(
            people.submit(() -> {
              begin.await();
              boolean in = patient.enter();
              patient.leave();
              return in;
            }));
      }
      begin.countDown();
    }
    for (Future<Boolean> one : all) {
      assertThat(one.get()).isTrue();
    }
  }
}
