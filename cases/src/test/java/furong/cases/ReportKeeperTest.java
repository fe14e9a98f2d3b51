package furong.cases;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Result;
import furong.cases.CitizenReport.Contact;
import furong.cases.CitizenReport.Rating;
import furong.cases.PublicPhoto.Mark;
import furong.cases.ReportStore.Entry;
import java.time.Duration;
import java.util.List;
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
    Entry released = t.keeper.release(t.town.operator, 1, true).orThrow();
    assertThat(released.report().releasedWords()).isTrue();
    assertThat(released.report().publicPhotos()).as("words take no photo along").isEmpty();
    assertThat(SmallCity.code(t.keeper.release(t.town.street, 1, true))).isEqualTo("rights.role");
    assertThat(t.keeper.release(t.town.operator, 1, false).orThrow().report())
        .extracting(CitizenReport::releasedWords)
        .isEqualTo(false);
  }

  @Test
  void aPhotoIsPublicOnceSomebodyMarkedItOrSaidThatThereIsNothingToMark() {
    t.told("路面有坑");
    assertThat(code(publish(List.of(), false))).as("nobody looked").isEqualTo("photo.marks");
    assertThat(code(publish(List.of(FACE), true))).as("either, not both").isEqualTo("photo.marks");
    assertThat(code(publish(List.of(new Mark(0.9, 0, 0.2, 0.1)), false)))
        .as("beyond the edge")
        .isEqualTo("photo.marks");
    assertThat(code(t.keeper.publish(t.town.operator, 1, "other", List.of(FACE), false)))
        .isEqualTo("case.photo");
    assertThat(code(t.keeper.publish(t.town.street, 1, "photo1", List.of(FACE), false)))
        .isEqualTo("rights.role");
    assertThat(t.copies).isEmpty();

    PublicPhoto copy = publish(List.of(FACE), false).orThrow().report().publicPhotos().getFirst();
    assertThat(copy)
        .isEqualTo(new PublicPhoto("photo1", "photo1 without 1", List.of(FACE), "op", t.town.now));
    assertThat(t.reports.isPublic("photo1 without 1")).isTrue();
    assertThat(t.reports.isPublic("photo1")).as("the photo itself stays inside").isFalse();
    assertThat(t.town.audited("case/1")).as("receive, publish").isEqualTo(2);
  }

  @Test
  void aSecondLookReplacesTheCopyAndAWithdrawalDeletesIt() {
    t.told("路面有坑");
    publish(List.of(), true).orThrow();
    publish(List.of(FACE, FACE), false).orThrow();
    assertThat(t.copies).containsExactly("photo1 without 2");
    assertThat(t.keeper.withdraw(t.town.operator, 1, "photo1").orThrow().report().publicPhotos())
        .isEmpty();
    assertThat(t.copies).isEmpty();
    assertThat(code(t.keeper.withdraw(t.town.operator, 1, "photo1"))).isEqualTo("photo.none");
  }

  @Test
  void aForgottenReportHasNoPublicCopyLeft() {
    ReportDesk.Received received = t.told("路面有坑");
    publish(List.of(FACE), false).orThrow();
    t.ends(received);
    t.town.now = t.town.now.plus(YEAR).plusSeconds(1);
    t.keeper.forget(YEAR);
    assertThat(t.copies).isEmpty();
    assertThat(t.reports.isPublic("photo1 without 1")).isFalse();
  }

  private static final Mark FACE = new Mark(0.1, 0.2, 0.3, 0.4);

  private Result<Entry> publish(List<Mark> marks, boolean nothing) {
    return t.keeper.publish(t.town.operator, 1, "photo1", marks, nothing);
  }

  private static String code(Result<?> refused) {
    return SmallCity.code(refused);
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
