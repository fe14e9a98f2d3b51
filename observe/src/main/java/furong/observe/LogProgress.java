package furong.observe;

import java.util.Arrays;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How far the log was acknowledged and how far the history has seen it, shard by shard: what "read
 * your writes" waits on. Positions are log offsets, the next one to come. Thread-safe.
 */
public final class LogProgress {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private final long[] acknowledged;
  private final long[] seen;
  private int waiting;

  public LogProgress(int shards) {
    acknowledged = new long[shards];
    seen = new long[shards];
  }

  /** Everything below {@code next} is durable in the log. */
  public void acknowledged(int shard, long next) {
    lock.lock();
    try {
      acknowledged[shard] = Math.max(acknowledged[shard], next);
    } finally {
      lock.unlock();
    }
  }

  /** Everything below {@code next} is visible in the history. */
  public void seen(int shard, long next) {
    lock.lock();
    try {
      if (next > seen[shard]) {
        seen[shard] = next;
        if (waiting > 0) {
          moved.signalAll();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until what is acknowledged at the time of the call is seen.
   *
   * @return false when {@code millis} passed before, or the thread was interrupted
   */
  public boolean await(long millis) {
    lock.lock();
    try {
      if (behind(acknowledged) == 0) {
        return true;
      }
      long[] target = acknowledged.clone();
      long left = millis * 1_000_000L;
      waiting++;
      try {
        while (behind(target) > 0) {
          if (left <= 0) {
            return false;
          }
          left = moved.awaitNanos(left);
        }
        return true;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      } finally {
        waiting--;
      }
    } finally {
      lock.unlock();
    }
  }

  /** How far a shard is acknowledged. */
  public long acknowledged(int shard) {
    lock.lock();
    try {
      return acknowledged[shard];
    } finally {
      lock.unlock();
    }
  }

  /** How far a shard is visible in the history. */
  public long seen(int shard) {
    lock.lock();
    try {
      return seen[shard];
    } finally {
      lock.unlock();
    }
  }

  /** Log entries that are acknowledged and not seen yet, over all shards. */
  public long lag() {
    lock.lock();
    try {
      return behind(acknowledged);
    } finally {
      lock.unlock();
    }
  }

  private long behind(long[] target) {
    long sum = 0;
    for (int i = 0; i < target.length; i++) {
      sum += Math.max(0, target[i] - seen[i]);
    }
    return sum;
  }

  @Override
  public String toString() {
    lock.lock();
    try {
      return "acknowledged " + Arrays.toString(acknowledged) + ", seen " + Arrays.toString(seen);
    } finally {
      lock.unlock();
    }
  }
}
