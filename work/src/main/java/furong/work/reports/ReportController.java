package furong.work.reports;

import furong.base.Result.Refusal;
import furong.cases.PublicPhoto.Mark;
import furong.cases.RatingDesk;
import furong.cases.ReportKeeper;
import furong.cases.ReportStore;
import furong.cases.ReportStore.Entry;
import furong.cases.ReportStore.Query;
import furong.cases.ReportStore.View;
import furong.city.CityProfile;
import furong.people.Caller;
import furong.serve.Lists;
import furong.serve.Problems;
import furong.serve.alerts.Where;
import furong.serve.people.Names;
import furong.work.reports.ReportViews.ReportView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The reports of people as the staff sees them: masked unless somebody has to call. */
@RestController
@RequestMapping("/api/reports")
@Tag(name = "reports", description = "诉求 Reports of people")
public class ReportController {

  private final ReportStore reports;
  private final ReportKeeper keeper;
  private final RatingDesk ratings;
  private final CityProfile city;
  private final ReportViews views;
  private final InstantSource time;

  ReportController(
      ReportStore reports,
      ReportKeeper keeper,
      RatingDesk ratings,
      CityProfile city,
      Names names,
      InstantSource time) {
    this.reports = reports;
    this.keeper = keeper;
    this.ratings = ratings;
    this.city = city;
    this.views = new ReportViews(city, names, time);
    this.time = time;
  }

  /** What is made public. */
  public record ReleaseRequest(@Nullable Boolean words) {}

  /**
   * What must not be seen in a photo.
   *
   * @param nothing true when somebody looked and there is neither a face nor a plate
   */
  public record PublishRequest(@Nullable List<Mark> marks, @Nullable Boolean nothing) {}

  /** What was said or done. */
  public record NoteRequest(@Nullable String note) {}

  @GetMapping
  @Operation(summary = "诉求列表 Reports, the newest first")
  ResponseEntity<?> list(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(defaultValue = "all") String view,
      @RequestParam(required = false) @Nullable String division,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size,
      @RequestParam(defaultValue = "json") String format) {
    Lists.check(page, size);
    boolean file = Lists.isFile(format);
    Query query =
        new Query(
            Where.asked(caller, city, division),
            Set.of(),
            Set.of(),
            null,
            null,
            null,
            view(view),
            time.instant(),
            file ? 0 : page * size,
            file ? Lists.MAX_EXPORT : size);
    List<ReportView> found =
        reports.list(query).stream().map(entry -> views.view(entry, false)).toList();
    return file
        ? file(format, found)
        : ResponseEntity.ok(Lists.slice(found, page, size, () -> reports.count(query)));
  }

  private static View view(String text) {
    try {
      return View.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw Problems.refuse(Refusal.INVALID, "view", "view is all, overdue, rectify or rated");
    }
  }

  @GetMapping("/{caseId}")
  @Operation(summary = "案件的诉求 The report behind a case, masked; 204 when no person reported it")
  ResponseEntity<ReportView> get(
      @AuthenticationPrincipal Caller caller, @PathVariable long caseId) {
    if (reports.findByCase(caseId).isEmpty()) {
      return ResponseEntity.noContent().build();
    }
    return answer(Problems.orThrow(keeper.read(caller, caseId)), false);
  }

  @PostMapping("/{caseId}/reveal")
  @Operation(summary = "查看联系方式 Shows what is masked; that it was shown is in the audit trail")
  ResponseEntity<ReportView> reveal(
      @AuthenticationPrincipal Caller caller, @PathVariable long caseId) {
    return answer(Problems.orThrow(keeper.reveal(caller, caseId)), true);
  }

  @PostMapping("/{caseId}/release")
  @Operation(summary = "公开文字 Makes the masked words public, or takes them back")
  ResponseEntity<ReportView> release(
      @AuthenticationPrincipal Caller caller,
      @PathVariable long caseId,
      @RequestBody ReleaseRequest body) {
    boolean words = Boolean.TRUE.equals(body.words());
    return answer(Problems.orThrow(keeper.release(caller, caseId, words)), false);
  }

  @PostMapping("/{caseId}/photos/{photo}/public")
  @Operation(
      summary = "公开一张照片 Makes a copy of one photo public, painted over where it is marked",
      description =
          "Every face and number plate is marked, or `nothing` says that there is none: either, not"
              + " both. What is under a mark is not in the copy. The photo itself stays inside.")
  ResponseEntity<ReportView> publish(
      @AuthenticationPrincipal Caller caller,
      @PathVariable long caseId,
      @PathVariable String photo,
      @RequestBody PublishRequest body) {
    List<Mark> marks = body.marks() == null ? List.of() : body.marks();
    boolean nothing = Boolean.TRUE.equals(body.nothing());
    return answer(Problems.orThrow(keeper.publish(caller, caseId, photo, marks, nothing)), false);
  }

  @DeleteMapping("/{caseId}/photos/{photo}/public")
  @Operation(summary = "撤回照片 Takes a public photo back; its copy is deleted")
  ResponseEntity<ReportView> withdraw(
      @AuthenticationPrincipal Caller caller,
      @PathVariable long caseId,
      @PathVariable String photo) {
    return answer(Problems.orThrow(keeper.withdraw(caller, caseId, photo)), false);
  }

  @PostMapping("/{caseId}/call-back")
  @Operation(summary = "回访 Notes that a person who rated badly was called back")
  ResponseEntity<ReportView> callBack(
      @AuthenticationPrincipal Caller caller,
      @PathVariable long caseId,
      @RequestBody NoteRequest body) {
    return answer(Problems.orThrow(ratings.callBack(caller, caseId, note(body))), false);
  }

  @PostMapping("/{caseId}/rectified")
  @Operation(summary = "整改完成 Notes what was mended after a bad rating")
  ResponseEntity<ReportView> rectified(
      @AuthenticationPrincipal Caller caller,
      @PathVariable long caseId,
      @RequestBody NoteRequest body) {
    return answer(Problems.orThrow(ratings.rectified(caller, caseId, note(body))), false);
  }

  private static String note(NoteRequest body) {
    return body.note() == null ? "" : body.note();
  }

  private ResponseEntity<ReportView> answer(Entry entry, boolean whole) {
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(views.view(entry, whole));
  }

  private static ResponseEntity<byte[]> file(String format, List<ReportView> found) {
    return Lists.file(
        format,
        "reports",
        List.of(
            "number",
            "title",
            "source",
            "kind",
            "receivedAt",
            "replyDue",
            "overdue",
            "state",
            "division",
            "grade",
            "rectifyDue",
            "rectified"),
        found.stream()
            .map(r ->
                List.of(
                    r.number(),
                    r.title().zh(),
                    r.source().title().zh(),
                    r.kind() == null ? "" : r.kind().title().zh(),
                    r.receivedAt().toString(),
                    Objects.toString(r.replyDue(), ""),
                    Boolean.toString(r.overdue()),
                    r.state().title().zh(),
                    r.division().name().zh(),
                    r.rating() == null ? "" : r.rating().title().zh(),
                    r.rectification() == null ? "" : r.rectification().dueAt().toString(),
                    r.rectification() == null
                        ? ""
                        : Objects.toString(r.rectification().doneAt(), "")))
            .toList());
  }
}
