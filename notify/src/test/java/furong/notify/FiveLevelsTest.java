package furong.notify;

import static furong.notify.SmallTown.TEN;
import static furong.notify.SmallTown.WEST_COMMUNITY;
import static furong.notify.SmallTown.WEST_GRID;
import static furong.notify.SmallTown.WEST_STREET;
import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Level;
import furong.cases.Alert;
import furong.people.Role;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The plan of Chengdu ({@code cities/chengdu/calm.yaml}) walks the five levels: Gu in the grid, She
 * in the community, Lan in the street's office, Wei in the county, Chen in the city. The first
 * message waits 30 s for its group; times are counted from it: grid 0, community 5, street 10,
 * county 20, city 50 minutes.
 */
class FiveLevelsTest extends NotifyWorld {

  private static final int FIRST = 30;
  private static final int MINUTE = 60;

  @BeforeEach
  void thePlanOfChengdu() {
    desk =
        newDesk(
            CityCalmReader.read(SmallTown.project().resolve("cities/chengdu"), duty -> true)
                .orThrow());
  }

  private void peopleBelowTheCounty() {
    add("gu", WEST_GRID, "grid-" + WEST_GRID);
    add("she", WEST_COMMUNITY, "community-" + WEST_COMMUNITY);
    add("lan", WEST_STREET, "street-office-" + WEST_STREET);
  }

  private void add(String id, String scope, String organisation) {
    users.add(SmallTown.user(id, Role.STREET, scope, organisation), "x", TEN);
  }

  private Alert inTheGrid(Level level) {
    Alert alert = SmallTown.alert("a", "flood.underpass", level, WEST_GRID);
    alerts.save(alert);
    board.changed(alert);
    return alert;
  }

  /** What lies in the inboxes from the grid up. */
  private List<Long> told() {
    return List.of("gu", "she", "lan", "wei", "chen").stream().map(this::inbox).toList();
  }

  private String subject(String user) {
    return store.inbox(user, false, 0, 1).getFirst().subject();
  }

  @Test
  void aYellowAlertThatNobodyAcknowledgesClimbsFromTheGridToTheCity() {
    peopleBelowTheCounty();
    inTheGrid(Level.III);
    at(0);
    at(FIRST);
    assertThat(told()).containsExactly(1L, 0L, 0L, 0L, 0L);
    at(FIRST + 5 * MINUTE - 1);
    assertThat(told()).containsExactly(1L, 0L, 0L, 0L, 0L);
    at(FIRST + 5 * MINUTE);
    assertThat(told()).containsExactly(1L, 1L, 0L, 0L, 0L);
    at(FIRST + 10 * MINUTE);
    assertThat(told()).containsExactly(1L, 1L, 1L, 0L, 0L);
    at(FIRST + 20 * MINUTE);
    assertThat(told()).containsExactly(1L, 1L, 1L, 1L, 0L);
    at(FIRST + 50 * MINUTE - 1);
    assertThat(told()).containsExactly(1L, 1L, 1L, 1L, 0L);
    at(FIRST + 50 * MINUTE);
    at(FIRST + 500 * MINUTE);
    assertThat(told()).containsExactly(1L, 1L, 1L, 1L, 1L);
    assertThat(subject("gu")).doesNotContain("escalated");
    assertThat(subject("chen")).contains("escalated 4");
  }

  @Test
  void itEndsWhereItIsAcknowledged() {
    peopleBelowTheCounty();
    Alert a = inTheGrid(Level.III);
    at(0);
    at(FIRST);
    at(FIRST + 5 * MINUTE);
    alerts.save(a.acknowledged("she", now.plusSeconds(1)));
    at(FIRST + 10 * MINUTE);
    at(FIRST + 50 * MINUTE);
    assertThat(told()).containsExactly(1L, 1L, 0L, 0L, 0L);
  }

  @Test
  void anOrangeOneIsToldToFourLevelsAtOnceAndTheCityAfterFiveMinutes() {
    peopleBelowTheCounty();
    inTheGrid(Level.II);
    at(0);
    at(FIRST);
    assertThat(told()).containsExactly(1L, 1L, 1L, 1L, 0L);
    at(FIRST + 5 * MINUTE);
    assertThat(told()).containsExactly(1L, 1L, 1L, 1L, 1L);
    assertThat(subject("wei")).doesNotContain("escalated");
  }

  @Test
  void emptyPostsHoldNothingUpAndAreNoEscalation() {
    add("lan", WEST_STREET, "street-office-" + WEST_STREET);
    inTheGrid(Level.III);
    at(0);
    at(FIRST); // nobody in the grid, nor in the community
    assertThat(told()).containsExactly(0L, 0L, 1L, 0L, 0L);
    assertThat(subject("lan")).doesNotContain("escalated");
    at(FIRST + 10 * MINUTE); // ten minutes lie between the street and the county
    assertThat(told()).containsExactly(0L, 0L, 1L, 1L, 0L);
    assertThat(subject("wei")).contains("escalated 1");
  }
}
