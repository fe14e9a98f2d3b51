package furong.plan;

import furong.base.Result;
import furong.base.Result.Refusal;
import furong.people.Caller;
import furong.people.Rights;
import furong.people.Role;
import furong.people.User;
import furong.plan.Finding.Computed;
import furong.plan.Finding.Facts;
import furong.plan.Finding.Judgement;
import furong.plan.Finding.SelfReport;
import furong.plan.PlanRules.Around;
import furong.plan.PlanRules.Doing;
import furong.plan.PlanRules.Granted;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The evaluation of the plan (中期评估): opened for a cut-off, written by units, judged by the office,
 * closed. What follows from the facts is worked out when it is opened and again when it is
 * convened; from then on the facts stand still. Whoever acts holds the evaluation.
 */
public final class ReviewDesk {

  private final PlanOffice office;
  private final ReviewStore store;
  private final FigureSource figures;

  public ReviewDesk(PlanOffice office, ReviewStore store, FigureSource figures) {
    this.office = office;
    this.store = store;
    this.figures = figures;
  }

  /** Opens an evaluation: one finding for each item of the plan, promised or not. */
  public Result<Review> open(Caller caller, Review.Kind kind, YearMonth cutoff) {
    if (office.plan().isNone()) {
      return PlanRules.refused(Refusal.NOT_FOUND, "plan.none", "This city has no plan");
    }
    YearMonth first = YearMonth.from(office.plan().span().first());
    if (cutoff.isBefore(first) || cutoff.isAfter(YearMonth.from(office.today()))) {
      return PlanRules.refused(
          Refusal.INVALID,
          "plan.cutoff",
          "A cut-off is from " + first + " to this month, not " + cutoff);
    }
    return Rights.may(caller.user(), Set.of(Role.PLANNER), office.root())
        .then(role -> office.transactions().inOne(() -> open(caller, role, kind, cutoff)));
  }

  private Result<Review> open(Caller caller, Role role, Review.Kind kind, YearMonth cutoff) {
    Instant now = office.time().instant();
    Instant due = office.workDays(now, office.plan().rules().reportWorkDays());
    Optional<Review> kept =
        store.add(new Review(0, kind, cutoff, MonthState.OPEN, now, due, now, null, 1));
    if (kept.isEmpty()) {
      return PlanRules.refused(
          Refusal.CONFLICT, "plan.review", "That evaluation of " + cutoff + " is opened already");
    }
    Review review = kept.get();
    FactFinder facts = finder(review);
    List<Finding> findings = new ArrayList<>();
    office
        .plan()
        .items()
        .forEach(item -> {
          Facts known = facts.of(item);
          findings.add(
              new Finding(
                  0,
                  review.id(),
                  item.id(),
                  facts.unit(item),
                  EntryState.DUE,
                  known,
                  follows(item, known, review),
                  null,
                  null,
                  1));
        });
    together(findings).forEach(store::addFinding);
    office.keep(
        caller,
        role,
        "open",
        owner(review),
        kind.title().zh() + " " + cutoff,
        Map.of(),
        Map.of("findings", String.valueOf(findings.size())),
        now);
    return Result.ok(review);
  }

  /** Convenes, reopens or closes an evaluation. */
  public Result<Review> act(Caller caller, long id, Doing doing) {
    return office
        .transactions()
        .inOne(() -> {
          Optional<Review> found = store.lock(id);
          if (found.isEmpty()) {
            return PlanRules.refused(
                Refusal.NOT_FOUND, "plan.review", "There is no evaluation " + id);
          }
          Review before = found.get();
          return PlanRules.check(
                  Steps.MONTH,
                  before.state(),
                  before.version(),
                  caller.user(),
                  doing,
                  around(before))
              .map(granted -> carryOut(caller, before, doing, granted));
        });
  }

  private Review carryOut(Caller caller, Review before, Doing doing, Granted<MonthState> granted) {
    Instant now = office.time().instant();
    Review after = before.next(granted.step().to(), now);
    store.update(after);
    if (after.state() == MonthState.MEETING) {
      findAgain(after);
    }
    office.keep(
        caller,
        granted.role(),
        doing.act().code(),
        owner(after),
        doing.said(),
        Map.of("state", before.state().name()),
        Map.of("state", after.state().name()),
        now);
    return after;
  }

  private void findAgain(Review review) {
    FactFinder facts = finder(review);
    List<Finding> before = store.findings(review.id());
    List<Finding> now = new ArrayList<>();
    for (Finding finding : before) {
      Optional<Item> item = office.plan().find(finding.item());
      // an item that left the plan's text keeps what was found
      Facts known = item.map(facts::of).orElse(finding.facts());
      Computed follows = item.map(i -> follows(i, known, review)).orElse(finding.computed());
      now.add(finding.found(known, follows));
    }
    together(now).forEach(finding -> store.updateFinding(finding.nextVersion()));
  }

  /** A finding, or an entry of a month, as somebody saw it. */
  public record Seen(long id, long version) {}

  /** Reports a finding or sends it back. */
  public Result<Finding> actOn(Caller caller, long id, Doing doing) {
    return office
        .transactions()
        .inOne(() -> grant(caller, id, doing).map(granted -> carryOut(caller, granted, doing)));
  }

  /**
   * Judges findings of one evaluation alike: all of them, or none and the reason.
   *
   * @param words why, kept with each
   */
  public Result<List<Finding>> judge(
      Caller caller, long review, List<Seen> seen, Verdict verdict, String words) {
    return office
        .transactions()
        .inOne(() -> {
          List<Allowed> all = new ArrayList<>();
          for (Seen one : seen) {
            Doing doing = Doing.of(PlanAct.JUDGE, one.version(), words, "");
            Result<Allowed> granted = grant(caller, one.id(), doing);
            if (granted instanceof Result.Refused<Allowed> no) {
              return new Result.Refused<>(no.refusal(), no.notices());
            }
            all.add(granted.orThrow());
          }
          if (all.stream().anyMatch(a -> a.finding().review() != review)) {
            return PlanRules.refused(
                Refusal.INVALID, "plan.finding", "That is a finding of another evaluation");
          }
          List<Finding> judged =
              all.stream().map(allowed -> judged(caller, allowed, verdict, words)).toList();
          settleActions(review);
          return Result.ok(judged);
        });
  }

  private record Allowed(Finding finding, Role role) {}

  private Result<Allowed> grant(Caller caller, long id, Doing doing) {
    Optional<Finding> seen = store.findFinding(id);
    if (seen.isEmpty()) {
      return PlanRules.refused(Refusal.NOT_FOUND, "plan.finding", "There is no finding " + id);
    }
    Review review = store.lock(seen.get().review()).orElseThrow();
    Finding before = store.findFinding(id).orElseThrow();
    return PlanRules.check(
            Steps.FINDING,
            before.state(),
            before.version(),
            caller.user(),
            doing,
            around(before, review))
        .map(granted -> new Allowed(before, granted.role()));
  }

  private Finding carryOut(Caller caller, Allowed allowed, Doing doing) {
    User user = caller.user();
    Finding before = allowed.finding();
    Finding after =
        doing.act() == PlanAct.SEND_BACK
            ? before.sentBack()
            : before.reported(
                new SelfReport(
                    doing.words(), office.time().instant(), user.id(), user.name().zh()));
    return keep(caller, allowed, after, doing.act(), doing.said());
  }

  private Finding judged(Caller caller, Allowed allowed, Verdict verdict, String words) {
    User user = caller.user();
    Finding after =
        allowed
            .finding()
            .judged(
                new Judgement(
                    verdict, words.strip(), office.time().instant(), user.id(), user.name().zh()));
    return keep(caller, allowed, after, PlanAct.JUDGE, words.strip());
  }

  private Finding keep(Caller caller, Allowed allowed, Finding after, PlanAct act, String said) {
    Finding before = allowed.finding();
    store.updateFinding(after);
    office.keep(
        caller,
        allowed.role(),
        act.code(),
        "finding/" + after.id(),
        said,
        Map.of("state", before.state().name(), "verdict", before.verdict().name()),
        Map.of("state", after.state().name(), "verdict", after.verdict().name()),
        office.time().instant());
    return after;
  }

  /** What an action comes to hangs on the verdicts of its items. */
  private void settleActions(long review) {
    List<Finding> before = store.findings(review);
    List<Finding> after = together(before);
    for (int i = 0; i < before.size(); i++) {
      if (!after.get(i).equals(before.get(i))) {
        store.updateFinding(after.get(i).nextVersion());
      }
    }
  }

  private Computed follows(Item item, Facts known, Review review) {
    int points =
        office
            .plan()
            .rules()
            .find(SteeringRules.LagKind.BEHIND_PACE)
            .map(SteeringRules.Lag::amount)
            .orElse(0);
    return Verdicts.of(item, known, points, review.judgedOn(office.today()));
  }

  /** The same findings, where an action's follows from those of its items. */
  private List<Finding> together(List<Finding> findings) {
    Map<String, List<Verdict>> under = new LinkedHashMap<>();
    for (Finding finding : findings) {
      office
          .plan()
          .find(finding.item())
          .filter(item -> !(item instanceof Action))
          .ifPresent(item ->
              under.computeIfAbsent(item.of(), of -> new ArrayList<>()).add(finding.verdict()));
    }
    return findings.stream()
        .map(finding ->
            office
                .plan()
                .findAction(finding.item())
                .flatMap(action -> Verdicts.together(under.getOrDefault(action.id(), List.of())))
                .filter(follows -> !follows.equals(finding.computed()))
                .map(follows -> finding.found(finding.facts(), follows))
                .orElse(finding))
        .toList();
  }

  /** What {@code user} may do to the evaluation. */
  public List<PlanAct> allowed(User user, Review review) {
    return PlanRules.allowed(Steps.MONTH, review.state(), user, around(review));
  }

  /** What {@code user} may do to a finding of {@code review}. */
  public List<PlanAct> allowed(User user, Finding finding, Review review) {
    return PlanRules.allowed(Steps.FINDING, finding.state(), user, around(finding, review));
  }

  public boolean mayOpen(User user) {
    return !office.plan().isNone() && Rights.may(user, Set.of(Role.PLANNER), office.root()).isOk();
  }

  /** Whether a person still has to judge it. */
  public boolean open(Finding finding) {
    return office.plan().find(finding.item()).map(finding::open).orElse(false);
  }

  private Around around(Review review) {
    int open =
        review.state() == MonthState.MEETING
            ? (int) store.findings(review.id()).stream().filter(this::open).count()
            : 0;
    return new Around(office.root(), office.root(), null, null, review.state(), open, 0);
  }

  private Around around(Finding finding, Review review) {
    @Nullable String unit = finding.unit();
    String division = office.divisionOf(unit);
    return new Around(office.root(), division, unit, null, review.state(), 0, 0);
  }

  private FactFinder finder(Review review) {
    return new FactFinder(office, figures, review.cutoff(), review.judgedOn(office.today()));
  }

  private static String owner(Review review) {
    return "review/" + review.id();
  }
}
