package furong.base;

import java.util.function.Supplier;

/**
 * One all-or-nothing unit of work. Stages draw the border, {@code store} keeps it: every port call
 * made on this thread inside {@link #inOne} is committed together or not at all. A nested call
 * joins the outer one.
 */
public interface Transactions {

  <T> T inOne(Supplier<T> work);

  default void inOne(Runnable work) {
    inOne(() -> {
      work.run();
      return Boolean.TRUE;
    });
  }

  /**
   * Runs {@code work} once the unit that this thread is in is committed, and never when it fails;
   * at once when the thread is in none. For telling others what has changed.
   */
  default void afterCommit(Runnable work) {
    work.run();
  }
}
