package furong.cases;

import furong.base.Notice;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.base.Transactions;
import furong.cases.CaseDesk.Mended;
import furong.cases.CaseDesk.Opening;
import furong.cases.CaseDesk.Report;
import furong.cases.CaseRules.Act;
import furong.cases.CaseRules.Details;
import furong.cases.CaseSteps.Actor;
import furong.cases.CaseSteps.Settled;
import furong.cases.CaseSteps.Step;
import furong.people.AuditEntry;
import furong.people.AuditTrail;
import furong.people.Caller;
import furong.people.Rights;
import furong.people.Role;
import furong.people.User;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * 即采即办: grid staff find a thing, mend it where it is and bring photos of before and after. The case
 * is opened and walks over the rows of the table in one unit of work ({@link
 * Lifecycle#ON_THE_SPOT}).
 *
 * <pre>
 * staff   report, take, finish: with the roles, the guards and the evidence of the table
 * rule    accept, register, dispatch to the office of the staff
 * then    picked for a check: it waits for an inspector as any other case does; else it is closed
 * </pre>
 *
 * Which kinds may be mended so, and how many of a hundred are checked, is data of the city ({@link
 * CategoryBook#onTheSpot}). It cannot see whether the photos show what the words say: the check
 * does.
 */
final class OnTheSpot {

  private final CaseStore store;
  private final AuditTrail audit;
  private final Intake intake;
  private final CityCases rules;
  private final CaseSteps steps;
  private final ActSettling settling;
  private final Supplier<Circumstances> circumstances;
  private final Transactions transactions;
  private final InstantSource time;
  private final CaseListener listener;

  OnTheSpot(
      CaseStore store,
      AuditTrail audit,
      Intake intake,
      CityCases rules,
      CaseSteps steps,
      ActSettling settling,
      Supplier<Circumstances> circumstances,
      Transactions transactions,
      InstantSource time,
      CaseListener listener) {
    this.store = store;
    this.audit = audit;
    this.intake = intake;
    this.rules = rules;
    this.steps = steps;
    this.settling = settling;
    this.circumstances = circumstances;
    this.transactions = transactions;
    this.time = time;
    this.listener = listener;
  }

  /** A case on its way, with what its timeline says so far. */
  private static final class Walk {
    final Case opened;
    final List<CaseEvent> entries = new ArrayList<>();
    Case at;

    Walk(Case opened, CaseEvent first) {
      this.opened = opened;
      this.at = opened;
      entries.add(first);
    }
  }

  /** Opens the case of what was mended; it is closed, or HANDLED when it was picked for a check. */
  Result<Opening> mend(Caller caller, Mended mended) {
    Report report = mended.report();
    OptionalInt checked = rules.categories().onTheSpot(report.category());
    return intake
        .sound(report)
        .then(division -> {
          if (checked.isEmpty()) {
            return invalid(
                "spot.kind",
                "category",
                "What is " + report.category() + " is not mended on the spot here: report it");
          }
          return photos(mended)
              .then(photos ->
                  Rights.may(caller.user(), handlers(), division)
                      .then(role -> walk(caller.user(), role, mended, division, checked.getAsInt()))
                      .then(walk -> intake.kept(() -> kept(caller, walk, photos))));
        });
  }

  /** Who may handle what the table has them handle. */
  private static Set<Role> handlers() {
    return Lifecycle.find(CaseState.DISPATCHED, CaseAction.TAKE).orElseThrow().who();
  }

  /** All of them; what was and what is must be two things. */
  private static Result<List<String>> photos(Mended mended) {
    List<String> before = mended.report().photos();
    List<String> after = mended.after();
    if (before.isEmpty() || after.isEmpty() || !Collections.disjoint(before, after)) {
      return invalid(
          "case.missing.photos", "photos", "It takes a photo of before and another one of after");
    }
    List<String> all = new ArrayList<>(before);
    all.addAll(after);
    return Result.ok(List.copyOf(all));
  }

  private Result<Walk> walk(User user, Role role, Mended mended, String division, int checked) {
    Report report = mended.report();
    Instant now = Instant.ofEpochMilli(time.millis());
    CaseProcedure procedure = CaseProcedure.none(report.category());
    Actor worker = new Actor(user.id(), user.name().zh(), role.name());
    Step first =
        steps.open(
            CaseKeeping.NOT_YET,
            Intake.matter(report, Matter.Origin.PATROL, division),
            CaseState.REPORTED,
            true, // seen on the spot by who is there for it
            procedure,
            worker,
            report.description().strip(),
            report.photos(),
            report.suggested(),
            now);
    Case opened = first.changed().withId(store.nextId());
    Walk walk = new Walk(opened, first.event().of(opened.id()));
    for (CaseAction action : Lifecycle.ON_THE_SPOT) {
      Result<Step> step = step(walk.at, action, user, worker, mended, procedure, now);
      if (step instanceof Result.Refused<Step>(Refusal refusal, List<Notice> notices)) {
        return new Result.Refused<>(refusal, notices);
      }
      taken(walk, step.orThrow());
    }
    boolean picked = picked(opened.id(), checked);
    String share = (picked ? TimelineReplay.PICKED : TimelineReplay.NOT_PICKED) + " " + checked;
    walk.entries.set(
        walk.entries.size() - 1, walk.entries.getLast().with(TimelineReplay.ON_SPOT, share));
    for (CaseAction action : picked ? List.<CaseAction>of() : Lifecycle.UNCHECKED) {
      Transition row = Lifecycle.find(walk.at.state(), action).orElseThrow();
      Act act = new Act(action, walk.at.version(), "", "", null, List.of());
      Step step = steps.take(walk.at, row, Actor.SYSTEM, procedure, act, Settled.NOTHING, now);
      boolean check = action == CaseAction.CHECK_PASS;
      taken(walk, byRule(step, check ? share : TimelineReplay.BY_RULE));
    }
    return Result.ok(walk);
  }

  /** One row of the table: by the worker where it is theirs, else by the rule. */
  private Result<Step> step(
      Case c,
      CaseAction action,
      User user,
      Actor worker,
      Mended mended,
      CaseProcedure procedure,
      Instant now) {
    Transition row = Lifecycle.find(c.state(), action).orElseThrow();
    boolean own = row.who().contains(Role.valueOf(worker.role()));
    boolean finish = action == CaseAction.FINISH;
    Act act =
        new Act(
            action,
            c.version(),
            finish ? mended.done() : "",
            "",
            user.organisation(),
            finish ? mended.after() : List.of(),
            new Details(action == CaseAction.REGISTER ? condition(mended) : "", List.of(), "", 0));
    Result<?> granted =
        own ? CaseRules.check(c, user, act, circumstances.get(), procedure) : Result.ok(action);
    return granted
        .then(may -> settling.settle(c, act, procedure.duty(), Optional.empty(), now))
        .map(settled ->
            own
                ? steps.take(c, row, worker, procedure, act, settled, now)
                : byRule(
                    steps.take(c, row, Actor.SYSTEM, procedure, act, settled, now),
                    TimelineReplay.BY_RULE));
  }

  /** The one that was named, else the only one that its kind has. */
  private String condition(Mended mended) {
    List<Condition> known = rules.categories().conditions(mended.report().category());
    return mended.condition().isEmpty() && known.size() == 1
        ? known.getFirst().id()
        : mended.condition();
  }

  private static Step byRule(Step step, String how) {
    return new Step(step.changed(), step.event().with(TimelineReplay.ON_SPOT, how));
  }

  private static void taken(Walk walk, Step step) {
    walk.at = step.changed();
    walk.entries.add(step.event());
  }

  private Opening kept(Caller caller, Walk walk, List<String> photos) {
    Case last = walk.at;
    Supplier<Case> kept =
        store.openAndWalk(
            intake.day(last.openedAt()),
            walk.opened,
            last,
            CaseKeeping.deadlines(steps, last),
            walk.entries);
    intake.claim(photos, last.id(), caller.user());
    Map<String, String> facts = new TreeMap<>(CaseFacts.of(last));
    facts.put("mended", "on the spot");
    audit.append(
        AuditEntry.of(
            last.openedAt(),
            caller,
            walk.entries.getFirst().role(),
            "case.mend_on_spot",
            "case/" + last.id(),
            Map.of(),
            facts));
    transactions.afterCommit(() -> listener.caseChanged(kept.get()));
    return new Opening(last.id(), kept);
  }

  /**
   * Whether a case is checked, of which {@code share} of a hundred are. Anybody can compute it
   * again from the id of the case, and nobody knows that before the case is kept.
   */
  static boolean picked(long id, int share) {
    long mixed = id * 0x9E3779B97F4A7C15L; // SplitMix64 (Steele et al. 2014): neighbours lie far
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return Math.floorMod(mixed ^ (mixed >>> 31), 100) < share;
  }

  private static <T> Result<T> invalid(String code, String place, String message) {
    return Result.refused(Refusal.INVALID, Notice.of(code, place, message));
  }
}
