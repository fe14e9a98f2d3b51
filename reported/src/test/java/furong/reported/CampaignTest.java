package furong.reported;

import static furong.reported.SmallReports.CITY;
import static furong.reported.SmallReports.COUNTY;
import static furong.reported.SmallReports.FIRST;
import static furong.reported.SmallReports.ONE;
import static furong.reported.SmallReports.SECOND;
import static furong.reported.SmallReports.THREE;
import static furong.reported.SmallReports.TWO;
import static furong.reported.SmallReports.YEAR;
import static furong.reported.SmallReports.codes;
import static furong.reported.SmallReports.key;
import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Period;
import furong.base.Result;
import furong.notify.Notification;
import furong.people.Caller;
import furong.people.Role;
import furong.people.Scope;
import furong.reported.CampaignDesk.Done;
import furong.reported.CampaignDesk.Draft;
import furong.reported.CampaignSheets.Asked;
import furong.reported.CampaignSheets.Count;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CampaignTest {

  private static final Instant DEADLINE = Instant.parse("2027-01-31T10:00:00Z");

  private final SmallReports reports = new SmallReports();

  private Result<Done> open(Caller who, String division) {
    return reports.campaignDesk.open(
        who, new Draft(YEAR, List.of("housing"), List.of(division), DEADLINE, 7));
  }

  private Result<Done> does(CampaignAct act, Instant deadline, String words) {
    Campaign now = reports.campaigns.find(1).orElseThrow();
    return reports.campaignDesk.act(reports.city, 1, act, now.version(), deadline, words);
  }

  private List<String> letters(Caller who) {
    return reports.outbox.inbox(who.user().id(), false, 0, 100).stream()
        .map(Notification::subject)
        .toList();
  }

  private List<String> turns() {
    return reports.sheets.of(reports.campaigns.find(1).orElseThrow(), Scope.of(CITY)).stream()
        .map(a -> a.division().code() + " " + a.turn())
        .toList();
  }

  @Test
  void aPlannerOpensOneAndThoseWhoFillAreWrittenToOnce() {
    Done done = open(reports.city, COUNTY).orThrow();
    assertThat(done.letters().told()).isEqualTo(3);
    assertThat(letters(reports.one))
        .containsExactly("城市体检 2026 采集已启动，请填报 opened, please report ×1");
    assertThat(letters(reports.first)).isEmpty();
    assertThat(reports.audited()).containsExactly("campaign.open");
  }

  @Test
  void refusesWhoIsNoPlannerOrPlansElsewhereAndWhatCannotBe() {
    assertThat(codes(open(reports.county, COUNTY))).containsExactly("rights.role ");
    Caller elsewhere = SmallReports.caller("x", Role.PLANNER, FIRST);
    assertThat(codes(open(elsewhere, COUNTY))).containsExactly("rights.scope " + COUNTY);
    Draft wrong =
        new Draft(Period.parse("2028"), List.of("roads"), List.of(COUNTY, FIRST), reports.now, 99);
    assertThat(codes(reports.campaignDesk.open(reports.city, wrong)))
        .containsExactly(
            "campaign.year year",
            "campaign.deadline deadline",
            "campaign.remind remindDays",
            "campaign.dimensions dimensions",
            "campaign.divisions " + FIRST);
    assertThat(reports.campaigns.list()).isEmpty();
  }

  @Test
  void asksNothingTwiceButOtherDivisionsOfTheYear() {
    open(reports.city, FIRST).orThrow();
    assertThat(codes(open(reports.city, COUNTY))).containsExactly("campaign.overlap ");
    assertThat(open(reports.city, SECOND).isOk()).isTrue();
  }

  @Test
  void showsWhoseTurnItIsWhileFiguresClimb() {
    open(reports.city, COUNTY).orThrow();
    assertThat(turns())
        .containsExactly(
            COUNTY + " BELOW",
            FIRST + " BELOW",
            SECOND + " BELOW",
            ONE + " OWN",
            TWO + " OWN",
            THREE + " OWN");
    reports.approved(reports.three, reports.second, THREE, 50, 50, 25);
    reports.fill(reports.one, ONE, 60, 40, 5).orThrow();
    reports.does(reports.one, ONE, SheetAct.SUBMIT).orThrow();
    assertThat(turns())
        .containsExactly(
            COUNTY + " BELOW",
            FIRST + " BELOW",
            SECOND + " OWN",
            ONE + " ABOVE",
            TWO + " OWN",
            THREE + " NONE");
    List<Asked> all = reports.sheets.of(reports.campaigns.find(1).orElseThrow(), Scope.of(CITY));
    // three communities: one waits, one is approved, one is not in
    assertThat(CampaignSheets.count(all, a -> a.division().level().name()))
        .containsEntry("COMMUNITY", new Count(3, 1, 1, 0, 1))
        .containsEntry("STREET", new Count(2, 2, 0, 0, 0));
    assertThat(all.get(3).by()).isEqualTo("居委会" + ONE);
    assertThat(reports.sheets.of(reports.campaigns.find(1).orElseThrow(), Scope.of(SECOND)))
        .hasSize(2);
  }

  @Test
  void remindsBeforeTheDeadlineAndAfterItOnceEachAlsoAfterARestart() {
    open(reports.city, COUNTY).orThrow();
    reports.now = DEADLINE.minusSeconds(7 * 86_400 + 1);
    assertThat(reports.letters.round()).isZero();
    reports.now = DEADLINE.minusSeconds(7 * 86_400);
    assertThat(reports.letters.round()).isEqualTo(3);
    assertThat(reports.letters.round()).isZero();
    reports.approved(reports.three, reports.second, THREE, 50, 50, 25);
    reports.now = DEADLINE.plusSeconds(1);
    // two communities are late, and the second street has not handed up
    assertThat(reports.letters.round()).isEqualTo(3);
    assertThat(letters(reports.three)).hasSize(2);
    assertThat(letters(reports.second)).containsExactly("城市体检 2026 采集已过截止时间 is overdue ×1");
  }

  @Test
  void aReminderByHandComesOnceADay() {
    open(reports.city, COUNTY).orThrow();
    assertThat(does(CampaignAct.REMIND, DEADLINE, "").orThrow().letters().told()).isEqualTo(3);
    assertThat(does(CampaignAct.REMIND, DEADLINE, "").orThrow().letters().told()).isZero();
    reports.now = reports.now.plusSeconds(86_400);
    assertThat(does(CampaignAct.REMIND, DEADLINE, "").orThrow().letters().told()).isEqualTo(3);
  }

  @Test
  void onceClosedNobodyTypesOrHandsInButWhatIsInIsStillJudged() {
    open(reports.city, COUNTY).orThrow();
    reports.fill(reports.one, ONE, 60, 40, 5).orThrow();
    reports.fill(reports.two, TWO, 60, 40, 5).orThrow();
    reports.does(reports.one, ONE, SheetAct.SUBMIT).orThrow();
    does(CampaignAct.CLOSE, DEADLINE, "").orThrow();
    assertThat(codes(reports.fill(reports.two, TWO, 61, 40, 5)))
        .containsExactly("campaign.closed " + TWO);
    assertThat(codes(reports.does(reports.two, TWO, SheetAct.SUBMIT)))
        .containsExactly("campaign.closed " + TWO);
    assertThat(reports.desk.mayType(reports.two.user(), reports.sheet(TWO))).isFalse();
    assertThat(reports.desk.acts(reports.two.user(), reports.sheet(TWO))).isEmpty();
    assertThat(reports.does(reports.first, ONE, SheetAct.APPROVE).isOk()).isTrue();
    // what nobody reported stays not known
    assertThat(reports.value("gas-share", ONE)).isEqualTo(5.0);
    assertThat(reports.value("gas-share", TWO)).isNull();
    assertThat(reports.value("gas-share", FIRST)).isNull();
    assertThat(codes(does(CampaignAct.REOPEN, DEADLINE, ""))).containsExactly("campaign.reason ");
    does(CampaignAct.REOPEN, DEADLINE, "补报两社区").orThrow();
    assertThat(reports.does(reports.two, TWO, SheetAct.SUBMIT).isOk()).isTrue();
    assertThat(reports.audited()).contains("campaign.close", "campaign.reopen");
  }

  @Test
  void itsDeadlineGoesBeforeThatOfTheForm() {
    Campaigns campaigns = new Campaigns(reports.checkup, reports.book, reports.campaigns);
    // the form: 20 days after the year's end, 2027-01-01 at local midnight
    assertThat(campaigns.dueAt(key(ONE), SmallReports.ZONE))
        .contains(Instant.parse("2027-01-20T16:00:00Z"));
    open(reports.city, FIRST).orThrow();
    assertThat(campaigns.dueAt(key(ONE), SmallReports.ZONE)).contains(DEADLINE);
    assertThat(campaigns.dueAt(key(THREE), SmallReports.ZONE))
        .contains(Instant.parse("2027-01-20T16:00:00Z"));
    does(CampaignAct.EXTEND, DEADLINE.plusSeconds(86_400), "节假日顺延").orThrow();
    assertThat(campaigns.dueAt(key(ONE), SmallReports.ZONE)).contains(DEADLINE.plusSeconds(86_400));
  }
}
