package furong.base;

import java.io.Serializable;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * When a city works, and therefore when a limit ends.
 *
 * <pre>{@code
 * // sessions 08-12 and 14-18; Friday 17:00 plus 4 working hours
 * calendar.deadline(friday17, new WorkTime(4, WORK_HOUR));   // Monday 11:00
 * }</pre>
 *
 * Monday to Friday work, days off (法定节假日) do not, make-up days (调休上班日) do whatever weekday they
 * are. A clock that starts outside a session begins with the next one; the end of a session counts
 * as reached and does not roll over to the next. Days off are decreed each year by the State
 * Council and are never computed: {@link #knows} tells whether a year's decree is loaded; without
 * it only weekends are free. Cost of a question: one step per day between start and answer.
 */
public final class WorkCalendar implements Serializable {

  private static final long serialVersionUID = 1;

  /** One working day is 8 working hours (GB/T 30428.8 usage). */
  public static final int HOURS_PER_WORK_DAY = 8;

  /** One span of office hours within a day. */
  public record Session(LocalTime start, LocalTime end) implements Serializable {
    public Session {
      if (!start.isBefore(end)) {
        throw new IllegalArgumentException(
            "a session starts before it ends: " + start + ".." + end);
      }
    }

    Duration length() {
      return Duration.between(start, end);
    }
  }

  private final ZoneId zone;
  private final List<Session> sessions;
  private final Set<LocalDate> daysOff;
  private final Set<LocalDate> makeUpDays;
  private final Set<Integer> years;

  private WorkCalendar(
      ZoneId zone, List<Session> sessions, Set<LocalDate> daysOff, Set<LocalDate> makeUpDays) {
    this.zone = zone;
    this.sessions = sessions;
    this.daysOff = daysOff;
    this.makeUpDays = makeUpDays;
    this.years =
        Stream.concat(daysOff.stream(), makeUpDays.stream())
            .map(LocalDate::getYear)
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * @param sessions do not overlap and add up to {@link #HOURS_PER_WORK_DAY} hours
   * @param daysOff decreed days off, weekends within a holiday included
   * @param makeUpDays decreed working days on weekends
   */
  public static WorkCalendar of(
      ZoneId zone, List<Session> sessions, Set<LocalDate> daysOff, Set<LocalDate> makeUpDays) {
    List<Session> sorted = sessions.stream().sorted(Comparator.comparing(Session::start)).toList();
    Duration total = Duration.ZERO;
    for (int i = 0; i < sorted.size(); i++) {
      if (i > 0 && sorted.get(i).start().isBefore(sorted.get(i - 1).end())) {
        throw new IllegalArgumentException("sessions overlap: " + sorted);
      }
      total = total.plus(sorted.get(i).length());
    }
    if (!total.equals(Duration.ofHours(HOURS_PER_WORK_DAY))) {
      throw new IllegalArgumentException(
          "the sessions of a day add up to " + HOURS_PER_WORK_DAY + " hours, not " + total);
    }
    for (LocalDate day : makeUpDays) {
      if (daysOff.contains(day)) {
        throw new IllegalArgumentException(day + " is both a day off and a make-up day");
      }
    }
    return new WorkCalendar(zone, sorted, Set.copyOf(daysOff), Set.copyOf(makeUpDays));
  }

  public ZoneId zone() {
    return zone;
  }

  /** True when the decree for that year is loaded. */
  public boolean knows(int year) {
    return years.contains(year);
  }

  public boolean isWorkDay(LocalDate day) {
    if (makeUpDays.contains(day)) {
      return true;
    }
    boolean weekend =
        day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    return !weekend && !daysOff.contains(day);
  }

  /** True inside a working session of a working day; the end of a session is outside. */
  public boolean isWorking(Instant instant) {
    LocalDate day = instant.atZone(zone).toLocalDate();
    return isWorkDay(day)
        && sessions.stream().anyMatch(session -> span(day, session).contains(instant));
  }

  /** The instant at which {@code limit} is used up when the clock starts at {@code start}. */
  public Instant deadline(Instant start, WorkTime limit) {
    return deadline(start, limit, List.of());
  }

  /**
   * As {@link #deadline(Instant, WorkTime)}, with the clock stopped during {@code pauses} (挂账). A
   * pause that is still running is given with the present as its end.
   */
  public Instant deadline(Instant start, WorkTime limit, List<TimeRange> pauses) {
    return after(start, limit.length(), limit.unit(), pauses);
  }

  /** When so much counted time is used up: a deadline, or a part of the way to it. */
  public Instant after(
      Instant start, Duration counted, WorkTime.Unit unit, List<TimeRange> pauses) {
    Duration left = counted;
    Iterator<TimeRange> spans = spansFrom(start, unit);
    while (true) {
      for (TimeRange span : without(spans.next(), pauses)) {
        if (left.compareTo(span.length()) <= 0) {
          return span.start().plus(left);
        }
        left = left.minus(span.length());
      }
    }
  }

  /** Counted time from {@code start} to {@code end}; zero when the end is not after the start. */
  public Duration elapsed(Instant start, Instant end, WorkTime.Unit unit) {
    return elapsed(start, end, unit, List.of());
  }

  /** As {@link #elapsed(Instant, Instant, WorkTime.Unit)}, without what falls into a pause. */
  public Duration elapsed(Instant start, Instant end, WorkTime.Unit unit, List<TimeRange> pauses) {
    Duration total = Duration.ZERO;
    Iterator<TimeRange> spans = spansFrom(start, unit);
    TimeRange span = spans.next();
    while (span.start().isBefore(end)) {
      Instant until = span.end().isBefore(end) ? span.end() : end;
      for (TimeRange part : without(TimeRange.of(span.start(), until), pauses)) {
        total = total.plus(part.length());
      }
      span = spans.next();
    }
    return total;
  }

  private TimeRange span(LocalDate day, Session session) {
    return TimeRange.of(
        day.atTime(session.start()).atZone(zone).toInstant(),
        day.atTime(session.end()).atZone(zone).toInstant());
  }

  /** The spans that count, in order and without end, the first one cut at {@code start}. */
  private Iterator<TimeRange> spansFrom(Instant start, WorkTime.Unit unit) {
    if (unit.continuous()) {
      return Stream.iterate(
              TimeRange.of(start, start.plus(Duration.ofDays(1))),
              day -> TimeRange.of(day.end(), day.end().plus(Duration.ofDays(1))))
          .iterator();
    }
    return Stream.iterate(start.atZone(zone).toLocalDate(), day -> day.plusDays(1))
        .filter(this::isWorkDay)
        .flatMap(day -> sessions.stream().map(session -> span(day, session)))
        .filter(span -> span.end().isAfter(start))
        .map(span -> span.start().isBefore(start) ? TimeRange.of(start, span.end()) : span)
        .iterator();
  }

  /** What is left of {@code span} when the pauses are cut out. */
  private static List<TimeRange> without(TimeRange span, List<TimeRange> pauses) {
    List<TimeRange> left = List.of(span);
    for (TimeRange pause : pauses) {
      List<TimeRange> next = new ArrayList<>();
      for (TimeRange part : left) {
        if (!pause.start().isBefore(part.end()) || !pause.end().isAfter(part.start())) {
          next.add(part);
          continue;
        }
        if (part.start().isBefore(pause.start())) {
          next.add(TimeRange.of(part.start(), pause.start()));
        }
        if (pause.end().isBefore(part.end())) {
          next.add(TimeRange.of(pause.end(), part.end()));
        }
      }
      left = next;
    }
    return left;
  }
}
