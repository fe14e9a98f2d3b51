package furong.cases;

import furong.base.Notice;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.cases.CaseRules.Act;
import furong.cases.CaseSteps.Settled;
import furong.city.CityProfile;
import furong.city.Organisation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Settles what an act names: organisations, a condition, another case. Changes nothing. */
final class ActSettling {

  private final CityProfile city;
  private final CityCases rules;
  private final Dispatcher dispatcher;

  ActSettling(CityProfile city, CityCases rules, Dispatcher dispatcher) {
    this.city = city;
    this.rules = rules;
    this.dispatcher = dispatcher;
  }

  /**
   * What the act comes to.
   *
   * @param duty of the case's procedure
   * @param target the other case, when the act names one
   * @param now who is on duty and how much they have to do is that of now
   */
  Result<Settled> settle(Case c, Act act, String duty, Optional<Case> target, Instant now) {
    return switch (act.action()) {
      case DISPATCH -> dispatch(c, act, duty, now);
      case REGISTER -> register(c, act, duty, now);
      case RETURN -> Result.ok(toDesk(c, duty, c.progress().returns() + 1, now));
      case REOPEN -> Result.ok(toDesk(c, duty, c.progress().returns(), now));
      case CONDITION_ASK -> otherCondition(c, act);
      case CONDITION_APPROVE -> granted(c);
      case MERGE, ATTACH -> tie(c, act, target);
      default -> Result.ok(Settled.NOTHING);
    };
  }

  private Result<Settled> dispatch(Case c, Act act, String duty, Instant now) {
    Optional<Dispatcher.Suggestion> route = dispatcher.route(c.matter(), duty, now);
    @Nullable String named = act.organisation();
    String lead;
    if (named == null || named.isBlank()) {
      if (route.isEmpty()) {
        return invalid(
            "case.missing.organisation", "organisation", "Nobody is suggested; name one");
      }
      lead = route.get().organisation().id();
    } else {
      lead = named;
    }
    @Nullable List<String> given = act.details().assisting();
    List<String> assisting =
        given != null
            ? given.stream().distinct().toList()
            : route.map(Dispatcher.Suggestion::assisting).orElse(List.of()).stream()
                .map(Organisation::id)
                .filter(id -> !id.equals(lead))
                .toList();
    List<String> all = new ArrayList<>(assisting);
    all.add(lead);
    for (String id : all) {
      Optional<Organisation> found = city.findOrganisation(id);
      if (found.isEmpty() || !dispatcher.serves(found.get(), c.matter().division())) {
        return invalid(
            "case.organisation", "organisation", id + " does not serve " + c.matter().division());
      }
    }
    if (assisting.contains(lead)) {
      return invalid("case.assisting", "assisting", "Who leads does not assist as well: " + lead);
    }
    return Result.ok(new Settled(lead, assisting, Optional.empty(), null, false));
  }

  private Result<Settled> register(Case c, Act act, String duty, Instant now) {
    boolean unrouted = unrouted(c, duty, now);
    String id = act.details().condition();
    if (id.isEmpty()) {
      return Result.ok(new Settled(null, List.of(), Optional.empty(), null, unrouted));
    }
    return inForce(c, id)
        .map(known -> new Settled(null, List.of(), Optional.of(known), null, unrouted));
  }

  private Result<Settled> otherCondition(Case c, Act act) {
    String id = act.details().condition();
    if (id.equals(c.progress().dossier().condition())) {
      return invalid("case.condition", "condition", "It is registered for " + id + " already");
    }
    return inForce(c, id)
        .map(known -> new Settled(null, List.of(), Optional.of(known), null, false));
  }

  /** What was asked for, also when a new list of conditions came in force in between. */
  private Result<Settled> granted(Case c) {
    Optional<Condition> asked =
        Optional.ofNullable(c.progress().dossier().change().asked())
            .flatMap(rules.categories()::condition);
    if (asked.isEmpty()) {
      return Result.refused(
          Refusal.CONFLICT,
          Notice.of("case.condition-gone", "", "The condition asked for is in no list any more"));
    }
    return Result.ok(new Settled(null, List.of(), asked, null, false));
  }

  private Result<Condition> inForce(Case c, String id) {
    return rules.categories().conditions(c.matter().category()).stream()
        .filter(known -> known.id().equals(id))
        .findFirst()
        .map(Result::ok)
        .orElseGet(() ->
            invalid(
                "case.condition",
                "condition",
                id + " is no condition of " + c.matter().category()));
  }

  private Settled toDesk(Case c, String duty, int returns, Instant now) {
    int limit = rules.policy().returnLimit();
    boolean decide = limit > 0 && returns >= limit;
    return new Settled(null, List.of(), Optional.empty(), null, decide || unrouted(c, duty, now));
  }

  private boolean unrouted(Case c, String duty, Instant now) {
    return dispatcher
        .route(c.matter(), duty, now)
        .map(Dispatcher.Suggestion::fallback)
        .orElse(true);
  }

  private static Result<Settled> tie(Case c, Act act, Optional<Case> target) {
    if (target.isEmpty() || target.get().id() == c.id()) {
      return invalid(
          "case.target", "case", "Name another case by its number, not " + act.details().target());
    }
    Case other = target.get();
    if (other.state().ended()) {
      return Result.refused(
          Refusal.CONFLICT,
          Notice.of("case.target-ended", "case", other.number() + " has ended: " + other.state()));
    }
    if (act.action() == CaseAction.ATTACH && other.progress().dossier().ties().parent() != null) {
      return Result.refused(
          Refusal.CONFLICT,
          Notice.of("case.family", "case", other.number() + " is itself a part of another case"));
    }
    return Result.ok(new Settled(null, List.of(), Optional.empty(), other.id(), false));
  }

  private static <T> Result<T> invalid(String code, String place, String message) {
    return Result.refused(Refusal.INVALID, Notice.of(code, place, message));
  }
}
