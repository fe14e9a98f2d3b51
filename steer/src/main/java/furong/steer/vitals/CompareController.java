package furong.steer.vitals;

import furong.base.Period;
import furong.base.Result.Refusal;
import furong.base.Text;
import furong.city.CityProfile;
import furong.people.Caller;
import furong.people.Rights;
import furong.serve.Lists;
import furong.serve.Problems;
import furong.steer.vitals.ComparedFigures.Choice;
import furong.steer.vitals.FairComparison.Base;
import furong.steer.vitals.FairComparison.Line;
import furong.steer.vitals.FairComparison.Measure;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/vitals/compare}: sister divisions beside each other, per person and per area. */
@RestController
@Tag(name = "vitals")
public class CompareController {

  /**
   * @param unit UCUM code of what is reported or computed; null of what is counted
   * @param unknown how many divisions have no value since it is not known there, or their people or
   *     area is not
   */
  public record ComparisonView(
      String parent,
      String measure,
      Text title,
      @Nullable String unit,
      Base base,
      String period,
      List<Line> items,
      int unknown) {}

  /**
   * Something that can be compared; {@code divides} where it goes per person and per area, {@code
   * cycle} null where it is counted in any period.
   */
  public record MeasureView(
      String id, Text title, String sort, boolean divides, @Nullable String cycle) {}

  public record Measures(List<MeasureView> items) {}

  private final FairComparison comparison;
  private final ComparedFigures figures;
  private final CityProfile city;
  private final InstantSource clock;

  CompareController(
      FairComparison comparison, ComparedFigures figures, CityProfile city, InstantSource clock) {
    this.comparison = comparison;
    this.figures = figures;
    this.city = city;
    this.clock = clock;
  }

  @GetMapping("/api/vitals/compare/measures")
  @Operation(summary = "可比较的内容 What divisions can be compared by")
  Measures measures() {
    return new Measures(
        Stream.concat(
                Arrays.stream(Measure.values())
                    .map(m -> new MeasureView(m.name(), m.title(), "COUNT", true, null)),
                figures.choices().stream()
                    .map(c ->
                        new MeasureView(
                            c.id(), c.title(), c.sort().name(), c.divides(), c.cycle().name())))
            .toList());
  }

  @GetMapping("/api/vitals/compare")
  @Operation(
      summary = "公平比较 Divisions right below one, per ten thousand people or square kilometre",
      description =
          "`measure` is CASES, ALERTS, THINGS, or the id of a reported figure or a formula. A figure"
              + " that adds up is divided as a count is; what does not, and a formula, is compared as"
              + " it is: `base=NONE`, anything else is refused."
              + " A division whose population or area no source gives has no value and no rank."
              + " `format=csv` gives the table.")
  ResponseEntity<?> compare(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(required = false) @Nullable String division,
      @RequestParam(defaultValue = "CASES") String measure,
      @RequestParam(defaultValue = "PEOPLE") Base base,
      @Parameter(description = "2026 or 2026-11; this month when absent")
          @RequestParam(required = false)
          @Nullable String period,
      @RequestParam(defaultValue = "json") String format) {
    String code = readable(caller, city, division);
    ComparisonView view = view(code, measure, base, period(period, city, clock));
    return format.equals("csv") ? csv(view) : ResponseEntity.ok(view);
  }

  private ComparisonView view(String code, String measure, Base base, Period asked) {
    Optional<Measure> counted =
        Arrays.stream(Measure.values()).filter(m -> m.name().equals(measure)).findFirst();
    if (counted.isPresent()) {
      Measure of = counted.get();
      return view(
          code, measure, of.title(), null, base, asked, comparison.of(code, of, base, asked));
    }
    Choice choice =
        figures
            .find(measure)
            .orElseThrow(() ->
                Problems.refuse(
                    Refusal.NOT_FOUND,
                    "compare.measure",
                    Text.of("没有可比较的 " + measure, "Nothing to compare is called " + measure)));
    Period told = Problems.orThrow(figures.check(choice, base, asked));
    List<Line> lines = comparison.of(code, figures, choice, base, told);
    return view(code, measure, choice.title(), choice.unit(), base, told, lines);
  }

  private static ComparisonView view(
      String code,
      String measure,
      Text title,
      @Nullable String unit,
      Base base,
      Period period,
      List<Line> lines) {
    int unknown = (int) lines.stream().filter(l -> l.value() == null).count();
    return new ComparisonView(code, measure, title, unit, base, period.text(), lines, unknown);
  }

  private static ResponseEntity<byte[]> csv(ComparisonView view) {
    return Lists.csv(
        "compare-" + view.measure() + "-" + view.parent() + "-" + view.period() + ".csv",
        List.of(
            "rank",
            "division",
            "name",
            "count",
            "base",
            "value",
            "people",
            "people_year",
            "people_source",
            "area_km2",
            "simulated"),
        view.items().stream()
            .map(l ->
                List.of(
                    Objects.toString(l.rank(), ""),
                    l.code(),
                    l.name().zh(),
                    number(l.count()),
                    view.base().name(),
                    Objects.toString(l.value(), ""),
                    l.population() == null ? "" : Long.toString(l.population().people()),
                    l.population() == null ? "" : Integer.toString(l.population().year()),
                    l.population() == null ? "" : l.population().source(),
                    Objects.toString(l.area(), ""),
                    Boolean.toString(l.simulated())))
            .toList());
  }

  private static String number(@Nullable Double value) {
    return value == null
        ? ""
        : value == Math.rint(value) ? Long.toString(value.longValue()) : value.toString();
  }

  static String readable(Caller caller, CityProfile city, @Nullable String division) {
    String code = division == null ? city.divisions().root().code() : division;
    Problems.orThrow(Rights.mayRead(caller.user(), code));
    if (city.history().find(code).isEmpty()) {
      throw Problems.refuse(Refusal.NOT_FOUND, "division.unknown", "There is no division " + code);
    }
    return code;
  }

  static Period period(@Nullable String text, CityProfile city, InstantSource clock) {
    try {
      return Period.parse(
          text == null
              ? clock.instant().atZone(city.zone()).toLocalDate().toString().substring(0, 7)
              : text);
    } catch (DateTimeException e) {
      throw Problems.refuse(Refusal.INVALID, "period.wrong", "A period is 2026 or 2026-11");
    }
  }
}
