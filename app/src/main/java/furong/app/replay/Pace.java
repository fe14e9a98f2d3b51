package furong.app.replay;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.InstantSource;

/**
 * Lets recorded time pass {@code speed} times as fast as real time; at speed 0 it does not hold
 * anything up.
 */
final class Pace {

  /** Real seconds between two batches at a pace: often enough to look alive. */
  private static final double STEP_SECONDS = 1;

  private final double speed;
  private final InstantSource clock;
  private long startedMs = Long.MIN_VALUE;
  private long firstMs;

  Pace(double speed, InstantSource clock) {
    this.speed = speed;
    this.clock = clock;
  }

  /** Whether a batch that begins with {@code first} ends before {@code next}. */
  boolean cutsBetween(Sample first, Sample next) {
    return speed > 0 && next.timeMs() - first.timeMs() >= speed * STEP_SECONDS * 1000;
  }

  /** Waits until it is time for {@code next}. */
  void waitFor(@org.jspecify.annotations.Nullable Sample next) throws IOException {
    if (speed <= 0 || next == null) {
      return;
    }
    if (startedMs == Long.MIN_VALUE) {
      startedMs = clock.millis();
      firstMs = next.timeMs();
    }
    long due = startedMs + (long) ((next.timeMs() - firstMs) / speed);
    long wait = due - clock.millis();
    if (wait > 0) {
      sleep(wait);
    }
  }

  static void sleep(long ms) throws IOException {
    try {
      Thread.sleep(ms);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }
}
