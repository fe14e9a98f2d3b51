package furong.work.cases;

import furong.base.Result.Refusal;
import furong.base.Text;
import furong.base.TimeRange;
import furong.cases.CityCases;
import furong.city.CityProfile;
import furong.evaluation.CaseEvaluation;
import furong.evaluation.CaseStatistics.Ratio;
import furong.evaluation.Rate;
import furong.evaluation.Tally;
import furong.people.Caller;
import furong.reported.CaseScore;
import furong.serve.Lists;
import furong.serve.Problems;
import furong.serve.alerts.Features;
import furong.serve.alerts.Where;
import furong.work.cases.EvaluationLines.Asked;
import furong.work.cases.EvaluationLines.Measured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How well cases are handled: rates with what they are made of, by whom, where and what kind. */
@RestController
@RequestMapping("/api/case-evaluation")
@Tag(name = "case-evaluation", description = "案件评价 How well cases are handled")
public class EvaluationController {

  private final EvaluationLines lines;
  private final CityProfile city;
  private final Supplier<Optional<CaseScore>> score;

  EvaluationController(
      CaseEvaluation evaluation,
      CityProfile city,
      CityCases rules,
      Supplier<Optional<CaseScore>> score) {
    this.lines = new EvaluationLines(evaluation, city, rules);
    this.city = city;
    this.score = score;
  }

  /** What a rate is. */
  record RateView(String code, Text title, String formula, boolean higherIsBetter) {}

  /** A rate with what it is made of; {@code value} is null when there is nothing to divide by. */
  record RatioView(@Nullable Double value, long numerator, long denominator) {}

  /**
   * One line of the table.
   *
   * @param before the same rates in the period before
   * @param score by the rule of a district (金牛区); null when there was no work
   * @param centre of a division; null for the rest
   */
  record LineView(
      String key,
      Text name,
      Map<String, RatioView> rates,
      Map<String, RatioView> before,
      Tally counts,
      @Nullable Double score,
      @Nullable Double scoreBefore,
      @Nullable List<Double> centre) {}

  /**
   * The table; its lines are in no particular order, ranking is the reader's choice.
   *
   * @param before the period that the trend is against
   * @param scoreRule what the score is made of and whose rule that is
   */
  record Table(
      String by,
      String division,
      String category,
      String from,
      String to,
      TimeRange before,
      List<RateView> rates,
      Text scoreRule,
      List<LineView> items) {}

  @GetMapping
  @Operation(
      summary = "案件评价 Rates of case work in a period (立案率 ... 推诿率)",
      description =
          "Every rate comes with numerator and denominator, for the period and for the one before it"
              + " (whole months before whole months, else as many days). The score is the rule of Chengdu's"
              + " Jinniu district; it is no national one.")
  ResponseEntity<?> table(
      @AuthenticationPrincipal Caller caller,
      @Parameter(description = "organisation, county, street, community, category or month")
          @RequestParam(defaultValue = "organisation")
          String by,
      @RequestParam(required = false) @Nullable String division,
      @Parameter(description = "first day, in the city's zone") @RequestParam String from,
      @Parameter(description = "day after the last") @RequestParam String to,
      @Parameter(description = "code of a category or what it begins with")
          @RequestParam(defaultValue = "")
          String category,
      @Parameter(description = "json, csv, xlsx or geojson") @RequestParam(defaultValue = "json")
          String format) {
    List<String> within = Where.asked(caller, city, division);
    TimeRange period = Days.span(city.zone(), from, to);
    if (period == null) {
      throw Problems.refuse(Refusal.INVALID, "period", "Say from which day to which");
    }
    TimeRange before = Days.before(city.zone(), period);
    Optional<CaseScore> inForce = score.get(); // both periods by the same version
    Scoring now = Scoring.of(inForce, city, period);
    Scoring then = Scoring.of(inForce, city, before);
    List<LineView> shown =
        lines.of(new Asked(by, within, category, period)).stream()
            .map(line -> view(line, now, then))
            .toList();
    return switch (format) {
      case "json" ->
          ResponseEntity.ok(
              new Table(
                  by,
                  String.join(",", within),
                  category,
                  from,
                  to,
                  before,
                  rates(),
                  now.rule(),
                  shown));
      case "csv" -> Lists.csv("case-evaluation.csv", header(now), rows(shown));
      case "xlsx" -> Lists.xlsx("case-evaluation.xlsx", header(now), rows(shown));
      case "geojson" -> geoJson(shown);
      default ->
          throw Problems.refuse(Refusal.INVALID, "format", "format is json, csv, xlsx or geojson");
    };
  }

  private static List<RateView> rates() {
    return Arrays.stream(Rate.values())
        .map(r -> new RateView(r.code(), r.title(), r.formula(), r.higherIsBetter()))
        .toList();
  }

  private static LineView view(Measured line, Scoring now, Scoring then) {
    return new LineView(
        line.key(),
        line.name(),
        ratios(line.now()),
        ratios(line.before()),
        line.now(),
        value(now.points().apply(line.now())),
        value(then.points().apply(line.before())),
        line.centre());
  }

  private static Map<String, RatioView> ratios(Tally tally) {
    Map<String, RatioView> ratios = new TreeMap<>();
    for (Rate rate : Rate.values()) {
      Ratio ratio = rate.of(tally);
      ratios.put(
          rate.code(), new RatioView(value(ratio.value()), ratio.numerator(), ratio.denominator()));
    }
    return ratios;
  }

  private static @Nullable Double value(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }

  private static List<String> header(Scoring scoring) {
    List<String> header = new ArrayList<>(List.of("key", "名称", "name"));
    for (Rate rate : Rate.values()) {
      header.add(rate.title().zh());
      header.add(rate.title().zh() + "分子");
      header.add(rate.title().zh() + "分母");
      header.add(rate.title().zh() + "（上期）");
    }
    header.add("得分（" + scoring.whose().zh() + "规则）");
    header.add("得分（上期）");
    return header;
  }

  private static List<List<String>> rows(List<LineView> lines) {
    List<List<String>> rows = new ArrayList<>();
    for (LineView line : lines) {
      List<String> row = new ArrayList<>(List.of(line.key(), line.name().zh(), line.name().en()));
      for (Rate rate : Rate.values()) {
        Ratio ratio = rate.of(line.counts());
        row.add(number(value(ratio.value())));
        row.add(Long.toString(ratio.numerator()));
        row.add(Long.toString(ratio.denominator()));
        @Nullable RatioView before = line.before().get(rate.code());
        row.add(number(before == null ? null : before.value()));
      }
      row.add(number(line.score()));
      row.add(number(line.scoreBefore()));
      rows.add(row);
    }
    return rows;
  }

  private static String number(@Nullable Double value) {
    return value == null ? "" : String.format(Locale.ROOT, "%.4f", value);
  }

  private static ResponseEntity<Map<String, Object>> geoJson(List<LineView> lines) {
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("application/geo+json"))
        .body(
            Features.collection(
                lines.stream()
                    .map(line ->
                        Features.point(
                            line.key(),
                            line.centre() == null ? null : line.centre().get(0),
                            line.centre() == null ? null : line.centre().get(1),
                            line))
                    .toList()));
  }
}
