package furong.cases;

import furong.base.Notice;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.base.Transactions;
import furong.cases.CaseRules.Act;
import furong.cases.CaseRules.Granted;
import furong.cases.CaseSteps.Actor;
import furong.cases.CaseSteps.Settled;
import furong.cases.CaseSteps.Step;
import furong.cases.Dispatcher.Facts;
import furong.city.CityProfile;
import furong.geo.LngLat;
import furong.people.AuditEntry;
import furong.people.AuditTrail;
import furong.people.Caller;
import furong.people.Rights;
import furong.people.User;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where people work on cases: each act is checked against the table, carried out, put into the
 * timeline and into the audit trail in one transaction, and told to others once that is committed.
 *
 * <p>Two who act on the same case at once do so one after the other; the second is refused when it
 * named the version that the first has replaced.
 */
public final class CaseDesk {

  /** Acts that mind other cases: these must stand still meanwhile, so nothing is believed there. */
  private static final Set<CaseAction> FAMILY =
      Lifecycle.table().stream()
          .filter(row -> row.needs().contains(Need.CASE) || asksForParts(row))
          .map(Transition::action)
          .collect(Collectors.toUnmodifiableSet());

  /** Longest title: one line of a list. */
  public static final int MAX_TITLE = 120;

  /**
   * What somebody has seen.
   *
   * @param photos ids of photos brought before by the same person
   * @param suggested kinds that the screen proposed
   * @param thing that it is about, by its SensorThings id; null for none
   */
  public record Report(
      String title,
      String category,
      String description,
      LngLat place,
      List<String> photos,
      Suggested suggested,
      @Nullable Long thing) {

    /** One without proposals and things. */
    public Report(
        String title, String category, String description, LngLat place, List<String> photos) {
      this(title, category, description, place, photos, Suggested.NONE, null);
    }
  }

  /**
   * What somebody has found, mended at once, and photographed before ({@link Report#photos}) and
   * after.
   *
   * @param done what was done, in words
   * @param condition id of the {@link Condition} that the matter met; empty for the only one
   */
  public record Mended(Report report, String done, List<String> after, String condition) {
    public Mended {
      after = List.copyOf(after);
      condition = condition.strip();
    }
  }

  private final CaseStore store;
  private final AuditTrail audit;
  private final CaseBook book;
  private final CityProfile city;
  private final CityCases rules;
  private final Dispatcher dispatcher;
  private final CaseSteps steps;
  private final ActSettling settling;
  private final Intake intake;
  private final OnTheSpot onTheSpot;
  private final Transactions transactions;
  private final InstantSource time;
  private final CaseListener listener;

  /** One that knows no things and no people to route by. */
  public CaseDesk(
      CaseStore store,
      AuditTrail audit,
      CaseBook book,
      CityProfile city,
      CityCases rules,
      Transactions transactions,
      InstantSource time,
      CaseListener listener) {
    this(store, audit, book, city, rules, Facts.NONE, transactions, time, listener);
  }

  public CaseDesk(
      CaseStore store,
      AuditTrail audit,
      CaseBook book,
      CityProfile city,
      CityCases rules,
      Facts facts,
      Transactions transactions,
      InstantSource time,
      CaseListener listener) {
    this.store = store;
    this.audit = audit;
    this.book = book;
    this.city = city;
    this.rules = rules;
    this.dispatcher = new Dispatcher(city, rules, id -> CaseKeeping.open(store, rules, id), facts);
    this.steps = new CaseSteps(city.calendar(), rules, dispatcher);
    this.settling = new ActSettling(city, rules, dispatcher);
    this.transactions = transactions;
    this.time = time;
    this.listener = listener;
    this.intake =
        new Intake(store, audit, city, rules.categories(), steps, transactions, time, listener);
    this.onTheSpot =
        new OnTheSpot(
            store,
            audit,
            intake,
            rules,
            steps,
            settling,
            () -> circumstances(0),
            transactions,
            time,
            listener);
  }

  /** A case that {@code user} may see. */
  public Result<Case> read(User user, long id) {
    Optional<Case> found = store.find(id);
    if (found.isEmpty()) {
      return none(id);
    }
    return Rights.mayRead(user, found.get().matter().division()).map(role -> found.get());
  }

  /** When the running clock of a case runs out; null when none runs or it has no limit. */
  public @Nullable Instant dueAt(Case c) {
    return steps.dueAt(c);
  }

  /** Who should handle the case, and why; in person once it is registered. */
  public Optional<Dispatcher.Suggestion> suggestion(Case c) {
    Optional<Dispatcher.Suggestion> route = dispatcher.route(c.matter(), duty(c), now());
    // nobody takes a case before it is registered: until then nobody's cases are counted
    return c.state() == CaseState.REGISTERED ? route.map(dispatcher::inPerson) : route;
  }

  /** What the procedure of a case says who handles it. */
  public String duty(Case c) {
    return procedure(c).duty();
  }

  /** What {@code user} may do to the case as it stands, the way onward first. */
  public List<Transition> allowed(Case c, User user) {
    return allowed(c, user, store.countOpenChildren(c.id()));
  }

  /** As {@link #allowed(Case, User)}, for one who knows how many parts of it have not ended. */
  public List<Transition> allowed(Case c, User user, int openChildren) {
    return CaseRules.allowed(c, user, circumstances(openChildren));
  }

  private Circumstances circumstances(int parts) {
    return new Circumstances(rules.policy(), rules.categories(), city.calendar(), now(), parts);
  }

  /** Most acts do not ask for the parts of a case; then nobody counts them. */
  private int openChildren(Case c, CaseAction action) {
    boolean asked = Lifecycle.find(c.state(), action).stream().anyMatch(CaseDesk::asksForParts);
    return asked ? store.countOpenChildren(c.id()) : 0;
  }

  private static boolean asksForParts(Transition row) {
    return row.guards().contains(Transition.Guard.NO_OPEN_CHILDREN)
        || row.guards().contains(Transition.Guard.NO_FAMILY);
  }

  private Instant now() {
    return Instant.ofEpochMilli(time.millis());
  }

  /** Carries out an act, or refuses it with the reason. */
  public Result<Case> act(Caller caller, long id, Act act) {
    return transactions.inOne(() -> {
      Optional<Case> target = target(act);
      // always in one order, so that two who tie the same cases together do not wait for each other
      Optional<Case> first = target.filter(t -> t.id() < id).flatMap(t -> store.lock(t.id()));
      boolean alone = target.isEmpty() && !FAMILY.contains(act.action());
      Optional<Case> found = alone ? store.hold(id, act.version()) : store.lock(id);
      if (found.isEmpty()) {
        return none(id);
      }
      Optional<Case> other = first.isPresent() ? first : target.flatMap(t -> store.lock(t.id()));
      Case before = found.get();
      return CaseRules.check(
              before,
              caller.user(),
              act,
              circumstances(openChildren(before, act.action())),
              procedure(before))
          .then(granted -> CaseRules.mayTie(caller.user(), other).map(nothing -> granted))
          .then(granted ->
              settling
                  .settle(before, act, procedure(before).duty(), other, now())
                  .then(settled ->
                      photos(caller, before, act)
                          .map(photos -> carryOut(caller, before, act, granted, settled, other))));
    });
  }

  private Optional<Case> target(Act act) {
    String named = act.details().target();
    if (named.isEmpty()) {
      return Optional.empty();
    }
    return named.matches("[0-9]{1,18}")
        ? store.find(Long.parseLong(named))
        : store.findByNumber(named);
  }

  private Case carryOut(
      Caller caller,
      Case before,
      Act act,
      Granted granted,
      Settled settled,
      Optional<Case> target) {
    Instant now = now();
    User user = caller.user();
    Actor by = new Actor(user.id(), user.name().zh(), granted.role().name());
    Step step = steps.take(before, granted.transition(), by, procedure(before), act, settled, now);
    save(step);
    if (act.action() == CaseAction.MERGE) {
      target.ifPresent(
          t -> save(steps.note(t, t.matter(), by, CaseEvent.MERGED_IN, before.number(), now)));
    }
    audit.append(
        AuditEntry.of(
            now,
            caller,
            granted.role().name(),
            "case." + act.action().code(),
            "case/" + before.id(),
            CaseFacts.of(before),
            CaseFacts.of(step.changed())));
    return step.changed();
  }

  /** Opens a case for what a person has seen; it is REPORTED and wants to be verified (核实). */
  public Result<Case> report(Caller caller, Report report) {
    return open(caller, report).map(opening -> opening.kept().get());
  }

  /**
   * A case that is being opened.
   *
   * @param kept gives it once the unit of work that it is opened in is through; before, that costs
   *     a way to the store of its own
   */
  public record Opening(long id, Supplier<Case> kept) {}

  /** As {@link #report}, for one who looks at the case later in the same unit of work. */
  public Result<Opening> open(Caller caller, Report report) {
    return intake.report(caller, report);
  }

  /** 即采即办: keeps the case of what grid staff have found and mended, as {@link OnTheSpot} says. */
  public Result<Case> mend(Caller caller, Mended mended) {
    return onTheSpot.mend(caller, mended).map(opening -> opening.kept().get());
  }

  /**
   * Notes a photo that was stored.
   *
   * @param seen the case that it is for, as it was read a moment ago; null for a report to come
   */
  public Result<Photo> addPhoto(
      Caller caller, @Nullable Case seen, String id, int width, int height) {
    return intake.addPhoto(caller, seen, id, width, height);
  }

  private Result<List<String>> photos(Caller caller, Case c, Act act) {
    List<String> missing = missing(c, act);
    if (!missing.isEmpty()) { // brought before there was this case
      store.claimPhotos(missing, c.id(), caller.user().id());
      missing = missing(c, act);
    }
    return missing.isEmpty()
        ? Result.ok(act.photos())
        : invalid(
            "case.photo", "photos", "There is no photo " + missing.getFirst() + " of this case");
  }

  private List<String> missing(Case c, Act act) {
    if (act.photos().isEmpty()) {
      return List.of();
    }
    Set<String> known =
        store.photos(c.id()).stream().map(Photo::id).collect(Collectors.toUnmodifiableSet());
    return act.photos().stream().filter(photo -> !known.contains(photo)).toList();
  }

  private void save(Step step) {
    CaseKeeping.update(store, steps, step);
    transactions.afterCommit(() -> listener.caseChanged(step.changed()));
  }

  /** How a case is handled: by the procedure of its pack, or as matters are that no pack knows. */
  public CaseProcedure procedure(Case c) {
    return book.procedure(c.matter().procedure()).orElse(CaseProcedure.none(c.matter().category()));
  }

  private static Result<Case> none(long id) {
    return Result.refused(Refusal.NOT_FOUND, Notice.of("case.none", "", "There is no case " + id));
  }

  private static <T> Result<T> invalid(String code, String place, String message) {
    return Result.refused(Refusal.INVALID, Notice.of(code, place, message));
  }
}
