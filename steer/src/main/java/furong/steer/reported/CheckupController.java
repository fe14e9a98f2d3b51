package furong.steer.reported;

import furong.base.Period;
import furong.base.Result.Refusal;
import furong.base.Text;
import furong.city.CityProfile;
import furong.city.Division;
import furong.city.Divisions;
import furong.pack.FormulaBook;
import furong.pack.IndicatorDef;
import furong.people.Caller;
import furong.people.Rights;
import furong.reported.Checkup;
import furong.reported.Checkup.Dimension;
import furong.reported.Checkup.Item;
import furong.reported.Diagnosis;
import furong.reported.FormulaStore;
import furong.reported.FormulaValue;
import furong.serve.Lists;
import furong.serve.Problems;
import furong.steer.reported.FormViews.DivisionView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The city health check. */
@RestController
@RequestMapping("/api")
@Tag(name = "checkup", description = "城市体检 City health check")
public class CheckupController {

  /** The evaluation looks back five years (五年一评估). */
  private static final int TREND_YEARS = 5;

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

  /**
   * Why something ails.
   *
   * @param says the rule with the numbers that the value was held against
   */
  public record AilmentView(String rule, Text title, Text says, double against) {}

  public record DimensionView(String id, Text title, String form, List<ItemView> items) {}

  public record CheckupView(
      Text title,
      String version,
      Text rhythm,
      String source,
      DivisionView division,
      String period,
      List<DimensionView> dimensions) {}

  private final Optional<Checkup> checkup;
  private final FormulaBook formulas;
  private final FormulaStore values;
  private final FormViews views;
  private final CityProfile city;

  CheckupController(
      Optional<Checkup> checkup,
      FormulaBook formulas,
      FormulaStore values,
      FormViews views,
      CityProfile city) {
    this.checkup = checkup;
    this.formulas = formulas;
    this.values = values;
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
    Peers peers = peers(code, year);
    List<DimensionView> dimensions =
        system.dimensions().stream().map(d -> dimension(d, code, year, peers)).toList();
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

  private DimensionView dimension(Dimension d, String division, Period period, Peers peers) {
    return new DimensionView(
        d.id(),
        d.title(),
        d.form(),
        d.items().stream().map(item -> item(item, division, period, peers)).toList());
  }

  private ItemView item(Item item, String division, Period period, Peers peers) {
    IndicatorDef def = item.indicator();
    Map<String, Double> years = years(def, division, period);
    @Nullable Double value = years.get(period.text());
    List<Double> earlier = earlier(years, period);
    List<Double> others =
        Diagnosis.asksForPeers(item, value) ? values(def, peers, period) : List.of();
    return new ItemView(
        def.id(),
        def.title(),
        def.unit(),
        formulas.find(def.id()).isPresent() ? "reported" : "unknown",
        value,
        earlier.isEmpty() ? null : earlier.getFirst(),
        item.line(),
        Diagnosis.of(item, value, earlier, others).stream()
            .map(f -> new AilmentView(f.rule().name(), f.rule().title(), f.says(), f.against()))
            .toList());
  }

  /**
   * The year's value and those of the years before that the trend looks at, where there are any.
   */
  private Map<String, Double> years(IndicatorDef def, String division, Period period) {
    String first = Integer.toString(period.first().getYear() - TREND_YEARS);
    Map<String, Double> known = new HashMap<>();
    for (FormulaValue one : values.series(def.id(), division, first, period.text())) {
      Double value = one.value();
      if (value != null) {
        known.put(one.period().text(), value);
      }
    }
    return known;
  }

  /** Of the years before, the newest first, as far as there is no gap. */
  private static List<Double> earlier(Map<String, Double> years, Period period) {
    List<Double> earlier = new ArrayList<>();
    int year = period.first().getYear() - 1;
    for (Double v = years.get(Integer.toString(year));
        v != null;
        v = years.get(Integer.toString(--year))) {
      earlier.add(v);
    }
    return earlier;
  }

  /** Codes of the divisions beside one, and of the others of its whole level. */
  private record Peers(List<String> sisters, List<String> level) {}

  private Peers peers(String division, Period period) {
    Divisions divisions = city.history().in(period);
    Optional<Division> here = divisions.find(division).filter(d -> !d.parent().isEmpty());
    return here.map(d ->
            new Peers(
                others(divisions.children(d.parent()), division),
                others(divisions.list(d.level()), division)))
        .orElse(new Peers(List.of(), List.of()));
  }

  private static List<String> others(List<Division> divisions, String except) {
    return divisions.stream().map(Division::code).filter(code -> !code.equals(except)).toList();
  }

  /** Those beside; where too few of them have any, those of the whole level. */
  private List<Double> values(IndicatorDef def, Peers peers, Period period) {
    List<Double> sisters = values(def, peers.sisters(), period);
    return Diagnosis.enough(sisters) ? sisters : values(def, peers.level(), period);
  }

  private List<Double> values(IndicatorDef def, List<String> divisions, Period period) {
    return values.of(def.id(), divisions, period).stream()
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
                  ailment.says().zh()));
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
}
