package furong.sense.ingest;

/**
 * Reads the usual line of the bulk door without making an object: three known members, a whole
 * number for the datastream, a number for the result, a time in milliseconds or ISO 8601. Whatever
 * is not usual is left to the JSON reader.
 *
 * <pre>{@code
 * {"datastream":17,"phenomenonTime":"2026-03-01T08:00:00+08:00","result":35.5}
 * {"d":17,"t":1772323200000,"v":35.5}
 * }</pre>
 *
 * Cost: one pass over the bytes, not measured alone. It never takes a line that the JSON reader
 * would refuse: at the first doubt it gives up.
 */
final class LineParser {

  private static final double[] TENS = tens();
  private static final long BAD = Long.MIN_VALUE;

  /** A whole number below this is exact as a double, and so is it divided by a power of ten. */
  private static final long EXACT = 1L << 53;

  private byte[] buf = new byte[0];
  private int at;
  private int end;

  long datastream;
  long timeMs;
  double value;
  boolean timed;

  private static double[] tens() {
    // up to 10^22 a power of ten is exact as a double
    double[] tens = new double[23];
    double ten = 1;
    for (int i = 0; i < tens.length; i++, ten *= 10) {
      tens[i] = ten;
    }
    return tens;
  }

  /** True when the line was read; false when it is not usual. */
  boolean parse(byte[] buffer, int from, int to) {
    buf = buffer;
    at = from;
    end = to;
    timed = false;
    boolean hasDatastream = false;
    boolean hasResult = false;
    if (!mark('{')) {
      return false;
    }
    do {
      int key = key();
      if (key == 0 || !mark(':')) {
        return false;
      }
      blanks();
      switch (key) {
        case 'd' -> {
          datastream = whole();
          if (datastream <= 0 || hasDatastream) {
            return false;
          }
          hasDatastream = true;
        }
        case 't' -> {
          if (timed || !time()) {
            return false;
          }
        }
        default -> {
          if (hasResult || !number()) {
            return false;
          }
          hasResult = true;
        }
      }
    } while (mark(','));
    if (!mark('}')) {
      return false;
    }
    blanks();
    return at == end && hasDatastream && hasResult;
  }

  private void blanks() {
    while (at < end && (buf[at] == ' ' || buf[at] == '\t' || buf[at] == '\r')) {
      at++;
    }
  }

  private boolean mark(char wanted) {
    blanks();
    if (at < end && buf[at] == wanted) {
      at++;
      return true;
    }
    return false;
  }

  /** The initial of a known member; 0 for any other. */
  private int key() {
    if (!mark('"')) {
      return 0;
    }
    int start = at;
    while (at < end && buf[at] != '"') {
      at++;
    }
    int length = at - start;
    if (at++ >= end) {
      return 0;
    }
    int initial = buf[start];
    return switch (length) {
      case 1 -> initial == 'd' || initial == 't' || initial == 'v' ? initial : 0;
      case 6 -> is(start, "result") ? 'v' : 0;
      case 10 -> is(start, "datastream") ? 'd' : 0;
      case 14 -> is(start, "phenomenonTime") ? 't' : 0;
      default -> 0;
    };
  }

  private boolean is(int start, String word) {
    for (int i = 0; i < word.length(); i++) {
      if (buf[start + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** A whole number of at most 15 digits without sign and leading zero; {@link #BAD} else. */
  private long whole() {
    int start = at;
    long n = 0;
    while (at < end && buf[at] >= '0' && buf[at] <= '9' && at - start < 16) {
      n = n * 10 + buf[at++] - '0';
    }
    int digits = at - start;
    return digits == 0 || digits > 15 || digits > 1 && buf[start] == '0' ? BAD : n;
  }

  private boolean number() {
    boolean negative = at < end && buf[at] == '-';
    if (negative) {
      at++;
    }
    int start = at;
    long n = whole();
    if (n == BAD) {
      return false;
    }
    int decimals = 0;
    if (at < end && buf[at] == '.') {
      at++;
      int point = at;
      while (at < end && buf[at] >= '0' && buf[at] <= '9' && at - start < 18) {
        n = n * 10 + buf[at++] - '0';
      }
      decimals = at - point;
      if (decimals == 0) {
        return false;
      }
    }
    if (n >= EXACT || at < end && isNumberPart(buf[at])) {
      return false;
    }
    double magnitude = decimals == 0 ? n : n / TENS[decimals];
    value = negative ? -magnitude : magnitude;
    return true;
  }

  private static boolean isNumberPart(byte b) {
    return b >= '0' && b <= '9' || b == '.' || b == 'e' || b == 'E' || b == '-' || b == '+';
  }

  private boolean time() {
    timed = true;
    if (at < end && buf[at] != '"') {
      timeMs = whole();
      return timeMs != BAD && !(at < end && isNumberPart(buf[at]));
    }
    at++;
    if (end - at < 21) {
      return false;
    }
    int year = digits(4);
    int month = sign('-') ? digits(2) : -1;
    int day = sign('-') ? digits(2) : -1;
    int hour = sign('T') ? digits(2) : -1;
    int minute = sign(':') ? digits(2) : -1;
    int second = sign(':') ? digits(2) : -1;
    if ((year | month | day | hour | minute | second) < 0
        || hour > 23
        || minute > 59
        || second > 59) {
      return false;
    }
    int ms = fraction();
    long offset = zone();
    if (ms < 0
        || offset == BAD
        || month < 1
        || month > 12
        || day < 1
        || day > monthDays(year, month)) {
      return false;
    }
    timeMs =
        (epochDay(year, month, day) * 86_400L + hour * 3600L + minute * 60L + second - offset)
                * 1000
            + ms;
    return sign('"');
  }

  private boolean sign(char wanted) {
    if (at < end && buf[at] == wanted) {
      at++;
      return true;
    }
    return false;
  }

  private int digits(int count) {
    if (end - at < count) {
      return -1;
    }
    int n = 0;
    for (int i = 0; i < count; i++) {
      int digit = buf[at++] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      n = n * 10 + digit;
    }
    return n;
  }

  private int fraction() {
    if (!sign('.')) {
      return 0;
    }
    int ms = 0;
    int scale = 100;
    int start = at;
    while (at < end && buf[at] >= '0' && buf[at] <= '9') {
      ms += (buf[at++] - '0') * scale;
      scale /= 10;
    }
    // more than nanoseconds is not ISO to the other reader either
    return at == start || at - start > 9 ? -1 : ms;
  }

  /** Seconds east of UTC. */
  private long zone() {
    if (sign('Z')) {
      return 0;
    }
    int direction = sign('+') ? 1 : sign('-') ? -1 : 0;
    if (direction == 0) {
      return BAD;
    }
    int hours = digits(2);
    int minutes = sign(':') ? digits(2) : -1;
    // 18 hours is the furthest that a zone may be from UTC
    return hours < 0 || minutes < 0 || minutes > 59 || hours > 17
        ? BAD
        : direction * (hours * 3600L + minutes * 60L);
  }

  private static int monthDays(int year, int month) {
    return switch (month) {
      case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }

  /** Days since 1970-01-01 of the Gregorian calendar; years of 400 from 0000-03-01. */
  static long epochDay(int year, int month, int day) {
    int y = month <= 2 ? year - 1 : year;
    int era = Math.floorDiv(y, 400);
    int yearOfEra = y - era * 400;
    int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146_097L + dayOfEra - 719_468;
  }
}
