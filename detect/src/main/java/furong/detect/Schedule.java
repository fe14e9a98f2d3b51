package furong.detect;

import furong.base.WorkCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * The local clock and the working days of a city, as rules ask for them. A working day is not known
 * without a calendar, nor in a year whose decree the calendar does not hold.
 */
record Schedule(ZoneId zone, @Nullable WorkCalendar calendar) {

  private ZonedDateTime at(long timeMs) {
    return Instant.ofEpochMilli(timeMs).atZone(zone);
  }

  double timeOfDay(long timeMs) {
    return at(timeMs).toLocalTime().toNanoOfDay() / 1e6;
  }

  LocalDate day(long timeMs) {
    return at(timeMs).toLocalDate();
  }

  /** When the next day begins. */
  long nextDay(long timeMs) {
    return day(timeMs).plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli();
  }

  double month(long timeMs) {
    return at(timeMs).getMonthValue();
  }

  double workingDay(long timeMs) {
    LocalDate day = at(timeMs).toLocalDate();
    WorkCalendar known = calendar;
    return known == null || !known.knows(day.getYear()) ? Double.NaN : known.isWorkDay(day) ? 1 : 0;
  }
}
