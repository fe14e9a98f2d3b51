package furong.steer.plan;

import furong.people.Caller;
import furong.people.Rights;
import furong.people.Role;
import furong.serve.Problems;
import java.util.Set;

/** The plan is one for the whole city: everybody who works for it reads it, whatever the scope. */
final class PlanReaders {

  private static final Set<Role> STAFF =
      Set.of(Role.OPERATOR, Role.STREET, Role.INSPECTOR, Role.PLANNER, Role.ADMIN);

  private PlanReaders() {}

  static void check(Caller caller) {
    Problems.orThrow(Rights.may(caller.user(), STAFF));
  }
}
