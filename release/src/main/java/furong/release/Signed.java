package furong.release;

import java.time.Instant;

/**
 * Who did something to a version, when and why.
 *
 * @param by id of the user; {@code system} when no person did it
 */
public record Signed(String by, String login, Instant at, String why) {

  static Signed system(Instant at, String why) {
    return new Signed("system", "system", at, why);
  }
}
