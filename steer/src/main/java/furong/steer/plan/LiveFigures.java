package furong.steer.plan;

import furong.base.Period;
import furong.city.CityProfile;
import furong.indicators.IndicatorStore;
import furong.indicators.IndicatorValue;
import furong.pack.IndicatorDef;
import furong.pack.PackBook;
import furong.plan.Entry.Pulled;
import furong.plan.FigureSource;
import furong.plan.Item;
import furong.plan.Measured;
import furong.plan.Signs;
import furong.plan.SteeringFigures.Own;
import furong.plan.Target;
import furong.reported.FormulaValue;
import furong.steer.plan.PlanDocuments.LiveIndicator;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Figures behind an item of the plan, for the period that runs, each with the page of its lineage.
 */
@Component
class LiveFigures {

  /** How a figure belongs to an item; the strongest first. */
  enum Tells {
    /** It is what a target asks. */
    TARGET,
    /** It tells of a target without being what it asks. */
    BESIDE,
    /** It comes from a pack that serves the action. */
    PACK
  }

  private final PackBook packs;
  private final IndicatorStore figures;
  private final PlanFormulas formulas;
  private final FigureSource source;
  private final CityProfile city;

  LiveFigures(
      PackBook packs,
      IndicatorStore figures,
      PlanFormulas formulas,
      FigureSource source,
      CityProfile city) {
    this.packs = packs;
    this.figures = figures;
    this.formulas = formulas;
    this.source = source;
    this.city = city;
  }

  /** Of the item's targets and of the packs that serve it; a figure once. */
  List<LiveIndicator> of(Item item, List<Item> below, List<String> serving, LocalDate today) {
    List<Item> all = new ArrayList<>(below);
    all.addFirst(item);
    List<Measured> measured =
        all.stream().filter(Measured.class::isInstance).map(Measured.class::cast).toList();
    List<Target> targets =
        all.stream().filter(Target.class::isInstance).map(Target.class::cast).toList();
    Map<String, Tells> ids = new LinkedHashMap<>();
    measured.forEach(m -> m.indicators().forEach(id -> ids.putIfAbsent(id, Tells.TARGET)));
    targets.forEach(t -> t.beside().forEach(id -> ids.putIfAbsent(id, Tells.BESIDE)));
    packs.packs().stream()
        .filter(p -> serving.contains(p.id()))
        .flatMap(p -> p.indicators().stream())
        .forEach(def -> ids.putIfAbsent(def.id(), Tells.PACK));
    return ids.entrySet().stream().flatMap(e -> one(e.getKey(), e.getValue(), today)).toList();
  }

  /** What an item's own figures say today, a direction held against the year before. */
  Optional<Pulled> now(Item item, LocalDate today) {
    YearMonth month = YearMonth.from(today);
    return item instanceof Measured m
        ? Signs.asOf(m, source, month, today, this::yearBefore)
        : Optional.empty();
  }

  private Optional<Pulled> yearBefore(Pulled now) {
    YearMonth last = YearMonth.from(Period.parse(now.period()).last());
    return source.pull(List.of(now.indicator()), last.minusYears(1));
  }

  private Stream<LiveIndicator> one(String id, Tells tells, LocalDate today) {
    Optional<Own> own = Own.find(id);
    return own.isPresent()
        ? Stream.of(own(own.get(), tells, today))
        : packs.findIndicator(id).stream().map(def -> live(def, tells, today));
  }

  private LiveIndicator own(Own own, Tells tells, LocalDate today) {
    Optional<Pulled> now = source.pull(List.of(own.id()), YearMonth.from(today));
    return new LiveIndicator(
        own.id(),
        own.title(),
        "1",
        now.map(Pulled::value).orElse(null),
        null,
        now.map(Pulled::period).orElse(""),
        false,
        own.page(),
        tells.name());
  }

  private LiveIndicator live(IndicatorDef def, Tells tells, LocalDate today) {
    Period period = PlanFormulas.periodOf(def, today);
    @Nullable FormulaValue formula = formulas.find(def, today).orElse(null);
    @Nullable IndicatorValue counted =
        formula == null
            ? figures.find(def.id(), city.divisions().root().code(), period).orElse(null)
            : null;
    String reason = formula != null ? formula.reason() : counted != null ? counted.reason() : "";
    return new LiveIndicator(
        def.id(),
        def.title(),
        def.unit(),
        formula != null ? formula.value() : counted != null ? counted.value() : null,
        reason.isEmpty() ? null : reason,
        period.text(),
        formula != null ? formula.simulated() : counted != null && counted.simulated(),
        formulas.href(def.id(), period.text()),
        tells.name());
  }
}
