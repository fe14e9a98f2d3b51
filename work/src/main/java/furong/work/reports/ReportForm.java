package furong.work.reports;

import furong.base.Result.Refusal;
import furong.cases.AppealKind;
import furong.cases.CitizenReport.Contact;
import furong.cases.CitizenReport.Source;
import furong.cases.ReportDesk;
import furong.cases.ReportDraft;
import furong.cases.ReportDraft.Picture;
import furong.cases.Suggested;
import furong.geo.LngLat;
import furong.serve.Problems;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;

/**
 * What the page of the citizens sends, as {@code multipart/form-data}; Spring fills it in by name.
 *
 * @param division code, for who can tell neither by a map nor by the telephone where it is
 * @param link the secret that will follow the report, made by the page: sending twice is one report
 * @param suggested kinds that the page proposed, as {@link Suggested} writes them
 * @param hazard true when somebody may come to harm
 */
public record ReportForm(
    @Nullable String category,
    @Nullable String words,
    @Nullable Double lng,
    @Nullable Double lat,
    @Nullable String division,
    @Nullable String address,
    @Nullable String kind,
    @Nullable String name,
    @Nullable String phone,
    @Nullable Boolean hazard,
    @Nullable String link,
    @Nullable String suggested,
    @Nullable List<MultipartFile> photos) {

  List<MultipartFile> files() {
    return photos == null ? List.of() : photos;
  }

  ReportDraft draft(List<Picture> pictures) {
    return new ReportDraft(
        Source.PORTAL,
        0,
        "市民",
        "",
        appeal(),
        null,
        text(category),
        text(words),
        place(),
        text(division),
        text(address),
        new Contact(text(name), text(phone), ""),
        Boolean.TRUE.equals(hazard) ? Map.of(ReportDesk.HAZARD, ReportDesk.YES) : Map.of(),
        "",
        pictures,
        false,
        link == null || link.isBlank() ? null : link,
        Suggested.parse(text(suggested))
            .orElseThrow(() ->
                Problems.refuse(
                    Refusal.INVALID, "report.suggested", "Proposals look like code:percent")));
  }

  private @Nullable AppealKind appeal() {
    if (kind == null || kind.isBlank()) {
      return null;
    }
    return AppealKind.find(kind)
        .orElseThrow(
            () -> Problems.refuse(Refusal.INVALID, "report.kind", "No such kind: " + kind));
  }

  private @Nullable LngLat place() {
    return lng == null || lat == null ? null : place(lng, lat);
  }

  static LngLat place(double lng, double lat) {
    try {
      return LngLat.of(lng, lat);
    } catch (IllegalArgumentException e) {
      throw Problems.refuse(Refusal.INVALID, "report.place", "That is no place on Earth");
    }
  }

  private static String text(@Nullable String given) {
    return given == null ? "" : given;
  }
}
