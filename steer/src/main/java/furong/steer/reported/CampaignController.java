package furong.steer.reported;

import furong.base.DivisionLevel;
import furong.base.Period;
import furong.base.Result.Refusal;
import furong.base.Text;
import furong.people.Caller;
import furong.people.Rights;
import furong.people.Scope;
import furong.reported.Campaign;
import furong.reported.CampaignAct;
import furong.reported.CampaignDesk;
import furong.reported.CampaignDesk.Done;
import furong.reported.CampaignDesk.Draft;
import furong.reported.CampaignSheets;
import furong.reported.CampaignSheets.Asked;
import furong.reported.CampaignSheets.Count;
import furong.reported.CampaignState;
import furong.reported.CampaignStore;
import furong.reported.SheetState;
import furong.serve.Lists;
import furong.serve.Problems;
import furong.steer.reported.FormViews.ActView;
import furong.steer.reported.FormViews.DivisionView;
import furong.steer.reported.FormViews.StateView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
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

/** {@code /api/checkup/campaigns}: the collection of a year's health check. */
@RestController
@RequestMapping("/api/checkup/campaigns")
@Tag(name = "checkup")
public class CampaignController {

  /** What opens a campaign. {@code deadline} is an instant, {@code 2027-02-28T10:00:00Z}. */
  public record OpenRequest(
      String year,
      List<String> dimensions,
      List<String> divisions,
      Instant deadline,
      int remindDays) {}

  /** {@code deadline} and {@code words} for acts that need a reason. */
  public record ActRequest(long version, @Nullable Instant deadline, @Nullable String words) {}

  /** How many sheets of something stand where. */
  public record CountView(String code, Text title, Count count) {}

  /**
   * A campaign.
   *
   * @param told people who were written to by the act that is answered; 0 when it is only read
   * @param nobody sheets for which no person answers, as far as that act saw
   */
  public record CampaignView(
      long id,
      String year,
      List<String> dimensions,
      List<DivisionView> divisions,
      Instant deadline,
      boolean late,
      int remindDays,
      StateView state,
      String openedBy,
      Instant openedAt,
      @Nullable Instant closedAt,
      String words,
      long version,
      List<ActView> acts,
      int told,
      int nobody) {}

  /** How far it is, seen by the one who asks: only divisions inside the own scope count. */
  public record ProgressView(
      CampaignView campaign,
      List<CountView> dimensions,
      List<CountView> levels,
      List<CountView> divisions) {}

  /** One sheet. */
  public record AskedView(
      String dimension,
      String form,
      Text title,
      DivisionView division,
      String organisation,
      StateView state,
      String turn,
      @Nullable Instant changedAt) {}

  private final CampaignDesk desk;
  private final CampaignStore store;
  private final CampaignSheets sheets;
  private final FormViews views;
  private final InstantSource time;

  CampaignController(
      CampaignDesk desk,
      CampaignStore store,
      CampaignSheets sheets,
      FormViews views,
      InstantSource time) {
    this.desk = desk;
    this.store = store;
    this.sheets = sheets;
    this.views = views;
    this.time = time;
  }

  @GetMapping
  @Operation(summary = "体检采集 Collection campaigns, newest year first")
  ResponseEntity<?> list(
      @AuthenticationPrincipal Caller caller, @RequestParam(defaultValue = "json") String format) {
    Problems.orThrow(Rights.mayRead(caller.user(), caller.user().scope().home()));
    List<CampaignView> all = store.list().stream().map(c -> view(caller, c, 0, 0)).toList();
    return Lists.answer(format, "campaigns", CampaignView.class, all);
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(summary = "启动采集 Opens one: the forms go by its deadline, those asked are written to")
  CampaignView open(@AuthenticationPrincipal Caller caller, @RequestBody OpenRequest body) {
    Period year = FormController.key("", "", body.year()).period();
    return done(
        caller,
        Problems.orThrow(
            desk.open(
                caller,
                new Draft(
                    year,
                    body.dimensions(),
                    body.divisions(),
                    body.deadline(),
                    body.remindDays()))));
  }

  @PostMapping("/{id}/actions/{act}")
  @Operation(summary = "催报、延期、结束与重新开放 Reminds, extends, closes or opens again")
  CampaignView act(
      @AuthenticationPrincipal Caller caller,
      @PathVariable long id,
      @PathVariable String act,
      @RequestBody ActRequest body) {
    CampaignAct known =
        CampaignAct.find(act)
            .orElseThrow(
                () -> Problems.refuse(Refusal.NOT_FOUND, "campaign.act", "There is no act " + act));
    String words = body.words() == null ? "" : body.words();
    return done(
        caller,
        Problems.orThrow(desk.act(caller, id, known, body.version(), body.deadline(), words)));
  }

  private CampaignView done(Caller caller, Done done) {
    return view(caller, done.campaign(), done.letters().told(), done.letters().nobody());
  }

  private CampaignView view(Caller caller, Campaign c, int told, int nobody) {
    boolean late = c.state() == CampaignState.OPEN && time.instant().isAfter(c.deadline());
    return new CampaignView(
        c.id(),
        c.year().text(),
        c.dimensions(),
        c.divisions().stream().map(views::division).toList(),
        c.deadline(),
        late,
        c.remindDays(),
        new StateView(c.state().name(), c.state().title()),
        c.openedBy(),
        c.openedAt(),
        c.closedAt(),
        c.words(),
        c.version(),
        desk.acts(caller.user(), c).stream()
            .map(a -> new ActView(a.code(), a.title(), a.reason()))
            .toList(),
        told,
        nobody);
  }

  private Campaign campaign(long id) {
    return store
        .find(id)
        .orElseThrow(() ->
            Problems.refuse(Refusal.NOT_FOUND, "campaign.none", "There is no campaign " + id));
  }

  private List<Asked> sheets(Caller caller, Campaign campaign) {
    Scope scope = caller.user().scope();
    Problems.orThrow(Rights.mayRead(caller.user(), scope.home()));
    return sheets.of(campaign, scope);
  }

  @GetMapping("/{id}")
  @Operation(summary = "采集进度 Who has filled what, by dimension, level and division")
  ProgressView progress(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
    Campaign campaign = campaign(id);
    List<Asked> all = sheets(caller, campaign);
    return new ProgressView(
        view(caller, campaign, 0, 0),
        counts(all, a -> a.dimension().id(), a -> a.dimension().title()),
        counts(all, a -> a.division().level().name(), a -> a.division().level().title()),
        counts(
            all,
            a -> views.upTo(a.division().code(), DivisionLevel.COUNTY).code(),
            a -> views.upTo(a.division().code(), DivisionLevel.COUNTY).name()));
  }

  private static List<CountView> counts(
      List<Asked> sheets, Function<Asked, String> code, Function<Asked, Text> title) {
    Map<String, Text> titles = new HashMap<>();
    sheets.forEach(a -> titles.computeIfAbsent(code.apply(a), c -> title.apply(a)));
    return CampaignSheets.count(sheets, code).entrySet().stream()
        .map(e ->
            new CountView(e.getKey(), Objects.requireNonNull(titles.get(e.getKey())), e.getValue()))
        .toList();
  }

  @GetMapping("/{id}/organisations")
  @Operation(summary = "单位进度 How many sheets each organisation has in, the furthest behind first")
  ResponseEntity<?> organisations(
      @AuthenticationPrincipal Caller caller,
      @PathVariable long id,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size,
      @RequestParam(defaultValue = "json") String format) {
    List<CountView> all =
        counts(
                sheets(caller, campaign(id)),
                a -> a.division().code(),
                a -> Text.of(a.by(), a.organisation().map(o -> o.name().en()).orElse(a.by())))
            .stream()
            .sorted(Comparator.comparingInt(c -> c.count().approved() - c.count().all()))
            .toList();
    if (!Lists.isFile(format)) {
      return ResponseEntity.ok(Lists.page(all, page, size));
    }
    return Lists.file(
        format,
        "campaign-" + id + "-organisations",
        List.of("division", "organisation", "sheets", "draft", "submitted", "returned", "approved"),
        all.stream()
            .map(c ->
                List.of(
                    c.code(),
                    c.title().zh(),
                    Integer.toString(c.count().all()),
                    Integer.toString(c.count().draft()),
                    Integer.toString(c.count().submitted()),
                    Integer.toString(c.count().returned()),
                    Integer.toString(c.count().approved())))
            .toList());
  }

  @GetMapping("/{id}/sheets")
  @Operation(summary = "采集清单 Every sheet with its state and whose turn it is")
  ResponseEntity<?> sheets(
      @AuthenticationPrincipal Caller caller,
      @PathVariable long id,
      @RequestParam(required = false) @Nullable SheetState state,
      @RequestParam(required = false) @Nullable String dimension,
      @RequestParam(required = false) @Nullable DivisionLevel level,
      @RequestParam(required = false) @Nullable String division,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size,
      @RequestParam(defaultValue = "json") String format) {
    List<AskedView> found =
        sheets(caller, campaign(id)).stream()
            .filter(a -> state == null || a.sheet().state() == state)
            .filter(a -> dimension == null || a.dimension().id().equals(dimension))
            .filter(a -> level == null || a.division().level() == level)
            .filter(a -> division == null || Scope.of(division).covers(a.division().code()))
            .map(this::asked)
            .toList();
    if (!Lists.isFile(format)) {
      return ResponseEntity.ok(Lists.page(found, page, size));
    }
    return Lists.file(
        format,
        "campaign-" + id,
        List.of(
            "dimension",
            "form",
            "title",
            "division",
            "name",
            "level",
            "organisation",
            "state",
            "turn",
            "changedAt"),
        found.stream().limit(Lists.MAX_EXPORT).map(CampaignController::row).toList());
  }

  private AskedView asked(Asked a) {
    return new AskedView(
        a.dimension().id(),
        a.form().id(),
        a.form().title(),
        views.division(a.division().code()),
        a.by(),
        new StateView(a.sheet().state().name(), a.sheet().state().title()),
        a.turn().name(),
        a.touched().orElse(null));
  }

  private static List<String> row(AskedView a) {
    return List.of(
        a.dimension(),
        a.form(),
        a.title().zh(),
        a.division().code(),
        a.division().name().zh(),
        a.division().level().title().zh(),
        a.organisation(),
        a.state().title().zh(),
        a.turn(),
        a.changedAt() == null ? "" : a.changedAt().toString());
  }
}
