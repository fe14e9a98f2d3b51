package furong.people;

import java.security.SecureRandom;

/** Passwords that the platform makes: read from a screen once and typed. */
final class FirstPassword {

  /** No 0/O, 1/l/I. 56 characters. */
  private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

  /** 14 characters of 5.8 bits are 81 bits: beyond guessing even offline. */
  private static final int LENGTH = 14;

  private static final SecureRandom RANDOM = new SecureRandom();

  private FirstPassword() {}

  static String make() {
    StringBuilder password = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      password.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return password.toString();
  }
}
