package furong.notify;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * How a person is reached.
 *
 * @param mail empty when there is none
 * @param quietFrom begin of the hours in which mail waits; null for none
 * @param quietTo their end; before the begin when they go over midnight
 */
public record Contact(
    String user, String mail, @Nullable LocalTime quietFrom, @Nullable LocalTime quietTo) {

  public Contact {
    if ((quietFrom == null) != (quietTo == null)) {
      throw new IllegalArgumentException("quiet hours have a begin and an end");
    }
    if (!mail.isEmpty() && !mail.matches("[^@\\s,<>]+@[^@\\s,<>]+")) {
      throw new IllegalArgumentException("not a mail address: " + mail);
    }
  }

  /** Of somebody who has said nothing. */
  public static Contact none(String user) {
    return new Contact(user, "", null, null);
  }

  /** When something may be sent: now, or when the quiet hours end. */
  public Instant sendAt(Instant now, ZoneId zone) {
    if (quietFrom == null || quietTo == null || quietFrom.equals(quietTo)) {
      return now;
    }
    LocalTime clock = now.atZone(zone).toLocalTime();
    boolean overnight = quietTo.isBefore(quietFrom);
    boolean quiet =
        overnight
            ? !clock.isBefore(quietFrom) || clock.isBefore(quietTo)
            : !clock.isBefore(quietFrom) && clock.isBefore(quietTo);
    if (!quiet) {
      return now;
    }
    LocalDate today = LocalDate.ofInstant(now, zone);
    LocalDate day = overnight && !clock.isBefore(quietFrom) ? today.plusDays(1) : today;
    return day.atTime(quietTo).atZone(zone).toInstant();
  }
}
