package furong.plan;

import furong.base.Result;
import furong.base.Result.Refusal;
import furong.people.Caller;
import furong.people.Rights;
import furong.people.Role;
import furong.people.User;
import furong.plan.PlanRules.Around;
import furong.plan.PlanRules.Doing;
import furong.plan.PlanRules.Granted;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Supervised items (督办): done by their unit with proof, closed by somebody else. */
public final class SupervisedDesk {

  private static final Set<Role> ASSIGNS = Set.of(Role.PLANNER);

  private final PlanOffice office;

  public SupervisedDesk(PlanOffice office) {
    this.office = office;
  }

  /** Whether {@code user} may take up what ails a division. */
  public boolean mayAssign(User user, String division) {
    return Rights.may(user, ASSIGNS, division).isOk();
  }

  /**
   * Takes up an ailment of the health check: a unit sees to it by a day that counts from now. An
   * ailment of a year is taken up once; whether it is one was asked before.
   *
   * @param workDays null takes the city's rule
   */
  public Result<Supervised> assign(
      Caller caller, Origin about, String words, String unit, @Nullable Integer workDays) {
    return Rights.may(caller.user(), ASSIGNS, about.division())
        .then(role ->
            PlanRules.within(new Doing(PlanAct.DECIDE, 0, words, "", null, null, unit, workDays))
                .then(doing ->
                    doing.words().isEmpty()
                        ? PlanRules.refused(
                            Refusal.INVALID, "plan.missing.words", "Say what is to be done")
                        : office
                            .transactions()
                            .inOne(() -> assign(caller, role, about, doing, unit))));
  }

  private Result<Supervised> assign(
      Caller caller, Role role, Origin about, Doing doing, String unit) {
    if (office.city().findOrganisation(unit).isEmpty()) {
      return PlanRules.refused(Refusal.INVALID, "plan.unit", "There is no organisation " + unit);
    }
    office.months().holdAilments(about.year());
    List<Supervised> taken = office.months().about(about.year(), null);
    Optional<Supervised> before = taken.stream().filter(s -> about.equals(s.origin())).findFirst();
    if (before.isPresent()) {
      return PlanRules.refused(
          Refusal.CONFLICT, "plan.assigned", "It is taken up already: " + before.get().number());
    }
    Instant now = office.time().instant();
    return Result.ok(
        office.supervise(
            caller,
            role,
            Supervised.about(
                String.format(Locale.ROOT, "TJ-%s-%03d", about.year(), taken.size() + 1),
                about,
                doing.words(),
                unit,
                now,
                office.workDays(now, office.superviseWorkDays(doing))),
            now));
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
    return office.workDays(before.dueAt(), office.superviseWorkDays(doing));
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
    @Nullable Origin origin = item.origin();
    return new Around(
        // who may take up an ailment of a division may extend its limit
        origin == null ? office.root() : origin.division(),
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
