package furong.work.cases;

import com.fasterxml.jackson.annotation.JsonProperty;
import furong.base.Notice;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.base.Text;
import furong.cases.Case;
import furong.cases.CaseAction;
import furong.cases.CaseDesk;
import furong.cases.CaseDesk.Report;
import furong.cases.CaseRules.Act;
import furong.cases.CaseRules.Details;
import furong.cases.CaseStore;
import furong.cases.CaseStore.Query;
import furong.cases.CategoryBook;
import furong.cases.CityCases;
import furong.cases.Suggested;
import furong.city.CityProfile;
import furong.geo.LngLat;
import furong.people.Caller;
import furong.serve.Lists;
import furong.serve.Problems;
import furong.serve.alerts.Where;
import furong.work.cases.CaseViews.Detail;
import furong.work.cases.CaseViews.Summary;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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
  private final CityCases rules;
  private final InstantSource time;

  CaseController(
      CaseDesk desk,
      CaseStore store,
      CaseViews views,
      CityProfile city,
      CityCases rules,
      InstantSource time) {
    this.desk = desk;
    this.store = store;
    this.views = views;
    this.city = city;
    this.rules = rules;
    this.time = time;
  }

  /** What goes with an action; which of it is needed stands in the case's allowedActions. */
  public record ActionRequest(
      @Nullable Long version,
      @Nullable String note,
      @Nullable String reason,
      @Nullable String organisation,
      @Nullable List<String> photos,
      @Nullable String condition,
      @Nullable List<String> assisting,
      @JsonProperty("case") @Nullable String target,
      @Nullable Integer amount,
      @Nullable Set<@Nullable Integer> steps) {

    /** The act that this asks for. */
    Act act(CaseAction action, long seen) {
      return new Act(
          action,
          seen,
          text(note),
          text(reason),
          organisation,
          photos == null ? List.of() : photos,
          new Details(
              text(condition),
              assisting,
              text(target),
              amount == null ? 0 : Math.max(0, amount),
              numbers(steps)));
    }
  }

  /** What somebody has seen. */
  public record ReportRequest(
      @Nullable String title,
      @Nullable String category,
      @Nullable String description,
      @Nullable Double lng,
      @Nullable Double lat,
      @Nullable List<String> photos,
      @Nullable String suggested,
      @Nullable Long thing) {

    /** What this tells, if it has a place and names a thing that is there. */
    Report report(CaseViews views) {
      if (lng == null || lat == null) {
        throw Problems.refuse(Refusal.INVALID, "report.place", "A report has a place: lng and lat");
      }
      if (thing != null && !views.isThing(thing)) {
        throw Problems.refuse(Refusal.INVALID, "report.thing", "There is no thing " + thing);
      }
      LngLat place;
      try {
        place = LngLat.of(lng, lat);
      } catch (IllegalArgumentException e) {
        throw Problems.refuse(Refusal.INVALID, "report.place", "That is no place on Earth");
      }
      return new Report(
          text(title),
          text(category),
          text(description),
          place,
          photos == null ? List.of() : photos,
          CaseController.suggested(suggested),
          thing);
    }
  }

  /** Cases that one act is for, each with the version that was seen. */
  public record BulkRequest(@Nullable List<BulkItem> items, @Nullable ActionRequest with) {}

  /** One of them. */
  public record BulkItem(long id, long version) {}

  /**
   * What came of one of them.
   *
   * @param refused why not; null when it was done
   */
  public record BulkResult(String id, boolean done, @Nullable String refused) {}

  /** What came of all. */
  public record BulkAnswer(List<BulkResult> items, int done) {}

  /**
   * One kind of matter, with the conditions under which it becomes a case.
   *
   * @param onTheSpot of a hundred that staff mend where they find them, how many are checked; null
   *     for a kind that is dispatched
   */
  public record CategoryView(
      String code,
      Text title,
      Text group,
      List<CaseViews.ConditionView> conditions,
      @Nullable Integer onTheSpot) {}

  /**
   * The kinds of matters.
   *
   * @param version of the list in force
   * @param source where its conditions come from; empty without any
   */
  public record CategoryList(String version, String source, List<CategoryView> items) {}

  @GetMapping("/cases")
  @Operation(summary = "案件列表 Cases, the nearest deadline first")
  ResponseEntity<?> list(
      @AuthenticationPrincipal Caller caller,
      @Parameter(description = "mine, todo, overdue, unrouted, escalated, extensions or all")
          @RequestParam(defaultValue = "all")
          String view,
      @Parameter(description = "states with commas, or open, or ended")
          @RequestParam(defaultValue = "")
          String state,
      @RequestParam(required = false) @Nullable String division,
      @Parameter(description = "code, or the beginning of one: event-01")
          @RequestParam(required = false)
          @Nullable String category,
      @RequestParam(required = false) @Nullable String organisation,
      @RequestParam(required = false) @Nullable String q,
      @Parameter(description = "first day of opening, in the city's zone")
          @RequestParam(required = false)
          @Nullable String from,
      @Parameter(description = "day after the last") @RequestParam(required = false)
          @Nullable String to,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size,
      @Parameter(description = "json, csv, xlsx or geojson") @RequestParam(defaultValue = "json")
          String format) {
    Lists.check(page, size);
    boolean export = !format.equals("json");
    CaseQueries.Asked asked =
        new CaseQueries.Asked(
            view, state, category, organisation, q, Days.span(city.zone(), from, to));
    Optional<Query> query =
        CaseQueries.of(
            caller.user(),
            Where.asked(caller, city, division),
            asked,
            time.instant(),
            export ? 0 : page * size,
            export ? Lists.MAX_EXPORT : size);
    List<Summary> found =
        query.map(store::list).orElse(List.of()).stream().map(views::summary).toList();
    return switch (format) {
      case "json" ->
          ResponseEntity.ok(
              Lists.slice(found, page, size, () -> query.map(store::count).orElse(0L)));
      case "csv" -> Lists.csv("cases.csv", CaseTable.HEADER, CaseTable.rows(found));
      case "xlsx" -> Lists.xlsx("cases.xlsx", CaseTable.HEADER, CaseTable.rows(found));
      case "geojson" -> CaseTable.geoJson(found);
      default ->
          throw Problems.refuse(Refusal.INVALID, "format", "format is json, csv, xlsx or geojson");
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
    CaseAction wanted = action(action);
    if (body.version() == null) {
      throw Problems.refuse(
          Refusal.INVALID, "case.version", "Say which version of the case you have seen");
    }
    Act asked = body.act(wanted, body.version());
    return Problems.orThrow(views.after(caller.user(), () -> desk.act(caller, id, asked)));
  }

  /** More than a screen of rows is not looked at before it is done. */
  private static final int MAX_BULK = 100;

  @PostMapping("/cases/bulk/{action}")
  @Operation(
      summary = "批量办理 Carries out one action on many cases",
      description = "Each by itself: one that is refused leaves the others done.")
  BulkAnswer bulk(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String action,
      @RequestBody BulkRequest body) {
    CaseAction wanted = action(action);
    List<BulkItem> items = body.items() == null ? List.of() : body.items();
    if (items.isEmpty() || items.size() > MAX_BULK) {
      throw Problems.refuse(Refusal.INVALID, "bulk.size", "1 to " + MAX_BULK + " cases");
    }
    ActionRequest with =
        body.with() == null
            ? new ActionRequest(null, null, null, null, null, null, null, null, null, null)
            : body.with();
    List<BulkResult> results = new ArrayList<>();
    for (BulkItem item : items) {
      Result<Case> result = desk.act(caller, item.id(), with.act(wanted, item.version()));
      results.add(
          switch (result) {
            case Result.Ok<Case> ok -> new BulkResult(Long.toString(item.id()), true, null);
            case Result.Refused<Case>(Refusal refusal, List<Notice> notices) ->
                new BulkResult(
                    Long.toString(item.id()),
                    false,
                    notices.isEmpty() ? refusal.name() : notices.getFirst().message());
          });
    }
    return new BulkAnswer(results, (int) results.stream().filter(BulkResult::done).count());
  }

  private static CaseAction action(String code) {
    return CaseAction.find(code)
        .orElseThrow(
            () -> Problems.refuse(Refusal.NOT_FOUND, "case.action", "There is no action " + code));
  }

  @PostMapping("/cases")
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "上报 Reports what somebody has seen; it is verified (核实) before it is registered")
  Detail report(@AuthenticationPrincipal Caller caller, @RequestBody ReportRequest body) {
    Report report = body.report(views);
    // one that names photos of somebody else is undone by an exception, with all that it wrote
    return Problems.orThrow(
        report.photos().isEmpty()
            ? views.opened(caller.user(), () -> desk.open(caller, report))
            : desk.report(caller, report).map(c -> views.detail(c, caller.user())));
  }

  @GetMapping("/categories")
  @Operation(summary = "部件与事件分类 The kinds of matters (GB/T 30428.2)")
  CategoryList categories() {
    CategoryBook book = rules.categories();
    return new CategoryList(
        book.version(),
        rules.source(),
        book.list().stream()
            .map(c ->
                new CategoryView(
                    c.code(),
                    c.title(),
                    c.group(),
                    book.conditions(c.code()).stream().map(CaseViews.ConditionView::of).toList(),
                    checked(book.onTheSpot(c.code()))))
            .toList());
  }

  private static @Nullable Integer checked(OptionalInt share) {
    return share.isPresent() ? Integer.valueOf(share.getAsInt()) : null;
  }

  private static Suggested suggested(@Nullable String given) {
    return Suggested.parse(text(given))
        .orElseThrow(() ->
            Problems.refuse(
                Refusal.INVALID, "report.suggested", "Proposals look like event-0113:83"));
  }

  private static Set<Integer> numbers(@Nullable Set<@Nullable Integer> given) {
    return given == null
        ? Set.of()
        : given.stream().filter(Objects::nonNull).collect(Collectors.toUnmodifiableSet());
  }

  static String text(@Nullable String given) {
    return given == null ? "" : given;
  }
}
