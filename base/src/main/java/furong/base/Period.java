package furong.base;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.regex.Pattern;

/**
 * A calendar period that statistics are kept for: a year {@code 2014}, a quarter {@code 2014-Q1}, a
 * month {@code 2014-03}, a day {@code 2014-03-09} or an hour {@code 2014-03-09T17}, in the city's
 * own zone.
 *
 * <pre>{@code
 * Period.parse("2014-02").days()   // 28
 * }</pre>
 *
 * Where clocks are put back an hour comes twice and is one period here; where they are put on the
 * hour that is left out is that behind it.
 *
 * @param text the canonical text
 * @param first first day, included; of an hour its day
 * @param last last day, included
 */
public record Period(String text, LocalDate first, LocalDate last) {

  private static final Pattern YEAR = Pattern.compile("\\d{4}");
  private static final Pattern QUARTER = Pattern.compile("\\d{4}-Q[1-4]");
  private static final Pattern MONTH = Pattern.compile("\\d{4}-\\d{2}");
  private static final Pattern HOUR = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}");

  /** Where the hour stands in the text of one. */
  private static final int HOUR_AT = 11;

  /**
   * Reads {@code yyyy}, {@code yyyy-Qn}, {@code yyyy-MM}, {@code yyyy-MM-dd} or {@code
   * yyyy-MM-ddTHH}. @throws DateTimeException for anything else
   */
  public static Period parse(String text) {
    if (YEAR.matcher(text).matches()) {
      int year = Integer.parseInt(text);
      return new Period(text, LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
    }
    if (QUARTER.matcher(text).matches()) {
      YearMonth first =
          YearMonth.of(Integer.parseInt(text.substring(0, 4)), (text.charAt(6) - '1') * 3 + 1);
      return new Period(text, first.atDay(1), first.plusMonths(2).atEndOfMonth());
    }
    if (MONTH.matcher(text).matches()) {
      YearMonth month = YearMonth.parse(text);
      return new Period(text, month.atDay(1), month.atEndOfMonth());
    }
    if (HOUR.matcher(text).matches()) {
      if (Integer.parseInt(text.substring(HOUR_AT)) > 23) {
        throw new DateTimeException(text + " is no hour");
      }
      LocalDate day = LocalDate.parse(text.substring(0, HOUR_AT - 1));
      return new Period(text, day, day);
    }
    LocalDate day = LocalDate.parse(text);
    return new Period(text, day, day);
  }

  public static Period day(LocalDate day) {
    return new Period(day.toString(), day, day);
  }

  public static Period month(LocalDate day) {
    return parse(day.toString().substring(0, 7));
  }

  /** The hour that holds a time. */
  public static Period hour(LocalDateTime time) {
    LocalDate day = time.toLocalDate();
    return new Period("%sT%02d".formatted(day, time.getHour()), day, day);
  }

  public boolean isMonth() {
    return MONTH.matcher(text).matches();
  }

  public boolean isHour() {
    return text.length() == HOUR_AT + 2;
  }

  /** When it begins, by the clocks of the city. */
  public LocalDateTime start() {
    return isHour()
        ? first.atTime(Integer.parseInt(text.substring(HOUR_AT)), 0)
        : first.atStartOfDay();
  }

  public long days() {
    return last.toEpochDay() - first.toEpochDay() + 1;
  }

  public boolean contains(LocalDate day) {
    return !day.isBefore(first) && !day.isAfter(last);
  }

  /** The span in time: midnight to midnight in {@code zone}, or an hour. */
  public TimeRange in(ZoneId zone) {
    if (isHour()) {
      return TimeRange.of(
          start().atZone(zone).toInstant(), start().plusHours(1).atZone(zone).toInstant());
    }
    return TimeRange.of(
        first.atStartOfDay(zone).toInstant(), last.plusDays(1).atStartOfDay(zone).toInstant());
  }
}
