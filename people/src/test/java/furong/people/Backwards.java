package furong.people;

/** Hashing for small worlds: readable backwards. */
final class Backwards implements PasswordHasher {

  @Override
  public String hash(String password) {
    return new StringBuilder(password).reverse().toString();
  }

  @Override
  public boolean matches(String password, String hash) {
    return hash(password).equals(hash);
  }
}
