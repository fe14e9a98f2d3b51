package furong.notify.cap;

import static furong.notify.SmallTown.EAST_STREET;
import static furong.notify.SmallTown.WEST_GRID;
import static furong.notify.SmallTown.WEST_GRID_2;
import static furong.notify.SmallTown.WEST_STREET;
import static org.assertj.core.api.Assertions.assertThat;

import furong.base.AtOnce;
import furong.base.DivisionLevel;
import furong.base.Level;
import furong.cases.Case;
import furong.cases.CaseEvent;
import furong.cases.CaseStore;
import furong.cases.CityCases;
import furong.cases.Deaf;
import furong.cases.Matter;
import furong.cases.MemoryAlerts;
import furong.cases.MemoryCases;
import furong.cases.OutsideCases;
import furong.city.CityProfile;
import furong.geo.LngLat;
import furong.notify.CityCalm;
import furong.notify.DutyDesk;
import furong.notify.MemoryNotifications;
import furong.notify.MemoryRosters;
import furong.notify.Notification;
import furong.notify.Shift;
import furong.notify.SmallTown;
import furong.notify.WarningCalls;
import furong.notify.WarningPolicy;
import furong.notify.cap.Warning.State;
import furong.people.MemoryAudit;
import furong.people.MemoryUsers;
import furong.people.Role;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The town has a western street (104 to 104.5) and an eastern one; it is 10:00. */
class CapDeskTest {

  private static final String IN_THE_WEST = SmallCap.square(30.2, 104.1, 30.8, 104.4);
  private static final String EVERYWHERE = SmallCap.square(30.2, 104.1, 30.8, 104.9);
  private static final String ELSEWHERE = SmallCap.square(40, 110, 41, 111);

  private static final WarningPolicy STREETS =
      new WarningPolicy(
          "Moderate", "event-05", "street-office", Set.of("inbox"), DivisionLevel.STREET, 20);

  private Instant now = SmallTown.TEN;
  private final MemoryWarnings store = new MemoryWarnings();
  private final MemoryCases cases = new MemoryCases();
  private final List<String> told = new ArrayList<>();
  private final MemoryNotifications messages = new MemoryNotifications(new MemoryAlerts());
  private final MemoryUsers users = new MemoryUsers();
  private final MemoryRosters rosters = new MemoryRosters();
  private final CapDesk desk = deskBy(STREETS);

  private CapDesk deskBy(WarningPolicy policy) {
    var atOnce = new AtOnce();
    CityProfile city = SmallTown.city();
    CityCalm plain = CityCalm.PLAIN;
    OutsideCases opener =
        new OutsideCases(cases, city, CityCases.PLAIN, atOnce, () -> now, new Deaf());
    return new CapDesk(
        store,
        new CapReader(CapTrust.none()),
        city,
        opener,
        policy,
        new WarningCalls(
            messages,
            new DutyDesk(rosters, users, new MemoryAudit(), city, atOnce, () -> now),
            users,
            opener,
            new CityCalm(
                plain.group(),
                plain.groupWait(),
                plain.groupInterval(),
                List.of(),
                plain.quietBreakers(),
                plain.plans(),
                policy),
            city,
            atOnce,
            () -> now,
            (user, division) -> told.add("inbox of " + user)),
        atOnce,
        () -> now,
        w -> told.add(w.identifier() + " " + w.state()));
  }

  /** Lan and Mei are of the western street office, Dong of the eastern one. */
  private void people() {
    office("lan", WEST_STREET);
    office("mei", WEST_STREET);
    office("dong", EAST_STREET);
  }

  private void office(String id, String street) {
    users.add(
        SmallTown.user(id, Role.STREET, street, "street-office-" + street), "x", SmallTown.TEN);
  }

  private long inbox(String user) {
    return messages.countInbox(user, false);
  }

  @Test
  void callsWhoIsOnDutyAtTheStreetOfficeAndNobodyElse() {
    people();
    rosters.add(
        new Shift(
            0,
            "street-office-" + WEST_STREET,
            "mei",
            SmallTown.TEN.minusSeconds(3_600),
            SmallTown.TEN.plusSeconds(3_600),
            ""));
    take(SmallCap.warning("w1", "Alert", "", IN_THE_WEST));
    assertThat(inbox("mei")).isEqualTo(1);
    assertThat(inbox("lan")).as("of the same office, at home").isZero();
    assertThat(inbox("dong")).isZero();
    Notification call = messages.inbox("mei", true, 0, 10).getFirst();
    assertThat(call.cases()).containsExactly(all().getFirst().id());
    assertThat(call.subject()).contains("芙蓉市气象台发布暴雨橙色预警");
    assertThat(call.body()).contains("西街道办", all().getFirst().number());
    assertThat(call.level()).isEqualTo(Level.II); // orange, as they name it
    assertThat(told).contains("inbox of mei");
  }

  @Test
  void callsTheWholeOfficeWhenNobodyIsOnDutyAndNobodyTwice() {
    people();
    byte[] message = SmallCap.warning("w1", "Alert", "", EVERYWHERE);
    take(message);
    take(message);
    assertThat(List.of(inbox("lan"), inbox("mei"), inbox("dong"))).containsExactly(1L, 1L, 1L);
  }

  @Test
  void whoStandsInForSeveralOfficesGetsOneLetterWithTheCasesOfAll() {
    users.add(SmallTown.user("pu", Role.STREET, SmallTown.CITY_CODE, null), "x", now);
    take(SmallCap.warning("w1", "Alert", "", EVERYWHERE));
    assertThat(inbox("pu")).isEqualTo(1);
    Notification call = messages.inbox("pu", true, 0, 10).getFirst();
    assertThat(call.cases()).hasSize(2);
    assertThat(call.body()).contains("由 西街道办 负责的案件 1 件", "由 东街道办 负责的案件 1 件");
  }

  @Test
  void oneHeadlineInSeveralMessagesIsOneLetterUntilItIsRead() {
    users.add(SmallTown.user("pu", Role.STREET, SmallTown.CITY_CODE, null), "x", now);
    take(SmallCap.warning("w1", "Alert", "", IN_THE_WEST));
    now = now.plusSeconds(20);
    take(SmallCap.warning("w2", "Alert", "", EVERYWHERE)); // a matter of its own: two more cases
    assertThat(inbox("pu")).isEqualTo(1);
    Notification call = messages.inbox("pu", true, 0, 10).getFirst();
    assertThat(call.cases()).hasSize(3);
    messages.read("pu", List.of(call.id()), now);
    take(SmallCap.warning("w3", "Alert", "", IN_THE_WEST));
    assertThat(inbox("pu")).isEqualTo(2);
  }

  @Test
  void callsNobodyWhereItOpensNoCase() {
    people();
    take(SmallCap.warning("w1", "Alert", "", ELSEWHERE));
    assertThat(inbox("lan") + inbox("mei") + inbox("dong")).isZero();
  }

  @Test
  void anotherDutyOfTheCityIsSentTheCasesAndIsCalledOnceForAllOfThem() {
    people();
    users.add(SmallTown.user("wei", Role.OPERATOR, SmallTown.WEST, "operations-510104"), "x", now);
    WarningPolicy centre =
        new WarningPolicy(
            "Moderate", "event-05", "operations", Set.of("inbox"), DivisionLevel.STREET, 20);
    deskBy(centre).take(SmallCap.warning("w1", "Alert", "", EVERYWHERE), "test").orThrow();
    assertThat(inbox("wei")).isEqualTo(1);
    assertThat(messages.inbox("wei", true, 0, 10).getFirst().cases()).hasSize(1); // the west
    assertThat(inbox("lan")).isZero();
    assertThat(all()).extracting(c -> c.matter().procedure()).containsOnly(WarningPolicy.PROCEDURE);
    // the desk of dispatch finds the same duty by the case's procedure
    assertThat(centre.procedure().duty()).isEqualTo("operations");
  }

  @Test
  void opensACaseInTheStreetThatTheWarningMeets() {
    CapDesk.Taken taken = take(SmallCap.warning("w1", "Alert", "", IN_THE_WEST));
    assertThat(taken.casesOpened()).isEqualTo(1);
    Case opened = all().getFirst();
    assertThat(opened.matter().division()).isEqualTo(WEST_STREET);
    assertThat(opened.matter().origin()).isEqualTo(Matter.Origin.WARNING);
    assertThat(opened.matter().title().zh()).contains("芙蓉市气象台发布暴雨橙色预警");
    // orange is the colour that they name themselves
    assertThat(opened.matter().level()).isEqualTo(Level.II);
  }

  /** The western street has two grids, which meet at 104.25. */
  @Test
  void opensACaseInEachGridThatThePolygonMeets() {
    CapDesk grids = deskBy(inGrids(20));
    String oneGrid = SmallCap.square(30.2, 104.1, 30.8, 104.2);
    grids.take(SmallCap.warning("w1", "Alert", "", oneGrid), "test").orThrow();
    assertThat(all()).extracting(c -> c.matter().division()).containsExactly(WEST_GRID);
    String about = "weather@furong,w1,2026-03-02T10:00:00+08:00";
    grids.take(SmallCap.warning("w2", "Update", about, IN_THE_WEST), "test").orThrow();
    assertThat(all())
        .extracting(c -> c.matter().division())
        .containsExactlyInAnyOrder(WEST_GRID, WEST_GRID_2);
  }

  @Test
  void opensOneInTheStreetWhereGridsAndCommunitiesAreTooMany() {
    CapDesk grids = deskBy(inGrids(1));
    grids.take(SmallCap.warning("w1", "Alert", "", IN_THE_WEST), "test").orThrow();
    assertThat(all()).extracting(c -> c.matter().division()).containsExactly(WEST_STREET);
    // the street's case covers its grids
    String about = "weather@furong,w1,2026-03-02T10:00:00+08:00";
    String oneGrid = SmallCap.square(30.2, 104.1, 30.8, 104.2);
    deskBy(inGrids(20)).take(SmallCap.warning("w2", "Update", about, oneGrid), "test").orThrow();
    assertThat(all()).hasSize(1);
  }

  private static WarningPolicy inGrids(int most) {
    return new WarningPolicy(
        "Moderate", "event-05", "street-office", Set.of("inbox"), DivisionLevel.GRID, most);
  }

  /** Grid one runs from 104 to 104.25; the square covers 104.1 to 104.2 of it. */
  @Test
  void theCaseHasAPointOfItsGridWithinThePolygon() {
    CapDesk grids = deskBy(inGrids(20));
    String oneGrid = SmallCap.square(30.2, 104.1, 30.8, 104.2);
    grids.take(SmallCap.warning("w1", "Alert", "", oneGrid), "test").orThrow();
    LngLat at = Objects.requireNonNull(all().getFirst().matter().location());
    assertThat(at.lng()).isStrictlyBetween(104.1, 104.2);
    assertThat(at.lat()).isStrictlyBetween(30.2, 30.8);
  }

  @Test
  void whereTheyOnlyNameADivisionItIsTheDivisionsOwnPoint() {
    take(SmallCap.naming("w9", "510105000000"));
    // the eastern street lies between 104.5 and 105, its point in the middle
    assertThat(all().getFirst().matter().location()).isEqualTo(LngLat.of(104.75, 30.5));
  }

  @Test
  void opensNoneWhereItDoesNotReach() {
    assertThat(take(SmallCap.warning("w1", "Alert", "", ELSEWHERE)).casesOpened()).isZero();
    // the streets meet at 104.5: a square that ends there touches the eastern one, and no more
    String border = SmallCap.square(30.2, 104.1, 30.8, 104.5);
    assertThat(take(SmallCap.warning("w2", "Alert", "", border)).casesOpened()).isEqualTo(1);
  }

  @Test
  void opensOneCaseAStreetHoweverOftenItComes() {
    byte[] message = SmallCap.warning("w1", "Alert", "", EVERYWHERE);
    assertThat(take(message).casesOpened()).isEqualTo(2);
    CapDesk.Taken again = take(message);
    assertThat(again.isNew()).isFalse();
    assertThat(again.casesOpened()).isZero();
    assertThat(all())
        .extracting(c -> c.matter().division())
        .containsExactlyInAnyOrder(WEST_STREET, EAST_STREET);
  }

  @Test
  void anUpdateTakesItsPlaceAndOpensCasesOnlyWhereItIsNew() {
    take(SmallCap.warning("w1", "Alert", "", IN_THE_WEST));
    String about = "weather@furong,w1,2026-03-02T10:00:00+08:00";
    assertThat(take(SmallCap.warning("w2", "Update", about, EVERYWHERE)).casesOpened())
        .isEqualTo(1);
    assertThat(state("w1")).isEqualTo(State.REPLACED);
    assertThat(state("w2")).isEqualTo(State.ACTIVE);
    Case west =
        all().stream()
            .filter(c -> c.matter().division().equals(WEST_STREET))
            .findFirst()
            .orElseThrow();
    assertThat(kinds(west)).contains(CaseEvent.REPEATED);
    assertThat(told).containsExactly("w1 ACTIVE", "w1 REPLACED", "w2 ACTIVE");
  }

  @Test
  void aCancellationEndsItAndIsNotedInTheCase() {
    take(SmallCap.warning("w1", "Alert", "", IN_THE_WEST));
    String about = "weather@furong,w1,2026-03-02T02:00:00-00:00"; // the same instant in UTC
    take(SmallCap.warning("w2", "Cancel", about, IN_THE_WEST));
    assertThat(state("w1")).isEqualTo(State.CANCELLED);
    assertThat(state("w2")).isEqualTo(State.NOTED);
    assertThat(kinds(all().getFirst())).contains(CaseEvent.CLEARED);
  }

  @Test
  void aWarningThatArrivesAfterItsCancellationIsOverAtOnce() {
    String about = "weather@furong,w1,2026-03-02T10:00:00+08:00";
    take(SmallCap.warning("w2", "Cancel", about, IN_THE_WEST));
    assertThat(take(SmallCap.warning("w1", "Alert", "", IN_THE_WEST)).casesOpened()).isZero();
    assertThat(state("w1")).isEqualTo(State.CANCELLED);
    assertThat(all()).isEmpty();
  }

  @Test
  void aWarningEndsByItsOwnTime() {
    take(SmallCap.warning("w1", "Alert", "", IN_THE_WEST));
    assertThat(inForce()).isEqualTo(1);
    now = Instant.parse("2026-03-02T12:00:00Z"); // 20:00 in Shanghai, when it expires
    assertThat(inForce()).isZero();
    assertThat(take(SmallCap.warning("w3", "Alert", "", EVERYWHERE)).casesOpened()).isZero();
  }

  @Test
  void anExerciseAndABlueOneOpenNothing() {
    String text =
        new String(SmallCap.warning("w1", "Alert", "", IN_THE_WEST), StandardCharsets.UTF_8);
    byte[] exercise = bytes(text.replace("Actual", "Exercise"));
    assertThat(take(exercise).casesOpened()).isZero();
    byte[] minor = bytes(text.replace("w1", "w9").replace("Severe", "Minor"));
    assertThat(take(minor).casesOpened()).isZero();
    assertThat(inForce()).isEqualTo(2);
  }

  @Test
  void aGeocodeOfOursIsAPlace() {
    take(SmallCap.naming("w9", "510105000000"));
    assertThat(all()).extracting(c -> c.matter().division()).containsExactly(EAST_STREET);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private CapDesk.Taken take(byte[] message) {
    return desk.take(message, "test").orThrow().taken().getFirst();
  }

  private State state(String identifier) {
    return store.list(new WarningStore.Query(List.of(), null, null, 0, 100)).stream()
        .filter(w -> w.identifier().equals(identifier))
        .findFirst()
        .orElseThrow()
        .state();
  }

  private long inForce() {
    return store.count(new WarningStore.Query(List.of(), now, null, 0, 100));
  }

  private List<Case> all() {
    return cases.list(new CaseStore.Query(List.of(), Set.of(), null, null, null, null, 0, 100));
  }

  private List<String> kinds(Case c) {
    return cases.timeline(c.id()).stream().map(CaseEvent::kind).toList();
  }
}
