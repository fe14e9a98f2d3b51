package furong.warn.notify;

import furong.base.Result.Refusal;
import furong.base.Text;
import furong.cases.Alert;
import furong.city.CityProfile;
import furong.notify.CalmBoard;
import furong.notify.CalmDesk;
import furong.notify.CalmDesk.Wish;
import furong.notify.CalmStore;
import furong.notify.CityCalm;
import furong.notify.Matcher;
import furong.notify.Shelf;
import furong.notify.Silence;
import furong.notify.Silence.Weekly;
import furong.people.Caller;
import furong.serve.Lists;
import furong.serve.Problems;
import furong.serve.alerts.AlertViews;
import furong.serve.alerts.AlertViews.AlertView;
import furong.serve.alerts.Where;
import furong.serve.people.Names;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Groups of open alerts, silences, maintenance windows and shelves. */
@RestController
@Tag(name = "calm", description = "告警降噪 The calm of alerts")
public class CalmController {

  private final CalmBoard board;
  private final CalmDesk desk;
  private final CalmStore store;
  private final CityCalm rules;
  private final AlertViews views;
  private final Names names;
  private final CityProfile city;
  private final InstantSource time;

  CalmController(
      CalmBoard board,
      CalmDesk desk,
      CalmStore store,
      CityCalm rules,
      AlertViews views,
      Names names,
      CityProfile city,
      InstantSource time) {
    this.board = board;
    this.desk = desk;
    this.store = store;
    this.rules = rules;
    this.views = views;
    this.names = names;
    this.city = city;
    this.time = time;
  }

  /**
   * Alerts of the same cause and place. @param key asks {@code /api/calm/alerts} for its members
   */
  public record GroupView(
      String key,
      Map<String, String> labels,
      int level,
      int count,
      int muted,
      int acknowledged,
      AlertView first) {}

  @GetMapping("/api/calm/groups")
  @Operation(summary = "预警分组 Open alerts of the same cause and place, worst first")
  ResponseEntity<?> groups(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(required = false) @Nullable String division,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size,
      @RequestParam(defaultValue = "json") String format) {
    List<CalmBoard.Group> all = board.groups(Where.asked(caller, city, division), time.instant());
    if (Lists.isFile(format)) {
      return Lists.file(
          format, "alert-groups", GroupView.class, all.stream().map(this::view).toList());
    }
    Lists.Slice<CalmBoard.Group> slice = Lists.page(all, page, size);
    return ResponseEntity.ok(
        new Lists.Slice<>(
            slice.items().stream().map(this::view).toList(), slice.total(), page, size));
  }

  private GroupView view(CalmBoard.Group g) {
    return new GroupView(
        key(g.key()),
        g.key(),
        g.worst().number(),
        g.count(),
        g.muted(),
        g.acknowledged(),
        views.view(g.first()));
  }

  @GetMapping("/api/calm/alerts")
  @Operation(summary = "未解除预警 Open alerts, worst first, by group and by whether they are muted")
  ResponseEntity<?> alerts(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(required = false) @Nullable String division,
      @RequestParam(required = false) @Nullable Boolean muted,
      @Parameter(description = "key of a group") @RequestParam(required = false)
          @Nullable String group,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size,
      @RequestParam(defaultValue = "json") String format) {
    List<Alert> all =
        board.list(
            Where.asked(caller, city, division),
            muted,
            group == null ? null : labels(group),
            time.instant());
    if (Lists.isFile(format)) {
      return Lists.file(
          format, "open-alerts", AlertView.class, all.stream().map(views::view).toList());
    }
    Lists.Slice<Alert> slice = Lists.page(all, page, size);
    return ResponseEntity.ok(
        new Lists.Slice<>(
            slice.items().stream().map(views::view).toList(), slice.total(), page, size));
  }

  /** {@code rule=flood.road-water|street=510107001}: values have neither sign in them. */
  private static String key(Map<String, String> labels) {
    return labels.entrySet().stream()
        .map(label -> label.getKey() + "=" + label.getValue())
        .collect(Collectors.joining("|"));
  }

  private static Map<String, String> labels(String key) {
    Map<String, String> labels = new LinkedHashMap<>();
    for (String part : key.split("\\|", -1)) {
      int equals = part.indexOf('=');
      if (equals < 0) {
        throw Problems.refuse(Refusal.INVALID, "calm.group", "a group is label=value|label=value");
      }
      labels.put(part.substring(0, equals), part.substring(equals + 1));
    }
    return labels;
  }

  /** How alerts are told here. */
  public record RulesView(
      List<String> group,
      long groupWaitSeconds,
      long groupIntervalSeconds,
      List<InhibitView> inhibit,
      List<PlanView> plans) {}

  public record InhibitView(
      String id, Text why, List<String> source, List<String> target, List<String> equal) {}

  public record PlanView(List<Integer> levels, List<StepView> steps) {}

  public record StepView(long afterSeconds, String duty, String level, Set<String> channels) {}

  @GetMapping("/api/calm/rules")
  @Operation(summary = "分组、抑制与通知规则 How this city groups, inhibits and tells its alerts")
  RulesView rules() {
    return new RulesView(
        rules.group(),
        rules.groupWait().toSeconds(),
        rules.groupInterval().toSeconds(),
        board.inhibit().stream()
            .map(r ->
                new InhibitView(r.id(), r.why(), texts(r.source()), texts(r.target()), r.equal()))
            .toList(),
        rules.plans().stream()
            .map(p ->
                new PlanView(
                    p.levels().stream().map(l -> l.number()).sorted().toList(),
                    p.steps().stream()
                        .map(s ->
                            new StepView(
                                s.after().toSeconds(),
                                s.duty(),
                                s.level().name(),
                                new TreeSet<>(s.channels())))
                        .toList()))
            .toList());
  }

  private static List<String> texts(List<Matcher> matchers) {
    return matchers.stream().map(Matcher::toString).toList();
  }

  /** Hours of a maintenance window. @param days MONDAY to SUNDAY */
  public record WeeklyBody(
      @Nullable List<DayOfWeek> days, @Nullable LocalTime start, int minutes) {}

  public record SilenceBody(
      @Nullable List<String> matchers,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable WeeklyBody weekly,
      @Nullable String reason) {}

  /** One silence. @param active whether it keeps alerts quiet now */
  public record SilenceView(
      String id,
      List<String> matchers,
      Instant from,
      Instant to,
      @Nullable WeeklyBody weekly,
      String reason,
      Text author,
      Instant createdAt,
      @Nullable Instant endedAt,
      boolean active) {}

  @GetMapping("/api/calm/silences")
  @Operation(summary = "静默与维护窗口 Silences and maintenance windows that have not ended")
  ResponseEntity<?> silences(
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size,
      @RequestParam(defaultValue = "json") String format) {
    List<Silence> all = store.silences(time.instant());
    if (Lists.isFile(format)) {
      return Lists.file(format, "silences", SILENCE_HEADER, all.stream().map(this::row).toList());
    }
    Lists.Slice<Silence> slice = Lists.page(all, page, size);
    return ResponseEntity.ok(
        new Lists.Slice<>(
            slice.items().stream().map(this::view).toList(), slice.total(), page, size));
  }

  private static final List<String> SILENCE_HEADER =
      List.of("id", "conditions", "from", "to", "weekly", "reason", "author", "createdAt");

  private List<String> row(Silence s) {
    @Nullable Weekly w = s.weekly();
    return List.of(
        Long.toString(s.id()),
        String.join(" ", texts(s.matchers())),
        s.from().toString(),
        s.to().toString(),
        w == null ? "" : w.days() + " " + w.start() + " " + w.length(),
        s.reason(),
        names.of(s.author()).zh(),
        s.createdAt().toString());
  }

  @PostMapping("/api/calm/silences")
  @Operation(summary = "新建静默 Keeps alerts quiet for a time, with a reason")
  SilenceView silence(@AuthenticationPrincipal Caller caller, @RequestBody SilenceBody body) {
    try {
      @Nullable WeeklyBody w = body.weekly();
      Weekly weekly =
          w == null
              ? null
              : new Weekly(
                  Set.copyOf(Given.need(w.days(), "weekly.days")),
                  Given.need(w.start(), "weekly.start"),
                  Duration.ofMinutes(w.minutes()));
      Instant from = body.from() == null ? time.instant() : body.from();
      Wish wish =
          new Wish(
              Given.need(body.matchers(), "matchers"),
              from,
              Given.need(body.to(), "to"),
              weekly,
              Given.need(body.reason(), "reason"));
      return view(Problems.orThrow(desk.silence(caller, wish)));
    } catch (IllegalArgumentException e) {
      throw Problems.refuse(Refusal.INVALID, "calm.weekly", String.valueOf(e.getMessage()));
    }
  }

  @DeleteMapping("/api/calm/silences/{id}")
  @Operation(summary = "结束静默 Ends a silence now")
  SilenceView end(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
    return view(Problems.orThrow(desk.end(caller, id)));
  }

  private SilenceView view(Silence s) {
    @Nullable Weekly w = s.weekly();
    return new SilenceView(
        Long.toString(s.id()),
        texts(s.matchers()),
        s.from(),
        s.to(),
        w == null
            ? null
            : new WeeklyBody(
                w.days().stream().sorted().toList(), w.start(), (int) w.length().toMinutes()),
        s.reason(),
        names.of(s.author()),
        s.createdAt(),
        s.endedAt(),
        s.quietUntil(time.instant(), city.zone()) != null);
  }

  public record ShelfBody(@Nullable Instant until, @Nullable String reason) {}

  @PostMapping("/api/alerts/{id}/shelve")
  @Operation(summary = "搁置预警 Puts one alert aside for a while, with a reason")
  Shelf shelve(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @RequestBody ShelfBody body) {
    Instant until = Given.need(body.until(), "until");
    String reason = Given.need(body.reason(), "reason");
    return Problems.orThrow(desk.shelve(caller, id, until, reason));
  }

  @DeleteMapping("/api/alerts/{id}/shelve")
  @Operation(summary = "取消搁置 Takes an alert from the shelf")
  Map<String, Boolean> unshelve(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    return Map.of("wasShelved", Problems.orThrow(desk.unshelve(caller, id)));
  }
}
