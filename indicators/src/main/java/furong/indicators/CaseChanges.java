package furong.indicators;

import java.time.Instant;
import java.util.List;

/**
 * Port: the queue of moments whose counts a change of a case may have touched. It is filled in the
 * transaction that changes the case.
 */
public interface CaseChanges {

  /**
   * Something happened in a division at a time, or was undone.
   *
   * @param seq its place in the queue
   */
  record Touched(long seq, String division, Instant at) {}

  /** The oldest of the queue; they stay until they are {@link #done}. */
  List<Touched> take(int max);

  /** Takes these off; call it in the transaction that brings their figures up to date. */
  void done(List<Touched> touched);
}
