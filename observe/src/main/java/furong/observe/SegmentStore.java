package furong.observe;

import java.util.List;
import java.util.Optional;

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

  /**
   * Forgets what was taken and not flushed and reads the positions anew: what to do after a failed
   * {@link #flush}, whose outcome is not known.
   */
  void recover();

  /**
   * Log offsets per shard from which to read again because a segment is torn or missing (a loss of
   * power, a deleted file); empty when all are whole. Torn segments take no part in reads.
   */
  Optional<List<Long>> tornFrom();

  /**
   * Drops every segment from those offsets on, so that {@link #resume} leads there again. Only for
   * a log that still holds them.
   */
  void rewind(List<Long> from);

  /**
   * Entries taken and not flushed that changed the history: readings and corrections, not ticks.
   * Any thread may ask.
   */
  int pending();

  /**
   * Whether figures of past days wait for what was taken - late readings, corrections - and so
   * little besides that a segment of it costs next to nothing. The thread that takes asks.
   */
  boolean urgent();

  @Override
  void close();
}
