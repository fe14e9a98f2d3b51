package furong.observe;

/**
 * Where the historian puts the log: the writing side of the {@link History}.
 *
 * <p>One thread calls it, shard by shard in log order. What was taken is visible to readers at once
 * and durable after {@link #flush}; what was not flushed comes again from {@link #resume} after a
 * crash, so every entry becomes part of the history exactly once.
 */
public interface SegmentStore extends AutoCloseable {

  /** The next log offset that this store has not made durable. 0 at the beginning. */
  long resume(int shard);

  /**
   * Takes one entry. Offsets of a shard grow; gaps are allowed.
   *
   * @return true when the store is full enough that {@link #flush} should come now
   */
  boolean take(int shard, long offset, LogRecord entry);

  /**
   * Makes everything taken durable: observations, positions, batch keys, extents and changed days
   * in one transaction. Does nothing when nothing was taken.
   */
  void flush();

  /** Entries taken and not flushed. */
  int pending();

  @Override
  void close();
}
