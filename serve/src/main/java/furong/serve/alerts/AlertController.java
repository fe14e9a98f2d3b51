package furong.serve.alerts;

import furong.base.Level;
import furong.base.Result.Refusal;
import furong.cases.Alert;
import furong.cases.AlertDesk;
import furong.cases.AlertStore;
import furong.cases.AlertStore.Query;
import furong.cases.Case;
import furong.cases.CaseStore;
import furong.city.CityProfile;
import furong.notify.Assignment;
import furong.notify.CalmStore;
import furong.people.Caller;
import furong.people.Rights;
import furong.serve.Lists;
import furong.serve.Lists.Column;
import furong.serve.Problems;
import furong.serve.alerts.AlertViews.AlertDetail;
import furong.serve.alerts.AlertViews.AlertView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Alerts: worst first, one in full, acknowledged by an operator. */
@RestController
@RequestMapping("/api/alerts")
@Tag(name = "alerts", description = "预警 Alerts")
public class AlertController {

  /** In place of an id: whoever asks. */
  private static final String ME = "me";

  private final AlertStore alerts;
  private final CaseStore cases;
  private final AlertDesk desk;
  private final AlertViews views;
  private final AlertSeries series;
  private final CalmStore calm;
  private final CityProfile city;

  AlertController(
      AlertStore alerts,
      CaseStore cases,
      AlertDesk desk,
      AlertViews views,
      AlertSeries series,
      CalmStore calm,
      CityProfile city) {
    this.alerts = alerts;
    this.cases = cases;
    this.desk = desk;
    this.views = views;
    this.series = series;
    this.calm = calm;
    this.city = city;
  }

  @GetMapping
  @Operation(summary = "预警列表 Alerts: open ones first, worst first, newest first")
  ResponseEntity<?> list(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(required = false) @Nullable String division,
      @Parameter(description = "open, cleared or all") @RequestParam(defaultValue = "all")
          String state,
      @Parameter(description = "1 to 4 or I to IV, several with commas")
          @RequestParam(defaultValue = "")
          String level,
      @Parameter(description = "only those open at this time") @RequestParam(required = false)
          @Nullable Instant at,
      @RequestParam(required = false) @Nullable String q,
      @Parameter(description = "only those given to this person; me for the caller")
          @RequestParam(required = false)
          @Nullable String assigned,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size,
      @Parameter(description = "json, csv, xlsx or geojson") @RequestParam(defaultValue = "json")
          String format) {
    Lists.check(page, size);
    boolean export = !format.equals("json");
    Query query =
        new Query(
            Where.asked(caller, city, division),
            open(state),
            levels(level),
            at,
            null,
            null,
            q,
            among(caller, assigned),
            export ? 0 : page * size,
            export ? Lists.MAX_EXPORT : size);
    List<AlertView> found = views(alerts.list(query));
    return switch (format) {
      case "json" -> ResponseEntity.ok(Lists.slice(found, page, size, () -> alerts.count(query)));
      case "csv", "xlsx" -> Lists.file(format, "alerts", COLUMNS, found);
      case "geojson" -> geoJson(found);
      default ->
          throw Problems.refuse(Refusal.INVALID, "format", "format is json, csv, xlsx or geojson");
    };
  }

  private @Nullable Set<String> among(Caller caller, @Nullable String assigned) {
    return assigned == null || assigned.isBlank()
        ? null
        : Set.copyOf(
            calm.assignedTo(assigned.equals(ME) ? caller.user().id() : assigned, Lists.MAX_EXPORT));
  }

  /** The board knows who looks after the open ones; of the cleared ones the record is asked. */
  private List<AlertView> views(List<Alert> found) {
    List<String> cleared = found.stream().filter(a -> !a.open()).map(Alert::id).toList();
    Map<String, Assignment> given =
        cleared.isEmpty()
            ? Map.of()
            : calm.newest(cleared).stream()
                .collect(Collectors.toMap(Assignment::alert, Function.identity()));
    return found.stream()
        .map(a -> a.open() ? views.view(a) : views.view(a, Optional.ofNullable(given.get(a.id()))))
        .toList();
  }

  @GetMapping("/{id}")
  @Operation(summary = "预警详情 One alert with its reason, inputs, history and curve")
  AlertDetail get(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    Alert alert = Problems.orThrow(alerts.known(id));
    Problems.orThrow(Rights.mayRead(caller.user(), alert.division()));
    Optional<Case> opened = Optional.ofNullable(alert.caseId()).flatMap(cases::find);
    return views.detail(
        alert, alerts.steps(id), series.around(alert), opened, calm.assignments(id));
  }

  @PostMapping("/{id}/acknowledge")
  @Operation(summary = "确认预警 Notes that an operator has seen it; seen is not solved")
  AlertView acknowledge(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    return views.view(Problems.orThrow(desk.acknowledge(caller, id)));
  }

  private static @Nullable Boolean open(String state) {
    return switch (state) {
      case "open" -> Boolean.TRUE;
      case "cleared" -> Boolean.FALSE;
      case "all", "" -> null;
      default -> throw Problems.refuse(Refusal.INVALID, "state", "state is open, cleared or all");
    };
  }

  private static Set<Level> levels(String text) {
    Set<Level> levels = EnumSet.noneOf(Level.class);
    for (String part : text.split(",", -1)) {
      if (part.isBlank()) {
        continue;
      }
      String wanted = part.strip();
      levels.add(
          List.of(Level.values()).stream()
              .filter(l -> l.name().equals(wanted) || Integer.toString(l.number()).equals(wanted))
              .findFirst()
              .orElseThrow(
                  () -> Problems.refuse(Refusal.INVALID, "level", "level is 1 to 4 or I to IV")));
    }
    return levels;
  }

  private static final List<Column<AlertView>> COLUMNS =
      List.of(
          new Column<>("id", AlertView::id),
          new Column<>("rule", AlertView::rule),
          new Column<>("title", a -> a.title().zh()),
          new Column<>("level", AlertView::level),
          new Column<>("state", AlertView::state),
          new Column<>("openedAt", AlertView::openedAt),
          new Column<>("clearedAt", AlertView::clearedAt),
          new Column<>("division", a -> a.division().code()),
          new Column<>("divisionName", a -> a.division().name().zh()),
          new Column<>("thing", a -> a.thing().name()),
          new Column<>("value", AlertView::value),
          new Column<>("unit", AlertView::unit),
          new Column<>("reason", AlertView::reason),
          new Column<>("caseId", AlertView::caseId),
          new Column<>("assignedTo", a -> a.assignee() == null ? "" : a.assignee().name().zh()),
          new Column<>("simulated", AlertView::simulated));

  private static ResponseEntity<Map<String, Object>> geoJson(List<AlertView> found) {
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("application/geo+json"))
        .body(
            Features.collection(
                found.stream()
                    .map(a -> Features.point(a.id(), a.thing().lng(), a.thing().lat(), a))
                    .toList()));
  }
}
