package furong.work.reports;

import furong.base.Text;
import furong.cases.Case;
import furong.cases.CitizenReport;
import furong.cases.CitizenReport.Contact;
import furong.cases.CitizenReport.Rating;
import furong.cases.Masking;
import furong.cases.PublicPhoto;
import furong.cases.PublicPhoto.Mark;
import furong.cases.Rectification;
import furong.cases.ReportStore.Entry;
import furong.city.CityProfile;
import furong.serve.alerts.Where;
import furong.serve.people.Names;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reports as the staff sees them. */
final class ReportViews {

  record CodeAndTitle(String code, Text title) {}

  /**
   * A copy that everybody may see.
   *
   * @param photo id of the photo that it was made from
   */
  record PublicPhotoView(String photo, String url, List<Mark> marks, Text by, Instant at) {}

  record RatingView(String grade, Text title, boolean bad, String words, Instant at) {}

  record RectificationView(
      Instant openedAt,
      Instant dueAt,
      @Nullable Instant calledAt,
      @Nullable Text calledBy,
      String callNote,
      @Nullable Instant doneAt,
      @Nullable Text doneBy,
      String result) {}

  /**
   * @param masked false when everything is shown as it was written
   */
  record ReportView(
      String caseId,
      String number,
      Text title,
      CodeAndTitle state,
      Where.Place division,
      CodeAndTitle source,
      @Nullable String externalId,
      @Nullable CodeAndTitle kind,
      Instant receivedAt,
      @Nullable Instant replyDue,
      boolean overdue,
      boolean masked,
      String name,
      String phone,
      String email,
      String words,
      Map<String, String> attributes,
      String mediaUrl,
      boolean releasedWords,
      List<PublicPhotoView> publicPhotos,
      @Nullable RatingView rating,
      @Nullable RectificationView rectification,
      @Nullable Instant forgottenAt) {}

  private PublicPhotoView publicPhoto(PublicPhoto photo) {
    return new PublicPhotoView(
        photo.photo(),
        "/api/pub/photos/" + photo.id(),
        photo.marks(),
        names.of(photo.by()),
        photo.at());
  }

  private final CityProfile city;
  private final Names names;
  private final InstantSource time;

  ReportViews(CityProfile city, Names names, InstantSource time) {
    this.city = city;
    this.names = names;
    this.time = time;
  }

  /**
   * @param whole whether personal parts are shown as they are
   */
  ReportView view(Entry entry, boolean whole) {
    CitizenReport r = entry.report();
    Case c = entry.matter();
    Contact contact = r.contact();
    return new ReportView(
        Long.toString(c.id()),
        c.number(),
        c.matter().title(),
        new CodeAndTitle(c.state().name(), c.state().title()),
        Where.place(city, c.matter().division()),
        new CodeAndTitle(r.source().name(), r.source().title()),
        r.externalId().isEmpty() ? null : r.externalId(),
        r.kind() == null ? null : new CodeAndTitle(r.kind().name(), r.kind().title()),
        r.receivedAt(),
        r.replyDue(),
        overdue(entry),
        !whole,
        whole ? contact.name() : Masking.name(contact.name()),
        whole ? contact.phone() : Masking.phone(contact.phone()),
        whole || contact.email().isEmpty() ? contact.email() : Masking.email(contact.email()),
        whole ? r.words() : Masking.words(r.words(), contact.name()),
        r.attributes(),
        r.mediaUrl(),
        r.releasedWords(),
        r.publicPhotos().stream().map(this::publicPhoto).toList(),
        rating(r.rating()),
        rectification(entry.rectification()),
        r.forgottenAt());
  }

  /** Not answered in time: when it ended, or until now. */
  private boolean overdue(Entry entry) {
    @Nullable Instant due = entry.report().replyDue();
    @Nullable Instant closed = entry.matter().progress().closedAt();
    return due != null && (closed == null ? time.instant() : closed).isAfter(due);
  }

  private static @Nullable RatingView rating(@Nullable Rating given) {
    return given == null
        ? null
        : new RatingView(
            given.grade().name(),
            given.grade().title(),
            given.grade().bad(),
            Masking.words(given.words()),
            given.at());
  }

  private @Nullable RectificationView rectification(@Nullable Rectification m) {
    return m == null
        ? null
        : new RectificationView(
            m.openedAt(),
            m.dueAt(),
            m.calledAt(),
            m.calledBy().isEmpty() ? null : names.of(m.calledBy()),
            m.callNote(),
            m.doneAt(),
            m.doneBy().isEmpty() ? null : names.of(m.doneBy()),
            m.result());
  }
}
