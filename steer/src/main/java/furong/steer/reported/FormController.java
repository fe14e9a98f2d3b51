package furong.steer.reported;

import furong.base.Period;
import furong.base.Result.Refusal;
import furong.city.CityProfile;
import furong.pack.FormDef;
import furong.people.Caller;
import furong.people.Rights;
import furong.reported.Campaigns;
import furong.reported.Cell;
import furong.reported.FilledForm;
import furong.reported.FormBook;
import furong.reported.FormDesk;
import furong.reported.FormTree;
import furong.reported.ReportedStore;
import furong.reported.SheetAct;
import furong.reported.SheetKey;
import furong.reported.Standings;
import furong.reported.Standings.Standing;
import furong.serve.Lists;
import furong.serve.Problems;
import furong.steer.reported.FormViews.MyForm;
import furong.steer.reported.FormViews.ReportedView;
import furong.steer.reported.FormViews.SheetView;
import furong.steer.reported.FormViews.StandingView;
import furong.steer.reported.FormViews.TreeView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

/** {@code /api/forms}: reported figures, from the empty form to the locked one. */
@RestController
@RequestMapping("/api/forms")
@Tag(name = "forms", description = "填报 Reported figures")
public class FormController {

  /** What a save brings. {@code version} is that of the sheet as it was loaded. */
  public record SaveRequest(long version, List<CellRequest> cells) {}

  public record CellRequest(String figure, @Nullable Double value, @Nullable String note) {}

  public record ActRequest(long version, @Nullable String words) {}

  /** Figures that change together, such as a sum and its parts, for one reason. */
  public record CorrectRequest(long version, List<CellRequest> cells, @Nullable String reason) {}

  private final FormBook book;
  private final Campaigns campaigns;
  private final FormTree tree;
  private final FormDesk desk;
  private final FilledForm.Reader reader;
  private final Standings standings;
  private final ReportedStore store;
  private final FormViews views;
  private final CityProfile city;
  private final InstantSource time;

  FormController(
      FormBook book,
      Campaigns campaigns,
      FormTree tree,
      FormDesk desk,
      FilledForm.Reader reader,
      Standings standings,
      ReportedStore store,
      FormViews views,
      CityProfile city,
      InstantSource time) {
    this.book = book;
    this.campaigns = campaigns;
    this.tree = tree;
    this.desk = desk;
    this.reader = reader;
    this.standings = standings;
    this.store = store;
    this.views = views;
    this.city = city;
    this.time = time;
  }

  @GetMapping
  @Operation(
      summary = "我的填报 The forms of a division for the period that is due and the one that runs")
  ResponseEntity<?> mine(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(required = false) @Nullable String division,
      @RequestParam(defaultValue = "json") String format) {
    String code = division == null ? caller.user().scope().home() : division;
    Problems.orThrow(Rights.mayRead(caller.user(), code));
    LocalDate today = time.instant().atZone(city.zone()).toLocalDate();
    List<MyForm> mine = new ArrayList<>();
    for (FormDef form : book.list()) {
      Period running = form.cycle().of(today);
      for (Period period : periods(form, code, running)) {
        if (tree.in(period).has(form, code)) {
          Standing own = standings.of(form, period, code).getFirst();
          mine.add(new MyForm(FormViews.form(form), period.text(), views.standing(own)));
        }
      }
    }
    return Lists.answer(format, "forms", MyForm.class, mine);
  }

  /** What is due, what runs, and whatever an open campaign asks besides; oldest first. */
  private Collection<Period> periods(FormDef form, String division, Period running) {
    Map<String, Period> periods = new TreeMap<>();
    List.of(form.cycle().before(running), running).forEach(p -> periods.put(p.text(), p));
    campaigns.open(form, division).forEach(c -> periods.put(c.year().text(), c.year()));
    return periods.values();
  }

  @GetMapping("/{form}/tree")
  @Operation(summary = "报送进度 Who is in and who is missing: a division and those right below")
  ResponseEntity<?> tree(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String form,
      @RequestParam String period,
      @RequestParam(required = false) @Nullable String division,
      @RequestParam(defaultValue = "json") String format) {
    SheetKey key = key(form, division == null ? caller.user().scope().home() : division, period);
    FilledForm known = Problems.orThrow(reader.read(caller.user(), key));
    TreeView tree =
        views.tree(
            known.form(), key.period(), standings.of(known.form(), key.period(), key.division()));
    return Lists.isFile(format)
        ? Lists.file(format, form + "-" + period, StandingView.class, tree.children())
        : ResponseEntity.ok(tree);
  }

  @GetMapping("/{form}/sheets/{division}/{period}")
  @Operation(summary = "填报表 One sheet with its figures, what is wrong and what may be done")
  SheetView sheet(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String form,
      @PathVariable String division,
      @PathVariable String period) {
    SheetKey key = key(form, division, period);
    FilledForm filled = Problems.orThrow(reader.read(caller.user(), key));
    List<Standing> below = standings.of(filled.form(), key.period(), key.division());
    return views.sheet(caller.user(), filled, below.subList(1, below.size()));
  }

  @PostMapping("/{form}/sheets/{division}/{period}")
  @Operation(summary = "暂存 Keeps what was typed; nothing of it when one figure cannot be")
  SheetView save(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String form,
      @PathVariable String division,
      @PathVariable String period,
      @RequestBody SaveRequest body) {
    Problems.orThrow(
        desk.save(caller, key(form, division, period), body.version(), cells(body.cells())));
    return sheet(caller, form, division, period);
  }

  @PostMapping("/{form}/sheets/{division}/{period}/actions/{act}")
  @Operation(summary = "上报、审核与退回 Hands in, approves or sends back")
  SheetView act(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String form,
      @PathVariable String division,
      @PathVariable String period,
      @PathVariable String act,
      @RequestBody ActRequest body) {
    SheetAct known =
        SheetAct.find(act)
            .orElseThrow(
                () -> Problems.refuse(Refusal.NOT_FOUND, "sheet.act", "There is no act " + act));
    Problems.orThrow(
        desk.act(caller, key(form, division, period), known, body.version(), note(body.words())));
    return sheet(caller, form, division, period);
  }

  @PostMapping("/{form}/sheets/{division}/{period}/corrections")
  @Operation(summary = "更正 Changes locked figures; the old ones stay with the reason")
  SheetView correct(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String form,
      @PathVariable String division,
      @PathVariable String period,
      @RequestBody CorrectRequest body) {
    SheetKey key = key(form, division, period);
    Problems.orThrow(
        desk.correct(caller, key, body.version(), cells(body.cells()), note(body.reason())));
    return sheet(caller, form, division, period);
  }

  @GetMapping("/{form}/sheets/{division}/{period}/figures/{figure}")
  @Operation(summary = "历次填报 Every version of a figure, newest first")
  ResponseEntity<?> history(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String form,
      @PathVariable String division,
      @PathVariable String period,
      @PathVariable String figure,
      @RequestParam(defaultValue = "json") String format) {
    SheetKey key = key(form, division, period);
    Problems.orThrow(reader.read(caller.user(), key));
    List<ReportedView> all =
        store.history(figure, division, key.period()).stream().map(ReportedView::of).toList();
    return Lists.answer(format, figure + "-" + period, ReportedView.class, all);
  }

  private static List<Cell> cells(List<CellRequest> cells) {
    return cells.stream().map(c -> new Cell(c.figure(), c.value(), note(c.note()))).toList();
  }

  private static String note(@Nullable String text) {
    return text == null ? "" : text.strip();
  }

  static SheetKey key(String form, String division, String period) {
    try {
      return new SheetKey(form, division, Period.parse(period));
    } catch (DateTimeException e) {
      throw Problems.refuse(
          Refusal.INVALID,
          "period.wrong",
          "A period is 2026, 2026-Q1, 2026-03, 2026-03-09 or 2026-03-09T17");
    }
  }
}
