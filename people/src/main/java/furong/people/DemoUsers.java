package furong.people;

import furong.base.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The people of a demonstration, made once when there is nobody yet, with random passwords.
 *
 * <p>All cover the whole city; the street officer belongs to no single street office, so that any
 * alert of the demonstration can be handled by one login. The officer of a unit of the plan does
 * belong to it, and so reports for that unit only. A real city gives each officer the scope and the
 * organisation of the own street.
 */
public final class DemoUsers {

  /** A login with its password in clear, for the person who started the platform. */
  public record Login(String login, String password, Text name) {}

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

  /** The login of the officer of a unit. */
  private static final String UNIT = "unit";

  private static final Text UNIT_OFFICER = Text.of("责任单位经办 戊", "Unit officer E");

  /**
   * Makes the demo users when the store is empty; answers those made, else nothing.
   *
   * @param unit id of the organisation whose officer reports on the plan; null when there is none
   */
  public static List<Login> ensure(
      UserStore users, PasswordHasher hasher, String city, @Nullable String unit, Instant now) {
    if (!users.accounts().isEmpty()) {
      return List.of();
    }
    List<Login> made = new ArrayList<>();
    List<User> people = new ArrayList<>();
    PEOPLE.forEach((role, name) ->
        people.add(user(role.name().toLowerCase(Locale.ROOT), name, role, city, null)));
    if (unit != null) {
      people.add(user(UNIT, UNIT_OFFICER, Role.STREET, city, unit));
    }
    for (User user : people) {
      Login demo = new Login(user.login(), FirstPassword.make(), user.name());
      users.add(user, hasher.hash(demo.password()), now);
      made.add(demo);
    }
    return List.copyOf(made);
  }

  private static User user(
      String login, Text name, Role role, String city, @Nullable String organisation) {
    return new User("demo-" + login, login, name, Set.of(role), Scope.of(city), organisation);
  }
}
