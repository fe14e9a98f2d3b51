package furong.cases;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Result;
import furong.cases.CitizenReport.Rating;
import furong.cases.ReportDesk.Received;
import furong.cases.ReportStore.Entry;
import furong.cases.ReportStore.Query;
import furong.cases.ReportStore.View;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RatingDeskTest {

  private final ReportTown t = new ReportTown();

  private String ended() {
    Received received = t.told("路面有坑");
    t.ends(received);
    return String.valueOf(received.link());
  }

  @Test
  void aGoodGradeIsKeptAndAsksForNothing() {
    Entry rated = t.ratings.rate(ended(), Grade.FAIR, "还行").orThrow();
    assertThat(rated.report().rating()).extracting(Rating::grade).isEqualTo(Grade.FAIR);
    assertThat(rated.rectification()).isNull();
    assertThat(waiting()).isEmpty();
  }

  @Test
  void aBadGradeOpensARectificationWithItsOwnClock() {
    Entry rated = t.ratings.rate(ended(), Grade.BAD, "没修好").orThrow();
    // Monday 2026-03-02 10:00 + 15 working days: three weeks later
    assertThat(rated.rectification())
        .extracting(Rectification::dueAt)
        .isEqualTo(Instant.parse("2026-03-23T02:00:00Z"));
    assertThat(waiting()).hasSize(1);
    assertThat(t.town.audited("case/1")).as("receive, reject, rate").isEqualTo(3);
  }

  @Test
  void isRatedOnceAndOnlyWhenItHasEnded() {
    Received open = t.told("路面有坑");
    String link = String.valueOf(open.link());
    assertThat(code(t.ratings.rate(link, Grade.GOOD, ""))).isEqualTo("report.open");
    t.ends(open);
    t.ratings.rate(link, Grade.GOOD, "").orThrow();
    assertThat(code(t.ratings.rate(link, Grade.BAD, ""))).isEqualTo("report.rated");
    assertThat(code(t.ratings.rate(ReportTown.link(), Grade.BAD, ""))).isEqualTo("report.none");
    assertThat(waiting()).isEmpty();
  }

  @Test
  void aMergedReportIsRatedWhenTheCaseThatGoesOnHasEnded() {
    Received first = t.told("路面有坑");
    Received second = t.told("同一个坑");
    Case twice = t.town.cases.find(second.entry().matter().id()).orElseThrow();
    t.town.does(t.town.operator, twice, CaseAction.MERGE);
    String link = String.valueOf(second.link());
    assertThat(code(t.ratings.rate(link, Grade.GOOD, ""))).isEqualTo("report.open");
    t.ends(first);
    assertThat(t.ratings.rate(link, Grade.GOOD, "").isOk()).isTrue();
  }

  @Test
  void thePersonIsCalledBackBeforeItIsMended() {
    t.ratings.rate(ended(), Grade.VERY_BAD, "没修好").orThrow();
    assertThat(code(t.ratings.rectified(t.town.operator, 1, "已重修")))
        .isEqualTo("rectification.uncalled");
    assertThat(code(t.ratings.callBack(t.town.operator, 1, " "))).isEqualTo("case.missing.note");
    t.ratings.callBack(t.town.operator, 1, "坑仍在").orThrow();
    assertThat(code(t.ratings.callBack(t.town.operator, 1, "再打一次")))
        .isEqualTo("rectification.called");
    assertThat(waiting()).hasSize(1);
    Entry done = t.ratings.rectified(t.town.operator, 1, "已重修").orThrow();
    assertThat(done.rectification()).extracting(Rectification::result).isEqualTo("已重修");
    assertThat(waiting()).isEmpty();
    assertThat(code(t.ratings.rectified(t.town.operator, 1, "又修"))).isEqualTo("rectification.done");
  }

  @Test
  void onlyTheDutyDeskCallsBack() {
    t.ratings.rate(ended(), Grade.BAD, "").orThrow();
    assertThat(code(t.ratings.callBack(t.town.street, 1, "坑仍在"))).isEqualTo("rights.role");
    assertThat(code(t.ratings.callBack(t.town.operator, 2, "坑仍在"))).isEqualTo("rectification.none");
  }

  private List<Entry> waiting() {
    return t.reports.list(
        new Query(
            List.of(), Set.of(), Set.of(), null, null, null, View.RECTIFY, t.town.now, 0, 10));
  }

  private static String code(Result<?> result) {
    return SmallCity.code(result);
  }
}
