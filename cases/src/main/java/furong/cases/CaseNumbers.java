package furong.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Case numbers: {@code CJ-20260302-00017}, the day in the city's zone, without gaps. */
final class CaseNumbers {

  private CaseNumbers() {}

  static String next(CaseStore store, Instant openedAt, ZoneId zone) {
    LocalDate day = LocalDate.ofInstant(openedAt, zone);
    return String.format(
        Locale.ROOT,
        "CJ-%s-%05d",
        DateTimeFormatter.BASIC_ISO_DATE.format(day),
        store.nextNumber(day));
  }
}
