package furong.notify;

import java.time.Instant;

/**
 * Somebody is on duty for an organisation from one time to another.
 *
 * @param id given by the store; 0 before
 * @param user id of the user
 */
public record Shift(
    long id, String organisation, String user, Instant from, Instant to, String note) {

  public Shift {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("a shift begins before it ends");
    }
  }

  public boolean covers(Instant at) {
    return !at.isBefore(from) && at.isBefore(to);
  }

  public Shift withId(long newId) {
    return new Shift(newId, organisation, user, from, to, note);
  }
}
