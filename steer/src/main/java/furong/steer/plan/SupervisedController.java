package furong.steer.plan;

import furong.base.Result.Refusal;
import furong.people.Caller;
import furong.plan.DispatchStore;
import furong.plan.DispatchStore.Query;
import furong.plan.Evidence;
import furong.plan.EvidenceDesk;
import furong.plan.Reminder;
import furong.plan.Supervised;
import furong.plan.SupervisedDesk;
import furong.plan.SupervisedState;
import furong.serve.Lists;
import furong.serve.Problems;
import furong.steer.plan.DispatchController.ActRequest;
import furong.steer.plan.PlanDocuments.EvidenceView;
import furong.steer.plan.PlanDocuments.ReminderView;
import furong.steer.plan.PlanDocuments.SupervisedDetail;
import furong.steer.plan.PlanDocuments.SupervisedView;
import furong.store.plan.EvidenceFiles;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
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

/** Supervised items (督办), their reminders, and files of evidence. */
@RestController
@RequestMapping("/api/plan")
@Tag(name = "plan")
public class SupervisedController {

  /** What fits on a screen; older ones stand in each item's timeline. */
  private static final int REMINDERS = 100;

  private final SupervisedDesk desk;
  private final EvidenceDesk evidence;
  private final DispatchStore store;
  private final EvidenceFiles files;
  private final PlanViews views;
  private final InstantSource time;

  SupervisedController(
      SupervisedDesk desk,
      EvidenceDesk evidence,
      DispatchStore store,
      EvidenceFiles files,
      PlanViews views,
      InstantSource time) {
    this.desk = desk;
    this.evidence = evidence;
    this.store = store;
    this.files = files;
    this.views = views;
    this.time = time;
  }

  @GetMapping("/supervised")
  @Operation(summary = "督办事项 Supervised items, open ones first by the day they are due")
  ResponseEntity<?> list(
      @AuthenticationPrincipal Caller caller,
      @Parameter(description = "all, open, done, closed or overdue")
          @RequestParam(defaultValue = "all")
          String view,
      @RequestParam(required = false) @Nullable String unit,
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size,
      @RequestParam(defaultValue = "json") String format) {
    PlanReaders.check(caller);
    Lists.check(page, size);
    boolean export = Lists.isFile(format);
    Query query =
        new Query(
            states(view),
            blankToNull(unit),
            null,
            null,
            view.equals("overdue") ? time.instant() : null,
            blankToNull(q),
            export ? 0 : page * size,
            export ? Lists.MAX_EXPORT : size);
    List<SupervisedView> found =
        store.supervised(query).stream().map(s -> views.supervised(s, caller.user())).toList();
    return export
        ? file(format, found)
        : ResponseEntity.ok(new Lists.Slice<>(found, store.countSupervised(query), page, size));
  }

  private static Set<SupervisedState> states(String view) {
    return switch (view) {
      case "all", "overdue" -> Set.of();
      case "open" -> Set.of(SupervisedState.OPEN);
      case "done" -> Set.of(SupervisedState.DONE);
      case "closed" -> Set.of(SupervisedState.CLOSED);
      default ->
          throw Problems.refuse(
              Refusal.INVALID, "plan.view", "view is all, open, done, closed or overdue");
    };
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }

  @GetMapping("/supervised/{id}")
  @Operation(summary = "督办详情 One supervised item with its timeline")
  SupervisedDetail get(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
    PlanReaders.check(caller);
    return detail(
        caller,
        store
            .findSupervised(id)
            .orElseThrow(() ->
                Problems.refuse(Refusal.NOT_FOUND, "plan.supervised", "There is no item " + id)));
  }

  @PostMapping("/supervised/{id}/actions/{act}")
  @Operation(summary = "办结、核查与延期 Reports done, checks or extends; nobody closes the own work")
  SupervisedDetail act(
      @AuthenticationPrincipal Caller caller,
      @PathVariable long id,
      @PathVariable String act,
      @RequestBody ActRequest body) {
    return detail(
        caller, Problems.orThrow(desk.act(caller, id, DispatchController.doing(act, body))));
  }

  private SupervisedDetail detail(Caller caller, Supervised item) {
    return new SupervisedDetail(
        views.supervised(item, caller.user()), views.timeline("supervised/" + item.id()));
  }

  @PostMapping(path = "/entries/{id}/evidence", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(summary = "上传佐证 Brings a file for an entry")
  EvidenceView forEntry(
      @AuthenticationPrincipal Caller caller,
      @PathVariable long id,
      @RequestParam("file") MultipartFile file)
      throws IOException {
    EvidenceDesk.File kept =
        Problems.orThrow(files.keep(file.getOriginalFilename(), file.getBytes()));
    return views.evidence(Problems.orThrow(evidence.forEntry(caller, id, kept)));
  }

  @PostMapping(path = "/supervised/{id}/evidence", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(summary = "上传办结证明 Brings a proof for a supervised item")
  EvidenceView forSupervised(
      @AuthenticationPrincipal Caller caller,
      @PathVariable long id,
      @RequestParam("file") MultipartFile file)
      throws IOException {
    EvidenceDesk.File kept =
        Problems.orThrow(files.keep(file.getOriginalFilename(), file.getBytes()));
    return views.evidence(Problems.orThrow(evidence.forSupervised(caller, id, kept)));
  }

  @GetMapping("/evidence/{id}")
  @Operation(summary = "佐证文件 A file of evidence, to be saved")
  ResponseEntity<Resource> file(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    PlanReaders.check(caller);
    Optional<Evidence> known = store.findEvidence(id).stream().findFirst();
    Optional<Path> file = files.find(id);
    if (known.isEmpty() || file.isEmpty()) {
      throw Problems.refuse(Refusal.NOT_FOUND, "plan.evidence", "There is no file " + id);
    }
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(known.get().type()))
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment()
                .filename(known.get().name(), StandardCharsets.UTF_8)
                .build()
                .toString())
        .body(new FileSystemResource(file.get()));
  }

  @GetMapping("/reminders")
  @Operation(summary = "督办提醒 Reminders of supervised items, newest first")
  ResponseEntity<?> reminders(
      @AuthenticationPrincipal Caller caller, @RequestParam(defaultValue = "json") String format) {
    PlanReaders.check(caller);
    int most = Lists.isFile(format) ? Lists.MAX_EXPORT : REMINDERS;
    List<ReminderView> newest =
        store.reminders(most).stream().flatMap(r -> reminder(r).stream()).toList();
    return Lists.answer(format, "reminders", ReminderView.class, newest);
  }

  private Optional<ReminderView> reminder(Reminder r) {
    return store
        .findSupervised(r.supervised())
        .map(s ->
            new ReminderView(
                s.id(),
                s.number(),
                s.words(),
                views.unit(s.unit()),
                r.sort().name(),
                r.dueAt(),
                r.at()));
  }

  private static ResponseEntity<byte[]> file(String format, List<SupervisedView> items) {
    return Lists.file(
        format,
        "supervised",
        List.of(
            "number",
            "month",
            "item",
            "title",
            "decision",
            "unit",
            "state",
            "openedAt",
            "dueAt",
            "overdue",
            "doneAt",
            "closedAt",
            "returns",
            "proof"),
        items.stream()
            .map(s ->
                List.of(
                    s.number(),
                    Objects.toString(s.month(), ""),
                    s.item(),
                    s.itemTitle().zh(),
                    s.words(),
                    s.unit().name().zh(),
                    s.state().title().zh(),
                    s.openedAt().toString(),
                    s.dueAt().toString(),
                    Boolean.toString(s.overdue()),
                    Objects.toString(s.doneAt(), ""),
                    Objects.toString(s.closedAt(), ""),
                    Integer.toString(s.returns()),
                    s.proof()))
            .toList());
  }
}
