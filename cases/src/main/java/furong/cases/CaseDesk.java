package furong.cases;

import furong.base.Notice;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.base.Text;
import furong.base.Transactions;
import furong.cases.CaseRules.Act;
import furong.cases.CaseRules.Granted;
import furong.cases.CaseSteps.Actor;
import furong.cases.CaseSteps.Settled;
import furong.cases.CaseSteps.Step;
import furong.cases.Dispatcher.Facts;
import furong.city.CityProfile;
import furong.city.Division;
import furong.geo.LngLat;
import furong.people.AuditEntry;
import furong.people.AuditTrail;
import furong.people.Caller;
import furong.people.Rights;
import furong.people.Role;
import furong.people.User;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

  /** Longest title: one line of a list. */
  public static final int MAX_TITLE = 120;

  /** Who brings reports in. */
  private static final Set<Role> REPORTERS = Set.of(Role.OPERATOR, Role.STREET, Role.INSPECTOR);

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

  private final CaseStore store;
  private final AuditTrail audit;
  private final CaseBook book;
  private final CityProfile city;
  private final CityCases rules;
  private final Dispatcher dispatcher;
  private final CaseSteps steps;
  private final ActSettling settling;
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

  /** Who should handle the case, and why. */
  public Optional<Dispatcher.Suggestion> suggestion(Case c) {
    return dispatcher.route(c.matter(), duty(c), now()).map(dispatcher::inPerson);
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
    boolean asked =
        Lifecycle.find(c.state(), action).stream()
            .anyMatch(row ->
                row.guards().contains(Transition.Guard.NO_OPEN_CHILDREN)
                    || row.guards().contains(Transition.Guard.NO_FAMILY));
    return asked ? store.countOpenChildren(c.id()) : 0;
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
      Optional<Case> found = store.lock(id);
      if (found.isEmpty()) {
        return none(id);
      }
      Optional<Case> other = first.isPresent() ? first : target.flatMap(t -> store.lock(t.id()));
      Case before = found.get();
      return CaseRules.check(
              before, caller.user(), act, circumstances(openChildren(before, act.action())))
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
    Optional<Division> division =
        city.divisions().locate(report.place().lng(), report.place().lat());
    if (division.isEmpty()) {
      return invalid("report.outside", "lng", "That place lies outside " + city.name().en());
    }
    String title = report.title().strip();
    if (title.isEmpty() || title.length() > MAX_TITLE) {
      return invalid("report.title", "title", "A title has 1 to " + MAX_TITLE + " characters");
    }
    if (report.description().length() > CaseRules.MAX_NOTE) {
      return invalid(
          "report.description", "description", "At most " + CaseRules.MAX_NOTE + " characters");
    }
    if (report.photos().size() > CaseRules.MAX_PHOTOS) {
      return invalid("case.photos", "photos", "At most " + CaseRules.MAX_PHOTOS + " photos");
    }
    if (rules.categories().find(report.category()).isEmpty()) {
      return invalid("report.category", "category", "There is no category " + report.category());
    }
    String code = division.get().code();
    return Rights.may(caller.user(), REPORTERS, code)
        .then(role -> {
          try {
            return transactions.inOne(() -> Result.ok(open(caller, role, report, title, code)));
          } catch (UnknownPhoto e) {
            return invalid("case.photo", "photos", "A photo is not known or not yours");
          }
        });
  }

  private Case open(Caller caller, Role role, Report report, String title, String division) {
    Instant now = Instant.ofEpochMilli(time.millis());
    Matter matter =
        new Matter(
            Matter.Origin.PERSON,
            Text.of(title, title),
            report.category(),
            null,
            division,
            report.place(),
            report.thing(),
            null,
            "",
            "",
            report.description().strip(),
            false);
    User user = caller.user();
    Step step =
        steps.open(
            CaseKeeping.NOT_YET,
            matter,
            CaseState.REPORTED,
            false,
            CaseProcedure.none(report.category()),
            new Actor(user.id(), user.name().zh(), role.name()),
            report.description().strip(),
            report.photos(),
            report.suggested(),
            now);
    Case opened = CaseKeeping.addNumbered(store, steps, step, city.zone());
    if (!report.photos().isEmpty()
        && store.claimPhotos(report.photos(), opened.id(), user.id()) != report.photos().size()) {
      throw new UnknownPhoto();
    }
    audit.append(
        AuditEntry.of(
            now,
            caller,
            role.name(),
            "case.report",
            "case/" + opened.id(),
            Map.of(),
            CaseFacts.of(opened)));
    transactions.afterCommit(() -> listener.caseChanged(opened));
    return opened;
  }

  /** Undoes a report that names a photo which its reporter did not bring. */
  private static final class UnknownPhoto extends RuntimeException {}

  /** Notes a photo that was stored, for a case or for a report to come. */
  public Result<Photo> addPhoto(
      Caller caller, @Nullable Long caseId, String id, int width, int height) {
    if (caseId == null) {
      return Rights.may(caller.user(), REPORTERS)
          .map(role -> keepPhoto(caller, role, null, "", id, width, height));
    }
    Optional<Case> found = store.find(caseId);
    if (found.isEmpty()) {
      return Result.refused(Refusal.NOT_FOUND, Notice.of("case.none", "", "No case " + caseId));
    }
    Case c = found.get();
    if (c.state().ended()) {
      return Result.refused(
          Refusal.CONFLICT, Notice.of("case.state", "", "The case has ended: " + c.state()));
    }
    return Rights.may(caller.user(), REPORTERS, c.matter().division())
        .map(role -> keepPhoto(caller, role, caseId, c.state().name(), id, width, height));
  }

  private Photo keepPhoto(
      Caller caller,
      Role role,
      @Nullable Long caseId,
      String stage,
      String id,
      int width,
      int height) {
    return transactions.inOne(() -> {
      Instant now = Instant.ofEpochMilli(time.millis());
      Photo photo = new Photo(id, caseId, stage, caller.user().id(), now, width, height);
      store.addPhoto(photo);
      audit.append(
          AuditEntry.of(
              now,
              caller,
              role.name(),
              "photo.add",
              caseId == null ? "photo/" + id : "case/" + caseId,
              Map.of(),
              Map.of("photo", id)));
      return photo;
    });
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

  private CaseProcedure procedure(Case c) {
    return book.procedure(c.matter().procedure()).orElse(CaseProcedure.none(c.matter().category()));
  }

  private static Result<Case> none(long id) {
    return Result.refused(Refusal.NOT_FOUND, Notice.of("case.none", "", "There is no case " + id));
  }

  private static <T> Result<T> invalid(String code, String place, String message) {
    return Result.refused(Refusal.INVALID, Notice.of(code, place, message));
  }
}
