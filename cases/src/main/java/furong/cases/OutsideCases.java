package furong.cases;

import furong.base.Transactions;
import furong.cases.CaseSteps.Actor;
import furong.cases.CaseSteps.Step;
import furong.city.CityProfile;
import furong.city.Organisation;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Opens cases for what neither our rules nor our people found, such as the warning of a weather
 * service, and notes in them how that goes on. Whoever calls it sees to it that a matter opens one
 * case only. To be called within a transaction.
 */
public final class OutsideCases {

  private final CaseStore cases;
  private final CityProfile city;
  private final Dispatcher dispatcher;
  private final CaseSteps steps;
  private final Transactions transactions;
  private final InstantSource time;
  private final CaseListener listener;

  public OutsideCases(
      CaseStore cases,
      CityProfile city,
      CityCases rules,
      Transactions transactions,
      InstantSource time,
      CaseListener listener) {
    this.cases = cases;
    this.city = city;
    this.dispatcher = new Dispatcher(city, rules.dispatch());
    this.steps = new CaseSteps(city.calendar(), rules, dispatcher);
    this.transactions = transactions;
    this.time = time;
    this.listener = listener;
  }

  /** An accepted case; it needs no verification on the spot, since its source answers for it. */
  public Case open(Matter matter, CaseProcedure procedure) {
    Instant now = Instant.ofEpochMilli(time.millis());
    Step step =
        steps.open(
            CaseKeeping.NOT_YET,
            matter,
            CaseState.ACCEPTED,
            true,
            procedure,
            Actor.SYSTEM,
            matter.description(),
            List.of(),
            Suggested.NONE,
            now);
    Case opened = CaseKeeping.addNumbered(cases, steps, step, city.zone());
    transactions.afterCommit(() -> listener.caseChanged(opened));
    return opened;
  }

  /** Who would handle it, by the rules of the city, else by {@code duty}. */
  public Optional<Organisation> handler(Case c, String duty) {
    Instant now = Instant.ofEpochMilli(time.millis());
    return dispatcher.route(c.matter(), duty, now).map(Dispatcher.Suggestion::organisation);
  }

  /** Writes into the timeline of a case that has not ended. @param kind of {@link CaseEvent} */
  public void note(long id, String kind, String words) {
    cases
        .lock(id)
        .filter(c -> !c.state().ended())
        .ifPresent(c -> {
          Instant now = Instant.ofEpochMilli(time.millis());
          Step step = steps.note(c, c.matter(), Actor.SYSTEM, kind, words, now);
          CaseKeeping.update(cases, steps, step);
          transactions.afterCommit(() -> listener.caseChanged(step.changed()));
        });
  }
}
