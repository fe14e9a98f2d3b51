package furong.cases;

import furong.base.TimeRange;
import furong.base.WorkCalendar;
import furong.base.WorkTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The clock of one stage of one case: started when the stage is first entered, stopped whenever the
 * case is elsewhere, and going on where it stopped.
 *
 * <pre>{@code
 * // 4 working hours, entered Friday 17:00, returned 17:30, dispatched anew Monday 09:00
 * clock.dueAt(calendar)    // Monday 12:30
 * }</pre>
 *
 * @param limit null when the procedure sets none: then the clock counts but nothing is overdue
 * @param stoppedAt null while it runs
 */
public record StageClock(
    @Nullable WorkTime limit,
    Instant startedAt,
    List<TimeRange> pauses,
    @Nullable Instant stoppedAt) {

  public StageClock {
    pauses = List.copyOf(pauses);
  }

  public static StageClock start(@Nullable WorkTime limit, Instant now) {
    return new StageClock(limit, now, List.of(), null);
  }

  public boolean running() {
    return stoppedAt == null;
  }

  public StageClock stop(Instant now) {
    return running() ? new StageClock(limit, startedAt, pauses, now) : this;
  }

  public StageClock resume(Instant now) {
    if (stoppedAt == null) {
      return this;
    }
    List<TimeRange> all = new ArrayList<>(pauses);
    if (now.isAfter(stoppedAt)) {
      all.add(TimeRange.of(stoppedAt, now));
    }
    return new StageClock(limit, startedAt, all, null);
  }

  /** When the limit is used up as far as is known now; empty without a limit. */
  public Optional<Instant> dueAt(WorkCalendar calendar) {
    return Optional.ofNullable(limit).map(l -> calendar.deadline(startedAt, l, pauses));
  }

  /** Counted time until it stopped, or until {@code now}; in clock time when there is no limit. */
  public Duration used(WorkCalendar calendar, Instant now) {
    Instant end = stoppedAt == null ? now : stoppedAt;
    return calendar.elapsed(
        startedAt, end, limit == null ? WorkTime.Unit.URGENT_HOUR : limit.unit(), pauses);
  }

  /** Clock time for which it stood still since it was started. */
  public Duration paused() {
    return pauses.stream().map(TimeRange::length).reduce(Duration.ZERO, Duration::plus);
  }
}
