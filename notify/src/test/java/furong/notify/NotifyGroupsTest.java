package furong.notify;

import static furong.notify.SmallTown.TEN;
import static furong.notify.SmallTown.WEST_STREET;
import static org.assertj.core.api.Assertions.assertThat;

import furong.base.DivisionLevel;
import furong.base.Level;
import furong.cases.Alert;
import furong.people.Role;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is told together, and how it climbs the levels; see {@link NotifyWorld}. */
class NotifyGroupsTest extends NotifyWorld {

  /** The street's office first, after five minutes the county, after fifteen the city. */
  private void upTheLevels() {
    desk =
        newDesk(
            calm(
                step(0, DivisionLevel.STREET, Set.of("inbox")),
                step(5, DivisionLevel.COUNTY, Set.of("inbox")),
                step(15, DivisionLevel.CITY, Set.of("inbox"))));
  }

  @Test
  void whatComesWhileTheFirstWaitsGoesWithIt() {
    for (int second = 0; second < 30; second += 5) { // one at each tick: six
      open("a" + second, Level.III);
      at(second);
    }
    for (int second = 30; second <= 60; second += 5) {
      at(second);
    }
    assertThat(inbox("wei")).isEqualTo(1);
    assertThat(mails).hasSize(1);
    assertThat(store.inbox("wei", false, 0, 1).getFirst().alerts()).hasSize(6);
  }

  @Test
  void whatDoesNotBelongTogetherIsToldApart() {
    open("a", Level.III);
    at(0);
    Alert gas = SmallTown.alert("g", "gas.leak", Level.III, WEST_STREET);
    alerts.save(gas);
    board.changed(gas);
    at(10);
    at(30);
    assertThat(inbox("wei")).isEqualTo(1);
    at(40); // its own thirty seconds
    assertThat(inbox("wei")).isEqualTo(2);
  }

  @Test
  void whatOneSilenceHeldBackIsToldTogetherWhenItEnds() {
    // their own times would be 30, 60 and 120; 70 and 130; 105 and 165
    mutedAt("a", 0);
    at(30);
    mutedAt("b", 40);
    at(60);
    at(70);
    mutedAt("c", 75);
    at(105);
    assertThat(inbox("wei")).isZero();
    for (String id : List.of("a", "b", "c")) {
      alerts.save(alerts.find(id).orElseThrow().withCase(7, null));
    }
    at(120);
    at(180);
    assertThat(inbox("wei")).isEqualTo(1);
    assertThat(store.inbox("wei", false, 0, 1).getFirst().alerts()).hasSize(3);
  }

  private void mutedAt(String id, int seconds) {
    alerts.save(open(id, Level.III).withCase(7, "CJ-1"));
    at(seconds);
  }

  @Test
  void climbsTheLevelsFromTheStreetWhileNobodyAcknowledges() {
    users.add(
        SmallTown.user("lan", Role.STREET, WEST_STREET, "street-office-" + WEST_STREET), "x", TEN);
    upTheLevels();
    open("a", Level.III);
    at(0);
    at(30);
    assertThat(List.of(inbox("lan"), inbox("wei"), inbox("chen"))).containsExactly(1L, 0L, 0L);
    at(30 + 300);
    assertThat(List.of(inbox("lan"), inbox("wei"), inbox("chen"))).containsExactly(1L, 1L, 0L);
    assertThat(store.inbox("wei", false, 0, 1).getFirst().subject()).contains("escalated 1");
    at(30 + 900);
    assertThat(List.of(inbox("lan"), inbox("wei"), inbox("chen"))).containsExactly(1L, 1L, 1L);
  }

  @Test
  void staysInTheStreetThatAcknowledges() {
    users.add(
        SmallTown.user("lan", Role.STREET, WEST_STREET, "street-office-" + WEST_STREET), "x", TEN);
    upTheLevels();
    Alert a = open("a", Level.III);
    at(0);
    at(30);
    alerts.save(a.acknowledged("lan", TEN.plusSeconds(60)));
    at(30 + 300);
    at(30 + 900);
    assertThat(inbox("wei") + inbox("chen")).isZero();
  }

  @Test
  void aStepThatReachesNobodyIsFollowedByTheNextAtOnce() {
    // who answers for the whole city and sits nowhere is not told as if he sat in the street
    users.add(SmallTown.user("pu", Role.STREET, SmallTown.CITY_CODE, null), "x", TEN);
    upTheLevels();
    open("a", Level.III);
    at(0);
    at(30);
    assertThat(List.of(inbox("pu"), inbox("wei"), inbox("chen"))).containsExactly(0L, 1L, 0L);
    at(30 + 599); // ten minutes lie between the county and the city
    assertThat(inbox("chen")).isZero();
    at(30 + 600);
    assertThat(inbox("chen")).isEqualTo(1);
  }
}
