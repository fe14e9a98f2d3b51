package furong.steer.plan;

import furong.base.DivisionLevel;
import furong.base.Result.Refusal;
import furong.city.CityProfile;
import furong.people.Caller;
import furong.plan.PlanDesk;
import furong.plan.PlanDesk.Promise;
import furong.serve.Lists;
import furong.serve.Problems;
import furong.steer.plan.PlanDocuments.IdAndName;
import furong.steer.plan.PlanDocuments.ItemDetail;
import furong.steer.plan.PlanDocuments.ItemLine;
import furong.steer.plan.PlanDocuments.PlanView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The plan: its tree, one item in full, and who promised what. */
@RestController
@RequestMapping("/api/plan")
@Tag(name = "plan", description = "规划 The plan and its monthly dispatch")
public class PlanController {

  private final PlanPages pages;
  private final PlanDesk desk;
  private final CityProfile city;

  PlanController(PlanPages pages, PlanDesk desk, CityProfile city) {
    this.pages = pages;
    this.desk = desk;
    this.city = city;
  }

  /**
   * A promise; {@code version} is the commitment's that was seen, {@code budget} is of a project
   * and in 10,000 yuan.
   */
  public record PromiseRequest(
      @Nullable Long version,
      @Nullable String unit,
      @Nullable LocalDate first,
      @Nullable LocalDate due,
      @Nullable String words,
      @Nullable String reason,
      @Nullable Double budget) {}

  @GetMapping
  @Operation(summary = "规划 The plan with its promises, progress and pace")
  PlanView plan(@AuthenticationPrincipal Caller caller) {
    PlanReaders.check(caller);
    return pages.plan(caller.user());
  }

  @GetMapping("/items")
  @Operation(summary = "规划事项 Items of the plan as a list")
  ResponseEntity<?> items(
      @AuthenticationPrincipal Caller caller,
      @Parameter(description = "action, target, milestone, task or project")
          @RequestParam(defaultValue = "")
          String kind,
      @RequestParam(defaultValue = "") String q,
      @Parameter(description = "only targets that this indicator tells of")
          @RequestParam(defaultValue = "")
          String indicator,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size,
      @RequestParam(defaultValue = "json") String format) {
    PlanReaders.check(caller);
    String text = q.toLowerCase(Locale.ROOT);
    List<ItemLine> found =
        pages.lines().stream()
            .filter(i -> kind.isEmpty() || i.kind().code().equalsIgnoreCase(kind))
            .filter(i ->
                (i.id() + " " + i.title().zh() + " " + i.title().en())
                    .toLowerCase(Locale.ROOT)
                    .contains(text))
            .filter(i ->
                indicator.isEmpty()
                    || (i.target() != null
                        && (i.target().indicators().contains(indicator)
                            || i.target().beside().contains(indicator))))
            .toList();
    return Lists.isFile(format)
        ? file(format, found)
        : ResponseEntity.ok(Lists.page(found, page, size));
  }

  @GetMapping("/items/{id}")
  @Operation(
      summary = "事项详情 One item with targets, figures, cases, reports, decisions and promises")
  ItemDetail item(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    PlanReaders.check(caller);
    return pages
        .item(id, caller.user())
        .orElseThrow(
            () -> Problems.refuse(Refusal.NOT_FOUND, "plan.item", "The plan has no item " + id));
  }

  @PostMapping("/items/{id}/promise")
  @Operation(
      summary = "认领与承诺 Makes or changes the promise of an item; the former one stays visible")
  ItemDetail promise(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @RequestBody PromiseRequest body) {
    if (body.version() == null) {
      throw Problems.refuse(
          Refusal.INVALID, "plan.version", "Say which version of the promise you have seen");
    }
    Problems.orThrow(
        desk.promise(
            caller,
            new Promise(
                id,
                body.version(),
                body.unit() == null || body.unit().isBlank() ? null : body.unit(),
                body.first(),
                body.due(),
                Objects.requireNonNullElse(body.words(), ""),
                Objects.requireNonNullElse(body.reason(), ""),
                body.budget())));
    return item(caller, id);
  }

  @GetMapping("/units")
  @Operation(summary = "责任单位 Organisations that can promise: the city's and the counties'")
  List<IdAndName> units(@AuthenticationPrincipal Caller caller) {
    PlanReaders.check(caller);
    return city.organisations().stream()
        .filter(o -> o.level().ordinal() <= DivisionLevel.COUNTY.ordinal())
        .map(o -> new IdAndName(o.id(), o.name()))
        .toList();
  }

  static String name(@Nullable IdAndName unit) {
    return unit == null ? "" : unit.name().zh();
  }

  private static ResponseEntity<byte[]> file(String format, List<ItemLine> items) {
    List<List<String>> rows = new ArrayList<>();
    for (ItemLine i : items) {
      rows.add(
          List.of(
              i.id(),
              i.kind().title().zh(),
              i.of(),
              i.title().zh(),
              i.title().en(),
              i.target() == null ? "" : i.target().criterion().zh(),
              i.target() == null ? "" : Objects.toString(i.target().value(), ""),
              i.target() == null || i.target().unit() == null ? "" : i.target().unit().zh(),
              name(i.unit()),
              Objects.toString(i.due(), ""),
              Objects.toString(i.pace(), ""),
              Objects.toString(i.progress().percent(), ""),
              i.progress().basis(),
              Integer.toString(i.flags().size()),
              Objects.toString(i.budget(), ""),
              i.spent() == null ? "" : Double.toString(i.spent().amount()),
              i.spent() == null ? "" : i.spent().month()));
    }
    return Lists.file(
        format,
        "plan",
        List.of(
            "id",
            "kind",
            "of",
            "title",
            "titleEn",
            "criterion",
            "value",
            "unitOfValue",
            "unit",
            "due",
            "pace",
            "progress",
            "basis",
            "flags",
            "budget10kYuan",
            "spent10kYuan",
            "spentFor"),
        rows);
  }
}
