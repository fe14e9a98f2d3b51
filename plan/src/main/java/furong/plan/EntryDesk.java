package furong.plan;

import furong.base.Result;
import furong.base.Result.Refusal;
import furong.people.Caller;
import furong.people.Role;
import furong.people.User;
import furong.plan.Entry.Report;
import furong.plan.PlanRules.Around;
import furong.plan.PlanRules.Doing;
import furong.plan.PlanRules.Granted;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a month: units report them, the planner sends them back, the meeting notes them or
 * decides something. Whoever acts holds the month, so that nobody reports into a meeting.
 */
public final class EntryDesk {

  private final PlanOffice office;
  private final FigureSource figures;

  public EntryDesk(PlanOffice office, FigureSource figures) {
    this.office = office;
    this.figures = figures;
  }

  /** An entry that somebody may act on, held. */
  private record Allowed(Entry before, DispatchMonth month, Granted<EntryState> granted) {}

  /** Carries out an act, or refuses it with the reason. */
  public Result<Entry> act(Caller caller, long id, Doing doing) {
    return office
        .transactions()
        .inOne(() -> grant(caller, id, doing).map(allowed -> carryOut(caller, allowed, doing)));
  }

  /**
   * The meeting takes note of several entries of a month alike: of all of them, or of none and the
   * reason.
   */
  public Result<List<Entry>> noteAll(
      Caller caller, YearMonth month, List<ReviewDesk.Seen> seen, String reason) {
    return office
        .transactions()
        .inOne(() -> {
          List<Allowed> all = new ArrayList<>();
          for (ReviewDesk.Seen one : seen.stream().distinct().toList()) {
            Result<Allowed> granted = grant(caller, one.id(), noting(one, reason));
            if (granted instanceof Result.Refused<Allowed> no) {
              return new Result.Refused<>(no.refusal(), no.notices());
            }
            all.add(granted.orThrow());
          }
          if (all.stream().anyMatch(a -> !a.before().month().equals(month))) {
            return PlanRules.refused(
                Refusal.INVALID, "plan.entry", "That is an entry of another month");
          }
          return Result.ok(
              all.stream()
                  .map(a ->
                      carryOut(
                          caller,
                          a,
                          noting(
                              new ReviewDesk.Seen(a.before().id(), a.before().version()), reason)))
                  .toList());
        });
  }

  private static Doing noting(ReviewDesk.Seen entry, String reason) {
    return Doing.of(PlanAct.NOTE, entry.version(), "", reason);
  }

  private Result<Allowed> grant(Caller caller, long id, Doing doing) {
    Optional<Entry> seen = office.months().findEntry(id);
    if (seen.isEmpty()) {
      return none(id);
    }
    Optional<DispatchMonth> month = office.months().lockMonth(seen.get().month());
    Entry before = office.months().findEntry(id).orElseThrow();
    if (month.isEmpty()) {
      return DispatchDesk.noMonth(before.month());
    }
    if (doing.unit() != null && office.city().findOrganisation(doing.unit()).isEmpty()) {
      return PlanRules.refused(
          Refusal.INVALID, "plan.unit", "There is no organisation " + doing.unit());
    }
    if (doing.spent() != null && !office.plan().isProject(before.item())) {
      return PlanRules.refused(
          Refusal.INVALID, "plan.spent", "Only a project has money of its own");
    }
    return PlanRules.check(
            Steps.ENTRY,
            before.state(),
            before.version(),
            caller.user(),
            doing,
            around(before, month.get()))
        .map(granted -> new Allowed(before, month.get(), granted));
  }

  private Entry carryOut(Caller caller, Allowed allowed, Doing doing) {
    Entry before = allowed.before();
    Granted<EntryState> granted = allowed.granted();
    Instant now = office.time().instant();
    Entry after =
        switch (doing.act()) {
          case REPORT -> reported(caller, before, allowed.month(), doing, now);
          case SEND_BACK -> before.sentBack();
          case NOTE -> before.answered(Answer.NOTED, doing.said());
          default -> decided(caller, granted.role(), before, doing, now);
        };
    office.months().updateEntry(after);
    office.keep(
        caller,
        granted.role(),
        doing.act().code(),
        "entry/" + after.id(),
        doing.said(),
        facts(before),
        facts(after),
        now);
    return after;
  }

  private Entry reported(
      Caller caller, Entry before, DispatchMonth month, Doing doing, Instant now) {
    Report report =
        new Report(
            doing.progress(),
            doing.figure(),
            doing.words(),
            now,
            caller.user().id(),
            caller.user().name().zh(),
            doing.spent());
    Judge judge = new Judge(office.plan(), office.months(), figures);
    return judge.judge(
        before.reported(report),
        month,
        Commitments.of(office.promises().changes(before.item())),
        office.today(),
        Judge.late(month, now));
  }

  private Entry decided(Caller caller, Role role, Entry before, Doing doing, Instant now) {
    long number =
        office
                .months()
                .countSupervised(
                    new DispatchStore.Query(Set.of(), null, null, before.month(), null, null, 0, 1))
            + 1;
    office.supervise(
        caller,
        role,
        Supervised.decided(
            String.format(Locale.ROOT, "DB-%s-%02d", before.month(), number),
            before,
            doing.words(),
            doing.unit() == null ? before.unit() : doing.unit(),
            now,
            office.workDays(now, office.superviseWorkDays(doing))),
        now);
    return before.answered(Answer.DECIDED, doing.words());
  }

  /** Whether {@code user} may bring a file for this entry now. */
  public Result<Entry> mayBring(User user, long id) {
    Optional<Entry> found = office.months().findEntry(id);
    if (found.isEmpty()) {
      return none(id);
    }
    return allowed(user, found.get()).contains(PlanAct.REPORT)
        ? Result.ok(found.get())
        : PlanRules.refused(
            Refusal.FORBIDDEN, "plan.unit", "Files are brought by the unit, while it may report");
  }

  /** What {@code user} may do to the entry. */
  public List<PlanAct> allowed(User user, Entry entry) {
    return office
        .months()
        .findMonth(entry.month())
        .map(month -> allowed(user, entry, month))
        .orElse(List.of());
  }

  /** As {@link #allowed(User, Entry)}, where the month is at hand. */
  public List<PlanAct> allowed(User user, Entry entry, DispatchMonth month) {
    return PlanRules.allowed(Steps.ENTRY, entry.state(), user, around(entry, month));
  }

  private Around around(Entry entry, DispatchMonth month) {
    return new Around(
        office.root(), office.divisionOf(entry.unit()), entry.unit(), null, month.state(), 0, 0);
  }

  private static Map<String, String> facts(Entry e) {
    Map<String, String> facts = new TreeMap<>();
    facts.put("state", e.state().name());
    facts.put("answer", e.answer().name());
    @Nullable Report report = e.report();
    if (report != null) {
      if (report.progress() != null) {
        facts.put("progress", report.progress().toString());
      }
      if (report.figure() != null) {
        facts.put("figure", report.figure().toString());
      }
      if (report.spent() != null) {
        facts.put("spent", report.spent().toString());
      }
      facts.put("words", report.words());
    }
    return facts;
  }

  private static <T> Result<T> none(long id) {
    return PlanRules.refused(Refusal.NOT_FOUND, "plan.entry", "There is no entry " + id);
  }
}
