package furong.cases;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Result;
import furong.base.Result.Refusal;
import furong.base.Text;
import furong.base.WorkTime;
import furong.cases.CaseDesk.Mended;
import furong.cases.CaseDesk.Report;
import furong.geo.LngLat;
import furong.people.AuditTrail;
import furong.people.Caller;
import furong.people.Role;
import furong.people.Scope;
import furong.people.User;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * 即采即办 in the small city: waste (event-0110) is mended and never checked, an unclean road
 * (event-0112) always is, and a cover (part-0101) is not for bare hands.
 */
class OnTheSpotTest {

  private static final String WASTE = "event-0110";
  private static final String ROAD = "event-0112";
  private static final String COVER = "part-0101";

  private final SmallCity world = new SmallCity(rules());

  /** Waste has one condition, four working hours; the road has two. */
  static CityCases rules() {
    List<Condition> conditions =
        List.of(
            condition("v1/waste", WASTE, new WorkTime(4, WorkTime.Unit.WORK_HOUR)),
            condition("v1/dust", ROAD, new WorkTime(2, WorkTime.Unit.WORK_HOUR)),
            condition("v1/mud", ROAD, new WorkTime(1, WorkTime.Unit.WORK_DAY)));
    return new CityCases(
        CasePolicy.PLAIN,
        CategoryBook.of("v1", List.of(), Map.of("v1", conditions), Map.of(WASTE, 0, ROAD, 100)),
        DispatchRules.NONE,
        "");
  }

  /** What staff of that city have found and mended in the community. */
  static Case mended(SmallCity world, String category) {
    for (String id : List.of("before", "after")) {
      world.cases.addPhoto(new Photo(id, null, "", world.street.user().id(), world.now, 10, 10));
    }
    return world
        .desk
        .mend(world.street, mended(category, "done", List.of("before"), List.of("after"), ""))
        .orThrow();
  }

  private static Condition condition(String id, String category, WorkTime limit) {
    return new Condition(id, List.of(category), Text.of(id, id), limit, Optional.empty(), "sample");
  }

  private Mended mended(String kind, String condition) {
    return mended(kind, "清走了", List.of("before"), List.of("after"), condition);
  }

  private static Mended mended(
      String kind, String done, List<String> before, List<String> after, String condition) {
    return new Mended(
        new Report("一堆垃圾", kind, "路边", LngLat.of(104.2, 30.5), before), done, after, condition);
  }

  /** Brought before by {@code who}. */
  private void photos(Caller who) {
    for (String id : List.of("before", "after")) {
      world.cases.addPhoto(new Photo(id, null, "", who.user().id(), world.now, 10, 10));
    }
  }

  private Result<Case> mends(Caller who, Mended mended) {
    photos(who);
    return world.desk.mend(who, mended);
  }

  private void nothingWasKept() {
    assertThat(world.cases.count(SmallCity.everything())).isZero();
    assertThat(world.told).isEmpty();
  }

  @Test
  void whatWasMendedIsClosedAtOnceAndItsTimelineTellsTheWholeWay() {
    Case c = mends(world.street, mended(WASTE, "")).orThrow();
    assertThat(c.state()).isEqualTo(CaseState.CLOSED);
    assertThat(c.number()).isEqualTo("CJ-20260302-00001");
    assertThat(c.matter().origin()).isEqualTo(Matter.Origin.PATROL);
    assertThat(c.progress().organisation()).isEqualTo("street-office-" + SmallCity.WEST_STREET);
    assertThat(c.progress().handler()).isEqualTo("st");
    assertThat(c.progress().handledInTime()).isTrue();
    assertThat(c.mendedOnSpot()).isTrue();
    List<CaseEvent> timeline = world.cases.timeline(c.id());
    assertThat(timeline)
        .extracting(e -> e.kind() + " by " + e.by())
        .containsExactly(
            "open by st",
            "accept by system",
            "register by system",
            "dispatch by system",
            "take by st",
            "finish by st",
            "check_pass by system",
            "close by system");
    assertThat(timeline.getFirst().photos()).containsExactly("before");
    assertThat(timeline.get(5).photos()).containsExactly("after");
    assertThat(timeline.get(5).note()).isEqualTo("清走了");
    assertThat(timeline)
        .extracting(e -> e.details().getOrDefault(TimelineReplay.ON_SPOT, ""))
        .containsExactly("", "rule", "rule", "rule", "", "not-picked 0", "not-picked 0", "rule");
    assertThat(TimelineReplay.progress(timeline)).isEqualTo(c.progress());
    assertThat(timeline).hasSize((int) c.version());
    assertThat(world.cases.photos(c.id())).hasSize(2);
    assertThat(world.told).containsExactly("case 1 CLOSED");
  }

  @Test
  void theAuditTrailHasOneEntryOfWhoDidIt() {
    Case c = mends(world.street, mended(WASTE, "")).orThrow();
    assertThat(world.audit.list(new AuditTrail.Query("case/" + c.id(), null, null, null, 0, 9)))
        .singleElement()
        .satisfies(e -> {
          assertThat(e.action()).isEqualTo("case.mend_on_spot");
          assertThat(e.after()).containsEntry("state", "CLOSED").containsEntry("handler", "st");
        });
  }

  @Test
  void whatIsPickedForACheckWaitsForAnInspectorAndThenGoesTheUsualWay() {
    Case c = mends(world.street, mended(ROAD, "v1/dust")).orThrow();
    assertThat(c.state()).isEqualTo(CaseState.HANDLED);
    assertThat(world.cases.timeline(c.id()).getLast().details())
        .containsEntry(TimelineReplay.ON_SPOT, "picked 100");
    Case checked = world.does(world.inspector, c, CaseAction.CHECK_PASS);
    Case closed = world.does(world.operator, checked, CaseAction.CLOSE);
    assertThat(closed.mendedOnSpot()).isTrue();
    assertThat(TimelineReplay.progress(world.cases.timeline(c.id()))).isEqualTo(closed.progress());
  }

  @Test
  void whoMendedItDoesNotCheckItAndAFailedCheckBringsItToTheOfficeAgain() {
    Case c = mends(world.street, mended(ROAD, "")).orThrow();
    Caller both = staff("st", SmallCity.CITY_CODE, null, Role.STREET, Role.INSPECTOR);
    assertThat(SmallCity.code(world.tries(both, c, CaseAction.CHECK_PASS)))
        .isEqualTo("case.own-work");
    Case again = world.does(world.inspector, c, CaseAction.CHECK_FAIL);
    assertThat(again.state()).isEqualTo(CaseState.DISPATCHED);
    assertThat(again.progress().organisation()).isEqualTo("street-office-" + SmallCity.WEST_STREET);
    world.now = world.now.plus(Duration.ofHours(1));
    again = world.does(world.street, again, CaseAction.TAKE);
    assertThat(world.does(world.street, again, CaseAction.FINISH).mendedOnSpot()).isFalse();
  }

  @Test
  void aKindThatTheCityDoesNotNameIsRefused() {
    Result<Case> result = mends(world.street, mended(COVER, ""));
    assertThat(SmallCity.code(result)).isEqualTo("spot.kind");
    nothingWasKept();
  }

  @Test
  void onlyStaffOfThePlaceMayCloseWhatTheyFind() {
    for (Caller who : List.of(world.operator, world.inspector, world.planner)) {
      assertThat(SmallCity.code(mends(who, mended(WASTE, "")))).isEqualTo("rights.role");
    }
    Caller elsewhere = staff("ea", SmallCity.EAST_STREET, null, Role.STREET);
    assertThat(SmallCity.code(mends(elsewhere, mended(WASTE, "")))).isEqualTo("rights.scope");
    Caller otherOffice = staff("ot", SmallCity.CITY_CODE, "operations-510105", Role.STREET);
    assertThat(SmallCity.code(mends(otherOffice, mended(WASTE, ""))))
        .isEqualTo("case.organisation");
    nothingWasKept();
    Caller own = staff("ow", SmallCity.COMMUNITY_CODE, "operations-510104", Role.STREET);
    Case c = mends(own, mended(WASTE, "")).orThrow();
    assertThat(c.progress().organisation()).isEqualTo("operations-510104");
  }

  @Test
  void theEvidenceOfTheTableIsAskedFor() {
    photos(world.street);
    List<String> before = List.of("before");
    List<String> after = List.of("after");
    Map<String, Mended> lacking =
        Map.of(
            "case.missing.note", mended(WASTE, " ", before, after, ""),
            "case.photo", mended(WASTE, "清走了", before, List.of("foreign"), ""));
    lacking.forEach((code, mended) ->
        assertThat(SmallCity.code(world.desk.mend(world.street, mended))).isEqualTo(code));
    for (Mended bare :
        List.of(
            mended(WASTE, "清走了", List.of(), after, ""),
            mended(WASTE, "清走了", before, List.of(), ""),
            mended(WASTE, "清走了", before, before, ""))) {
      Result<Case> result = world.desk.mend(world.street, bare);
      assertThat(SmallCity.code(result)).isEqualTo("case.missing.photos");
      assertThat(SmallCity.refusal(result)).isEqualTo(Refusal.INVALID);
    }
    assertThat(world.told).isEmpty();
  }

  @Test
  void theSamePhotosSentTwiceMakeOneCase() {
    assertThat(mends(world.street, mended(WASTE, "")).isOk()).isTrue();
    assertThat(SmallCity.code(world.desk.mend(world.street, mended(WASTE, ""))))
        .isEqualTo("case.photo");
    assertThat(world.told).hasSize(1);
  }

  @Test
  void theOnlyConditionOfAKindIsTakenAndOfSeveralTheOneThatIsNamed() {
    assertThat(mends(world.street, mended(WASTE, "")).orThrow().progress().dossier().condition())
        .isEqualTo("v1/waste");
    assertThat(
            mends(world.street, mended(ROAD, "v1/mud")).orThrow().progress().dossier().condition())
        .isEqualTo("v1/mud");
    assertThat(mends(world.street, mended(ROAD, "")).orThrow().progress().dossier().condition())
        .isNull();
    assertThat(SmallCity.code(mends(world.street, mended(ROAD, "v1/waste"))))
        .isEqualTo("case.condition");
  }

  @Test
  void ofAHundredCasesSoManyArePickedAsTheCitySays() {
    long picked = LongStream.rangeClosed(1, 10_000).filter(id -> OnTheSpot.picked(id, 20)).count();
    // 10 000 draws at a fifth: 2 000, and three deviations of sqrt(10 000 x 0.2 x 0.8) = 40
    assertThat(picked).isBetween(1_880L, 2_120L);
    assertThat(LongStream.rangeClosed(1, 1_000).anyMatch(id -> OnTheSpot.picked(id, 0))).isFalse();
    assertThat(LongStream.rangeClosed(1, 1_000).allMatch(id -> OnTheSpot.picked(id, 100))).isTrue();
  }

  private static Caller staff(
      String id, String scope, @org.jspecify.annotations.Nullable String office, Role... roles) {
    return new Caller(
        new User(id, id, Text.of(id, id), Set.of(roles), Scope.of(scope), office), "10.0.0.1");
  }
}
