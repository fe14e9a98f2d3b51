package furong.steer.vitals;

import furong.base.Period;
import furong.base.Result.Refusal;
import furong.base.Text;
import furong.city.CityProfile;
import furong.people.Caller;
import furong.people.Rights;
import furong.serve.Lists;
import furong.serve.Problems;
import furong.steer.vitals.FairComparison.Base;
import furong.steer.vitals.FairComparison.Line;
import furong.steer.vitals.FairComparison.Measure;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
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
   * @param unknown how many divisions have no value because their population or area is not known
   */
  public record ComparisonView(
      String parent,
      Measure measure,
      Text title,
      Base base,
      String period,
      List<Line> items,
      int unknown) {}

  private final FairComparison comparison;
  private final CityProfile city;
  private final InstantSource clock;

  CompareController(FairComparison comparison, CityProfile city, InstantSource clock) {
    this.comparison = comparison;
    this.city = city;
    this.clock = clock;
  }

  @GetMapping("/api/vitals/compare")
  @Operation(
      summary = "公平比较 Divisions right below one, per ten thousand people or square kilometre",
      description =
          "A division whose population or area no source gives has no value and no rank."
              + " `format=csv` gives the table.")
  ResponseEntity<?> compare(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(required = false) @Nullable String division,
      @RequestParam(defaultValue = "CASES") Measure measure,
      @RequestParam(defaultValue = "PEOPLE") Base base,
      @Parameter(description = "2026 or 2026-11; this month when absent")
          @RequestParam(required = false)
          @Nullable String period,
      @RequestParam(defaultValue = "json") String format) {
    String code = readable(caller, city, division);
    Period of = period(period, city, clock);
    List<Line> lines = comparison.of(code, measure, base, of);
    if (format.equals("csv")) {
      return csv(code, measure, base, of, lines);
    }
    int unknown = (int) lines.stream().filter(l -> l.value() == null).count();
    return ResponseEntity.ok(
        new ComparisonView(code, measure, measure.title(), base, of.text(), lines, unknown));
  }

  private static ResponseEntity<byte[]> csv(
      String code, Measure measure, Base base, Period period, List<Line> lines) {
    return Lists.csv(
        "compare-" + measure + "-" + code + "-" + period.text() + ".csv",
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
        lines.stream()
            .map(l ->
                List.of(
                    Objects.toString(l.rank(), ""),
                    l.code(),
                    l.name().zh(),
                    Long.toString(l.count()),
                    base.name(),
                    Objects.toString(l.value(), ""),
                    l.population() == null ? "" : Long.toString(l.population().people()),
                    l.population() == null ? "" : Integer.toString(l.population().year()),
                    l.population() == null ? "" : l.population().source(),
                    Objects.toString(l.area(), ""),
                    Boolean.toString(l.simulated())))
            .toList());
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
