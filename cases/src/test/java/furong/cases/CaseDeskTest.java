package furong.cases;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Result;
import furong.base.Result.Refusal;
import furong.cases.CaseDesk.Report;
import furong.cases.CaseRules.Act;
import furong.geo.LngLat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaseDeskTest {

  private final SmallCity world = new SmallCity();

  @Test
  void dispatchGoesToTheStreetOfficeOfThePlaceUnlessAnotherIsNamed() {
    Case registered = world.does(world.operator, world.opened(), CaseAction.REGISTER);
    assertThat(world.desk.suggestion(registered).orElseThrow().why().zh())
        .isEqualTo("地点位于西街道，由西街道指挥室负责。");
    Case dispatched = world.does(world.operator, registered, CaseAction.DISPATCH);
    assertThat(dispatched.progress().organisation()).isEqualTo("street-office-510104017");
  }

  @Test
  void anOrganisationThatDoesNotServeThePlaceIsRefused() {
    Case registered = world.does(world.operator, world.opened(), CaseAction.REGISTER);
    Result<Case> refused = dispatch(registered, "operations-510105");
    assertThat(SmallCity.refusal(refused)).isEqualTo(Refusal.INVALID);
    assertThat(dispatch(registered, "operations-510104").isOk()).isTrue();
  }

  @Test
  void aPlaceWithoutAStreetOfficeGoesToItsCountyAndSaysWhy() {
    Dispatcher.Suggestion east =
        new Dispatcher(world.city).suggest(SmallCity.EAST_STREET, "street-office").orElseThrow();
    assertThat(east.organisation().id()).isEqualTo("operations-510105");
    assertThat(east.why().zh()).contains("东街道", "没有承担该职责的机构", "东区运行中心");
  }

  @Test
  void theHandlingClockStandsStillWhileTheCaseIsBackAtTheDesk() {
    // Friday 17:00; 4 working hours: one on Friday, three on Monday -> Monday 11:00
    world.now = at("2026-03-06T17:00");
    Case c = world.does(world.operator, world.opened(), CaseAction.REGISTER);
    c = world.does(world.operator, c, CaseAction.DISPATCH);
    assertThat(world.desk.dueAt(c)).isEqualTo(at("2026-03-09T11:00"));

    // returned at 17:30, dispatched again on Monday at 9:00: 3.5 hours are left -> 14:30
    world.now = at("2026-03-06T17:30");
    c = world.does(world.street, c, CaseAction.RETURN);
    assertThat(world.desk.dueAt(c)).isNull();
    world.now = at("2026-03-09T09:00");
    c = world.does(world.operator, c, CaseAction.DISPATCH);
    assertThat(world.desk.dueAt(c)).isEqualTo(at("2026-03-09T14:30"));
    assertThat(c.progress().returns()).isEqualTo(1);

    // finished at 14:30: in time; used 4 hours, paused Friday 17:30 to Monday 9:00
    world.now = at("2026-03-09T14:30");
    c = world.does(world.street, c, CaseAction.TAKE);
    c = world.does(world.street, c, CaseAction.FINISH);
    assertThat(c.progress().handledInTime()).isTrue();
    CaseEvent finish = world.cases.timeline(c.id()).getLast();
    assertThat(finish.deadline()).isEqualTo(at("2026-03-09T14:30"));
    assertThat(finish.secondsUsed()).isEqualTo(Duration.ofHours(4).toSeconds());
    assertThat(finish.secondsPaused()).isEqualTo(Duration.ofMinutes(63 * 60 + 30).toSeconds());
  }

  @Test
  void suspensionStopsTheClockAndResumingLetsItGoOn() {
    Case c = world.does(world.operator, world.opened(), CaseAction.REGISTER); // Monday 10:00
    c = world.does(world.operator, c, CaseAction.DISPATCH);
    c = world.does(world.street, c, CaseAction.TAKE);
    assertThat(world.desk.dueAt(c)).isEqualTo(at("2026-03-02T16:00")); // 2 h until 12, 2 h from 14
    c = world.does(world.operator, c, CaseAction.SUSPEND);
    world.now = at("2026-03-03T08:00");
    c = world.does(world.operator, c, CaseAction.RESUME);
    assertThat(c.state()).isEqualTo(CaseState.HANDLING);
    assertThat(world.desk.dueAt(c)).isEqualTo(at("2026-03-03T12:00"));
  }

  @Test
  void reworkCountsAndLateHandlingIsRemembered() {
    Case c = world.does(world.operator, world.opened(), CaseAction.REGISTER);
    c = world.does(world.operator, c, CaseAction.DISPATCH);
    c = world.does(world.street, c, CaseAction.TAKE);
    world.now = at("2026-03-02T16:00").plusSeconds(1);
    c = world.does(world.street, c, CaseAction.FINISH);
    assertThat(c.progress().handledInTime()).isFalse();
    c = world.does(world.inspector, c, CaseAction.CHECK_FAIL);
    assertThat(c.state()).isEqualTo(CaseState.DISPATCHED);
    assertThat(c.progress().reworks()).isEqualTo(1);
    assertThat(c.progress().handler()).isNull();
    assertThat(c.progress().organisation()).isEqualTo("street-office-510104017");
  }

  @Test
  void aReportLiesInTheCityHasATitleAndAKnownCategory() {
    assertThat(report("井盖", "part-0101", LngLat.of(104.2, 30.5)).orThrow().state())
        .isEqualTo(CaseState.REPORTED);
    assertThat(SmallCity.code(report("井盖", "part-0101", LngLat.of(120, 30.5))))
        .isEqualTo("report.outside");
    assertThat(SmallCity.code(report(" ", "part-0101", LngLat.of(104.2, 30.5))))
        .isEqualTo("report.title");
    assertThat(SmallCity.code(report("井盖", "part-9999", LngLat.of(104.2, 30.5))))
        .isEqualTo("report.category");
  }

  @Test
  void aPhotoOfSomebodyElseCannotBeHandedIn() {
    world.cases.addPhoto(new Photo("p1", null, "", "st", world.now, 1, 1));
    Result<Case> foreign =
        world.desk.report(
            world.operator,
            new Report("井盖", "part-0101", "", LngLat.of(104.2, 30.5), List.of("p1")));
    assertThat(SmallCity.code(foreign)).isEqualTo("case.photo");
    Result<Case> own =
        world.desk.report(
            world.street, new Report("井盖", "part-0101", "", LngLat.of(104.2, 30.5), List.of("p1")));
    assertThat(world.cases.photos(own.orThrow().id())).extracting(Photo::id).containsExactly("p1");
  }

  @Test
  void categoriesAreThoseOfTheStandard() {
    assertThat(Categories.find("part-0101").orElseThrow().title().zh()).isEqualTo("上水井盖");
    assertThat(Categories.find("event-0304").orElseThrow().group().zh()).isEqualTo("施工管理");
    assertThat(Categories.find("event-0506").orElseThrow().title().zh()).isEqualTo("道路积水");
    // 11 大类; 小类 as a city standard of GB/T 30428.2 lists them: 29+15+8+9+5 and 31+7+12+6+8+2
    assertThat(Categories.list()).hasSize(11 + 66 + 66);
  }

  private Result<Case> report(String title, String category, LngLat place) {
    return world.desk.report(world.operator, new Report(title, category, "", place, List.of()));
  }

  private Result<Case> dispatch(Case c, String organisation) {
    return world.desk.act(
        world.operator,
        c.id(),
        new Act(CaseAction.DISPATCH, c.version(), "", "", organisation, List.of()));
  }

  private static Instant at(String shanghai) {
    return Instant.parse(shanghai + ":00+08:00");
  }
}
