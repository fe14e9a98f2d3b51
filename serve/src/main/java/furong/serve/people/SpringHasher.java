package furong.serve.people;

import furong.people.PasswordHasher;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Hashing by spring-security-crypto: bcrypt with cost 10 today (some 60 ms of a core per try), with
 * the method's name in front of each hash, so that a stronger one can follow without new passwords.
 */
public final class SpringHasher implements PasswordHasher {

  /** bcrypt looks at 72 bytes; a longer password is cut to that, never refused. */
  private static final int MAX_CHARS = 72;

  private final PasswordEncoder encoder =
      PasswordEncoderFactories.createDelegatingPasswordEncoder();

  @Override
  public String hash(String password) {
    String hash = encoder.encode(cut(password));
    if (hash == null) {
      throw new IllegalStateException("a password was hashed to nothing");
    }
    return hash;
  }

  @Override
  public boolean matches(String password, String hash) {
    return encoder.matches(cut(password), hash);
  }

  private static String cut(String password) {
    String text = password;
    while (text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > MAX_CHARS) {
      text = text.substring(0, Math.min(text.length() - 1, MAX_CHARS));
    }
    return text;
  }
}
