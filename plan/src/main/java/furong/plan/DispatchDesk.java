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
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The month of dispatch: opened, brought to its meeting, closed. Each act is checked against the
 * table, carried out, and put into the timeline and the audit trail in one transaction.
 */
public final class DispatchDesk {

  private final PlanOffice office;
  private final FigureSource figures;

  public DispatchDesk(PlanOffice office, FigureSource figures) {
    this.office = office;
    this.figures = figures;
  }

  /** Opens a month: one entry for each item that a unit has promised. */
  public Result<DispatchMonth> open(Caller caller, YearMonth month) {
    if (office.plan().isNone()) {
      return PlanRules.refused(Refusal.NOT_FOUND, "plan.none", "This city has no plan");
    }
    YearMonth first = YearMonth.from(office.plan().span().first());
    if (month.isBefore(first) || month.isAfter(YearMonth.from(office.today()))) {
      return PlanRules.refused(
          Refusal.INVALID, "plan.month", "A month is from " + first + " to this one, not " + month);
    }
    return Rights.may(caller.user(), Set.of(Role.PLANNER), office.root())
        .then(role -> office.transactions().inOne(() -> open(caller, role, month)));
  }

  private Result<DispatchMonth> open(Caller caller, Role role, YearMonth month) {
    Map<String, Commitment> now = Commitments.of(office.promises().changes(null));
    List<Entry> entries = new ArrayList<>();
    office
        .plan()
        .items()
        .forEach(item -> {
          @Nullable String unit = now.getOrDefault(item.id(), Commitment.NONE).unit();
          if (unit != null) {
            entries.add(
                new Entry(
                    0,
                    month,
                    item.id(),
                    unit,
                    EntryState.DUE,
                    null,
                    null,
                    null,
                    List.of(),
                    Answer.NONE,
                    "",
                    0));
          }
        });
    if (entries.isEmpty()) {
      return PlanRules.refused(
          Refusal.CONFLICT, "plan.no-units", "No unit has promised anything yet: name units first");
    }
    Instant at = office.time().instant();
    DispatchMonth opened =
        new DispatchMonth(
            month,
            MonthState.OPEN,
            at,
            office.workDays(at, office.plan().rules().reportWorkDays()),
            at,
            null,
            1);
    if (!office.months().addMonth(opened)) {
      return PlanRules.refused(Refusal.CONFLICT, "plan.month", month + " is opened already");
    }
    office.letters().opened(opened, entries, office::titleOf, at);
    Judge judge = judge();
    for (Entry entry : entries) {
      office.months().addEntry(judge.judge(entry, opened, now, office.today(), false));
    }
    office.keep(
        caller,
        role,
        "open",
        "month/" + month,
        "",
        Map.of(),
        Map.of("entries", String.valueOf(entries.size())),
        at);
    return Result.ok(opened);
  }

  /** Convenes, reopens or closes a month. */
  public Result<DispatchMonth> act(Caller caller, YearMonth month, Doing doing) {
    return office
        .transactions()
        .inOne(() -> {
          Optional<DispatchMonth> found = office.months().lockMonth(month);
          if (found.isEmpty()) {
            return noMonth(month);
          }
          DispatchMonth before = found.get();
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

  private DispatchMonth carryOut(
      Caller caller, DispatchMonth before, Doing doing, Granted<MonthState> granted) {
    Instant now = office.time().instant();
    DispatchMonth after = before.next(granted.step().to(), now);
    office.months().updateMonth(after);
    if (after.state() == MonthState.MEETING) {
      Map<String, Commitment> promised = Commitments.of(office.promises().changes(null));
      Judge judge = judge();
      for (Entry entry : office.months().entries(after.month())) {
        office
            .months()
            .updateEntry(judge.judge(entry, after, promised, office.today(), true).nextVersion());
      }
    }
    if (after.state() == MonthState.CLOSED) {
      office
          .months()
          .addScores(
              Assessment.of(
                  office.plan(),
                  after,
                  office.months().entries(after.month()),
                  everySupervised(),
                  lastClosed(after.month())));
    }
    office.keep(
        caller,
        granted.role(),
        doing.act().code(),
        "month/" + after.month(),
        doing.said(),
        Map.of("state", before.state().name()),
        Map.of("state", after.state().name()),
        now);
    return after;
  }

  private Judge judge() {
    return new Judge(office.plan(), office.months(), figures);
  }

  /** When a month was closed last; the beginning of time before the first. */
  private Instant lastClosed(YearMonth butFor) {
    return office.months().months().stream()
        .filter(m -> !m.month().equals(butFor))
        .map(DispatchMonth::closedAt)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .orElse(Instant.MIN);
  }

  private List<Supervised> everySupervised() {
    return office.months().supervised(DispatchStore.Query.all(Set.of()));
  }

  /** What {@code user} may do to the month. */
  public List<PlanAct> allowed(User user, DispatchMonth month) {
    return PlanRules.allowed(Steps.MONTH, month.state(), user, around(month));
  }

  private Around around(DispatchMonth month) {
    int open =
        month.state() == MonthState.MEETING
            ? (int)
                office.months().entries(month.month()).stream().filter(Entry::unanswered).count()
            : 0;
    return new Around(office.root(), office.root(), null, null, month.state(), open, 0);
  }

  static <T> Result<T> noMonth(YearMonth month) {
    return PlanRules.refused(Refusal.NOT_FOUND, "plan.month", month + " is not opened");
  }
}
