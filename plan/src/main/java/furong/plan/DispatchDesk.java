package furong.plan;

import furong.base.Result;
import furong.base.Result.Refusal;
import furong.base.Transactions;
import furong.base.WorkTime;
import furong.city.CityProfile;
import furong.people.AuditTrail;
import furong.people.Caller;
import furong.people.Rights;
import furong.people.Role;
import furong.people.User;
import furong.plan.PlanRules.Around;
import furong.plan.PlanRules.Doing;
import furong.plan.PlanRules.Granted;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The month of dispatch: opened, brought to its meeting, closed. Each act is checked against the
 * table, carried out, and put into the timeline and the audit trail in one transaction.
 */
public final class DispatchDesk {

  private final Plan plan;
  private final PlanStore promises;
  private final DispatchStore store;
  private final CityProfile city;
  private final Transactions transactions;
  private final InstantSource time;
  private final Judge judge;
  private final Keeping keeping;

  public DispatchDesk(
      Plan plan,
      PlanStore promises,
      DispatchStore store,
      FigureSource figures,
      AuditTrail audit,
      CityProfile city,
      Transactions transactions,
      InstantSource time) {
    this.plan = plan;
    this.promises = promises;
    this.store = store;
    this.city = city;
    this.transactions = transactions;
    this.time = time;
    this.judge = new Judge(plan, store, figures);
    this.keeping = new Keeping(store, audit);
  }

  /** Opens a month: one entry for each item that a unit has promised. */
  public Result<DispatchMonth> open(Caller caller, YearMonth month) {
    if (plan.isNone()) {
      return PlanRules.refused(Refusal.NOT_FOUND, "plan.none", "This city has no plan");
    }
    YearMonth first = YearMonth.from(plan.span().first());
    if (month.isBefore(first) || month.isAfter(YearMonth.from(today()))) {
      return PlanRules.refused(
          Refusal.INVALID, "plan.month", "A month is from " + first + " to this one, not " + month);
    }
    return Rights.may(caller.user(), Set.of(Role.PLANNER), root())
        .then(role -> transactions.inOne(() -> open(caller, role, month)));
  }

  private Result<DispatchMonth> open(Caller caller, Role role, YearMonth month) {
    Map<String, Commitment> now = Commitments.of(promises.changes(null));
    List<Entry> entries = new ArrayList<>();
    plan.items()
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
    Instant at = time.instant();
    DispatchMonth opened =
        new DispatchMonth(
            month, MonthState.OPEN, at, workDays(at, plan.rules().reportWorkDays()), at, null, 1);
    if (!store.addMonth(opened)) {
      return PlanRules.refused(Refusal.CONFLICT, "plan.month", month + " is opened already");
    }
    for (Entry entry : entries) {
      store.addEntry(judge.judge(entry, opened, now, today(), false));
    }
    keeping.keep(
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
    return transactions.inOne(() -> {
      Optional<DispatchMonth> found = store.lockMonth(month);
      if (found.isEmpty()) {
        return noMonth(month);
      }
      DispatchMonth before = found.get();
      return PlanRules.check(
              Steps.MONTH, before.state(), before.version(), caller.user(), doing, around(before))
          .map(granted -> carryOut(caller, before, doing, granted));
    });
  }

  private DispatchMonth carryOut(
      Caller caller, DispatchMonth before, Doing doing, Granted<MonthState> granted) {
    Instant now = time.instant();
    DispatchMonth after = before.next(granted.step().to(), now);
    store.updateMonth(after);
    if (after.state() == MonthState.MEETING) {
      Map<String, Commitment> promised = Commitments.of(promises.changes(null));
      for (Entry entry : store.entries(after.month())) {
        store.updateEntry(judge.judge(entry, after, promised, today(), true).nextVersion());
      }
    }
    if (after.state() == MonthState.CLOSED) {
      store.addScores(
          Assessment.of(
              plan.rules(), after, store.entries(after.month()), everySupervised(), city.zone()));
    }
    keeping.keep(
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

  private List<Supervised> everySupervised() {
    return store.supervised(
        new DispatchStore.Query(Set.of(), null, null, null, null, null, 0, Integer.MAX_VALUE));
  }

  /** What {@code user} may do to the month. */
  public List<PlanAct> allowed(User user, DispatchMonth month) {
    return PlanRules.allowed(Steps.MONTH, month.state(), user, around(month));
  }

  private Around around(DispatchMonth month) {
    int open =
        month.state() == MonthState.MEETING
            ? (int) store.entries(month.month()).stream().filter(Entry::unanswered).count()
            : 0;
    return new Around(root(), root(), null, null, month.state(), open, 0);
  }

  static <T> Result<T> noMonth(YearMonth month) {
    return PlanRules.refused(Refusal.NOT_FOUND, "plan.month", month + " is not opened");
  }

  private Instant workDays(Instant from, int days) {
    return city.calendar().deadline(from, new WorkTime(days, WorkTime.Unit.WORK_DAY));
  }

  private LocalDate today() {
    return time.instant().atZone(city.zone()).toLocalDate();
  }

  private String root() {
    return city.divisions().root().code();
  }
}
