package furong.cases;

import furong.base.Notice;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.base.Text;
import furong.base.Transactions;
import furong.cases.CaseDesk.Opening;
import furong.cases.CaseDesk.Report;
import furong.cases.CaseSteps.Actor;
import furong.cases.CaseSteps.Step;
import furong.city.CityProfile;
import furong.city.Division;
import furong.people.AuditEntry;
import furong.people.AuditTrail;
import furong.people.Caller;
import furong.people.Rights;
import furong.people.Role;
import furong.people.User;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The part of the desk where people with an account bring in what they have seen, and their photos.
 *
 * <p>Whoever opens a case holds the number of the day until the case is committed. So everything
 * that a report writes goes to the store in one way, with the commit: nothing is waited for while
 * the number is held.
 */
final class Intake {

  /** Who brings reports in. */
  private static final Set<Role> REPORTERS = Set.of(Role.OPERATOR, Role.STREET, Role.INSPECTOR);

  private final CaseStore store;
  private final AuditTrail audit;
  private final CityProfile city;
  private final CategoryBook kinds;
  private final CaseSteps steps;
  private final Transactions transactions;
  private final InstantSource time;
  private final CaseListener listener;

  Intake(
      CaseStore store,
      AuditTrail audit,
      CityProfile city,
      CategoryBook kinds,
      CaseSteps steps,
      Transactions transactions,
      InstantSource time,
      CaseListener listener) {
    this.store = store;
    this.audit = audit;
    this.city = city;
    this.kinds = kinds;
    this.steps = steps;
    this.transactions = transactions;
    this.time = time;
    this.listener = listener;
  }

  /** The finest division that a report lies in, if the report is sound. */
  Result<String> sound(Report report) {
    Optional<Division> division =
        city.divisions().locate(report.place().lng(), report.place().lat());
    if (division.isEmpty()) {
      return invalid("report.outside", "lng", "That place lies outside " + city.name().en());
    }
    String title = report.title().strip();
    if (title.isEmpty() || title.length() > CaseDesk.MAX_TITLE) {
      return invalid(
          "report.title", "title", "A title has 1 to " + CaseDesk.MAX_TITLE + " characters");
    }
    if (report.description().length() > CaseRules.MAX_NOTE) {
      return invalid(
          "report.description", "description", "At most " + CaseRules.MAX_NOTE + " characters");
    }
    if (report.photos().size() > CaseRules.MAX_PHOTOS) {
      return invalid("case.photos", "photos", "At most " + CaseRules.MAX_PHOTOS + " photos");
    }
    if (kinds.find(report.category()).isEmpty()) {
      return invalid("report.category", "category", "There is no category " + report.category());
    }
    return Result.ok(division.get().code());
  }

  /** Opens a case for what a person has seen; it is REPORTED and wants to be verified (核实). */
  Result<Opening> report(Caller caller, Report report) {
    return sound(report)
        .then(division ->
            Rights.may(caller.user(), REPORTERS, division)
                .then(role -> kept(() -> open(caller, role, report, division))));
  }

  /** What {@code work} keeps, or nothing at all when it names a photo that is not there. */
  Result<Opening> kept(Supplier<Opening> work) {
    try {
      return transactions.inOne(() -> Result.ok(work.get()));
    } catch (UnknownPhoto e) {
      return invalid("case.photo", "photos", "A photo is not known or not yours");
    }
  }

  private Opening open(Caller caller, Role role, Report report, String division) {
    Instant now = Instant.ofEpochMilli(time.millis());
    User user = caller.user();
    Step step =
        steps.open(
            CaseKeeping.NOT_YET,
            matter(report, origin(role), division),
            CaseState.REPORTED,
            false,
            CaseProcedure.none(report.category()),
            new Actor(user.id(), user.name().zh(), role.name()),
            report.description().strip(),
            report.photos(),
            report.suggested(),
            now);
    Case opened = step.changed().withId(store.nextId());
    Supplier<Case> kept =
        store.open(
            day(now), opened, CaseKeeping.deadlines(steps, opened), step.event().of(opened.id()));
    claim(report.photos(), opened.id(), user);
    audit.append(
        AuditEntry.of(
            now,
            caller,
            role.name(),
            "case.report",
            "case/" + opened.id(),
            Map.of(),
            CaseFacts.of(opened)));
    transactions.afterCommit(() -> listener.caseChanged(kept.get()));
    return new Opening(opened.id(), kept);
  }

  LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, city.zone());
  }

  /** Gives photos that the person has brought before to a case; undoes it all when one is not. */
  void claim(List<String> photos, long caseId, User user) {
    if (!photos.isEmpty() && store.claimPhotos(photos, caseId, user.id()) != photos.size()) {
      throw new UnknownPhoto();
    }
  }

  /** The desk writes down what others tell; who is outside has seen it. */
  private static Matter.Origin origin(Role role) {
    return role == Role.OPERATOR ? Matter.Origin.PERSON : Matter.Origin.PATROL;
  }

  static Matter matter(Report report, Matter.Origin origin, String division) {
    String title = report.title().strip();
    return new Matter(
        origin,
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
  }

  /** Undoes a report that names a photo which its reporter did not bring. */
  private static final class UnknownPhoto extends RuntimeException {}

  /**
   * Notes a photo that was stored.
   *
   * @param seen the case that it is for, as it was read a moment ago; null for a report to come
   */
  Result<Photo> addPhoto(Caller caller, @Nullable Case seen, String id, int width, int height) {
    if (seen == null) {
      return Rights.may(caller.user(), REPORTERS)
          .map(role -> keepPhoto(caller, role, null, "", id, width, height));
    }
    if (seen.state().ended()) {
      return Result.refused(
          Refusal.CONFLICT, Notice.of("case.state", "", "The case has ended: " + seen.state()));
    }
    return Rights.may(caller.user(), REPORTERS, seen.matter().division())
        .map(role -> keepPhoto(caller, role, seen.id(), seen.state().name(), id, width, height));
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

  private static <T> Result<T> invalid(String code, String place, String message) {
    return Result.refused(Refusal.INVALID, Notice.of(code, place, message));
  }
}
