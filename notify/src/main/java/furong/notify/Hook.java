package furong.notify;

import furong.base.Level;
import java.net.URI;

/**
 * A program that wants to be told: a gateway to SMS, WeCom or DingTalk, or another system.
 *
 * @param id given by the store; 0 before
 * @param secret what our messages to it are signed with
 * @param division it is told of alerts in and below this one
 * @param mildest the mildest level it is told of
 */
public record Hook(
    long id,
    String name,
    String url,
    String secret,
    String division,
    Level mildest,
    boolean active) {

  /** Half of SHA-256's output: a shorter key would be weaker than the signature. */
  private static final int SHORTEST_SECRET = 16;

  public Hook {
    String scheme = URI.create(url).getScheme();
    if (!"http".equals(scheme) && !"https".equals(scheme)) {
      throw new IllegalArgumentException("a webhook has an http or https address: " + url);
    }
    if (name.isBlank() || secret.length() < SHORTEST_SECRET) {
      throw new IllegalArgumentException(
          "a webhook has a name and a secret of at least " + SHORTEST_SECRET + " characters");
    }
  }

  public Hook withId(long newId) {
    return new Hook(newId, name, url, secret, division, mildest, active);
  }
}
