package furong.cases;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Case numbers: {@code CJ-20260302-00017}, the day in the city's zone, without gaps. */
public final class CaseNumbers {

  /** A city of millions opens some ten thousand cases a day; more get a longer number. */
  public static final int DIGITS = 5;

  private CaseNumbers() {}

  /** The number-th case of a day. */
  public static String of(LocalDate day, int number) {
    return prefix(day) + String.format(Locale.ROOT, "%0" + DIGITS + "d", number);
  }

  /** What the numbers of a day begin with. */
  public static String prefix(LocalDate day) {
    return "CJ-" + DateTimeFormatter.BASIC_ISO_DATE.format(day) + "-";
  }
}
