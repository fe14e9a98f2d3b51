package furong.people;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Result;
import furong.base.Text;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RightsTest {

  private final User wang = user(Set.of(Role.STREET, Role.INSPECTOR), "510104017");

  @Test
  void grantsTheRoleThatIsWantedInsideTheScope() {
    assertThat(Rights.may(wang, Set.of(Role.INSPECTOR), "510104017001"))
        .isEqualTo(Result.ok(Role.INSPECTOR));
  }

  @Test
  void refusesAnotherRoleAndAnotherPlace() {
    assertThat(Rights.may(wang, Set.of(Role.OPERATOR), "510104017").isOk()).isFalse();
    assertThat(Rights.may(wang, Set.of(Role.STREET), "510104018").isOk()).isFalse();
  }

  @Test
  void everybodyReadsInsideTheScopeButDevices() {
    assertThat(Rights.mayRead(user(Set.of(Role.PLANNER), "510104"), "510104017").isOk()).isTrue();
    assertThat(Rights.mayRead(user(Set.of(Role.PLANNER), "510104"), "510105").isOk()).isFalse();
    assertThat(Rights.mayRead(user(Set.of(Role.DEVICE), "510100"), "510104").isOk()).isFalse();
  }

  private static User user(Set<Role> roles, String division) {
    return new User("u", "wang", Text.of("王", "Wang"), roles, Scope.of(division), null);
  }
}
