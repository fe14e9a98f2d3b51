package furong.steer.reported;

import furong.base.Period;
import furong.base.Result.Refusal;
import furong.base.Text;
import furong.pack.DeviceKind;
import furong.pack.FigureDef;
import furong.pack.Formula;
import furong.pack.Formula.Input;
import furong.pack.Formula.Kind;
import furong.pack.FormulaBook;
import furong.pack.IndicatorDef;
import furong.pack.PackBook;
import furong.pack.Property;
import furong.pack.Rule;
import furong.people.Caller;
import furong.people.Rights;
import furong.release.ReleaseStore;
import furong.reported.Counts;
import furong.reported.FormBook;
import furong.reported.FormulaStore;
import furong.reported.FormulaValue;
import furong.reported.Reported;
import furong.reported.ReportedStore;
import furong.serve.Lists;
import furong.serve.Problems;
import furong.steer.reported.FormViews.DivisionView;
import furong.steer.reported.FormViews.ReportedView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Values of formulas with the way down to who reported what, and to alerts and things. */
@RestController
@RequestMapping("/api/formulas")
@Tag(name = "checkup")
public class FormulaController {

  /** Divisions behind a figure that fit on a screen; the form's export has them all. */
  private static final int BEHIND = 200;

  private static final Map<String, Text> FACTS =
      Map.of("area", Text.of("区划面积", "Area"), "people", Text.of("区划人口", "People"));

  /** A reported figure of one division behind a value. */
  public record BehindView(DivisionView division, String figure, ReportedView reported) {}

  /**
   * @param formula whether it is a formula itself
   */
  public record InputView(
      String kind,
      String id,
      Text title,
      boolean formula,
      @Nullable Double value,
      int count,
      int expected) {}

  /**
   * @param definition version of the definition that it was computed by
   */
  public record PastView(
      @Nullable Double value, Instant replacedAt, String why, String definition) {}

  /**
   * A value with everything that it came from.
   *
   * @param release number of the pack's version in this city that was in force when it was computed
   * @param referenceLow null when no source gives a reference interval
   */
  public record FormulaView(
      String indicator,
      Text title,
      Text formula,
      String unit,
      String definition,
      String source,
      Text validity,
      @Nullable Double referenceLow,
      @Nullable Double referenceHigh,
      @Nullable Double value,
      String reason,
      @Nullable Double numerator,
      @Nullable Double denominator,
      boolean simulated,
      Instant computedAt,
      @Nullable Long release,
      List<InputView> inputs,
      List<BehindView> behind,
      List<PastView> past) {}

  /** An alert or a thing that was counted. */
  public record CountedLine(
      String id, String name, DivisionView division, @Nullable Instant at, boolean simulated) {}

  public record CountedView(List<CountedLine> items, long total, int page, int size) {}

  private final FormulaBook formulas;
  private final FormulaStore values;
  private final FormBook forms;
  private final PackBook packs;
  private final ReportedStore reported;
  private final Counts counts;
  private final ReleaseStore releases;
  private final FormViews views;

  FormulaController(
      FormulaBook formulas,
      FormulaStore values,
      FormBook forms,
      PackBook packs,
      ReportedStore reported,
      Counts counts,
      ReleaseStore releases,
      FormViews views) {
    this.formulas = formulas;
    this.values = values;
    this.forms = forms;
    this.packs = packs;
    this.reported = reported;
    this.counts = counts;
    this.releases = releases;
    this.views = views;
  }

  @GetMapping("/{id}")
  @Operation(
      summary = "公式指标 A value of a formula, its inputs, who reported them, what stood before")
  FormulaView formula(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @RequestParam String division,
      @RequestParam String period) {
    Problems.orThrow(Rights.mayRead(caller.user(), division));
    Period of = FormController.key("", division, period).period();
    Formula formula = formulas.find(id).orElseThrow(() -> none(id));
    FormulaValue value = values.find(id, division, of).orElseThrow(() -> none(id));
    IndicatorDef def = formula.indicator();
    return new FormulaView(
        id,
        def.title(),
        def.formula(),
        def.unit(),
        value.definition(),
        def.source(),
        def.validity(),
        def.referenceLow(),
        def.referenceHigh(),
        value.value(),
        value.reason(),
        value.numerator(),
        value.denominator(),
        value.simulated(),
        value.computedAt(),
        releases.numberAt(def.pack(), value.computedAt()).orElse(null),
        value.inputs().stream().map(this::input).toList(),
        behind(value),
        values.past(id, division, of).stream()
            .map(p -> new PastView(p.old().value(), p.replacedAt(), p.why(), p.old().definition()))
            .toList());
  }

  private static Problems.ProblemException none(String id) {
    return Problems.refuse(
        Refusal.NOT_FOUND, "formula.none", "There is no value of " + id + " here yet");
  }

  private InputView input(FormulaValue.Used used) {
    Optional<Text> title =
        switch (used.kind()) {
          case FIGURE -> forms.figure(used.id()).map(FigureDef::title);
          case INDICATOR -> packs.findIndicator(used.id()).map(IndicatorDef::title);
          case ALERTS -> packs.findRule(used.id()).map(Rule::title);
          case THINGS -> packs.findKind(used.id()).map(DeviceKind::title);
          case DIVISION -> Optional.ofNullable(FACTS.get(used.id()));
          case OBSERVED -> packs.findProperty(used.id()).map(Property::title);
        };
    return new InputView(
        used.kind().name(),
        used.id(),
        title.orElse(Text.of(used.id(), used.id())),
        formulas.find(used.id()).isPresent(),
        used.value(),
        used.count(),
        used.expected());
  }

  /** The reported figures right behind a value; those behind another indicator stand with that. */
  private List<BehindView> behind(FormulaValue value) {
    List<BehindView> behind = new ArrayList<>();
    for (FormulaValue.Used used : value.inputs()) {
      if (used.kind() == Kind.FIGURE) {
        for (Reported r : reported.below(used.id(), value.division(), value.period())) {
          if (behind.size() < BEHIND) {
            behind.add(
                new BehindView(views.division(r.division()), r.figure(), ReportedView.of(r)));
          }
        }
      }
    }
    return behind;
  }

  @GetMapping("/{id}/counted")
  @Operation(
      summary = "计入的预警与设施 The alerts or things that a value counts",
      description = "`kind` and `input` as the value names them; things as they stand now.")
  ResponseEntity<?> counted(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @RequestParam String division,
      @RequestParam String period,
      @RequestParam Kind kind,
      @RequestParam String input,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size,
      @RequestParam(defaultValue = "json") String format) {
    Problems.orThrow(Rights.mayRead(caller.user(), division));
    Lists.check(page, size);
    Period of = FormController.key("", division, period).period();
    Input wanted = new Input(kind, input);
    boolean reads =
        (kind == Kind.ALERTS || kind == Kind.THINGS)
            && formulas.find(id).filter(f -> f.inputs().contains(wanted)).isPresent();
    if (!reads) {
      throw Problems.refuse(
          Refusal.NOT_FOUND, "formula.input", id + " counts no " + kind + " " + input);
    }
    if (Lists.isFile(format)) {
      List<CountedLine> all = counted(wanted, division, of, 0, Lists.MAX_EXPORT);
      return Lists.file(format, id + "-counted", CountedLine.class, all);
    }
    long total =
        kind == Kind.ALERTS
            ? counts.alerts(input, division, of).count()
            : counts.things(input, division).count();
    return ResponseEntity.ok(
        new CountedView(counted(wanted, division, of, page * size, size), total, page, size));
  }

  private List<CountedLine> counted(
      Input wanted, String division, Period of, int offset, int limit) {
    return counts.behind(wanted, division, of, offset, limit).stream()
        .map(b ->
            new CountedLine(b.id(), b.name(), views.division(b.division()), b.at(), b.simulated()))
        .toList();
  }
}
