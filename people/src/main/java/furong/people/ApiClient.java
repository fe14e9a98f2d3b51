package furong.people;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A program of somebody else that brings reports in, such as an app or the hotline's export.
 *
 * @param name who runs it, as lists show it
 * @param trusted may say when a report was made and how it is numbered where it comes from; for the
 *     city's own systems, not for apps
 * @param perMinute most reports it may bring in a minute
 * @param revokedAt null while its key is good
 */
public record ApiClient(
    long id,
    String name,
    boolean trusted,
    int perMinute,
    Instant madeAt,
    @Nullable Instant revokedAt) {

  /** A name fits one column of a table. */
  public static final int MAX_NAME = 60;

  /** 100,000 a minute: no limit for a bulk import, and still a number. */
  public static final int MAX_PER_MINUTE = 100_000;

  public ApiClient {
    if (name.isBlank() || name.length() > MAX_NAME) {
      throw new IllegalArgumentException("a client's name has 1 to " + MAX_NAME + " characters");
    }
    if (perMinute < 1 || perMinute > MAX_PER_MINUTE) {
      throw new IllegalArgumentException("1 to " + MAX_PER_MINUTE + " reports a minute");
    }
  }

  public boolean active() {
    return revokedAt == null;
  }

  public ApiClient withId(long newId) {
    return new ApiClient(newId, name, trusted, perMinute, madeAt, revokedAt);
  }
}
