package furong.cases;

import static org.assertj.core.api.Assertions.assertThat;

import furong.cases.CitizenReport.Contact;
import furong.cases.CitizenReport.Rating;
import furong.cases.ReportStore.Entry;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReportKeeperTest {

  private static final Duration YEAR = Duration.ofDays(365);

  private final ReportTown t = new ReportTown();

  @Test
  void showsTheNumberToTheDutyDeskAndNotesIt() {
    t.told("路面有坑");
    Entry shown = t.keeper.reveal(t.town.operator, 1).orThrow();
    assertThat(shown.report().contact().phone()).isEqualTo("13812345678");
    assertThat(t.town.audited("case/1")).as("receive, reveal").isEqualTo(2);
    assertThat(SmallCity.code(t.keeper.reveal(t.town.street, 1))).isEqualTo("rights.role");
    assertThat(SmallCity.code(t.keeper.reveal(t.town.operator, 9))).isEqualTo("report.none");
  }

  @Test
  void nothingIsPublicUntilItIsReleased() {
    t.told("路面有坑");
    assertThat(t.reports.findByCase(1).orElseThrow().report().releasedWords()).isFalse();
    Entry released = t.keeper.release(t.town.operator, 1, true, Set.of("photo1")).orThrow();
    assertThat(released.report().releasedWords()).isTrue();
    assertThat(released.report().releasedPhotos()).containsExactly("photo1");
    assertThat(SmallCity.code(t.keeper.release(t.town.operator, 1, true, Set.of("other"))))
        .isEqualTo("case.photo");
    assertThat(SmallCity.code(t.keeper.release(t.town.street, 1, true, Set.of())))
        .isEqualTo("rights.role");
    assertThat(t.keeper.release(t.town.operator, 1, false, Set.of()).orThrow().report())
        .extracting(CitizenReport::releasedWords)
        .isEqualTo(false);
  }

  @Test
  void forgetsThePersonAYearAfterTheEndAndKeepsTheCase() {
    ReportDesk.Received received = t.told("路面有坑，电话13812345678");
    t.ends(received);
    t.ratings.rate(String.valueOf(received.link()), Grade.BAD, "我是王小明").orThrow();
    t.town.now = t.town.now.plus(YEAR).plusSeconds(1);
    assertThat(t.keeper.forget(YEAR)).containsExactly("photo1");
    Entry left = t.reports.findByCase(1).orElseThrow();
    assertThat(left.report().contact()).isEqualTo(Contact.NONE);
    assertThat(left.report().words()).isEmpty();
    assertThat(left.report().forgottenAt()).isEqualTo(t.town.now);
    assertThat(left.report().rating())
        .as("the grade stays a figure")
        .extracting(Rating::grade, Rating::words)
        .containsExactly(Grade.BAD, "");
    assertThat(left.matter().matter().description()).isEmpty();
    assertThat(left.matter().matter().category()).isEqualTo("event-0113");
    assertThat(t.town.cases.photos(1)).extracting(Photo::id).doesNotContain("photo1");
    assertThat(t.keeper.forget(YEAR)).as("once").isEmpty();
  }

  @Test
  void keepsWhatIsOpenAndWhatEndedLately() {
    t.told("路面有坑");
    t.ends(t.told("路灯不亮"));
    t.town.now = t.town.now.plus(YEAR);
    assertThat(t.keeper.forget(YEAR)).isEmpty();
    assertThat(t.reports.findByCase(1).orElseThrow().report().words()).isEqualTo("路面有坑");
    assertThat(t.reports.findByCase(2).orElseThrow().report().words()).isEqualTo("路灯不亮");
  }
}
