package furong.work.cases;

import furong.base.Result.Refusal;
import furong.base.TimeRange;
import furong.serve.Problems;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Spans of whole days in the city's zone, as addresses name them. */
final class Days {

  /** Before any case and after all: what an open end means. */
  private static final LocalDate FIRST = LocalDate.of(1970, 1, 1);

  private static final LocalDate LAST = LocalDate.of(2200, 1, 1);

  private Days() {}

  /** From the first day to the day before {@code to}; null when neither is given. */
  static @Nullable TimeRange span(ZoneId zone, @Nullable String from, @Nullable String to) {
    boolean noBegin = from == null || from.isBlank();
    boolean noEnd = to == null || to.isBlank();
    if (noBegin && noEnd) {
      return null;
    }
    Instant begin = start(zone, noBegin ? FIRST : day("from", from));
    Instant end = start(zone, noEnd ? LAST : day("to", to));
    if (!begin.isBefore(end)) {
      throw Problems.refuse(Refusal.INVALID, "period", "from lies before to");
    }
    return TimeRange.of(begin, end);
  }

  /**
   * The span before this one, as long: whole months before whole months (March before April, though
   * it is a day longer), else as many days.
   */
  static TimeRange before(ZoneId zone, TimeRange span) {
    LocalDate from = LocalDate.ofInstant(span.start(), zone);
    LocalDate to = LocalDate.ofInstant(span.end(), zone);
    boolean months = from.getDayOfMonth() == 1 && to.getDayOfMonth() == 1;
    LocalDate earlier =
        months
            ? from.minusMonths(ChronoUnit.MONTHS.between(from, to))
            : from.minusDays(ChronoUnit.DAYS.between(from, to));
    return TimeRange.of(start(zone, earlier), span.start());
  }

  private static Instant start(ZoneId zone, LocalDate day) {
    return day.atStartOfDay(zone).toInstant();
  }

  private static LocalDate day(String name, @Nullable String text) {
    try {
      return LocalDate.parse(String.valueOf(text));
    } catch (DateTimeParseException e) {
      throw Problems.refuse(
          Refusal.INVALID, "period", name + " is a day such as 2026-03-02, not " + text);
    }
  }
}
