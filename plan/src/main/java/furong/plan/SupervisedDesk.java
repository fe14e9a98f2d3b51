package furong.plan;

import furong.base.Result;
import furong.base.Result.Refusal;
import furong.people.Caller;
import furong.people.User;
import furong.plan.PlanRules.Around;
import furong.plan.PlanRules.Doing;
import furong.plan.PlanRules.Granted;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Supervised items (督办): done by their unit with proof, closed by somebody else. */
public final class SupervisedDesk {

  private final PlanOffice office;

  public SupervisedDesk(PlanOffice office) {
    this.office = office;
  }

  /** Carries out an act, or refuses it with the reason. */
  public Result<Supervised> act(Caller caller, long id, Doing doing) {
    return office
        .transactions()
        .inOne(() -> {
          Optional<Supervised> found = office.months().lockSupervised(id);
          if (found.isEmpty()) {
            return none(id);
          }
          Supervised before = found.get();
          return PlanRules.check(
                  Steps.SUPERVISED,
                  before.state(),
                  before.version(),
                  caller.user(),
                  doing,
                  around(before))
              .map(granted -> carryOut(caller, before, doing, granted));
        });
  }

  private Supervised carryOut(
      Caller caller, Supervised before, Doing doing, Granted<SupervisedState> granted) {
    Instant now = office.time().instant();
    Supervised after =
        switch (doing.act()) {
          case FINISH -> before.finished(caller.user().id(), doing.words(), now);
          case PASS -> before.passed(now);
          case REJECT -> before.rejected();
          default -> before.extended(extension(before, doing));
        };
    office.months().updateSupervised(after);
    office.keep(
        caller,
        granted.role(),
        doing.act().code(),
        "supervised/" + after.id(),
        doing.said(),
        facts(before),
        facts(after),
        now);
    return after;
  }

  /** From the day that it was due on. */
  private Instant extension(Supervised before, Doing doing) {
    int days =
        doing.workDays() == null ? office.plan().rules().superviseWorkDays() : doing.workDays();
    return office.workDays(before.dueAt(), days);
  }

  /** Whether {@code user} may bring proof for this item now. */
  public Result<Supervised> mayBring(User user, long id) {
    Optional<Supervised> found = office.months().findSupervised(id);
    if (found.isEmpty()) {
      return none(id);
    }
    return allowed(user, found.get()).contains(PlanAct.FINISH)
        ? Result.ok(found.get())
        : PlanRules.refused(
            Refusal.FORBIDDEN, "plan.unit", "Proof is brought by the unit, while it is open");
  }

  /** What {@code user} may do to the item. */
  public List<PlanAct> allowed(User user, Supervised item) {
    return PlanRules.allowed(Steps.SUPERVISED, item.state(), user, around(item));
  }

  private Around around(Supervised item) {
    return new Around(
        office.root(),
        office.divisionOf(item.unit()),
        item.unit(),
        item.doer(),
        MonthState.CLOSED,
        0,
        office.months().evidence("supervised/" + item.id()).size());
  }

  private static Map<String, String> facts(Supervised s) {
    Map<String, String> facts = new TreeMap<>();
    facts.put("state", s.state().name());
    facts.put("due", s.dueAt().toString());
    @Nullable String doer = s.doer();
    if (doer != null) {
      facts.put("doer", doer);
    }
    return facts;
  }

  private static <T> Result<T> none(long id) {
    return PlanRules.refused(
        Refusal.NOT_FOUND, "plan.supervised", "There is no supervised item " + id);
  }
}
