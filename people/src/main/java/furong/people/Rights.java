package furong.people;

import furong.base.Notice;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.base.Text;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The one place where a role and a scope are held against what somebody wants to do.
 *
 * <pre>{@code
 * Rights.may(user, Set.of(Role.OPERATOR), "510104017")   // Ok(OPERATOR), or Refused(FORBIDDEN)
 * }</pre>
 */
public final class Rights {

  private Rights() {}

  /** The role in which {@code user} may act on something in {@code division}, or a refusal. */
  public static Result<Role> may(User user, Set<Role> roles, String division) {
    Result<Role> role = may(user, roles);
    if (role.isOk() && !user.scope().covers(division)) {
      return Result.refused(
          Refusal.FORBIDDEN,
          Notice.of(
              "rights.scope",
              division,
              Text.of(
                  "超出 " + user.login() + " 负责的区划",
                  "This lies outside the divisions of " + user.login())));
    }
    return role;
  }

  /** The role in which {@code user} may act wherever it is, or a refusal. */
  public static Result<Role> may(User user, Set<Role> roles) {
    return user.as(roles)
        .<Result<Role>>map(Result::ok)
        .orElseGet(() ->
            Result.refused(
                Refusal.FORBIDDEN,
                Notice.of(
                    "rights.role",
                    "",
                    Text.of(
                        "只限" + zh(roles) + "；" + user.login() + " 是" + zh(user.roles()),
                        "This is for " + roles + ", not for " + user.roles()))));
  }

  private static String zh(Set<Role> roles) {
    return roles.stream().sorted().map(r -> r.title().zh()).collect(Collectors.joining("、"));
  }

  /** Reading: anybody may read inside the own scope; a device reads nothing of people's work. */
  public static Result<Role> mayRead(User user, String division) {
    return may(
        user,
        Set.of(Role.OPERATOR, Role.STREET, Role.INSPECTOR, Role.PLANNER, Role.ADMIN),
        division);
  }

  /** Looking at the wall, where no person is named: everybody who may read, and its screens. */
  public static Result<Role> mayWatch(User user, String division) {
    return user.has(Role.WALL) ? may(user, Set.of(Role.WALL), division) : mayRead(user, division);
  }
}
