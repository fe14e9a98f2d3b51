package furong.steer.reported;

import furong.base.Period;
import furong.base.Result.Refusal;
import furong.city.CityProfile;
import furong.city.Division;
import furong.pack.FormDef;
import furong.pack.Formula.Kind;
import furong.pack.FormulaBook;
import furong.pack.IndicatorDef;
import furong.people.Caller;
import furong.people.Rights;
import furong.reported.FormulaValue;
import furong.reported.QuietCounts;
import furong.serve.Lists;
import furong.serve.Problems;
import furong.steer.indicators.SeriesSpan;
import furong.steer.reported.FormViews.DivisionView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Values of one formula beside each other: of one division over time, of divisions in one period.
 */
@RestController
@RequestMapping("/api/formulas")
@Tag(name = "checkup")
public class FormulaSeriesController {

  private final FormulaBook formulas;
  private final QuietCounts values;
  private final FormViews views;
  private final CityProfile city;
  private final InstantSource clock;

  FormulaSeriesController(
      FormulaBook formulas,
      QuietCounts values,
      FormViews views,
      CityProfile city,
      InstantSource clock) {
    this.clock = clock;
    this.formulas = formulas;
    this.values = values;
    this.views = views;
    this.city = city;
  }

  /** {@code ratio} of the divisions that are asked have said something; null when none is asked. */
  public record Complete(@Nullable Double ratio) {}

  /** {@code ruleSets} names the version of the definition: where it changes there is a seam. */
  public record PointView(
      String period,
      @Nullable Double value,
      String reason,
      @Nullable Double numerator,
      @Nullable Double denominator,
      Complete completeness,
      List<String> ruleSets) {}

  public record PlaceView(
      DivisionView division,
      @Nullable Double value,
      String reason,
      @Nullable Double numerator,
      @Nullable Double denominator,
      List<String> ruleSets) {}

  public record Points(List<PointView> items) {}

  public record Places(List<PlaceView> items) {}

  @GetMapping("/{id}/series")
  @Operation(summary = "公式指标序列 Values of one division, oldest first; format=csv or xlsx for a file")
  ResponseEntity<?> series(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @RequestParam String division,
      @Parameter(description = "first period, included; of hours the last week when absent")
          @RequestParam(required = false)
          @Nullable String from,
      @Parameter(description = "last period, included") @RequestParam(required = false)
          @Nullable String to,
      @RequestParam(defaultValue = "json") String format) {
    Problems.orThrow(Rights.mayRead(caller.user(), division));
    FormDef.Cycle cycle = cycle(id);
    Period end = to == null ? Period.day(today()) : FormController.key("", division, to).period();
    LocalDateTime first =
        from == null
            ? SeriesSpan.begin(cycle, end.last()).atStartOfDay()
            : FormController.key("", division, from).period().start();
    LocalDateTime last = end.isHour() ? end.start() : end.last().atTime(23, 0);
    List<PointView> points =
        values.series(id, division, first, last).stream()
            .map(FormulaSeriesController::point)
            .toList();
    return Lists.isFile(format)
        ? Lists.file(
            format,
            id + "-" + division,
            List.of("period", "value", "reason", "numerator", "denominator", "definition"),
            points.stream()
                .map(p ->
                    List.of(
                        p.period(),
                        text(p.value()),
                        p.reason(),
                        text(p.numerator()),
                        text(p.denominator()),
                        String.join(" ", p.ruleSets())))
                .toList())
        : ResponseEntity.ok(new Points(points));
  }

  @GetMapping("/{id}/divisions")
  @Operation(
      summary = "下级区划公式指标 Values of the divisions right below one, as they were in the period")
  ResponseEntity<?> divisions(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @RequestParam String parent,
      @RequestParam String period,
      @RequestParam(defaultValue = "json") String format) {
    Problems.orThrow(Rights.mayRead(caller.user(), parent));
    cycle(id);
    Period of = FormController.key("", parent, period).period();
    List<String> below =
        city.history().in(of).children(parent).stream().map(Division::code).toList();
    Map<String, FormulaValue> found = values.of(id, below, of);
    List<PlaceView> places = below.stream().map(code -> place(code, found.get(code))).toList();
    return Lists.isFile(format)
        ? Lists.file(
            format,
            id + "-" + parent + "-" + period,
            List.of(
                "division", "name", "value", "reason", "numerator", "denominator", "definition"),
            places.stream()
                .map(p ->
                    List.of(
                        p.division().code(),
                        p.division().name().zh(),
                        text(p.value()),
                        p.reason(),
                        text(p.numerator()),
                        text(p.denominator()),
                        String.join(" ", p.ruleSets())))
                .toList())
        : ResponseEntity.ok(new Places(places));
  }

  private FormDef.Cycle cycle(String id) {
    return formulas
        .find(id)
        .map(formula -> formula.indicator().computed())
        .map(IndicatorDef.Computed::cycle)
        .orElseThrow(
            () -> Problems.refuse(Refusal.NOT_FOUND, "formula.none", "There is no formula " + id));
  }

  private LocalDate today() {
    return clock.instant().atZone(city.zone()).toLocalDate();
  }

  private static PointView point(FormulaValue v) {
    int asked = 0;
    int said = 0;
    for (FormulaValue.Used used : v.inputs()) {
      if (used.kind() == Kind.FIGURE) {
        asked += used.expected();
        said += used.count();
      }
    }
    return new PointView(
        v.period().text(),
        v.value(),
        v.reason(),
        v.numerator(),
        v.denominator(),
        new Complete(asked == 0 ? null : Double.valueOf((double) said / asked)),
        List.of(v.definition()));
  }

  private PlaceView place(String code, @Nullable FormulaValue v) {
    return v == null
        ? new PlaceView(views.division(code), null, "", null, null, List.of())
        : new PlaceView(
            views.division(code),
            v.value(),
            v.reason(),
            v.numerator(),
            v.denominator(),
            List.of(v.definition()));
  }

  private static String text(@Nullable Double value) {
    return Objects.toString(value, "");
  }
}
