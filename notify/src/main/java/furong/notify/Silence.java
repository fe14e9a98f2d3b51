package furong.notify;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps alerts quiet from one time to another; with a {@link Weekly} only at those hours of it,
 * which makes it a maintenance window.
 *
 * @param id given by the store; 0 before
 * @param matchers all of them hold for an alert that is quiet
 * @param reason for everybody who wonders why nothing is heard
 * @param author id of the user
 * @param endedAt ended early; null when not
 */
public record Silence(
    long id,
    List<Matcher> matchers,
    Instant from,
    Instant to,
    @Nullable Weekly weekly,
    String reason,
    String author,
    Instant createdAt,
    @Nullable Instant endedAt) {

  /** Hours that come back every week. @param length at most a day */
  public record Weekly(Set<DayOfWeek> days, LocalTime start, Duration length) {
    public Weekly {
      days = Set.copyOf(days);
      if (days.isEmpty()
          || length.compareTo(Duration.ZERO) <= 0
          || length.compareTo(Duration.ofDays(1)) > 0) {
        throw new IllegalArgumentException("a weekly window has days, and lasts up to 24 hours");
      }
    }

    /** The end of the window that runs then; null when none does. */
    @Nullable Instant endOf(Instant now, ZoneId zone) {
      LocalDate today = LocalDate.ofInstant(now, zone);
      // one that began yesterday may still run
      for (LocalDate day : List.of(today, today.minusDays(1))) {
        Instant begin = day.atTime(start).atZone(zone).toInstant();
        Instant end = begin.plus(length);
        if (days.contains(day.getDayOfWeek()) && !now.isBefore(begin) && now.isBefore(end)) {
          return end;
        }
      }
      return null;
    }
  }

  public Silence {
    matchers = List.copyOf(matchers);
    if (matchers.isEmpty() || !from.isBefore(to)) {
      throw new IllegalArgumentException("a silence has a condition, and begins before it ends");
    }
  }

  /** When the quiet that holds then ends; null when it does not hold. */
  public @Nullable Instant quietUntil(Instant now, ZoneId zone) {
    Instant end = endedAt != null && endedAt.isBefore(to) ? endedAt : to;
    if (now.isBefore(from) || !now.isBefore(end)) {
      return null;
    }
    if (weekly == null) {
      return end;
    }
    Instant windowEnd = weekly.endOf(now, zone);
    return windowEnd == null || windowEnd.isBefore(end) ? windowEnd : end;
  }

  public Silence withId(long newId) {
    return new Silence(newId, matchers, from, to, weekly, reason, author, createdAt, endedAt);
  }

  public Silence ended(Instant at) {
    return new Silence(id, matchers, from, to, weekly, reason, author, createdAt, at);
  }
}
