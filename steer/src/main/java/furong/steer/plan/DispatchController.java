package furong.steer.plan;

import furong.base.Result.Refusal;
import furong.people.Caller;
import furong.plan.DispatchDesk;
import furong.plan.DispatchMonth;
import furong.plan.DispatchStore;
import furong.plan.Entry;
import furong.plan.EntryDesk;
import furong.plan.PlanAct;
import furong.plan.PlanRules.Doing;
import furong.plan.ReviewDesk.Seen;
import furong.serve.Lists;
import furong.serve.Problems;
import furong.steer.plan.PlanDocuments.EntryDetail;
import furong.steer.plan.PlanDocuments.EntryView;
import furong.steer.plan.PlanDocuments.MonthLine;
import furong.steer.plan.PlanDocuments.MonthView;
import furong.steer.plan.PlanDocuments.PulledView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
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

/** Months of dispatch (每月调度) and their entries. */
@RestController("planDispatchController")
@RequestMapping("/api/plan")
@Tag(name = "plan")
public class DispatchController {

  private final DispatchDesk months;
  private final EntryDesk entries;
  private final DispatchStore store;
  private final PlanViews views;

  DispatchController(DispatchDesk months, EntryDesk entries, DispatchStore store, PlanViews views) {
    this.months = months;
    this.entries = entries;
    this.store = store;
    this.views = views;
  }

  public record OpenRequest(@Nullable String month) {}

  /** What goes with an act; which of it is needed stands in {@code allowedActions}. */
  public record ActRequest(
      @Nullable Long version,
      @Nullable String words,
      @Nullable String reason,
      @Nullable Integer progress,
      @Nullable Double figure,
      @Nullable String unit,
      @Nullable Integer workDays,
      @Nullable Double spent) {}

  /** Entries as they were seen; the meeting takes note of all of them or of none. */
  public record NoteRequest(@Nullable List<Seen> entries, @Nullable String reason) {}

  @GetMapping("/months")
  @Operation(summary = "调度月份 Months of dispatch, newest first")
  ResponseEntity<?> months(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size,
      @RequestParam(defaultValue = "json") String format) {
    PlanReaders.check(caller);
    List<MonthLine> all =
        store.months().stream().map(m -> views.month(m, store.entries(m.month()))).toList();
    return Lists.answer(format, "months", MonthLine.class, all, page, size);
  }

  @PostMapping("/months")
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(summary = "启动调度 Opens a month: one entry for each item that a unit has promised")
  MonthView open(@AuthenticationPrincipal Caller caller, @RequestBody OpenRequest body) {
    YearMonth month = month(Objects.requireNonNullElse(body.month(), ""));
    return view(caller, Problems.orThrow(months.open(caller, month)));
  }

  @GetMapping("/months/{month}")
  @Operation(summary = "月度调度单 The sheet of a month; format=csv or xlsx for a file")
  ResponseEntity<?> sheet(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String month,
      @RequestParam(defaultValue = "json") String format) {
    PlanReaders.check(caller);
    MonthView view = view(caller, found(month));
    return Lists.isFile(format) ? file(format, view) : ResponseEntity.ok(view);
  }

  @PostMapping("/months/{month}/actions/{act}")
  @Operation(summary = "汇总、重开与归档 Convenes, reopens or closes a month")
  MonthView act(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String month,
      @PathVariable String act,
      @RequestBody ActRequest body) {
    return view(caller, Problems.orThrow(months.act(caller, month(month), doing(act, body))));
  }

  @PostMapping("/months/{month}/note")
  @Operation(summary = "批量知悉 The meeting takes note of several entries alike")
  MonthView noteAll(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String month,
      @RequestBody NoteRequest body) {
    List<Seen> seen = Objects.requireNonNullElse(body.entries(), List.of());
    if (seen.isEmpty()) {
      throw Problems.refuse(Refusal.INVALID, "plan.entry", "Say which entries");
    }
    Problems.orThrow(
        entries.noteAll(caller, month(month), seen, Objects.requireNonNullElse(body.reason(), "")));
    return view(caller, found(month));
  }

  @GetMapping("/entries/{id}")
  @Operation(summary = "报送事项 One entry with its timeline")
  EntryDetail entry(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
    PlanReaders.check(caller);
    Entry entry =
        store
            .findEntry(id)
            .orElseThrow(
                () -> Problems.refuse(Refusal.NOT_FOUND, "plan.entry", "There is no entry " + id));
    return detail(caller, entry);
  }

  @PostMapping("/entries/{id}/actions/{act}")
  @Operation(summary = "报送、退回、知悉与议定督办 Reports, sends back, notes or decides")
  EntryDetail actOnEntry(
      @AuthenticationPrincipal Caller caller,
      @PathVariable long id,
      @PathVariable String act,
      @RequestBody ActRequest body) {
    return detail(caller, Problems.orThrow(entries.act(caller, id, doing(act, body))));
  }

  private EntryDetail detail(Caller caller, Entry entry) {
    return new EntryDetail(
        views.entry(entry, caller.user()), views.timeline("entry/" + entry.id()));
  }

  private DispatchMonth found(String month) {
    return store
        .findMonth(month(month))
        .orElseThrow(
            () -> Problems.refuse(Refusal.NOT_FOUND, "plan.month", month + " is not opened"));
  }

  private MonthView view(Caller caller, DispatchMonth month) {
    List<Entry> all = store.entries(month.month());
    return new MonthView(
        views.month(month, all),
        views.allowed(month, caller.user()),
        views.entries(month, all, caller.user()),
        store
            .supervised(
                new DispatchStore.Query(
                    Set.of(), null, null, month.month(), null, null, 0, Lists.MAX_EXPORT))
            .stream()
            .map(s -> views.supervised(s, caller.user()))
            .toList(),
        views.assessment(store.scores(month.month())),
        views.rules(),
        views.timeline("month/" + month.month()));
  }

  static Doing doing(String act, ActRequest body) {
    PlanAct wanted =
        PlanAct.find(act)
            .orElseThrow(
                () -> Problems.refuse(Refusal.NOT_FOUND, "plan.act", "There is no act " + act));
    if (body.version() == null) {
      throw Problems.refuse(Refusal.INVALID, "plan.version", "Say which version you have seen");
    }
    return new Doing(
        wanted,
        body.version(),
        Objects.requireNonNullElse(body.words(), ""),
        Objects.requireNonNullElse(body.reason(), ""),
        body.progress(),
        body.figure(),
        body.unit() == null || body.unit().isBlank() ? null : body.unit(),
        body.workDays(),
        body.spent());
  }

  static YearMonth month(String text) {
    try {
      return YearMonth.parse(text);
    } catch (DateTimeException e) {
      throw Problems.refuse(Refusal.INVALID, "plan.month", "A month is written 2025-11");
    }
  }

  private static ResponseEntity<byte[]> file(String format, MonthView view) {
    return Lists.file(
        format,
        "dispatch-" + view.month().month(),
        List.of(
            "item",
            "kind",
            "title",
            "unit",
            "state",
            "progress",
            "basis",
            "figure",
            "spent10kYuan",
            "pulled",
            "pulledFrom",
            "simulated",
            "signs",
            "pace",
            "lagging",
            "reasons",
            "report",
            "answer",
            "decision"),
        view.items().stream().map(DispatchController::row).toList());
  }

  /** Each of several figures with how it stands and what it is held against. */
  private static String signs(@Nullable PulledView pulled) {
    return pulled == null
        ? ""
        : pulled.signs().stream()
            .map(s -> s.title().zh() + " " + s.state().title().zh() + " " + s.reason().zh())
            .collect(Collectors.joining("；"));
  }

  private static List<String> row(EntryView e) {
    return List.of(
        e.item(),
        e.kind().title().zh(),
        e.title().zh(),
        e.unit().name().zh(),
        e.byEngine() ? "引擎取数" : e.state().title().zh(),
        Objects.toString(e.progress().percent(), ""),
        e.progress().basis(),
        e.report() == null ? "" : Objects.toString(e.report().figure(), ""),
        e.report() == null ? "" : Objects.toString(e.report().spent(), ""),
        e.pulled() == null ? "" : Double.toString(e.pulled().value()),
        e.pulled() == null ? "" : e.pulled().indicator() + " " + e.pulled().period(),
        e.pulled() == null ? "" : Boolean.toString(e.pulled().simulated()),
        signs(e.pulled()),
        Objects.toString(e.pace(), ""),
        e.flags().stream().map(f -> f.title().zh()).collect(Collectors.joining("；")),
        e.flags().stream().map(f -> f.reason().zh()).collect(Collectors.joining("；")),
        e.report() == null ? "" : e.report().words(),
        e.answer().title().zh(),
        e.answerWords());
  }
}
