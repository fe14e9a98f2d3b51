package furong.work.reports;

import furong.base.Text;
import furong.cases.Case;
import furong.cases.CaseStore;
import furong.cases.CitizenReport;
import furong.cases.CitizenReport.Rating;
import furong.cases.GoesOn;
import furong.cases.Likeness.Hint;
import furong.cases.Photo;
import furong.cases.Rectification;
import furong.cases.ReportStore.Entry;
import furong.city.CityProfile;
import furong.geo.LngLat;
import furong.serve.alerts.Where;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reports as people without an account see them. */
final class PublicViews {

  /** A metre would say which house somebody stood before. */
  private static final int ROUNDED_M = 10;

  /** What came of sending a report; without a link when the secret is with the first sender. */
  record Sent(String number, @Nullable String link, @Nullable String href) {}

  /** An open report nearby, by its public facts. */
  record Similar(String number, Text kind, Text state, Instant since, int metres) {}

  record RatingView(String grade, Text title, Instant at) {}

  /**
   * @param calledAt when the person was called back
   */
  record MendingView(
      Instant dueAt, @Nullable Instant calledAt, @Nullable Instant doneAt, String result) {}

  /** A report for whoever holds its secret. */
  record Follow(
      String number,
      Text kind,
      Text state,
      boolean ended,
      Instant receivedAt,
      @Nullable Instant replyDue,
      Where.Place division,
      @Nullable LngLat place,
      String words,
      List<String> photos,
      List<PlainWords.Step> steps,
      boolean mayRate,
      @Nullable RatingView rating,
      @Nullable MendingView mending,
      boolean forgotten) {}

  private final CityProfile city;
  private final CaseStore cases;
  private final PlainWords plain;

  PublicViews(CityProfile city, CaseStore cases) {
    this.city = city;
    this.cases = cases;
    this.plain = new PlainWords(city);
  }

  Similar similar(Hint hint) {
    Case c = hint.known();
    return new Similar(
        c.number(),
        c.matter().title(),
        PlainWords.state(c.state()),
        c.openedAt(),
        (int) Math.round(hint.metres() / ROUNDED_M) * ROUNDED_M);
  }

  Follow follow(Entry entry, String link) {
    CitizenReport r = entry.report();
    Case c = entry.matter();
    Case at = GoesOn.in(cases, c);
    boolean ended = at.state().ended();
    @Nullable Rating rating = r.rating();
    @Nullable Rectification mending = entry.rectification();
    List<String> photos =
        cases.photos(c.id()).stream()
            .filter(p -> p.by().equals(r.by()))
            .map(Photo::id)
            .map(id -> "/api/pub/reports/" + link + "/photos/" + id)
            .toList();
    return new Follow(
        c.number(),
        c.matter().title(),
        PlainWords.state(at.state()),
        ended,
        r.receivedAt(),
        r.replyDue(),
        Where.place(city, c.matter().division()),
        c.matter().location(),
        r.words(),
        photos,
        steps(c, at),
        ended && rating == null,
        rating == null
            ? null
            : new RatingView(rating.grade().name(), rating.grade().title(), rating.at()),
        mending == null
            ? null
            : new MendingView(
                mending.dueAt(), mending.calledAt(), mending.doneAt(), mending.result()),
        r.forgottenAt() != null);
  }

  /**
   * The own timeline; when the case was merged, then what has happened since to the one that goes
   * on.
   */
  private List<PlainWords.Step> steps(Case own, Case goesOn) {
    List<PlainWords.Step> steps = new ArrayList<>(plain.of(cases.timeline(own.id())));
    if (goesOn.id() != own.id()) {
      steps.addAll(
          plain.of(
              cases.timeline(goesOn.id()).stream()
                  .filter(e -> e.at().isAfter(own.changedAt()))
                  .toList()));
    }
    return steps;
  }
}
