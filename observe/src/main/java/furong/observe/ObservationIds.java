package furong.observe;

import java.time.InstantSource;

/**
 * Gives observations their ids: 41 bits of milliseconds since 2020-01-01 and 12 bits of sequence,
 * so ids grow with time, never repeat after a restart, say when they were given, and stay below
 * 2^53 where a browser's numbers are exact. Good for 4 million ids a second until 2089.
 */
public final class ObservationIds {

  /** 2020-01-01T00:00:00Z. */
  private static final long EPOCH_MS = 1_577_836_800_000L;

  private static final int SEQUENCE_BITS = 12;

  private final InstantSource clock;
  private long next;

  /**
   * Ids that may have been given after the newest one that is known: a segment is at most some
   * seconds old, a minute is a wide margin.
   */
  private static final long UNSEEN_MS = 60_000;

  public ObservationIds(InstantSource clock) {
    this(clock, 0);
  }

  /**
   * Ids beyond those of an earlier process, also when the clock was set back since.
   *
   * @param newest the greatest id that the history knows; 0 for none
   */
  public ObservationIds(InstantSource clock, long newest) {
    this.clock = clock;
    this.next = newest == 0 ? 0 : newest + (UNSEEN_MS << SEQUENCE_BITS);
  }

  /**
   * The first of {@code count} consecutive ids; never given before by this process, however the
   * clock jumps.
   */
  public synchronized long take(int count) {
    long now = (clock.millis() - EPOCH_MS) << SEQUENCE_BITS;
    long first = Math.max(next, now);
    next = first + count;
    return first;
  }

  /** When an id was given, to about a millisecond. Unix ms. */
  public static long givenAtMs(long id) {
    return (id >> SEQUENCE_BITS) + EPOCH_MS;
  }
}
