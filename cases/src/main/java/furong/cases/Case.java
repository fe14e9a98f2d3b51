package furong.cases;

import java.time.Instant;
import java.util.Optional;

/**
 * One matter from acceptance to closing.
 *
 * @param id given by the store; 0 before it is kept
 * @param number {@code CJ-20260302-00017}: the day of opening in the city's zone and a running
 *     number of that day without gaps
 * @param version grows by one with each change; whoever changes a case names the version that was
 *     seen
 */
public record Case(
    long id,
    String number,
    Matter matter,
    Progress progress,
    Instant openedAt,
    Instant changedAt,
    long version) {

  public CaseState state() {
    return progress.state();
  }

  /**
   * Found and mended by one person in one go (即采即办): nothing else is handled at the moment in which
   * it is opened. One that is handled again after a failed check, or reopened, is it no longer.
   */
  public boolean mendedOnSpot() {
    return openedAt.equals(progress.dossier().handledAt());
  }

  /** The clock that runs now; empty when suspended, ended, or before it is started. */
  public Optional<StageClock> clock() {
    return Optional.ofNullable(progress.clocks().get(state().stage()));
  }

  public Case withId(long newId) {
    return new Case(newId, number, matter, progress, openedAt, changedAt, version);
  }

  public Case withNumber(String newNumber) {
    return new Case(id, newNumber, matter, progress, openedAt, changedAt, version);
  }

  /** The next version of this case. */
  public Case next(Matter newMatter, Progress newProgress, Instant now) {
    return new Case(id, number, newMatter, newProgress, openedAt, now, version + 1);
  }
}
