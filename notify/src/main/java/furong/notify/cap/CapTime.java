package furong.notify.cap;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Times as CAP 1.2 writes them (section 3.3.2): {@code 2002-05-24T16:49:00-07:00}. UTC is {@code
 * -00:00}; an alphabetic zone such as {@code Z} is not allowed.
 */
final class CapTime {

  private static final Pattern SHAPE =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d[-+]\\d\\d:\\d\\d");
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx", Locale.ROOT);

  private CapTime() {}

  static Optional<OffsetDateTime> read(String text) {
    if (!SHAPE.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      // -00:00 is UTC too, but java.time knows only +00:00
      return Optional.of(OffsetDateTime.parse(text.replace("-00:00", "+00:00")));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  static String text(OffsetDateTime time) {
    return FORMAT.format(time.truncatedTo(ChronoUnit.SECONDS)).replace("+00:00", "-00:00");
  }

  static OffsetDateTime of(Instant at, ZoneId zone) {
    return at.atZone(zone).toOffsetDateTime().truncatedTo(ChronoUnit.SECONDS);
  }
}
