package furong.reported;

import furong.pack.Formula.Input;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Port: the queue of counts that moved, because an alert began or a thing came, went or changed its
 * place. It is filled in the transaction that changes them.
 */
public interface CountChanges {

  /**
   * @param seq its place in the queue
   * @param counted the rule's alerts or the kind's things
   * @param at when the alert began; null for things, which are counted as they stand now
   */
  record Touched(long seq, Input counted, String division, @Nullable Instant at) {}

  /** The oldest of the queue; they stay until they are {@link #done}. */
  List<Touched> take(int max);

  /** Takes these off; call it in the transaction that brings the formulas up to date. */
  void done(List<Touched> touched);
}
