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
 * @param limit as it was first given; null when the procedure sets none: then the clock counts but
 *     nothing is overdue
 * @param extended by how many units of the limit it was extended since (延期)
 * @param stoppedAt null while it runs
 */
public record StageClock(
    @Nullable WorkTime limit,
    int extended,
    Instant startedAt,
    List<TimeRange> pauses,
    @Nullable Instant stoppedAt) {

  public StageClock {
    pauses = List.copyOf(pauses);
  }

  /** One that was never extended. */
  public StageClock(
      @Nullable WorkTime limit,
      Instant startedAt,
      List<TimeRange> pauses,
      @Nullable Instant stoppedAt) {
    this(limit, 0, startedAt, pauses, stoppedAt);
  }

  public static StageClock start(@Nullable WorkTime limit, Instant now) {
    return new StageClock(limit, now, List.of(), null);
  }

  public boolean running() {
    return stoppedAt == null;
  }

  public StageClock stop(Instant now) {
    return running() ? new StageClock(limit, extended, startedAt, pauses, now) : this;
  }

  public StageClock resume(Instant now) {
    if (stoppedAt == null) {
      return this;
    }
    List<TimeRange> all = new ArrayList<>(pauses);
    if (now.isAfter(stoppedAt)) {
      all.add(TimeRange.of(stoppedAt, now));
    }
    return new StageClock(limit, extended, startedAt, all, null);
  }

  /** The same clock with so many more units of its limit; it needs one. */
  public StageClock extend(int units) {
    return new StageClock(limit, extended + units, startedAt, pauses, stoppedAt);
  }

  /**
   * The same clock as if it had been started with another limit. What it was extended by counts in
   * units of its limit, so it stays only when the unit does.
   */
  public StageClock under(@Nullable WorkTime other) {
    boolean sameUnit = limit != null && other != null && limit.unit() == other.unit();
    return new StageClock(other, sameUnit ? extended : 0, startedAt, pauses, stoppedAt);
  }

  /** The limit with what it was extended by; empty without one. */
  public Optional<WorkTime> whole() {
    return Optional.ofNullable(limit).map(l -> l.plus(extended));
  }

  /** When the limit is used up as far as is known now; empty without a limit. */
  public Optional<Instant> dueAt(WorkCalendar calendar) {
    return usedUpTo(1, calendar);
  }

  /**
   * When that part of the whole limit is used up: 0.8 is a fifth before its end, 1.5 half a limit
   * after it; empty without a limit.
   */
  public Optional<Instant> usedUpTo(double part, WorkCalendar calendar) {
    return whole()
        .map(l ->
            calendar.after(
                startedAt,
                Duration.ofSeconds(Math.round(l.length().toSeconds() * part)),
                l.unit(),
                pauses));
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
