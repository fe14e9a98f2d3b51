package furong.steer.reported;

import furong.base.Period;
import furong.base.Result.Refusal;
import furong.base.Text;
import furong.city.CityProfile;
import furong.city.Division;
import furong.city.Divisions;
import furong.pack.FigureDef;
import furong.pack.Formula;
import furong.pack.Formula.Kind;
import furong.pack.FormulaBook;
import furong.pack.IndicatorDef;
import furong.people.Caller;
import furong.people.Rights;
import furong.reported.Checkup;
import furong.reported.Checkup.Dimension;
import furong.reported.Checkup.Item;
import furong.reported.Diagnosis;
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
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The city health check, and values of formulas with the way down to who reported what. */
@RestController
@RequestMapping("/api")
@Tag(name = "checkup", description = "城市体检 City health check")
public class CheckupController {

  /** Divisions behind a figure that fit on a screen; the form's export has them all. */
  private static final int BEHIND = 200;

  /**
   * An indicator of the check in one division and year.
   *
   * @param basis {@code reported} when organisations report it, {@code unknown} when no formula is
   *     established
   */
  public record ItemView(
      String indicator,
      Text title,
      String unit,
      String basis,
      @Nullable Double value,
      @Nullable Double before,
      @Nullable Double line,
      List<AilmentView> ailments) {}

  public record AilmentView(String rule, Text title) {}

  public record DimensionView(String id, Text title, String form, List<ItemView> items) {}

  public record CheckupView(
      Text title,
      String version,
      Text rhythm,
      String source,
      DivisionView division,
      String period,
      List<DimensionView> dimensions) {}

  /** A reported figure of one division behind a value. */
  public record BehindView(DivisionView division, String figure, ReportedView reported) {}

  public record InputView(
      String kind, String id, Text title, @Nullable Double value, int count, int expected) {}

  public record PastView(@Nullable Double value, Instant replacedAt, String why) {}

  /** A value with everything that it came from. */
  public record FormulaView(
      String indicator,
      Text title,
      Text formula,
      String unit,
      String definition,
      @Nullable Double value,
      String reason,
      @Nullable Double numerator,
      @Nullable Double denominator,
      boolean simulated,
      Instant computedAt,
      List<InputView> inputs,
      List<BehindView> behind,
      List<PastView> past) {}

  private final Optional<Checkup> checkup;
  private final FormulaBook formulas;
  private final FormulaStore values;
  private final FormBook forms;
  private final ReportedStore reported;
  private final FormViews views;
  private final CityProfile city;

  CheckupController(
      Optional<Checkup> checkup,
      FormulaBook formulas,
      FormulaStore values,
      FormBook forms,
      ReportedStore reported,
      FormViews views,
      CityProfile city) {
    this.checkup = checkup;
    this.formulas = formulas;
    this.values = values;
    this.forms = forms;
    this.reported = reported;
    this.views = views;
    this.city = city;
  }

  @GetMapping("/checkup")
  @Operation(
      summary = "城市体检 Four dimensions with values and what ails the division",
      description = "`format=csv` gives the list of ailments (问题清单).")
  ResponseEntity<?> checkup(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(required = false) @Nullable String division,
      @RequestParam String period,
      @RequestParam(defaultValue = "json") String format) {
    Checkup system =
        checkup.orElseThrow(() ->
            Problems.refuse(Refusal.NOT_FOUND, "checkup.none", "No pack gives a health check"));
    String code = division == null ? city.divisions().root().code() : division;
    Problems.orThrow(Rights.mayRead(caller.user(), code));
    Period year = FormController.key("", code, period).period();
    List<DimensionView> dimensions =
        system.dimensions().stream().map(d -> dimension(d, code, year)).toList();
    if (format.equals("csv")) {
      return ailments(code, period, dimensions);
    }
    return ResponseEntity.ok(
        new CheckupView(
            system.title(),
            system.version(),
            system.rhythm(),
            system.source(),
            views.division(code),
            period,
            dimensions));
  }

  private DimensionView dimension(Dimension d, String division, Period period) {
    return new DimensionView(
        d.id(),
        d.title(),
        d.form(),
        d.items().stream().map(item -> item(item, division, period)).toList());
  }

  private ItemView item(Item item, String division, Period period) {
    IndicatorDef def = item.indicator();
    Period last = Period.parse(Integer.toString(period.first().getYear() - 1));
    Double value = value(def, division, period);
    Double before = value(def, division, last);
    return new ItemView(
        def.id(),
        def.title(),
        def.unit(),
        formulas.find(def.id()).isPresent() ? "reported" : "unknown",
        value,
        before,
        item.line(),
        Diagnosis.of(item, value, before, peers(def, division, period)).stream()
            .map(rule -> new AilmentView(rule.name(), rule.title()))
            .toList());
  }

  private @Nullable Double value(IndicatorDef def, String division, Period period) {
    return values.find(def.id(), division, period).map(FormulaValue::value).orElse(null);
  }

  /** Values of the divisions that have the same parent. */
  private List<Double> peers(IndicatorDef def, String division, Period period) {
    Divisions divisions = city.divisions();
    String parent = divisions.find(division).map(Division::parent).orElse("");
    List<String> sisters =
        divisions.children(parent).stream()
            .map(Division::code)
            .filter(code -> !code.equals(division))
            .toList();
    return values.of(def.id(), sisters, period).stream()
        .map(FormulaValue::value)
        .filter(Objects::nonNull)
        .toList();
  }

  private ResponseEntity<byte[]> ailments(
      String division, String period, List<DimensionView> dimensions) {
    List<List<String>> rows = new ArrayList<>();
    for (DimensionView d : dimensions) {
      for (ItemView item : d.items()) {
        for (AilmentView ailment : item.ailments()) {
          rows.add(
              List.of(
                  division,
                  period,
                  d.title().zh(),
                  item.indicator(),
                  item.title().zh(),
                  Objects.toString(item.value(), ""),
                  item.unit(),
                  Objects.toString(item.line(), ""),
                  Objects.toString(item.before(), ""),
                  ailment.title().zh()));
        }
      }
    }
    return Lists.csv(
        "ailments-" + division + "-" + period + ".csv",
        List.of(
            "division",
            "period",
            "dimension",
            "indicator",
            "title",
            "value",
            "unit",
            "line",
            "before",
            "ailment"),
        rows);
  }

  @GetMapping("/formulas/{id}")
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
        value.value(),
        value.reason(),
        value.numerator(),
        value.denominator(),
        value.simulated(),
        value.computedAt(),
        value.inputs().stream().map(this::input).toList(),
        behind(value),
        values.past(id, division, of).stream()
            .map(p -> new PastView(p.old().value(), p.replacedAt(), p.why()))
            .toList());
  }

  private static Problems.ProblemException none(String id) {
    return Problems.refuse(
        Refusal.NOT_FOUND, "formula.none", "There is no value of " + id + " here yet");
  }

  private InputView input(FormulaValue.Used used) {
    Text title =
        (used.kind() == Kind.FIGURE
                ? forms.figure(used.id()).map(FigureDef::title)
                : formulas.find(used.id()).map(f -> f.indicator().title()))
            .orElse(Text.of(used.id(), used.id()));
    return new InputView(
        used.kind().name(), used.id(), title, used.value(), used.count(), used.expected());
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
}
