package furong.reported;

import static furong.reported.SmallReports.COUNTY;
import static furong.reported.SmallReports.FIRST;
import static furong.reported.SmallReports.ONE;
import static furong.reported.SmallReports.THREE;
import static furong.reported.SmallReports.TWO;
import static furong.reported.SmallReports.cell;
import static furong.reported.SmallReports.codes;
import static furong.reported.SmallReports.key;
import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Period;
import furong.base.Result;
import furong.people.AuditTrail;
import furong.people.Role;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormDeskTest {

  private final SmallReports reports = new SmallReports();

  @Test
  void keepsWhatACommunityReportsAndLocksItOnceTheStreetApproves() {
    reports.approved(reports.one, reports.first, ONE, 60, 40, 5);
    assertThat(reports.sheet(ONE).state()).isEqualTo(SheetState.APPROVED);
    assertThat(reports.store.below("check.homes", FIRST, SmallReports.YEAR))
        .extracting(Reported::value)
        .containsExactly(100.0);
    assertThat(codes(reports.fill(reports.one, ONE, 61, 40, 5)))
        .containsExactly("sheet.locked " + ONE);
    assertThat(reports.audited()).containsExactly("sheet.save", "sheet.submit", "sheet.approve");
    // each with the role that allowed it
    assertThat(reports.audit.list(new AuditTrail.Query(null, null, null, null, 0, 10)))
        .extracting(entry -> Role.valueOf(entry.role()))
        .containsExactly(Role.OPERATOR, Role.STREET, Role.STREET);
  }

  @Test
  void refusesWhoFillsOutsideTheOwnDivisionOrWithoutTheRole() {
    assertThat(codes(reports.fill(reports.one, TWO, 1, 1, 0)))
        .containsExactly("rights.scope " + TWO);
    assertThat(codes(reports.fill(SmallReports.caller("x", Role.INSPECTOR, ONE), ONE, 1, 1, 0)))
        .containsExactly("rights.role ");
    assertThat(reports.audited()).isEmpty();
  }

  @Test
  void refusesWhatCannotBeAtTheFigureThatIsWrong() {
    assertThat(codes(reports.fill(reports.one, ONE, SmallReports.YEAR, -1, 1.5, 0, 0, "")))
        .containsExactly(
            "figure.low " + ONE + "/check.homes", "figure.whole " + ONE + "/check.old");
    assertThat(reports.store.history("check.homes", ONE, SmallReports.YEAR)).isEmpty();
  }

  @Test
  void refusesToHandInSumsThatDoNotAddUpAndBlanksWithoutANote() {
    reports.fill(reports.one, ONE, SmallReports.YEAR, 101, 60, 40, 102, "").orThrow();
    assertThat(codes(reports.does(reports.one, ONE, SheetAct.SUBMIT)))
        .containsExactly(
            "figure.sum " + ONE + "/check.homes", "figure.at-most " + ONE + "/check.gas");
    assertThat(codes(reports.does(reports.two, TWO, SheetAct.SUBMIT)))
        .contains("figure.blank " + TWO + "/check.homes");
  }

  @Test
  void wantsANoteWhenAFigureJumpsAgainstTheYearBefore() {
    Period before = Period.parse("2025");
    reports.fill(reports.one, ONE, before, 100, 60, 40, 5, "").orThrow();
    // 100 -> 151 is more than the 50 % that go without a word; 100 -> 150 is not
    reports.fill(reports.one, ONE, 100, 51, 5).orThrow();
    assertThat(codes(reports.does(reports.one, ONE, SheetAct.SUBMIT)))
        .containsExactly("figure.jump " + ONE + "/check.homes");
    reports.fill(reports.one, ONE, SmallReports.YEAR, 151, 100, 51, 5, "新建小区交付").orThrow();
    assertThat(reports.does(reports.one, ONE, SheetAct.SUBMIT).isOk()).isTrue();
    reports.fill(reports.two, TWO, before, 100, 60, 40, 5, "").orThrow();
    reports.fill(reports.two, TWO, 100, 50, 5).orThrow();
    assertThat(reports.does(reports.two, TWO, SheetAct.SUBMIT).isOk()).isTrue();
  }

  @Test
  void aStreetGoesUpOnlyWhenAllItsCommunitiesAreInAndNamesThoseMissing() {
    reports.approved(reports.one, reports.first, ONE, 60, 40, 5);
    assertThat(codes(reports.does(reports.first, FIRST, SheetAct.SUBMIT)))
        .containsExactly("sheet.missing " + TWO);
    reports.approved(reports.two, reports.first, TWO, 100, 100, 10);
    assertThat(reports.does(reports.first, FIRST, SheetAct.SUBMIT).isOk()).isTrue();
    assertThat(codes(reports.does(reports.county, COUNTY, SheetAct.SUBMIT)))
        .containsExactly("sheet.missing " + FIRST, "sheet.missing " + SmallReports.SECOND);
  }

  @Test
  void nobodyApprovesTheOwnSheetNorOneOfAnotherStreet() {
    reports.fill(reports.first, ONE, 60, 40, 5).orThrow();
    reports.does(reports.first, ONE, SheetAct.SUBMIT).orThrow();
    assertThat(codes(reports.does(reports.first, ONE, SheetAct.APPROVE)))
        .containsExactly("sheet.own " + ONE);
    assertThat(codes(reports.does(reports.second, ONE, SheetAct.APPROVE)))
        .containsExactly("rights.scope " + FIRST);
    assertThat(reports.does(reports.county, ONE, SheetAct.APPROVE).isOk()).isTrue();
  }

  @Test
  void whatIsSentBackMayBeChangedAndHandedInAgain() {
    reports.fill(reports.one, ONE, 60, 40, 5).orThrow();
    reports.does(reports.one, ONE, SheetAct.SUBMIT).orThrow();
    reports.does(reports.first, ONE, SheetAct.SEND_BACK).orThrow();
    assertThat(reports.sheet(ONE).words()).isEqualTo("请核对");
    reports.fill(reports.one, ONE, 61, 40, 5).orThrow();
    assertThat(reports.does(reports.one, ONE, SheetAct.SUBMIT).isOk()).isTrue();
  }

  @Test
  void aLockedFigureChangesOnlyWithAReasonAndTheOldOneStays() {
    reports.approved(reports.three, reports.second, THREE, 50, 50, 25);
    long version = reports.sheet(THREE).version();
    assertThat(
            codes(
                reports.desk.correct(
                    reports.second, key(THREE), version, List.of(cell("gas", 20.0)), " ")))
        .containsExactly("sheet.reason " + THREE);
    assertThat(
            codes(
                reports.desk.correct(
                    reports.three, key(THREE), version, List.of(cell("gas", 20.0)), "漏报")))
        .containsExactly("rights.role ");
    reports
        .desk
        .correct(reports.second, key(THREE), version, List.of(cell("gas", 20.0)), "复核后更正")
        .orThrow();
    assertThat(reports.store.history("check.gas", THREE, SmallReports.YEAR))
        .extracting(r -> r.version() + " " + r.value() + " " + r.by() + " " + r.reason())
        .containsExactly("2 20.0 second 复核后更正", "1 25.0 three ");
    assertThat(reports.audited()).endsWith("sheet.correct");
  }

  @Test
  void aCorrectionKeepsTheSumsOfItsSheet() {
    reports.approved(reports.three, reports.second, THREE, 50, 50, 25);
    // 110 is not 50 + 50, and 101 with hazards are more than the 100 homes
    assertThat(codes(correct(cell("homes", 110.0))))
        .containsExactly("figure.sum " + THREE + "/check.homes");
    assertThat(codes(correct(cell("gas", 101.0))))
        .containsExactly("figure.at-most " + THREE + "/check.gas");
    assertThat(reports.store.history("check.homes", THREE, SmallReports.YEAR)).hasSize(1);
    correct(cell("homes", 110.0), cell("old", 60.0)).orThrow();
    assertThat(reports.value("gas-share", THREE)).isEqualTo(25 / 110.0 * 100);
  }

  private Result<Sheet> correct(Cell... cells) {
    long version = reports.sheet(THREE).version();
    return reports.desk.correct(reports.second, key(THREE), version, List.of(cells), "复核后更正");
  }

  @Test
  void refusesWhatSomebodyElseChangedMeanwhile() {
    reports.fill(reports.one, ONE, 60, 40, 5).orThrow();
    assertThat(codes(reports.desk.save(reports.one, key(ONE), 0, List.of(cell("old", 1.0)))))
        .containsExactly("sheet.stale " + ONE);
  }

  @Test
  void refusesAPeriodThatHasNotBegunOrIsOfAnotherLength() {
    assertThat(codes(reports.fill(reports.one, ONE, Period.parse("2028"), 1, 1, 0, 0, "")))
        .containsExactly("sheet.early " + ONE);
    assertThat(codes(reports.fill(reports.one, ONE, Period.parse("2026-Q1"), 1, 1, 0, 0, "")))
        .containsExactly("sheet.period " + ONE);
  }
}
