package furong.people;

import java.time.Duration;

/**
 * How strict the door is.
 *
 * @param maxFailures wrong passwords in a row before the login is locked
 * @param lock how long it is locked then
 * @param session how long a login lasts
 */
public record LoginPolicy(int maxFailures, Duration lock, Duration session) {

  /**
   * Five tries forgive typing errors; with 15 minutes between them a guesser gets 480 a day. Twelve
   * hours are one duty shift: nobody is thrown out in the middle of it.
   */
  public static final LoginPolicy DEFAULT =
      new LoginPolicy(5, Duration.ofMinutes(15), Duration.ofHours(12));

  public LoginPolicy {
    if (maxFailures < 1 || !lock.isPositive() || !session.isPositive()) {
      throw new IllegalArgumentException("a login policy has positive numbers");
    }
  }
}
