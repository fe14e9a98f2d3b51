package furong.observe;

import java.util.List;

/**
 * The queue of days to compute again, filled by the historian in the transaction that makes the
 * observations part of the history.
 *
 * <pre>{@code
 * List<DirtyDay> days = changes.take(500);
 * compute(days);
 * changes.done(days);      // a day that changed meanwhile stays in the queue
 * }</pre>
 */
public interface DayChanges {

  /** The longest waiting, at most {@code max}; they stay in the queue until {@link #done}. */
  List<DirtyDay> take(int max);

  /** The same of days before one, whatever else waits. */
  List<DirtyDay> takeBefore(long epochDay, int max);

  /**
   * Queues days of a datastream to be computed again although no observation of them changed:
   * another definition says what makes a day.
   *
   * @param toDay inclusive
   */
  void again(long datastream, long fromDay, long toDay);

  /** Removes those days that did not change again since they were taken. */
  void done(List<DirtyDay> days);
}
