package furong.warn.notify;

import furong.base.Text;
import furong.cases.Alert;
import furong.cases.AlertStore;
import furong.city.CityProfile;
import furong.notify.AssignDesk;
import furong.notify.Assignment;
import furong.notify.CalmBoard;
import furong.people.Caller;
import furong.people.Rights;
import furong.serve.Lists;
import furong.serve.Problems;
import furong.serve.alerts.Where;
import furong.serve.people.Names;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Gives an open alert to one person to look after, and says who has how many. */
@RestController
@RequestMapping("/api/alerts")
@Tag(name = "alerts")
public class AssignController {

  private final AssignDesk desk;
  private final AlertStore alerts;
  private final CalmBoard board;
  private final Names names;
  private final CityProfile city;

  AssignController(
      AssignDesk desk, AlertStore alerts, CalmBoard board, Names names, CityProfile city) {
    this.desk = desk;
    this.alerts = alerts;
    this.board = board;
    this.names = names;
    this.city = city;
  }

  public record PersonView(String id, Text name) {}

  @GetMapping("/{id}/people")
  @Operation(summary = "可指派的人员 Who may look after an alert, the nearest to it first")
  Lists.Slice<PersonView> people(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size) {
    Alert alert = Problems.orThrow(alerts.known(id));
    Problems.orThrow(Rights.mayRead(caller.user(), alert.division()));
    return Lists.page(
        desk.people(alert.division()).stream().map(u -> new PersonView(u.id(), u.name())).toList(),
        page,
        size);
  }

  /** Who looks after open alerts, and how many. */
  public record AssigneeView(String id, Text name, int alerts) {}

  @GetMapping("/assignees")
  @Operation(summary = "负责人 Who looks after open alerts here, whoever has most first")
  Lists.Slice<AssigneeView> assignees(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(required = false) @Nullable String division,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size) {
    return Lists.page(
        board.assignees(Where.asked(caller, city, division)).entrySet().stream()
            .map(e -> new AssigneeView(e.getKey(), names.of(e.getKey()), e.getValue()))
            .sorted(Comparator.comparing(AssigneeView::alerts).reversed())
            .toList(),
        page,
        size);
  }

  /**
   * @param note what is to be done; may be left out
   */
  public record AssignBody(@Nullable String to, @Nullable String note) {}

  public record AssignedView(Text to, Text by, Instant at, String note) {}

  @PostMapping("/{id}/assign")
  @Operation(summary = "指派预警 Gives an open alert to a person; that acknowledges it, too")
  AssignedView assign(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @RequestBody AssignBody body) {
    String note = body.note() == null ? "" : body.note();
    Assignment a = Problems.orThrow(desk.assign(caller, id, Given.need(body.to(), "to"), note));
    return new AssignedView(names.of(a.to()), names.of(a.by()), a.at(), a.note());
  }
}
