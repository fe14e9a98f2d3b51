package furong.steer.plan;

import furong.base.Level;
import furong.base.Result.Refusal;
import furong.base.Text;
import furong.people.Caller;
import furong.people.User;
import furong.plan.RegisterDesk;
import furong.plan.RegisterDesk.Act;
import furong.plan.RegisterDesk.Draft;
import furong.plan.RegisterEntry;
import furong.plan.RegisterEntry.Sort;
import furong.plan.RegisterState;
import furong.plan.RegisterStore;
import furong.serve.Lists;
import furong.serve.Problems;
import furong.steer.plan.PlanDocuments.AllowedView;
import furong.steer.plan.PlanDocuments.CodeAndTitle;
import furong.steer.plan.PlanDocuments.EventView;
import furong.steer.plan.PlanDocuments.IdAndName;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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

/** The risk register and the opportunity list, for those who keep them. */
@RestController
@RequestMapping("/api/plan/register")
@Tag(name = "plan")
public class RegisterController {

  private final RegisterDesk desk;
  private final RegisterStore store;
  private final PlanViews views;

  RegisterController(RegisterDesk desk, RegisterStore store, PlanViews views) {
    this.desk = desk;
    this.store = store;
    this.views = views;
  }

  /** A new line; {@code level} 1 to 4 for a risk only. */
  public record AddRequest(
      @Nullable String titleZh,
      @Nullable String titleEn,
      @Nullable String words,
      @Nullable String item,
      @Nullable String unit,
      @Nullable Integer level,
      @Nullable String contact,
      @Nullable LocalDate until) {}

  public record RegisterActRequest(
      @Nullable Long version, @Nullable String reason, @Nullable Integer level) {}

  public record RegisterView(
      long id,
      CodeAndTitle state,
      Text title,
      String words,
      @Nullable String item,
      IdAndName unit,
      @Nullable Integer level,
      String contact,
      @Nullable LocalDate until,
      Instant addedAt,
      Instant changedAt,
      @Nullable Instant publishedAt,
      long version,
      List<AllowedView> allowedActions) {}

  public record RegisterList(Lists.Slice<RegisterView> list, boolean mayAdd) {}

  @GetMapping("/{sort}")
  @Operation(summary = "风险清单与机会清单 A register: risk or opportunity, last changed first")
  ResponseEntity<?> list(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String sort,
      @Parameter(description = "states with commas") @RequestParam(defaultValue = "") String state,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size,
      @RequestParam(defaultValue = "json") String format) {
    PlanReaders.check(caller);
    Lists.check(page, size);
    Sort of = sort(sort);
    Set<RegisterState> states =
        Arrays.stream(RegisterState.values())
            .filter(
                s -> Arrays.asList(state.toUpperCase(Locale.ROOT).split(",")).contains(s.name()))
            .collect(Collectors.toSet());
    boolean export = Lists.isFile(format);
    List<RegisterView> found =
        store.list(of, states, export ? 0 : page * size, export ? Lists.MAX_EXPORT : size).stream()
            .map(e -> view(e, caller.user()))
            .toList();
    return export
        ? file(format, sort, found)
        : ResponseEntity.ok(
            new RegisterList(
                new Lists.Slice<>(found, store.count(of, states), page, size),
                desk.mayAdd(caller.user())));
  }

  @GetMapping("/entries/{id}/timeline")
  @Operation(summary = "登记过程 Who added, judged, published or ended a line, when and why")
  ResponseEntity<?> timeline(
      @AuthenticationPrincipal Caller caller,
      @PathVariable long id,
      @RequestParam(defaultValue = "json") String format) {
    PlanReaders.check(caller);
    return Lists.answer(
        format, "register-" + id, EventView.class, views.timeline("register/" + id));
  }

  @PostMapping("/{sort}")
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(summary = "新增 Adds a risk, or drafts an opportunity")
  RegisterView add(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String sort,
      @RequestBody AddRequest body) {
    if (body.titleZh() == null || body.titleZh().isBlank()) {
      throw Problems.refuse(Refusal.INVALID, "register.title", "It needs a title");
    }
    return view(
        Problems.orThrow(
            desk.add(
                caller,
                new Draft(
                    sort(sort),
                    Text.of(body.titleZh().strip(), text(body.titleEn()).strip()),
                    text(body.words()),
                    body.item() == null || body.item().isBlank() ? null : body.item().strip(),
                    text(body.unit()),
                    level(body.level()),
                    text(body.contact()),
                    body.until()))),
        caller.user());
  }

  @PostMapping("/{id}/actions/{act}")
  @Operation(summary = "评级、解除、发布与撤回 Judges, closes, publishes or withdraws")
  RegisterView act(
      @AuthenticationPrincipal Caller caller,
      @PathVariable long id,
      @PathVariable String act,
      @RequestBody RegisterActRequest body) {
    Act wanted =
        Arrays.stream(Act.values())
            .filter(a -> code(a).equals(act))
            .findFirst()
            .orElseThrow(
                () -> Problems.refuse(Refusal.NOT_FOUND, "register.act", "There is no act " + act));
    if (body.version() == null) {
      throw Problems.refuse(Refusal.INVALID, "register.version", "Say which version you have seen");
    }
    return view(
        Problems.orThrow(
            desk.act(caller, id, wanted, body.version(), text(body.reason()), level(body.level()))),
        caller.user());
  }

  private static Sort sort(String code) {
    return switch (code) {
      case "risk" -> Sort.RISK;
      case "opportunity" -> Sort.OPPORTUNITY;
      default ->
          throw Problems.refuse(
              Refusal.NOT_FOUND, "register.sort", "A register is risk or opportunity");
    };
  }

  private static @Nullable Level level(@Nullable Integer number) {
    if (number == null) {
      return null;
    }
    if (number < 1 || number > Level.values().length) {
      throw Problems.refuse(Refusal.INVALID, "register.level", "A level is 1 to 4");
    }
    return Level.values()[number - 1];
  }

  private static String text(@Nullable String given) {
    return Objects.requireNonNullElse(given, "");
  }

  private static String code(Act act) {
    return act.name().toLowerCase(Locale.ROOT);
  }

  private RegisterView view(RegisterEntry e, User user) {
    return new RegisterView(
        e.id(),
        new CodeAndTitle(e.state().name(), e.state().title()),
        e.title(),
        e.words(),
        e.item(),
        views.unit(e.unit()),
        e.level() == null ? null : e.level().number(),
        e.contact(),
        e.until(),
        e.addedAt(),
        e.changedAt(),
        e.publishedAt(),
        e.version(),
        desk.allowed(user, e).stream()
            .map(act ->
                new AllowedView(
                    code(act), act.title(), act.needsReason() ? List.of("reason") : List.of()))
            .toList());
  }

  private static ResponseEntity<byte[]> file(
      String format, String sort, List<RegisterView> entries) {
    return Lists.file(
        format,
        sort,
        List.of(
            "id",
            "state",
            "title",
            "words",
            "item",
            "unit",
            "level",
            "contact",
            "until",
            "publishedAt",
            "changedAt"),
        entries.stream()
            .map(e ->
                List.of(
                    Long.toString(e.id()),
                    e.state().title().zh(),
                    e.title().zh(),
                    e.words(),
                    Objects.toString(e.item(), ""),
                    e.unit().name().zh(),
                    Objects.toString(e.level(), ""),
                    e.contact(),
                    Objects.toString(e.until(), ""),
                    Objects.toString(e.publishedAt(), ""),
                    e.changedAt().toString()))
            .toList());
  }
}
