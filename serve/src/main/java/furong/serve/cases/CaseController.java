package furong.serve.cases;

import furong.base.Result.Refusal;
import furong.cases.Case;
import furong.cases.CaseAction;
import furong.cases.CaseDesk;
import furong.cases.CaseDesk.Report;
import furong.cases.CaseRules.Act;
import furong.cases.CaseStore;
import furong.cases.CaseStore.Query;
import furong.cases.Categories;
import furong.cases.Category;
import furong.city.CityProfile;
import furong.geo.LngLat;
import furong.people.Caller;
import furong.serve.Lists;
import furong.serve.Problems;
import furong.serve.alerts.Features;
import furong.serve.alerts.Where;
import furong.serve.cases.CaseViews.Detail;
import furong.serve.cases.CaseViews.Summary;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Cases: lists, one in full, what people do to them, and what people report. */
@RestController
@RequestMapping("/api")
@Tag(name = "cases", description = "案件 Cases")
public class CaseController {

  private final CaseDesk desk;
  private final CaseStore store;
  private final CaseViews views;
  private final CityProfile city;
  private final InstantSource time;

  CaseController(
      CaseDesk desk, CaseStore store, CaseViews views, CityProfile city, InstantSource time) {
    this.desk = desk;
    this.store = store;
    this.views = views;
    this.city = city;
    this.time = time;
  }

  /** What goes with an action; which of it is needed stands in the case's allowedActions. */
  public record ActionRequest(
      @Nullable Long version,
      @Nullable String note,
      @Nullable String reason,
      @Nullable String organisation,
      @Nullable List<String> photos) {}

  /** What somebody has seen. */
  public record ReportRequest(
      @Nullable String title,
      @Nullable String category,
      @Nullable String description,
      @Nullable Double lng,
      @Nullable Double lat,
      @Nullable List<String> photos) {}

  /** The kinds of matters. */
  public record CategoryList(List<Category> items) {}

  @GetMapping("/cases")
  @Operation(summary = "案件列表 Cases, the nearest deadline first")
  ResponseEntity<?> list(
      @AuthenticationPrincipal Caller caller,
      @Parameter(description = "mine, todo, overdue or all") @RequestParam(defaultValue = "all")
          String view,
      @Parameter(description = "states with commas, or open, or ended")
          @RequestParam(defaultValue = "")
          String state,
      @RequestParam(required = false) @Nullable String division,
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size,
      @Parameter(description = "json, csv or geojson") @RequestParam(defaultValue = "json")
          String format) {
    Lists.check(page, size);
    boolean export = !format.equals("json");
    Query query =
        CaseQueries.of(
            caller.user(),
            Where.asked(caller, city, division),
            view,
            state,
            q,
            time.instant(),
            export ? 0 : page * size,
            export ? Lists.MAX_EXPORT : size);
    List<Summary> found = store.list(query).stream().map(views::summary).toList();
    return switch (format) {
      case "json" -> ResponseEntity.ok(new Lists.Slice<>(found, store.count(query), page, size));
      case "csv" -> csv(found);
      case "geojson" -> geoJson(found);
      default -> throw Problems.refuse(Refusal.INVALID, "format", "format is json, csv or geojson");
    };
  }

  @GetMapping("/cases/{id}")
  @Operation(summary = "案件详情 One case, and what the caller may do to it now")
  Detail get(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
    return views.detail(Problems.orThrow(desk.read(caller.user(), id)), caller.user());
  }

  @PostMapping("/cases/{id}/actions/{action}")
  @Operation(
      summary = "办理 Carries out an action",
      description =
          "409 when the version is stale or the state does not allow it, 403 when the role or the"
              + " scope does not, 400 when something needed is missing.")
  Detail act(
      @AuthenticationPrincipal Caller caller,
      @PathVariable long id,
      @PathVariable String action,
      @RequestBody ActionRequest body) {
    CaseAction wanted =
        CaseAction.find(action)
            .orElseThrow(() ->
                Problems.refuse(Refusal.NOT_FOUND, "case.action", "There is no action " + action));
    if (body.version() == null) {
      throw Problems.refuse(
          Refusal.INVALID, "case.version", "Say which version of the case you have seen");
    }
    Act act =
        new Act(
            wanted,
            body.version(),
            text(body.note()),
            text(body.reason()),
            body.organisation(),
            body.photos() == null ? List.of() : body.photos());
    Case after = Problems.orThrow(desk.act(caller, id, act));
    return views.detail(after, caller.user());
  }

  @PostMapping("/cases")
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "上报 Reports what somebody has seen; it is verified (核实) before it is registered")
  Detail report(@AuthenticationPrincipal Caller caller, @RequestBody ReportRequest body) {
    if (body.lng() == null || body.lat() == null) {
      throw Problems.refuse(Refusal.INVALID, "report.place", "A report has a place: lng and lat");
    }
    LngLat place;
    try {
      place = LngLat.of(body.lng(), body.lat());
    } catch (IllegalArgumentException e) {
      throw Problems.refuse(Refusal.INVALID, "report.place", "That is no place on Earth");
    }
    Report report =
        new Report(
            text(body.title()),
            text(body.category()),
            text(body.description()),
            place,
            body.photos() == null ? List.of() : body.photos());
    return views.detail(Problems.orThrow(desk.report(caller, report)), caller.user());
  }

  @GetMapping("/categories")
  @Operation(summary = "部件与事件分类 The kinds of matters (GB/T 30428.2)")
  CategoryList categories() {
    return new CategoryList(Categories.list());
  }

  private static String text(@Nullable String given) {
    return given == null ? "" : given;
  }

  private static ResponseEntity<byte[]> csv(List<Summary> found) {
    return Lists.csv(
        "cases.csv",
        List.of(
            "number",
            "title",
            "category",
            "level",
            "state",
            "division",
            "divisionName",
            "organisation",
            "handler",
            "openedAt",
            "deadline",
            "overdue",
            "closedAt",
            "returns",
            "reworks",
            "simulated"),
        found.stream()
            .map(c ->
                List.of(
                    c.number(),
                    c.title().zh(),
                    c.category().title().zh(),
                    Objects.toString(c.level(), ""),
                    c.state().title().zh(),
                    c.division().code(),
                    c.division().name().zh(),
                    c.organisation() == null ? "" : c.organisation().name().zh(),
                    c.handler() == null ? "" : c.handler().name().zh(),
                    c.openedAt().toString(),
                    c.deadline() == null ? "" : c.deadline().at().toString(),
                    c.deadline() == null ? "" : Boolean.toString(c.deadline().overdue()),
                    Objects.toString(c.closedAt(), ""),
                    Integer.toString(c.returns()),
                    Integer.toString(c.reworks()),
                    Boolean.toString(c.simulated())))
            .toList());
  }

  private static ResponseEntity<Map<String, Object>> geoJson(List<Summary> found) {
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("application/geo+json"))
        .body(
            Features.collection(
                found.stream()
                    .map(c ->
                        Features.point(
                            c.id(),
                            c.location() == null ? null : c.location().get(0),
                            c.location() == null ? null : c.location().get(1),
                            c))
                    .toList()));
  }
}
