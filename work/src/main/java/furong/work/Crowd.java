package furong.work;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets so many at once to work; others wait a moment, first come first served, and who has waited
 * too long is sent away.
 *
 * <pre>{@code
 * if (crowd.enter()) {
 *   try { ... } finally { crowd.leave(); }
 * }
 * }</pre>
 *
 * <p>It knows no persons: one who floods is not told from many who come at once.
 */
final class Crowd {

  private final Semaphore places;
  private final Duration patience;

  Crowd(int atOnce, Duration patience) {
    this.places = new Semaphore(atOnce, true);
    this.patience = patience;
  }

  /** False when no place became free in time. */
  boolean enter() {
    try {
      return places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  void leave() {
    places.release();
  }
}
