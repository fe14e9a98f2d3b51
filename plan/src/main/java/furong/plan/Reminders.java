package furong.plan;

import furong.people.AuditEntry;
import furong.plan.DispatchStore.Query;
import furong.plan.Reminder.Sort;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reminds of reports that a month still waits for, some working days before their time is over, and
 * of supervised items: as long before they are due, and once more when they are overdue. What was
 * reminded of is on record, so that a restart reminds of nothing twice; a new due date is reminded
 * of anew.
 */
public final class Reminders {

  private final PlanOffice office;

  public Reminders(PlanOffice office) {
    this.office = office;
  }

  /** Reminds of whatever is to be reminded of at {@code now}; answers how many. */
  public int round(Instant now) {
    Instant soon = office.workDays(now, office.plan().rules().remindWorkDays());
    for (DispatchMonth month : office.months().months()) {
      if (month.state() == MonthState.OPEN
          && now.isBefore(month.reportsDue())
          && !month.reportsDue().isAfter(soon)) {
        remind(month, now);
      }
    }
    int count = 0;
    for (Supervised item : office.months().supervised(Query.all(Set.of(SupervisedState.OPEN)))) {
      if (item.overdue(now)) {
        count += remind(item, Sort.OVERDUE, now);
      } else if (!item.dueAt().isAfter(soon)) {
        count += remind(item, Sort.SOON, now);
      }
    }
    return count;
  }

  /** Once to a person: the outbox knows the letter by its key. */
  private void remind(DispatchMonth month, Instant now) {
    List<Entry> asked =
        office.months().entries(month.month()).stream()
            .filter(e -> !e.byEngine(office.plan()))
            .toList();
    office.letters().waiting(month, asked, office::titleOf, now);
  }

  private int remind(Supervised item, Sort sort, Instant now) {
    return office
        .transactions()
        .inOne(() -> {
          if (!office.months().addReminder(new Reminder(item.id(), sort, item.dueAt(), now))) {
            return 0;
          }
          office
              .months()
              .addEvent(
                  new PlanEvent(
                      "supervised/" + item.id(),
                      now,
                      AuditEntry.SYSTEM,
                      "系统",
                      "",
                      "remind_" + sort.name().toLowerCase(Locale.ROOT),
                      ""));
          office.letters().reminded(item, sort, now);
          return 1;
        });
  }
}
