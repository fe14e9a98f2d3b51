package furong.cases;

import static furong.detect.AlertChange.Kind.CLEARED;
import static furong.detect.AlertChange.Kind.LEVEL;
import static furong.detect.AlertChange.Kind.OPENED;
import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Level;
import furong.base.Result.Refusal;
import furong.detect.AlertChange;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertDeskTest {

  private final SmallCity world = new SmallCity();

  @Test
  void anAlertOpensOneAcceptedCaseThatSaysWhereAndWhy() {
    Case c = world.opened();
    assertThat(c.number()).isEqualTo("CJ-20260302-00001");
    assertThat(c.state()).isEqualTo(CaseState.ACCEPTED);
    assertThat(c.matter().title().zh()).isEqualTo("持续重污染 · 荷塘站");
    assertThat(c.matter().category()).isEqualTo("event-0304");
    assertThat(c.matter().division()).isEqualTo(SmallCity.COMMUNITY_CODE);
    assertThat(c.progress().verified()).isTrue();
    assertThat(world.alerts.find("a1").orElseThrow().caseId()).isEqualTo(c.id());
    assertThat(world.told).containsExactly("case 1 ACCEPTED", "alert a1 open");
  }

  @Test
  void anAlertOfADivisionOpensACaseThereAndCoversTheNextOne() {
    world.alertDesk.apply(ofStreet("s1", SmallCity.WEST_STREET, 0));
    Case c = world.newest();
    assertThat(c.matter().division()).isEqualTo(SmallCity.WEST_STREET);
    assertThat(c.matter().thing()).isNull();
    assertThat(c.matter().title().zh()).startsWith("持续重污染 · ");

    world.alertDesk.apply(ofStreet("s2", SmallCity.WEST_STREET, 60));
    assertThat(world.alerts.find("s2").orElseThrow().mutedBy()).isEqualTo(c.number());
    // another street is another matter
    world.alertDesk.apply(ofStreet("s3", SmallCity.EAST_STREET, 60));
    assertThat(world.alerts.find("s3").orElseThrow().mutedBy()).isNull();
    assertThat(world.cases.count(SmallCity.everything())).isEqualTo(2);
  }

  private AlertChange ofStreet(String id, String street, int minute) {
    AlertChange c = world.change(id, OPENED, Level.II, minute);
    return new AlertChange(
        id,
        c.rule(),
        c.pack(),
        c.packVersion(),
        c.kind(),
        c.level(),
        0,
        street,
        c.atMs(),
        c.openedMs(),
        false,
        true,
        c.inputs(),
        c.reason());
  }

  private AlertChange of(String id, long thing, AlertChange.Kind kind, Level level, int minute) {
    AlertChange c = world.change(id, kind, level, minute);
    return new AlertChange(
        id,
        c.rule(),
        c.pack(),
        c.packVersion(),
        kind,
        level,
        thing,
        c.division(),
        c.atMs(),
        c.openedMs(),
        false,
        true,
        c.inputs(),
        c.reason());
  }

  private List<AlertChange> storm() {
    return List.of(
        of("b1", 101, OPENED, Level.IV, 0),
        of("b2", 102, OPENED, Level.I, 1),
        of("b3", 103, OPENED, Level.III, 2),
        of("c1", 104, OPENED, Level.IV, 3),
        of("c2", 104, OPENED, Level.IV, 4), // of the same thing: its case covers it
        of("b1", 101, LEVEL, Level.II, 5),
        of("b3", 103, CLEARED, Level.III, 6),
        of("a1", SmallCity.STATION, LEVEL, Level.I, 7));
  }

  @Test
  void aStormLeavesWhatItsChangesLeaveOneByOne() {
    world.opened();
    world.alertDesk.apply(storm());
    SmallCity other = new SmallCity();
    other.opened();
    storm().forEach(other.alertDesk::apply);
    for (String id : List.of("a1", "b1", "b2", "b3", "c1", "c2")) {
      Alert together = world.alerts.find(id).orElseThrow();
      Alert each = other.alerts.find(id).orElseThrow();
      assertThat(together.level()).isEqualTo(each.level());
      assertThat(together.open()).isEqualTo(each.open());
      assertThat(together.mutedBy() == null).isEqualTo(each.mutedBy() == null);
      assertThat(world.alerts.steps(id)).isEqualTo(other.alerts.steps(id));
      assertThat(kinds(world, together)).isEqualTo(kinds(other, each));
    }
    assertThat(world.cases.count(SmallCity.everything())).isEqualTo(5);
    assertThat(other.cases.count(SmallCity.everything())).isEqualTo(5);
    world.alertDesk.apply(storm()); // told again
    assertThat(world.cases.count(SmallCity.everything())).isEqualTo(5);
    assertThat(world.alerts.steps("b1")).hasSize(2);
  }

  private List<AlertChange> heardAgain() {
    return List.of(
        of("b1", 101, CLEARED, Level.II, 60),
        of("b2", 102, CLEARED, Level.I, 61),
        of("b3", 103, CLEARED, Level.III, 6), // known already
        of("c1", 104, CLEARED, Level.IV, 62), // two of one thing: one after the other
        of("c2", 104, CLEARED, Level.IV, 63),
        of("d1", 105, CLEARED, Level.IV, 64)); // never heard of
  }

  @Test
  void aNetworkThatIsHeardAgainLeavesWhatItsChangesLeaveOneByOne() {
    world.alertDesk.apply(storm());
    SmallCity other = new SmallCity();
    other.alertDesk.apply(storm());
    for (int again = 0; again < 2; again++) {
      world.told.clear();
      other.told.clear();
      world.alertDesk.apply(heardAgain());
      heardAgain().forEach(other.alertDesk::apply);
      assertThat(world.told).containsExactlyInAnyOrderElementsOf(other.told);
      assertThat(world.told).hasSize(again == 0 ? 8 : 0); // b1 b2 c1 d1 c2, cases of b1 b2 c1
      for (String id : List.of("b1", "b2", "b3", "c1", "c2", "d1")) {
        Alert together = world.alerts.find(id).orElseThrow();
        assertThat(together).isEqualTo(other.alerts.find(id).orElseThrow());
        assertThat(together.open()).isFalse();
        assertThat(world.alerts.steps(id)).isEqualTo(other.alerts.steps(id));
        if (together.caseId() != null) {
          assertThat(kinds(world, together)).isEqualTo(kinds(other, together));
        }
      }
    }
  }

  private static List<String> kinds(SmallCity in, Alert alert) {
    long id = java.util.Objects.requireNonNull(alert.caseId());
    return in.cases.timeline(id).stream().map(CaseEvent::kind).toList();
  }

  @Test
  void ofAStormTheWorstIsOpenedFirst() {
    world.alertDesk.apply(storm());
    assertThat(world.told).filteredOn(t -> t.startsWith("alert")).startsWith("alert b2 open");
    assertThat(world.alerts.find("b2").orElseThrow().caseId()).isEqualTo(1);
  }

  @Test
  void whatIsToldTwiceChangesNothing() {
    for (int i = 0; i < 3; i++) {
      world.alertDesk.apply(world.alert(OPENED, Level.III, 0));
      world.alertDesk.apply(world.alert(LEVEL, Level.II, 30));
      world.alertDesk.apply(world.alert(CLEARED, Level.II, 90));
    }
    assertThat(world.cases.count(SmallCity.everything())).isEqualTo(1);
    assertThat(world.alerts.steps("a1")).hasSize(3);
    assertThat(world.cases.timeline(1)).hasSize(3);
    assertThat(world.alerts.find("a1").orElseThrow().open()).isFalse();
  }

  @Test
  void anAlertThatWasWithdrawnAndIsRestoredIsOpenAgain() {
    for (int i = 0; i < 2; i++) { // told twice, as everything may be
      world.alertDesk.apply(world.alert(OPENED, Level.III, 0));
      world.alertDesk.apply(world.alert(CLEARED, Level.III, 30));
      world.alertDesk.apply(world.alert(LEVEL, Level.III, 31));
    }
    assertThat(world.alerts.find("a1").orElseThrow().open()).isTrue();
    assertThat(world.alerts.steps("a1")).hasSize(3);
  }

  @Test
  void whatComesTrueAgainMovesItsBeginningAndKeepsItsCase() {
    Case c = world.opened();
    for (int i = 0; i < 2; i++) {
      world.alertDesk.apply(world.alert(CLEARED, Level.III, 1));
      world.alertDesk.apply(begun(2, world.alert(LEVEL, Level.III, 2)));
    }
    Alert back = world.alerts.find("a1").orElseThrow();
    assertThat(back.open()).isTrue();
    assertThat(back.openedAt()).isEqualTo(Instant.parse("2026-03-01T16:02:00Z"));
    assertThat(back.caseId()).isEqualTo(c.id());
    assertThat(world.cases.count(SmallCity.everything())).isEqualTo(1);
    assertThat(world.cases.timeline(c.id()))
        .extracting(CaseEvent::kind)
        .containsExactly("open", "alert_cleared", "alert_level");
  }

  private static AlertChange begun(int minute, AlertChange c) {
    return new AlertChange(
        c.alert(),
        c.rule(),
        c.pack(),
        c.packVersion(),
        c.kind(),
        c.level(),
        c.thing(),
        c.division(),
        c.atMs(),
        Instant.parse("2026-03-01T16:00:00Z").plusSeconds(60L * minute).toEpochMilli(),
        c.simulated(),
        c.live(),
        c.inputs(),
        c.reason());
  }

  @Test
  void aChangeOfLevelLeavesTheBeginning() {
    world.opened();
    world.alertDesk.apply(world.alert(LEVEL, Level.II, 30));
    assertThat(world.alerts.find("a1").orElseThrow().openedAt())
        .isEqualTo(Instant.parse("2026-03-01T16:00:00Z"));
  }

  @Test
  void levelsAndTheEndAreNotedInTheCaseThatStaysOpen() {
    Case c = world.opened();
    world.alertDesk.apply(world.alert(LEVEL, Level.I, 30));
    assertThat(world.newest().matter().level()).isEqualTo(Level.I);
    world.alertDesk.apply(world.alert(CLEARED, Level.I, 90));
    assertThat(world.cases.timeline(c.id()))
        .extracting(CaseEvent::kind)
        .containsExactly("open", "alert_level", "alert_cleared");
    assertThat(world.newest().state()).isEqualTo(CaseState.ACCEPTED);
  }

  @Test
  void aSecondAlertIsMutedWhileTheCaseIsOpenAndNotedInIt() {
    Case c = world.opened();
    world.alertDesk.apply(world.alert(CLEARED, Level.III, 60));
    world.alertDesk.apply(world.change("a2", OPENED, Level.III, 120));
    Alert second = world.alerts.find("a2").orElseThrow();
    assertThat(second.mutedBy()).isEqualTo(c.number());
    assertThat(second.caseId()).isEqualTo(c.id());
    assertThat(world.cases.count(SmallCity.everything())).isEqualTo(1);
    assertThat(world.cases.timeline(c.id()).getLast().kind()).isEqualTo(CaseEvent.REPEATED);
    // the muted alert's own end says nothing about the case
    world.alertDesk.apply(world.change("a2", CLEARED, Level.III, 180));
    assertThat(world.cases.timeline(c.id())).hasSize(3);
  }

  @Test
  void anAlertAfterTheCaseHasEndedOpensANewOne() {
    Case c = world.opened();
    world.does(world.operator, c, CaseAction.REJECT);
    world.alertDesk.apply(world.change("a2", OPENED, Level.III, 120));
    assertThat(world.cases.count(SmallCity.everything())).isEqualTo(2);
    assertThat(world.newest().number()).isEqualTo("CJ-20260302-00002");
    assertThat(world.alerts.find("a2").orElseThrow().mutedBy()).isNull();
  }

  @Test
  void anOperatorAcknowledgesOnceAndOthersMayNot() {
    world.opened();
    assertThat(SmallCity.refusal(world.alertDesk.acknowledge(world.planner, "a1")))
        .isEqualTo(Refusal.FORBIDDEN);
    assertThat(SmallCity.refusal(world.alertDesk.acknowledge(world.operator, "none")))
        .isEqualTo(Refusal.NOT_FOUND);
    Alert first = world.alertDesk.acknowledge(world.operator, "a1").orThrow();
    world.now = world.now.plusSeconds(60);
    assertThat(world.alertDesk.acknowledge(world.operator, "a1").orThrow()).isEqualTo(first);
    assertThat(first.acknowledgedBy()).isEqualTo("op");
    assertThat(world.audited("alert/a1")).isEqualTo(1);
  }

  @Test
  void theStreetThatIsToldFirstMayAcknowledge() {
    world.opened();
    assertThat(world.alertDesk.acknowledge(world.street, "a1").orThrow().acknowledgedBy())
        .isEqualTo("st");
  }
}
