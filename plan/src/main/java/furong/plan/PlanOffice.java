package furong.plan;

import furong.base.Text;
import furong.base.Transactions;
import furong.base.WorkTime;
import furong.city.CityProfile;
import furong.city.Organisation;
import furong.people.AuditEntry;
import furong.people.AuditTrail;
import furong.people.Caller;
import furong.people.Role;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What every desk of the plan stands on: the plan, what was promised and reported of it, the city,
 * the clock, those who are written to, and the trail that each act leaves.
 */
public record PlanOffice(
    TaskBook book,
    PlanStore promises,
    DispatchStore months,
    AuditTrail audit,
    PlanLetters letters,
    CityProfile city,
    Transactions transactions,
    InstantSource time) {

  /** The plan with what was added to it, as it is now. */
  public Plan plan() {
    return book.plan();
  }

  /** What an item is called; its name where it is gone. */
  Text titleOf(String item) {
    return plan().find(item).map(Item::title).orElseGet(() -> Text.of(item, item));
  }

  /** Puts an act into the timeline of {@code owner} and into the audit trail. */
  void keep(
      Caller caller,
      Role role,
      String act,
      String owner,
      String words,
      Map<String, String> before,
      Map<String, String> after,
      Instant now) {
    months.addEvent(
        new PlanEvent(
            owner, now, caller.user().id(), caller.user().name().zh(), role.name(), act, words));
    note(caller, role.name(), act, owner, before, after, now);
  }

  /** Takes up a supervised item, with the first line of its timeline, and tells its unit. */
  Supervised supervise(Caller caller, Role role, Supervised item, Instant now) {
    Supervised opened = months.addSupervised(item);
    keep(
        caller,
        role,
        "supervise",
        "supervised/" + opened.id(),
        opened.words(),
        Map.of(),
        Map.of("number", opened.number(), "unit", opened.unit(), "due", opened.dueAt().toString()),
        now);
    letters.decided(opened, now);
    return opened;
  }

  /** Puts an act that has no timeline into the audit trail. */
  void note(
      Caller caller,
      String role,
      String act,
      String owner,
      Map<String, String> before,
      Map<String, String> after,
      Instant now) {
    audit.append(AuditEntry.of(now, caller, role, "plan." + act, "plan/" + owner, before, after));
  }

  /** In the city's zone. */
  LocalDate today() {
    return time.instant().atZone(city.zone()).toLocalDate();
  }

  /** So many working days after {@code from}, by the city's calendar. */
  Instant workDays(Instant from, int days) {
    return city.calendar().deadline(from, new WorkTime(days, WorkTime.Unit.WORK_DAY));
  }

  /** How long a supervised item may take: as said, else by the city's rule. */
  int superviseWorkDays(PlanRules.Doing doing) {
    return doing.workDays() == null ? plan().rules().superviseWorkDays() : doing.workDays();
  }

  /** Code of the division that the plan is for. */
  String root() {
    return city.divisions().root().code();
  }

  /** Of a unit; the city's where there is none. */
  String divisionOf(@Nullable String unit) {
    return unit == null
        ? root()
        : city.findOrganisation(unit).map(Organisation::division).orElse(root());
  }
}
