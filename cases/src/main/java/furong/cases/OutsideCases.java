package furong.cases;

import furong.base.Transactions;
import furong.cases.CaseSteps.Actor;
import furong.cases.CaseSteps.Step;
import furong.city.CityProfile;
import furong.city.Organisation;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Opens cases for what neither our rules nor our people found, such as the warning of a weather
 * service, notes in them how that goes on, and lets open cases follow when the city's divisions
 * change. Whoever opens one sees to it that a matter opens one case only, within a transaction.
 */
public final class OutsideCases {

  private static final Set<CaseState> OPEN =
      Arrays.stream(CaseState.values())
          .filter(state -> !state.ended())
          .collect(Collectors.toUnmodifiableSet());

  /** Open cases of one division that is gone: more than any street has. */
  private static final int MOST = 10_000;

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
    Step step = steps.accepted(matter, procedure, matter.description(), now);
    Case opened = CaseKeeping.addNumbered(cases, steps, step, city.zone());
    transactions.afterCommit(() -> listener.caseChanged(opened));
    return opened;
  }

  /** Who would handle it, by the rules of the city, else by {@code duty}. */
  public Optional<Organisation> handler(Case c, String duty) {
    Instant now = Instant.ofEpochMilli(time.millis());
    return dispatcher.route(c.matter(), duty, now).map(Dispatcher.Suggestion::organisation);
  }

  /**
   * Moves open cases of divisions that are no more into what these have become, so that those who
   * answer there now see them and may act; the timeline says where each lay before. What nobody can
   * say - a division that went into several, and no place - stays. Each case is one transaction.
   *
   * @return how many were moved
   */
  public int followDivisions() {
    int moved = 0;
    for (String retired : city.retiredCodes()) {
      CaseStore.Query there =
          new CaseStore.Query(List.of(retired), OPEN, null, null, null, null, 0, MOST);
      for (Case c : cases.list(there)) {
        moved += transactions.inOne(() -> follow(c.id())) ? 1 : 0;
      }
    }
    return moved;
  }

  private boolean follow(long id) {
    Optional<Case> open = cases.lock(id).filter(c -> !c.state().ended());
    if (open.isEmpty()) {
      return false;
    }
    Case c = open.get();
    String before = c.matter().division();
    String now = city.codeToday(before, c.matter().location());
    if (now.equals(before) || city.divisions().find(now).isEmpty()) {
      return false;
    }
    note(c, c.matter().in(now), CaseEvent.MOVED, before + " → " + now);
    return true;
  }

  /** Writes into the timeline of a case that has not ended. @param kind of {@link CaseEvent} */
  public void note(long id, String kind, String words) {
    cases.lock(id).filter(c -> !c.state().ended()).ifPresent(c -> note(c, c.matter(), kind, words));
  }

  private void note(Case c, Matter matter, String kind, String words) {
    Instant now = Instant.ofEpochMilli(time.millis());
    Step step = steps.note(c, matter, Actor.SYSTEM, kind, words, now);
    CaseKeeping.update(cases, steps, step);
    transactions.afterCommit(() -> listener.caseChanged(step.changed()));
  }
}
