package furong.people;

/** Port: one-way hashing of passwords, slow on purpose. */
public interface PasswordHasher {

  /** A salted hash with its parameters in it; differs from call to call. */
  String hash(String password);

  boolean matches(String password, String hash);
}
