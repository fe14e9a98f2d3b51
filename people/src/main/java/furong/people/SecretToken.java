package furong.people;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A secret that opens something to whoever holds it: the link to one's report, the key of a
 * program. Shown once; only its hash is kept, so that a copy of the database opens nothing.
 */
public final class SecretToken {

  /** 256 bits: not guessable in the life of the universe. */
  private static final int BYTES = 32;

  /** 32 bytes in base64url without padding. */
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

  private static final SecureRandom RANDOM = new SecureRandom();

  private SecretToken() {}

  public static String make() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Whether a text can be such a secret; says nothing about whether it opens anything. */
  public static boolean looksRight(String token) {
    return FORM.matcher(token).matches();
  }

  /** What is kept of it: SHA-256 in hex. No salt is needed where nothing can be guessed. */
  public static String hash(String token) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
