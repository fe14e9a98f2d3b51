package furong.notify;

import furong.base.Level;
import java.time.Instant;

/**
 * One alert on its way through the steps of its plan. An alert that gets worse begins a new round.
 *
 * @param level of the alert when the round began
 * @param step the next one
 * @param dueAt of the next step
 */
public record Round(
    String alert, Level level, Instant startedAt, int step, Instant dueAt, State state) {

  /** Where it stands. */
  public enum State {
    RUNNING,
    ACKNOWLEDGED,
    CLEARED,
    /** All steps are done, and nobody has acknowledged it. */
    EXHAUSTED
  }

  Round at(int newStep, Instant newDue) {
    return new Round(alert, level, startedAt, newStep, newDue, state);
  }

  /** Goes on where it ended. */
  Round again(Instant newDue) {
    return new Round(alert, level, startedAt, step, newDue, State.RUNNING);
  }

  Round over(State how) {
    return new Round(alert, level, startedAt, step, dueAt, how);
  }
}
