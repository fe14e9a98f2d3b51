package furong.reported;

import static furong.reported.SmallReports.COUNTY;
import static furong.reported.SmallReports.FIRST;
import static furong.reported.SmallReports.ONE;
import static furong.reported.SmallReports.THREE;
import static furong.reported.SmallReports.TWO;
import static furong.reported.SmallReports.YEAR;
import static furong.reported.SmallReports.codes;
import static furong.reported.SmallReports.key;
import static org.assertj.core.api.Assertions.assertThat;

import furong.notify.Notification;
import furong.people.Caller;
import furong.people.Scope;
import furong.reported.CampaignDesk.Draft;
import furong.reported.FormSheets.Turn;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The form of 2026 is due 20 days after the year: on 2027-01-21 at local midnight. */
class FormLettersTest {

  private static final Instant DUE = Instant.parse("2027-01-20T16:00:00Z");
  private static final long DAY = 86_400;

  private final SmallReports reports = new SmallReports();

  private List<String> letters(Caller who) {
    return reports.outbox.inbox(who.user().id(), false, 0, 100).stream()
        .map(Notification::subject)
        .toList();
  }

  private int at(Instant now) {
    reports.now = now;
    return reports.formLetters.round();
  }

  @Test
  void whoseTurnItIsHearsOfItFiveDaysBeforeAndOnceAfter() {
    assertThat(at(DUE.minusSeconds(5 * DAY + 1))).isZero();
    assertThat(at(DUE.minusSeconds(5 * DAY))).isEqualTo(3);
    assertThat(at(DUE.minusSeconds(1))).as("once each").isZero();
    assertThat(letters(reports.one)).containsExactly("指标填报 2026 即将截止 are due soon ×1");
    reports.approved(reports.one, reports.first, ONE, 60, 40, 5);
    reports.fill(reports.two, TWO, 60, 40, 5).orThrow();
    reports.does(reports.two, TWO, SheetAct.SUBMIT).orThrow();
    // the third community is late, and the first street has one to judge
    assertThat(at(DUE)).isEqualTo(2);
    assertThat(letters(reports.three)).hasSize(2);
    assertThat(letters(reports.first)).containsExactly("指标填报 2026 已逾期 are late ×1");
    assertThat(letters(reports.one)).hasSize(1);
  }

  @Test
  void aPlatformThatStartsLongAfterwardsWritesToNobody() {
    assertThat(at(DUE.plusSeconds(5 * DAY))).isZero();
  }

  @Test
  void whatACampaignAsksIsLeftToIt() {
    Instant deadline = DUE.plusSeconds(30 * DAY);
    reports
        .campaignDesk
        .open(reports.city, new Draft(YEAR, List.of("housing"), List.of(FIRST), deadline, 1))
        .orThrow();
    // the second street is asked by no campaign: its community goes by the form
    assertThat(at(DUE.minusSeconds(DAY))).isEqualTo(1);
    assertThat(letters(reports.three)).hasSize(1);
    assertThat(letters(reports.one)).singleElement().asString().contains("采集已启动");
  }

  @Test
  void whoApprovesRemindsByHandOnceADayAndItIsOnRecord() {
    assertThat(codes(reports.formLetters.remind(reports.one, key(ONE))))
        .containsExactly("rights.role ");
    assertThat(codes(reports.formLetters.remind(reports.second, key(FIRST))))
        .containsExactly("rights.scope " + FIRST);
    assertThat(reports.formLetters.remind(reports.first, key(FIRST)).orThrow().told()).isEqualTo(2);
    assertThat(reports.formLetters.remind(reports.first, key(FIRST)).orThrow().told()).isZero();
    assertThat(letters(reports.three)).isEmpty();
    reports.now = reports.now.plusSeconds(DAY);
    assertThat(reports.formLetters.remind(reports.first, key(FIRST)).orThrow().told()).isEqualTo(2);
    assertThat(reports.audited()).containsOnly("sheet.remind");
  }

  @Test
  void theListSaysWhoHasNotReportedAndWhoAnswersForIt() {
    reports.approved(reports.three, reports.second, THREE, 50, 50, 25);
    List<FormSheets.Asked> all =
        reports.formSheets.of(
            reports.book.find(SmallReports.FORM).orElseThrow(),
            YEAR,
            List.of(COUNTY),
            Scope.of(COUNTY));
    assertThat(all.stream().filter(a -> a.turn() == Turn.OWN).map(FormSheets.Asked::by))
        .containsExactly("区划" + SmallReports.SECOND, "居委会" + ONE, "居委会" + TWO);
    assertThat(all).hasSize(6);
  }
}
