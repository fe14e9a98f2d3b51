package furong.steer.plan;

import furong.base.Result.Refusal;
import furong.base.Text;
import furong.city.CityProfile;
import furong.people.Caller;
import furong.plan.Amended;
import furong.plan.Commitment;
import furong.plan.Commitments;
import furong.plan.Goal;
import furong.plan.Item;
import furong.plan.Plan;
import furong.plan.PlanChange;
import furong.plan.PlanStore;
import furong.plan.PlanText;
import furong.plan.TaskBook;
import furong.plan.TextDesk;
import furong.serve.Lists;
import furong.serve.Problems;
import furong.steer.plan.PlanDocuments.ChangeView;
import furong.steer.plan.PlanDocuments.PromiseView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
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

/** How the plan changed: its promises, what stood on two days beside each other, its text. */
@RestController
@RequestMapping("/api/plan")
@Tag(name = "plan")
public class ChangeController {

  private static final List<String> COLUMNS =
      List.of(
          "item",
          "title",
          "at",
          "by",
          "version",
          "unitBefore",
          "unit",
          "dueBefore",
          "due",
          "wordsBefore",
          "words",
          "reason");

  private final PlanPages pages;
  private final PlanStore store;
  private final TaskBook book;
  private final CityProfile city;
  private final TextDesk desk;

  ChangeController(
      PlanPages pages, PlanStore store, TaskBook book, CityProfile city, TextDesk desk) {
    this.pages = pages;
    this.store = store;
    this.book = book;
    this.city = city;
    this.desk = desk;
  }

  /** An item whose promise of one day is not that of another; {@code changes} lie between. */
  public record Difference(
      String item, Text title, PromiseView before, PromiseView after, long changes) {}

  /** {@code title} is of the item, goal or rule as it is called now. */
  public record TextChange(
      String line, Text title, String field, @Nullable String before, @Nullable String after) {}

  /** {@code lines} is how many lines the text has; the first version changes nothing. */
  public record TextVersion(
      long version, Instant at, @Nullable Amended amended, int lines, List<TextChange> changes) {}

  /** Who changed the words of a version, on which day, and why. */
  public record AuthorBody(@Nullable String by, @Nullable LocalDate on, @Nullable String why) {}

  @GetMapping("/changes")
  @Operation(summary = "承诺变更 Every promise and change, newest first")
  ResponseEntity<?> changes(
      @AuthenticationPrincipal Caller caller,
      @Parameter(description = "number or name of the item, name of a unit or person, reason")
          @RequestParam(defaultValue = "")
          String q,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size,
      @RequestParam(defaultValue = "json") String format) {
    PlanReaders.check(caller);
    String wanted = q.strip().toLowerCase(Locale.ROOT);
    List<ChangeView> all =
        store.changes(null).reversed().stream()
            .map(pages::change)
            .filter(c -> words(c).toLowerCase(Locale.ROOT).contains(wanted))
            .toList();
    return Lists.isFile(format)
        ? Lists.file(
            format, "plan-changes", COLUMNS, all.stream().map(ChangeController::row).toList())
        : ResponseEntity.ok(Lists.page(all, page, size));
  }

  private static String words(ChangeView c) {
    return String.join(
        "\n",
        c.item(),
        c.title().zh(),
        c.title().en(),
        c.by(),
        PlanController.name(c.before().unit()),
        PlanController.name(c.after().unit()),
        c.reason());
  }

  private static List<String> row(ChangeView c) {
    return List.of(
        c.item(),
        c.title().zh(),
        c.at().toString(),
        c.by(),
        Long.toString(c.version()),
        PlanController.name(c.before().unit()),
        PlanController.name(c.after().unit()),
        Objects.toString(c.before().due(), ""),
        Objects.toString(c.after().due(), ""),
        c.before().words(),
        c.after().words(),
        c.reason());
  }

  @GetMapping("/changes/between")
  @Operation(summary = "承诺对照 Items whose promise at the end of one day is not that of another")
  ResponseEntity<?> between(
      @AuthenticationPrincipal Caller caller,
      @RequestParam LocalDate from,
      @RequestParam LocalDate to,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size,
      @RequestParam(defaultValue = "json") String format) {
    PlanReaders.check(caller);
    if (to.isBefore(from)) {
      throw Problems.refuse(Refusal.INVALID, "plan.dates", to + " is before " + from);
    }
    List<PlanChange> all = store.changes(null);
    Map<String, Commitment> then = Commitments.asOf(all, end(from));
    Map<String, Commitment> now = Commitments.asOf(all, end(to));
    List<Difference> found = new ArrayList<>();
    for (String item : new TreeSet<>(now.keySet())) {
      Commitment before = then.getOrDefault(item, Commitment.NONE);
      Commitment after = now.getOrDefault(item, Commitment.NONE);
      if (!before.saysAs(after)) {
        found.add(
            new Difference(
                item,
                title(item),
                pages.promise(before),
                pages.promise(after),
                after.version() - before.version()));
      }
    }
    return Lists.answer(format, "plan-differences", Difference.class, found, page, size);
  }

  /** The last instant of a day in the city. */
  private Instant end(LocalDate day) {
    return day.plusDays(1).atStartOfDay(city.zone()).toInstant().minusNanos(1);
  }

  @GetMapping("/texts")
  @Operation(summary = "规划文本版本 Versions of the plan's text and rules, newest first")
  ResponseEntity<?> texts(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size,
      @RequestParam(defaultValue = "json") String format) {
    PlanReaders.check(caller);
    List<PlanText> all = store.texts();
    List<TextVersion> versions = new ArrayList<>();
    for (int i = all.size() - 1; i >= 0; i--) {
      PlanText text = all.get(i);
      versions.add(
          new TextVersion(
              text.version(),
              text.at(),
              text.amended(),
              text.lines().size(),
              i == 0
                  ? List.of()
                  : text.changesSince(all.get(i - 1)).stream().map(this::change).toList()));
    }
    return Lists.answer(format, "plan-texts", TextVersion.class, versions, page, size);
  }

  @PostMapping("/texts/{version}/author")
  @Operation(
      summary = "注明修订人 Says who changed a version of the text, where its files name nobody",
      description = "By a planner, no later than the day on which the platform read the change.")
  Amended author(
      @AuthenticationPrincipal Caller caller,
      @PathVariable long version,
      @RequestBody AuthorBody body) {
    PlanText named =
        Problems.orThrow(
            desk.name(
                caller,
                version,
                Objects.requireNonNullElse(body.by(), ""),
                body.on(),
                Objects.requireNonNullElse(body.why(), "")));
    return Objects.requireNonNull(named.amended());
  }

  private TextChange change(PlanText.Change c) {
    return new TextChange(c.line(), title(c.line()), c.field(), c.before(), c.after());
  }

  private Text title(String line) {
    Plan plan = book.plan();
    return plan.find(line)
        .map(Item::title)
        .or(() -> plan.findGoal(line).map(Goal::title))
        .or(() -> rule(plan, line))
        .orElse(line.equals("plan") ? plan.shortTitle() : Text.of(line, line));
  }

  /** A rule under the name of its kind; empty when there is no such rule any more. */
  private static Optional<Text> rule(Plan plan, String line) {
    return line.equals("rules")
        ? Optional.of(Text.of("调度规则", "Rules of dispatch"))
        : Stream.concat(
                plan.rules().lagging().stream()
                    .filter(lag -> line.equals("rules/lagging/" + lag.id()))
                    .map(lag -> named("滞后规则", "Rule of lagging", lag.title())),
                plan.rules().assessment().stream()
                    .filter(c -> line.equals("rules/assessment/" + c.id()))
                    .map(c -> named("考核", "Assessment", c.title())))
            .findFirst();
  }

  private static Text named(String zh, String en, Text title) {
    return Text.of(zh + " · " + title.zh(), en + ": " + title.en());
  }
}
