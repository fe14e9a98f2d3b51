package furong.cases;

import furong.base.Transactions;
import furong.city.CityProfile;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Tells the next level up of cases that are late or soon will be: once per case and step, in the
 * timeline and to whoever listens, each case in a transaction of its own.
 *
 * <pre>{@code
 * while (escalator.round() == Escalator.CASES_A_ROUND) {}     // all that is due now is told
 * }</pre>
 *
 * It may run twice at once and may stop at any moment: a case is locked and asked again before it
 * is told of, and what was told stands in the case. Cost: one look into a partial index when
 * nothing is due.
 */
public final class Escalator {

  /** A round of a second or two, so that it stops quickly. */
  public static final int CASES_A_ROUND = 200;

  private final CaseStore store;
  private final CaseSteps steps;
  private final Transactions transactions;
  private final InstantSource time;
  private final CaseListener listener;

  public Escalator(
      CaseStore store,
      CityProfile city,
      CityCases rules,
      Transactions transactions,
      InstantSource time,
      CaseListener listener) {
    this.store = store;
    this.steps = new CaseSteps(city.calendar(), rules, new Dispatcher(city, rules.dispatch()));
    this.transactions = transactions;
    this.time = time;
    this.listener = listener;
  }

  /** Tells one step of at most {@link #CASES_A_ROUND} cases; answers of how many it looked at. */
  public int round() {
    Instant now = Instant.ofEpochMilli(time.millis());
    var due = store.listToEscalate(now, CASES_A_ROUND);
    due.forEach(id -> transactions.inOne(() -> escalate(id, now)));
    return due.size();
  }

  private void escalate(long id, Instant now) {
    Optional<Case> locked = store.lock(id);
    if (locked.isEmpty()) {
      return;
    }
    Case c = locked.get();
    if (!isDue(c, now)) {
      // it went on meanwhile, or the city's rules have changed since it was noted
      store.reschedule(id, CaseKeeping.deadlines(steps, c));
      return;
    }
    CaseSteps.Step step = steps.escalate(c, now);
    CaseKeeping.update(store, steps, step);
    transactions.afterCommit(() -> listener.caseChanged(step.changed()));
  }

  private boolean isDue(Case c, Instant now) {
    Instant at = steps.escalateAt(c);
    return at != null && !at.isAfter(now);
  }
}
