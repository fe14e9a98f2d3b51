package furong.notify;

import furong.base.Notice;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.base.Transactions;
import furong.city.CityProfile;
import furong.city.Organisation;
import furong.people.AuditEntry;
import furong.people.AuditTrail;
import furong.people.Caller;
import furong.people.Rights;
import furong.people.Role;
import furong.people.User;
import furong.people.UserStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The roster and the duty log of each organisation: who is on duty, what was handed over. */
public final class DutyDesk {

  /** Nobody is on duty for longer without a break in the roster. */
  private static final Duration LONGEST_SHIFT = Duration.ofHours(48);

  /** Two pages of text. */
  private static final int MAX_TEXT = 4_000;

  private static final Set<Role> ROLES = Set.of(Role.OPERATOR, Role.STREET, Role.ADMIN);

  private final RosterStore store;
  private final UserStore users;
  private final AuditTrail audit;
  private final CityProfile city;
  private final Transactions transactions;
  private final InstantSource time;

  public DutyDesk(
      RosterStore store,
      UserStore users,
      AuditTrail audit,
      CityProfile city,
      Transactions transactions,
      InstantSource time) {
    this.store = store;
    this.users = users;
    this.audit = audit;
    this.city = city;
    this.transactions = transactions;
    this.time = time;
  }

  /** Puts somebody on the roster; two may be on duty at once. */
  public Result<Shift> plan(Caller caller, Shift shift) {
    if (Duration.between(shift.from(), shift.to()).compareTo(LONGEST_SHIFT) > 0) {
      return invalid("to", "a shift lasts at most " + LONGEST_SHIFT.toHours() + " hours");
    }
    if (users.findOpen(shift.user()).isEmpty()) {
      return invalid("user", "there is no user " + shift.user());
    }
    if (shift.note().length() > MAX_TEXT) {
      return invalid("note", "at most " + MAX_TEXT + " characters");
    }
    return may(caller, shift.organisation())
        .map(role ->
            transactions.inOne(() -> {
              Shift kept = store.add(shift);
              note(caller, role, "duty.plan", "shift/" + kept.id(), facts(kept));
              return kept;
            }));
  }

  public Result<Shift> cancel(Caller caller, long id) {
    Optional<Shift> found = store.findShift(id);
    if (found.isEmpty()) {
      return Result.refused(
          Refusal.NOT_FOUND, Notice.of("duty.none", "", "There is no shift " + id));
    }
    return may(caller, found.get().organisation())
        .map(role ->
            transactions.inOne(() -> {
              store.removeShift(id);
              note(caller, role, "duty.cancel", "shift/" + id, facts(found.get()));
              return found.get();
            }));
  }

  /** Writes a note into the log. */
  public Result<LogNote> write(Caller caller, String organisation, String text) {
    return text(text)
        .then(words -> may(caller, organisation))
        .map(role ->
            append(
                caller,
                role,
                "duty.note",
                new LogNote(
                    0, organisation, now(), caller.user().id(), null, text.strip(), Map.of())));
  }

  /** Hands over to the next one, with how things stand. */
  public Result<LogNote> handOver(
      Caller caller, String organisation, String to, String text, Map<String, Long> facts) {
    if (users.findOpen(to).isEmpty() || to.equals(caller.user().id())) {
      return invalid("to", "hand over to another user");
    }
    return text(text)
        .then(words -> may(caller, organisation))
        .map(role ->
            append(
                caller,
                role,
                "duty.handover",
                new LogNote(0, organisation, now(), caller.user().id(), to, text.strip(), facts)));
  }

  private LogNote append(Caller caller, Role role, String action, LogNote note) {
    return transactions.inOne(() -> {
      LogNote kept = store.append(note);
      Map<String, String> facts = new TreeMap<>();
      facts.put("organisation", note.organisation());
      if (note.to() != null) {
        facts.put("to", note.to());
      }
      note(caller, role, action, "duty/" + kept.id(), facts);
      return kept;
    });
  }

  /** Who is on duty for an organisation then. */
  public List<User> onDuty(String organisation, Instant at) {
    return store.shifts(organisation, at, at.plusMillis(1)).stream()
        .filter(s -> s.covers(at))
        .flatMap(s -> users.findOpen(s.user()).stream())
        .distinct()
        .toList();
  }

  private Result<String> text(String text) {
    return text.isBlank() || text.length() > MAX_TEXT
        ? invalid("text", "a text of 1 to " + MAX_TEXT + " characters")
        : Result.ok(text);
  }

  /** Reading a roster is open to everybody who may read the division. */
  public Result<Organisation> read(User user, String organisation) {
    return organisation(organisation).then(o -> Rights.mayRead(user, o.division()).map(role -> o));
  }

  private Result<Role> may(Caller caller, String organisation) {
    return organisation(organisation).then(o -> Rights.may(caller.user(), ROLES, o.division()));
  }

  private Result<Organisation> organisation(String id) {
    return city.findOrganisation(id)
        .<Result<Organisation>>map(Result::ok)
        .orElseGet(() ->
            Result.refused(
                Refusal.NOT_FOUND,
                Notice.of("duty.organisation", "organisation", "There is no " + id)));
  }

  private void note(
      Caller caller, Role role, String action, String subject, Map<String, String> after) {
    audit.append(AuditEntry.of(now(), caller, role.name(), action, subject, Map.of(), after));
  }

  private static Map<String, String> facts(Shift s) {
    return Map.of(
        "organisation", s.organisation(),
        "user", s.user(),
        "from", s.from().toString(),
        "to", s.to().toString());
  }

  private static <T> Result<T> invalid(String place, String message) {
    return Result.refused(Refusal.INVALID, Notice.of("duty." + place, place, message));
  }

  private Instant now() {
    return Instant.ofEpochMilli(time.millis());
  }
}
