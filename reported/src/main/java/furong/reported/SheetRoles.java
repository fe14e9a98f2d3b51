package furong.reported;

import furong.people.Role;
import java.util.Set;

/** Which roles may do what to a sheet. */
final class SheetRoles {

  /** Who fills, inside the own divisions. */
  static final Set<Role> FILLERS = Set.of(Role.STREET, Role.OPERATOR);

  /** Who approves and corrects what comes from below. */
  static final Set<Role> APPROVERS = Set.of(Role.OPERATOR, Role.PLANNER);

  private SheetRoles() {}
}
