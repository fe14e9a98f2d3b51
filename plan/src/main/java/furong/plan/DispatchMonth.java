package furong.plan;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * One month of dispatch (每月调度).
 *
 * @param reportsDue until when units report in time
 * @param version grows by one with each change
 */
public record DispatchMonth(
    YearMonth month,
    MonthState state,
    Instant openedAt,
    Instant reportsDue,
    Instant changedAt,
    @Nullable Instant closedAt,
    long version) {

  DispatchMonth next(MonthState to, Instant now) {
    return new DispatchMonth(
        month, to, openedAt, reportsDue, now, to == MonthState.CLOSED ? now : null, version + 1);
  }

  /** The day on which the month's items are judged: its last, or today while it runs. */
  public LocalDate judgedOn(LocalDate today) {
    LocalDate last = month.atEndOfMonth();
    return today.isBefore(last) ? today : last;
  }
}
