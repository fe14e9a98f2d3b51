package furong.people;

import furong.base.Text;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The people of a demonstration, made once when there is nobody yet, with random passwords.
 *
 * <p>All cover the whole city; the street officer belongs to no single street office, so that any
 * alert of the demonstration can be handled by one login. A real city gives each officer the scope
 * and the organisation of the own street.
 */
public final class DemoUsers {

  /** A login with its password in clear, for the person who started the platform. */
  public record Login(String login, String password, Text name) {}

  /** No 0/O, 1/l/I: these passwords are read from a screen and typed. 56 characters. */
  private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

  /** 14 characters of 5.8 bits are 81 bits: beyond guessing even offline. */
  private static final int PASSWORD_LENGTH = 14;

  /** Each login is the name of its role in lower case. */
  private static final Map<Role, Text> PEOPLE =
      new TreeMap<>(
          Map.of(
              Role.OPERATOR, Text.of("值班员 甲", "Operator A"),
              Role.STREET, Text.of("街道处置员 乙", "Street officer B"),
              Role.INSPECTOR, Text.of("核查员 丙", "Inspector C"),
              Role.PLANNER, Text.of("规划分析员 丁", "Planner D"),
              Role.ADMIN, Text.of("管理员", "Administrator")));

  private DemoUsers() {}

  /** Makes the demo users when the store is empty; answers those made, else nothing. */
  public static List<Login> ensure(
      UserStore users, PasswordHasher hasher, String city, Instant now) {
    if (!users.list().isEmpty()) {
      return List.of();
    }
    SecureRandom random = new SecureRandom();
    List<Login> made = new ArrayList<>();
    PEOPLE.forEach((role, name) -> {
      String login = role.name().toLowerCase(Locale.ROOT);
      Login demo = new Login(login, password(random), name);
      users.add(
          new User("demo-" + login, login, name, Set.of(role), Scope.of(city), null),
          hasher.hash(demo.password()),
          now);
      made.add(demo);
    });
    return List.copyOf(made);
  }

  private static String password(SecureRandom random) {
    StringBuilder password = new StringBuilder();
    for (int i = 0; i < PASSWORD_LENGTH; i++) {
      password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return password.toString();
  }
}
