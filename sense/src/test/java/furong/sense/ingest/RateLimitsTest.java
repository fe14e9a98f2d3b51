package furong.sense.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A hundred observations a second; a bucket holds ten seconds of it. */
class RateLimitsTest {

  private static final long SECOND = 1_000_000_000L;

  private final AtomicLong now = new AtomicLong();
  private final RateLimits limits = new RateLimits(100, now::get);

  @Test
  void whoKeepsToTheRateIsNeverTold() {
    for (int second = 0; second < 60; second++) {
      assertThat(limits.waitSeconds("a")).isZero();
      limits.charge("a", 100);
      now.addAndGet(SECOND);
    }
  }

  @Test
  void whoSendsTooMuchIsToldHowLongToWaitAndOthersAreNot() {
    limits.charge("a", 1_500); // a full bucket of 1000, and 500 on debt: 5 s and a little
    assertThat(limits.waitSeconds("a")).isEqualTo(6);
    assertThat(limits.waitSeconds("b")).isZero();
    now.addAndGet(5 * SECOND);
    assertThat(limits.waitSeconds("a")).isEqualTo(1);
    now.addAndGet(SECOND);
    assertThat(limits.waitSeconds("a")).isZero();
  }

  @Test
  void whoWasQuietMayCatchUpOnTenSecondsAndNoMore() {
    now.addAndGet(3_600 * SECOND);
    limits.charge("a", 999);
    assertThat(limits.waitSeconds("a")).isZero();
    limits.charge("a", 1);
    assertThat(limits.waitSeconds("a")).isEqualTo(1);
  }

  @Test
  void withoutALimitNobodyIsToldAnything() {
    RateLimits none = new RateLimits(0, now::get);
    none.charge("a", Integer.MAX_VALUE);
    assertThat(none.waitSeconds("a")).isZero();
  }
}
