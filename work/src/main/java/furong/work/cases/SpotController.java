package furong.work.cases;

import furong.cases.CaseDesk;
import furong.cases.CaseDesk.Mended;
import furong.people.Caller;
import furong.serve.Problems;
import furong.work.cases.CaseController.ReportRequest;
import furong.work.cases.CaseViews.Detail;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 即采即办: what grid staff find and mend in one go. */
@RestController
@RequestMapping("/api/cases/on-the-spot")
@Tag(name = "cases", description = "案件 Cases")
public class SpotController {

  private final CaseDesk desk;
  private final CaseViews views;

  SpotController(CaseDesk desk, CaseViews views) {
    this.desk = desk;
    this.views = views;
  }

  /**
   * What was found and what was done about it.
   *
   * @param photos ids of photos that show what was before
   * @param note what was done
   * @param after ids of photos that show what is now
   * @param condition id of the one that was met, where the kind has several
   */
  public record SpotRequest(
      @Nullable String title,
      @Nullable String category,
      @Nullable String description,
      @Nullable Double lng,
      @Nullable Double lat,
      @Nullable List<String> photos,
      @Nullable String suggested,
      @Nullable Long thing,
      @Nullable String note,
      @Nullable List<String> after,
      @Nullable String condition) {

    ReportRequest found() {
      return new ReportRequest(title, category, description, lng, lat, photos, suggested, thing);
    }
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "即采即办 Keeps the case of what staff have found and mended on the spot",
      description =
          "It is closed at once, or waits for an inspector when it was picked for a check. 400 when the"
              + " kind is not mended on the spot here (onTheSpot of /api/categories) or the evidence is"
              + " not complete, 403 when the person is no staff of the place.")
  Detail mend(@AuthenticationPrincipal Caller caller, @RequestBody SpotRequest body) {
    Mended mended =
        new Mended(
            body.found().report(views),
            CaseController.text(body.note()),
            body.after() == null ? List.of() : body.after(),
            CaseController.text(body.condition()));
    // one that names photos of somebody else is undone by an exception, with all that it wrote
    return Problems.orThrow(desk.mend(caller, mended).map(c -> views.detail(c, caller.user())));
  }
}
