package furong.serve.people;

import furong.base.Notice;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.people.LoginDesk;
import furong.people.User;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * HTTP Basic for programs. A right header is remembered for a minute, so that a program which calls
 * a hundred times a second does not pay a password hash each time; what is remembered is a salted
 * hash that lives only in this process. An account that is closed or gets a new password goes on
 * for so long at this door; sessions of browsers end at once.
 */
final class BasicLogins {

  private static final Duration REMEMBERED = Duration.ofMinutes(1);

  /** More programs than that do not call within a minute; beyond it everything is forgotten. */
  private static final int MOST = 1_000;

  private record Known(User user, Instant until) {}

  private final LoginDesk desk;
  private final InstantSource time;
  private final byte[] salt = new byte[16];
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  BasicLogins(LoginDesk desk, InstantSource time) {
    this.desk = desk;
    this.time = time;
    new SecureRandom().nextBytes(salt);
  }

  /** The user of {@code Basic <base64>}. */
  Result<User> user(String header, String from) {
    String key = fingerprint(header);
    Known before = known.get(key);
    Instant now = time.instant();
    if (before != null && now.isBefore(before.until())) {
      return Result.ok(before.user());
    }
    String pair;
    try {
      pair =
          new String(
              Base64.getDecoder().decode(header.substring("Basic ".length()).strip()),
              StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return unreadable();
    }
    int colon = pair.indexOf(':');
    if (colon < 0) {
      return unreadable();
    }
    Result<User> user = desk.check(pair.substring(0, colon), pair.substring(colon + 1), from);
    if (user instanceof Result.Ok<User>(User right)) {
      if (known.size() >= MOST) {
        known.clear();
      }
      known.put(key, new Known(right, now.plus(REMEMBERED)));
    }
    return user;
  }

  private static Result<User> unreadable() {
    return Result.refused(
        Refusal.UNAUTHENTICATED,
        Notice.of("login.header", "Authorization", "The Authorization header is not readable."));
  }

  private String fingerprint(String header) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(salt);
      return HexFormat.of().formatHex(sha.digest(header.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
