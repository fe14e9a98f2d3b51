package furong.steer.plan;

import furong.base.Result.Refusal;
import furong.base.Text;
import furong.city.CityProfile;
import furong.pack.IndicatorDef;
import furong.pack.PackBook;
import furong.plan.Entry.Pulled;
import furong.plan.Finding;
import furong.plan.Item;
import furong.plan.KeptFigures;
import furong.plan.Measured;
import furong.plan.MonthState;
import furong.plan.Plan;
import furong.plan.Plan.Shown;
import furong.plan.RegisterEntry;
import furong.plan.RegisterEntry.Sort;
import furong.plan.RegisterState;
import furong.plan.RegisterStore;
import furong.plan.Review;
import furong.plan.ReviewStore;
import furong.plan.SteeringFigures.Own;
import furong.serve.Lists;
import furong.serve.Problems;
import furong.steer.plan.PlanDocuments.CodeAndTitle;
import furong.steer.plan.PlanDocuments.TargetView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What everybody may see of the plan: as much as the city's {@code plan.yaml} opens. Never what a
 * unit reports, what a person writes, or who did something.
 */
@RestController
@RequestMapping("/api/pub/plan")
@Tag(name = "plan")
public class PublicPlanController {

  /** Figures change by the hour at most; many readers ask the same. As long as the server does. */
  private static final long CACHE_SECONDS = KeptFigures.LONGEST.toSeconds();

  private final Plan plan;
  private final KeptFigures figures;
  private final ReviewStore reviews;
  private final RegisterStore register;
  private final PackBook packs;
  private final CityProfile city;
  private final InstantSource time;

  PublicPlanController(
      Plan plan,
      KeptFigures figures,
      ReviewStore reviews,
      RegisterStore register,
      PackBook packs,
      CityProfile city,
      InstantSource time) {
    this.plan = plan;
    this.figures = figures;
    this.reviews = reviews;
    this.register = register;
    this.packs = packs;
    this.city = city;
    this.time = time;
  }

  public record PublicGoal(String id, @Nullable String parent, String number, Text title) {}

  /**
   * {@code title} says what the figure is; {@code period} its year, a running one the year so far.
   */
  public record PublicFigure(
      Text title, String unit, double value, String period, boolean simulated) {}

  public record PublicItem(
      String id,
      CodeAndTitle kind,
      String of,
      Text title,
      @Nullable TargetView target,
      List<PublicFigure> figures,
      @Nullable CodeAndTitle verdict) {}

  public record PublicReview(Text title, String cutoff, @Nullable Instant closedAt) {}

  public record Opportunity(
      Text title, String words, Text unit, String contact, @Nullable LocalDate until) {}

  public record PublicPlan(
      Text title,
      String source,
      LocalDate first,
      LocalDate last,
      Text city,
      List<PublicGoal> goals,
      List<PublicItem> items,
      @Nullable PublicReview review,
      List<Opportunity> opportunities) {}

  @GetMapping
  @Operation(summary = "公开的规划 What everybody may see of the plan")
  ResponseEntity<PublicPlan> plan() {
    if (!plan.open().contains(Shown.TEXT)) {
      throw Problems.refuse(Refusal.NOT_FOUND, "plan.none", "This city shows no plan");
    }
    LocalDate today = time.instant().atZone(city.zone()).toLocalDate();
    Optional<Review> review = lastClosed();
    Map<String, Finding> findings =
        review
            .map(r ->
                reviews.findings(r.id()).stream().collect(Collectors.toMap(Finding::item, f -> f)))
            .orElse(Map.of());
    PublicPlan shown =
        new PublicPlan(
            plan.title(),
            plan.source(),
            plan.span().first(),
            plan.span().last(),
            city.name(),
            plan.goals().stream()
                .map(g ->
                    new PublicGoal(
                        g.id(), g.parent().isEmpty() ? null : g.parent(), g.number(), g.title()))
                .toList(),
            plan.items()
                .filter(item -> item.kind() != Item.Kind.PROJECT)
                .map(item -> item(item, YearMonth.from(today), findings.get(item.id())))
                .toList(),
            review
                .map(r -> new PublicReview(r.kind().title(), r.cutoff().toString(), r.closedAt()))
                .orElse(null),
            opportunities(today));
    return ResponseEntity.ok()
        .cacheControl(CacheControl.maxAge(CACHE_SECONDS, TimeUnit.SECONDS).cachePublic())
        .body(shown);
  }

  private Optional<Review> lastClosed() {
    return plan.open().contains(Shown.VERDICTS)
        ? reviews.reviews().stream().filter(r -> r.state() == MonthState.CLOSED).findFirst()
        : Optional.empty();
  }

  private PublicItem item(Item item, YearMonth month, @Nullable Finding finding) {
    return new PublicItem(
        item.id(),
        PlanViews.kind(item),
        item.of(),
        item.title(),
        PlanViews.target(item),
        item instanceof Measured m && plan.open().contains(Shown.FIGURES)
            ? m.indicators().stream()
                .flatMap(id -> figures.pull(List.of(id), month).stream())
                .map(this::figure)
                .toList()
            : List.of(),
        finding == null
            ? null
            : new CodeAndTitle(finding.verdict().name(), finding.verdict().title()));
  }

  private PublicFigure figure(Pulled pulled) {
    Optional<IndicatorDef> told = packs.findIndicator(pulled.indicator());
    return new PublicFigure(
        told.map(IndicatorDef::title)
            .or(() -> Own.find(pulled.indicator()).map(Own::title))
            .orElse(Text.of(pulled.indicator(), pulled.indicator())),
        told.map(IndicatorDef::unit).orElse(""),
        pulled.value(),
        pulled.period(),
        pulled.simulated());
  }

  private List<Opportunity> opportunities(LocalDate today) {
    if (!plan.open().contains(Shown.OPPORTUNITIES)) {
      return List.of();
    }
    return register
        .list(Sort.OPPORTUNITY, Set.of(RegisterState.PUBLISHED), 0, Lists.MAX_EXPORT)
        .stream()
        .filter(e -> stands(e, today))
        .map(e ->
            new Opportunity(
                e.title(), e.words(), PlanViews.unitName(city, e.unit()), e.contact(), e.until()))
        .toList();
  }

  /** Whether a published opportunity still stands. */
  static boolean stands(RegisterEntry entry, LocalDate today) {
    @Nullable LocalDate until = entry.until();
    return until == null || !until.isBefore(today);
  }
}
