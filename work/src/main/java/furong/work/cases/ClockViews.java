package furong.work.cases;

import furong.base.Text;
import furong.base.WorkCalendar;
import furong.base.WorkTime;
import furong.cases.Case;
import furong.cases.CaseDesk;
import furong.cases.CaseState;
import furong.cases.Stage;
import furong.cases.StageClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Writes the clocks of cases as documents, to the second. */
final class ClockViews {

  /**
   * The clock that runs.
   *
   * @param limit amount; with {@code unit} such as {@code work-hour}
   * @param remainingSeconds clock time until {@code at}; negative when it is over
   */
  record Running(
      Instant at, int limit, String unit, Text unitTitle, long remainingSeconds, boolean overdue) {}

  /**
   * The clock of handling while the case rests: it has no end on the wall clock.
   *
   * @param remainingSeconds counted time that is left of the limit, in the time that its unit
   *     counts; negative when it was over already
   */
  record Paused(int limit, String unit, Text unitTitle, long remainingSeconds) {}

  private final CaseDesk desk;
  private final WorkCalendar calendar;
  private final InstantSource time;

  ClockViews(CaseDesk desk, WorkCalendar calendar, InstantSource time) {
    this.desk = desk;
    this.calendar = calendar;
    this.time = time;
  }

  @Nullable Running running(Case c) {
    @Nullable Instant at = desk.dueAt(c);
    @Nullable WorkTime limit = c.clock().flatMap(StageClock::whole).orElse(null);
    if (at == null || limit == null) {
      return null;
    }
    Instant now = time.instant();
    return new Running(
        at,
        limit.amount(),
        limit.unit().code(),
        limit.unit().title(),
        Duration.between(now, at).toSeconds(),
        now.isAfter(at));
  }

  @Nullable Paused paused(Case c) {
    @Nullable StageClock clock = c.progress().clocks().get(Stage.HANDLE);
    if (c.state() != CaseState.SUSPENDED || clock == null) {
      return null;
    }
    return clock
        .whole()
        .map(limit ->
            new Paused(
                limit.amount(),
                limit.unit().code(),
                limit.unit().title(),
                limit.length().minus(clock.used(calendar, time.instant())).toSeconds()))
        .orElse(null);
  }
}
