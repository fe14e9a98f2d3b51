package furong.cases;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Result;
import furong.base.Result.Refusal;
import furong.base.WorkTime;
import furong.cases.CitizenReport.Source;
import furong.cases.ReportDesk.Received;
import furong.geo.LngLat;
import furong.people.AuditEntry;
import furong.people.AuditTrail;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportDeskTest {

  private final ReportTown t = new ReportTown();

  @Test
  void aReportBecomesACaseInTheQueueAndIsFollowedByItsSecret() {
    Received received = t.desk.receive(ReportTown.hole(null)).orThrow();
    Case c = received.entry().matter();
    assertThat(c.state()).isEqualTo(CaseState.REPORTED);
    assertThat(c.number()).isEqualTo("CJ-20260302-00001");
    assertThat(c.matter().division()).isEqualTo(SmallCity.COMMUNITY_CODE);
    assertThat(c.progress().verified()).isFalse();
    assertThat(t.town.cases.photos(c.id())).extracting(Photo::id).containsExactly("photo1");
    assertThat(t.told).containsExactly("case 1 REPORTED");
    assertThat(t.desk.follow(String.valueOf(received.link())).orElseThrow().matter()).isEqualTo(c);
    assertThat(t.desk.follow(ReportTown.link())).isEmpty();
    assertThat(t.desk.follow("1")).isEmpty();
    List<AuditEntry> noted =
        t.town.audit.list(new AuditTrail.Query("case/1", null, null, null, 0, 10));
    assertThat(noted).extracting(AuditEntry::action).containsExactly("report.receive");
    assertThat(noted.getFirst().from()).as("nobody's address is kept").isEmpty();
  }

  @Test
  void theCaseHoldsTheWordsMaskedAndTheReportAsTheyWere() {
    Received received = t.desk.receive(ReportTown.hole(null)).orThrow();
    assertThat(received.entry().matter().matter().description()).isEqualTo("路面有坑，请回电138****5678");
    assertThat(received.entry().report().words()).endsWith("13812345678");
    assertThat(t.town.cases.timeline(1)).extracting(CaseEvent::note).containsExactly("");
  }

  @Test
  void sentTwiceItIsOneReport() {
    String link = ReportTown.link();
    Received first = t.desk.receive(ReportTown.hole(link)).orThrow();
    Received again = t.desk.receive(ReportTown.hole(link)).orThrow();
    assertThat(again.known()).isTrue();
    assertThat(again.entry().matter().id()).isEqualTo(first.entry().matter().id());
    Received other = t.desk.receive(ReportTown.hole(ReportTown.link())).orThrow();
    assertThat(other.known()).isFalse();
    assertThat(t.town.cases.count(SmallCity.everything())).isEqualTo(2);
  }

  @Test
  void theSameNumberOfOneProgramIsOneReportAndOfAnotherIsNot() {
    ReportDraft first = numbered(Source.OPEN311, 1, "RX-1");
    assertThat(t.desk.receive(first).orThrow().known()).isFalse();
    assertThat(t.desk.receive(first).orThrow().known()).isTrue();
    ReportDraft others = numbered(Source.OPEN311, 2, "RX-1");
    assertThat(t.desk.receive(others).orThrow().known()).isFalse();
    assertThat(t.town.cases.count(SmallCity.everything())).isEqualTo(2);
  }

  @Test
  void aWorkOrderOfTheHotlineIsOneReportByWhateverDoorItComes() {
    assertThat(t.desk.receive(hotline(1, "RX-1")).orThrow().known()).isFalse();
    assertThat(t.desk.receive(hotline(0, "RX-1")).orThrow().known()).isTrue();
    assertThat(t.desk.receive(hotline(0, "RX-2")).orThrow().known()).isFalse();
    assertThat(t.town.cases.count(SmallCity.everything())).isEqualTo(2);
  }

  @Test
  void aReportOfThePastHasItsDayAndItsAnswerIsDueByItsKind() {
    // Friday 2026-02-27 09:00 + 7 working days = Tuesday 2026-03-10 09:00
    Received received = t.desk.receive(hotline(1, "RX-1")).orThrow();
    assertThat(received.entry().matter().number()).isEqualTo("CJ-20260227-00001");
    assertThat(received.entry().report().replyDue()).isEqualTo("2026-03-10T01:00:00Z");
  }

  @ParameterizedTest
  @CsvSource({"咨询, 3", "求助, 7", "意见建议, 7", "投诉, 15", "举报, 15"})
  void eachKindOfMatterHasTheDaysOfTheRule(String word, int workDays) {
    assertThat(AppealKind.find(word).orElseThrow().limit())
        .isEqualTo(new WorkTime(workDays, WorkTime.Unit.WORK_DAY));
  }

  @Test
  void refusesWhatLacksAPlaceAKindOrWordsAndWhatIsToCome() {
    ReportDraft far = ReportTown.draft(Source.PORTAL, 0, "", "坑", LngLat.of(100, 30), null, null);
    assertThat(code(t.desk.receive(far))).isEqualTo("report.outside");
    ReportDraft nowhere = ReportTown.draft(Source.PORTAL, 0, "", "坑", null, null, null);
    assertThat(code(t.desk.receive(nowhere))).isEqualTo("report.place");
    ReportDraft later =
        ReportTown.draft(
            Source.OPEN311, 1, "", "坑", ReportTown.HOLE, t.town.now.plusSeconds(1), null);
    assertThat(code(t.desk.receive(later))).isEqualTo("report.future");
    ReportDraft guessed = ReportTown.draft(Source.PORTAL, 0, "", "坑", ReportTown.HOLE, null, "123");
    assertThat(code(t.desk.receive(guessed))).isEqualTo("report.link");
    String long_ = "坑".repeat(ReportDesk.MAX_WORDS + 1);
    ReportDraft wordy = ReportTown.draft(Source.PORTAL, 0, "", long_, ReportTown.HOLE, null, null);
    assertThat(SmallCity.refusal(t.desk.receive(wordy))).isEqualTo(Refusal.TOO_LARGE);
    assertThat(t.town.cases.count(SmallCity.everything())).isZero();
  }

  @Test
  void hintsAtTheSameMatterNearbyAndAtNothingElse() {
    t.told("路面有一个大坑");
    Instant since = t.town.now.minus(Duration.ofDays(30));
    // 0.001 degrees of longitude at 30.5 north are 96 m
    LngLat near = LngLat.of(104.201, 30.5);
    List<Likeness.Hint> hints = t.desk.similar(near, "event-0113", "路上有大坑", since, true);
    assertThat(hints).hasSize(1);
    assertThat(hints.getFirst().metres()).isBetween(95.0, 97.0);
    // 0.01 degrees are 958 m: another place
    assertThat(t.desk.similar(LngLat.of(104.21, 30.5), "event-0113", "大坑", since, true)).isEmpty();
    // another kind, other words, some way off
    assertThat(t.desk.similar(near, "part-0137", "路灯不亮", since, true)).isEmpty();
    assertThat(t.desk.similar(near, "event-0113", "大坑", t.town.now, true)).isEmpty();
  }

  @Test
  void doesNotHintAtWhatHasEnded() {
    t.ends(t.told("路面有一个大坑"));
    Instant since = t.town.now.minus(Duration.ofDays(30));
    assertThat(t.desk.similar(ReportTown.HOLE, "event-0113", "路面有一个大坑", since, true)).isEmpty();
  }

  private static ReportDraft hotline(long client, String number) {
    return numbered(Source.HOTLINE, client, number);
  }

  private static ReportDraft numbered(Source source, long client, String number) {
    return ReportTown.draft(
        source,
        client,
        number,
        "路面有坑",
        ReportTown.HOLE,
        Instant.parse("2026-02-27T01:00:00Z"),
        null);
  }

  private static String code(Result<?> result) {
    return SmallCity.code(result);
  }
}
