package furong.base;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.regex.Pattern;

/**
 * A calendar period that statistics are kept for: a year {@code 2014}, a quarter {@code 2014-Q1}, a
 * month {@code 2014-03} or a day {@code 2014-03-09}, in the city's own zone.
 *
 * <pre>{@code
 * Period.parse("2014-02").days()   // 28
 * }</pre>
 *
 * @param text the canonical text
 * @param first first day, included
 * @param last last day, included
 */
public record Period(String text, LocalDate first, LocalDate last) {

  private static final Pattern YEAR = Pattern.compile("\\d{4}");
  private static final Pattern QUARTER = Pattern.compile("\\d{4}-Q[1-4]");
  private static final Pattern MONTH = Pattern.compile("\\d{4}-\\d{2}");

  /**
   * Reads {@code yyyy}, {@code yyyy-Qn}, {@code yyyy-MM} or {@code yyyy-MM-dd}. @throws
   * DateTimeException for anything else
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
    LocalDate day = LocalDate.parse(text);
    return new Period(text, day, day);
  }

  public static Period day(LocalDate day) {
    return new Period(day.toString(), day, day);
  }

  public long days() {
    return last.toEpochDay() - first.toEpochDay() + 1;
  }

  public boolean contains(LocalDate day) {
    return !day.isBefore(first) && !day.isAfter(last);
  }

  /** The span in time: midnight to midnight in {@code zone}. */
  public TimeRange in(ZoneId zone) {
    return TimeRange.of(
        first.atStartOfDay(zone).toInstant(), last.plusDays(1).atStartOfDay(zone).toInstant());
  }
}
