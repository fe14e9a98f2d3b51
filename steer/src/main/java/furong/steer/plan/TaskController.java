package furong.steer.plan;

import furong.base.Notice;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.city.CityProfile;
import furong.people.Caller;
import furong.plan.RegisterEntry.Sort;
import furong.plan.TaskDesk;
import furong.plan.TaskDesk.Draft;
import furong.serve.FilledTable;
import furong.serve.Lists;
import furong.serve.Problems;
import furong.steer.plan.PlanDocuments.ItemDetail;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
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
import org.springframework.web.multipart.MultipartFile;

/** The plan broken down (任务分解) and its project library (项目库): added one by one or as a table. */
@RestController
@RequestMapping("/api/plan/tasks")
@Tag(name = "plan")
public class TaskController {

  /** Columns of the table; the unit by its id or its Chinese name. */
  private static final List<String> HEADER =
      List.of("行动或章节编号", "类别（任务、项目）", "名称", "英文名称", "责任单位", "开始日期", "期限", "承诺内容", "总投资（万元，项目）");

  private static final Map<String, Sort> SORTS =
      Map.of("任务", Sort.TASK, "task", Sort.TASK, "项目", Sort.PROJECT, "project", Sort.PROJECT);

  private final TaskDesk desk;
  private final PlanPages pages;
  private final CityProfile city;

  TaskController(TaskDesk desk, PlanPages pages, CityProfile city) {
    this.desk = desk;
    this.pages = pages;
    this.city = city;
  }

  /**
   * {@code kind} is task or project, {@code of} an action or section of the plan, {@code budget} of
   * a project and in 10,000 yuan.
   */
  public record TaskRequest(
      @Nullable String kind,
      @Nullable String of,
      @Nullable String titleZh,
      @Nullable String titleEn,
      @Nullable String unit,
      @Nullable LocalDate first,
      @Nullable LocalDate due,
      @Nullable String words,
      @Nullable String reason,
      @Nullable Double budget) {}

  /** {@code version} is the promise's that was seen. */
  public record EndRequest(@Nullable Long version, @Nullable String reason) {}

  /** What a table came to: its items in the plan. */
  public record Taken(List<String> items) {}

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(summary = "新增任务或项目 Adds a task or project with the unit that promises it")
  ItemDetail add(@AuthenticationPrincipal Caller caller, @RequestBody TaskRequest body) {
    @Nullable Sort sort = SORTS.get(Objects.requireNonNullElse(body.kind(), "task"));
    if (sort == null) {
      throw Problems.refuse(Refusal.INVALID, "plan.kind", "kind is task or project");
    }
    List<String> added =
        Problems.orThrow(
            desk.add(
                caller,
                List.of(
                    new Draft(
                        "",
                        sort,
                        text(body.of()),
                        text(body.titleZh()),
                        text(body.titleEn()),
                        text(body.unit()),
                        body.first(),
                        body.due(),
                        text(body.words()),
                        body.budget())),
                text(body.reason())));
    return page(caller, added.getFirst());
  }

  @GetMapping("/template")
  @Operation(summary = "任务分解表模板 The empty table to fill")
  ResponseEntity<byte[]> template(@AuthenticationPrincipal Caller caller) {
    PlanReaders.check(caller);
    return Lists.xlsx("plan-tasks.xlsx", HEADER, List.of());
  }

  @PostMapping(path = "/import", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  @Operation(
      summary = "导入任务分解表 Takes a filled table; all of its rows or none",
      description = "400 with a notice for each bad row when nothing was kept.")
  Taken take(
      @AuthenticationPrincipal Caller caller,
      @RequestParam String reason,
      @RequestParam("file") MultipartFile file)
      throws IOException {
    Map<Integer, List<String>> table = FilledTable.read(file, HEADER.size(), TaskDesk.MAX_ROWS);
    Map<String, String> units = new HashMap<>();
    city.organisations().forEach(o -> units.put(o.name().zh(), o.id()));
    List<Notice> faults = new ArrayList<>();
    List<Draft> drafts = new ArrayList<>();
    table.forEach((number, cells) -> row("row " + number, cells, units, drafts, faults));
    List<String> items =
        Problems.orThrow(
            faults.isEmpty()
                ? desk.add(caller, drafts, reason)
                : new Result.Refused<List<String>>(Refusal.INVALID, faults));
    return new Taken(items);
  }

  private static void row(
      String place,
      List<String> cells,
      Map<String, String> units,
      List<Draft> drafts,
      List<Notice> faults) {
    List<String> c = cells.stream().map(String::strip).toList();
    @Nullable Sort sort = SORTS.get(c.get(1).isEmpty() ? "task" : c.get(1));
    if (sort == null) {
      faults.add(Notice.of("plan.kind", place, "任务 or 项目, not " + c.get(1)));
      return;
    }
    try {
      drafts.add(
          new Draft(
              place,
              sort,
              c.get(0),
              c.get(2),
              c.get(3),
              units.getOrDefault(c.get(4), c.get(4)),
              date(c.get(5)),
              date(c.get(6)),
              c.get(7),
              c.get(8).isEmpty() ? null : Double.valueOf(c.get(8))));
    } catch (DateTimeException e) {
      faults.add(Notice.of("plan.dates", place, "A day is written 2025-12-31"));
    } catch (NumberFormatException e) {
      faults.add(Notice.of("plan.budget", place, "A budget is a number of 10,000 yuan"));
    }
  }

  /** A day as text or as the spreadsheet stores it, with a time that says nothing. */
  private static @Nullable LocalDate date(String cell) {
    int day = "2025-12-31".length();
    return cell.isEmpty()
        ? null
        : LocalDate.parse(
            cell.length() > day && cell.charAt(day) == ' ' ? cell.substring(0, day) : cell);
  }

  @PostMapping("/{id}/end")
  @Operation(summary = "结束任务 Ends what was added; its promise is taken back with the reason")
  ItemDetail end(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @RequestBody EndRequest body) {
    if (body.version() == null) {
      throw Problems.refuse(Refusal.INVALID, "plan.version", "Say which version you have seen");
    }
    Problems.orThrow(desk.end(caller, id, body.version(), text(body.reason())));
    return page(caller, id);
  }

  private ItemDetail page(Caller caller, String item) {
    return pages
        .item(item, caller.user())
        .orElseThrow(
            () -> Problems.refuse(Refusal.NOT_FOUND, "plan.item", "The plan has no item " + item));
  }

  private static String text(@Nullable String given) {
    return Objects.requireNonNullElse(given, "");
  }
}
