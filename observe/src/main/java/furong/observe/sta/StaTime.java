package furong.observe.sta;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/**
 * An instant, or an interval when the ends differ: ISO 8601, written in UTC with exactly three
 * digits of a second, so that clients that compare times as texts compare them right.
 *
 * <pre>{@code
 * StaTime.parse("2014-03-01T08:00:00+08:00").text()   // 2014-03-01T00:00:00.000Z
 * }</pre>
 *
 * Finer than a millisecond is cut off.
 *
 * @param startMs Unix milliseconds
 * @param endMs Unix milliseconds, not before the start
 */
public record StaTime(long startMs, long endMs) {

  private static final long DAY_MS = 86_400_000L;

  public StaTime {
    if (endMs < startMs) {
      throw new DateTimeException("the interval ends before it starts");
    }
  }

  public static StaTime at(long ms) {
    return new StaTime(ms, ms);
  }

  public boolean isInstant() {
    return startMs == endMs;
  }

  /** Reads an instant or {@code start/end}. @throws DateTimeException when it is neither */
  public static StaTime parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return at(parseMillis(text));
    }
    return new StaTime(
        parseMillis(text.substring(0, slash)), parseMillis(text.substring(slash + 1)));
  }

  /**
   * Unix milliseconds of an ISO instant with a zone. @throws DateTimeException when it is none; a
   * time without zone is refused, for nobody knows when that is
   */
  public static long parseMillis(String text) {
    long fast = fastMillis(text);
    return fast != Long.MIN_VALUE ? fast : OffsetDateTime.parse(text).toInstant().toEpochMilli();
  }

  /** The usual {@code yyyy-MM-ddTHH:mm:ss[.f{1,9}]Z}; anything else is {@code Long.MIN_VALUE}. */
  private static long fastMillis(String s) {
    int n = s.length();
    if (n < 20
        || s.charAt(n - 1) != 'Z'
        || s.charAt(4) != '-'
        || s.charAt(7) != '-'
        || s.charAt(10) != 'T'
        || s.charAt(13) != ':'
        || s.charAt(16) != ':') {
      return Long.MIN_VALUE;
    }
    int year = digits(s, 0, 4);
    int month = digits(s, 5, 7);
    int day = digits(s, 8, 10);
    int hour = digits(s, 11, 13);
    int minute = digits(s, 14, 16);
    int second = digits(s, 17, 19);
    if ((year | month | day | hour | minute | second) < 0
        || hour > 23
        || minute > 59
        || second > 59) {
      return Long.MIN_VALUE;
    }
    int ms = 0;
    if (n > 20) {
      if (s.charAt(19) != '.' || n > 30) {
        return Long.MIN_VALUE;
      }
      int scale = 100;
      for (int i = 20; i < n - 1; i++, scale /= 10) {
        int digit = s.charAt(i) - '0';
        if (digit < 0 || digit > 9) {
          return Long.MIN_VALUE;
        }
        ms += digit * scale;
      }
      if (n == 21) {
        return Long.MIN_VALUE;
      }
    }
    return LocalDate.of(year, month, day).toEpochDay() * DAY_MS
        + ((hour * 60L + minute) * 60 + second) * 1000
        + ms;
  }

  private static int digits(String s, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      int digit = s.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  /** {@code 2014-03-01T00:00:00.000Z}, or {@code start/end} for an interval. */
  public String text() {
    return isInstant() ? text(startMs) : text(startMs) + "/" + text(endMs);
  }

  /** An interval even when both ends are the same: what a datastream's times are. */
  public String intervalText() {
    return text(startMs) + "/" + text(endMs);
  }

  /** An instant with fixed milliseconds. */
  public static String text(long ms) {
    LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(ms, DAY_MS));
    if (date.getYear() < 0 || date.getYear() > 9999) {
      return Instant.ofEpochMilli(ms).toString();
    }
    int inDay = (int) Math.floorMod(ms, DAY_MS);
    byte[] out = new byte[24];
    put(out, 0, 4, date.getYear());
    out[4] = '-';
    put(out, 5, 2, date.getMonthValue());
    out[7] = '-';
    put(out, 8, 2, date.getDayOfMonth());
    out[10] = 'T';
    put(out, 11, 2, inDay / 3_600_000);
    out[13] = ':';
    put(out, 14, 2, inDay / 60_000 % 60);
    out[16] = ':';
    put(out, 17, 2, inDay / 1000 % 60);
    out[19] = '.';
    put(out, 20, 3, inDay % 1000);
    out[23] = 'Z';
    return new String(out, java.nio.charset.StandardCharsets.ISO_8859_1);
  }

  private static void put(byte[] out, int at, int width, int value) {
    int rest = value;
    for (int i = at + width - 1; i >= at; i--) {
      out[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
