package furong.work.cases;

import furong.base.Result.Refusal;
import furong.base.Text;
import furong.base.TimeRange;
import furong.cases.CityCases;
import furong.city.CityProfile;
import furong.city.Division;
import furong.evaluation.CaseEvaluation;
import furong.evaluation.CaseEvaluation.By;
import furong.evaluation.CasePlaces;
import furong.evaluation.Hotspots;
import furong.evaluation.Hotspots.Found;
import furong.evaluation.Hotspots.Question;
import furong.evaluation.Hotspots.Spot;
import furong.geo.GetisOrd.Score;
import furong.people.Caller;
import furong.reported.CaseScore;
import furong.serve.Lists;
import furong.serve.Problems;
import furong.serve.alerts.Where;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where cases gather, and the evaluation of a period as an A4 report. */
@RestController
@RequestMapping("/api/case-evaluation")
@Tag(name = "case-evaluation", description = "案件评价 How well cases are handled")
public class HotspotController {

  /** The report shows the year before by months, or what is like it. */
  private static final int REPORT_PERIODS = 6;

  private final CaseEvaluation evaluation;
  private final Hotspots hotspots;
  private final CityProfile city;
  private final LineNames names;
  private final Supplier<Optional<CaseScore>> score;
  private final InstantSource clock;

  HotspotController(
      CaseEvaluation evaluation,
      CasePlaces places,
      CityProfile city,
      CityCases rules,
      Supplier<Optional<CaseScore>> score,
      InstantSource clock) {
    this.evaluation = evaluation;
    this.hotspots = new Hotspots(places, city.divisions());
    this.city = city;
    this.names = new LineNames(city, rules);
    this.score = score;
    this.clock = clock;
  }

  /**
   * A square that is or was hot.
   *
   * @param place the finest division of its centre
   * @param cases of each period, the one asked last
   * @param bounds west, south, east, north
   */
  record SpotView(
      Text place,
      String trend,
      Text trendName,
      List<Long> cases,
      List<Boolean> hot,
      @Nullable Double z,
      @Nullable Double p,
      @Nullable Double q,
      List<Double> centre,
      List<Double> bounds) {}

  /** All of them, with what they stand on. */
  record SpotsView(
      int side,
      int squares,
      long cases,
      long unplaced,
      boolean simulated,
      double q,
      List<TimeRange> periods,
      List<SpotView> items) {}

  @GetMapping("/hotspots")
  @Operation(
      summary = "热点 Where cases gather: Getis-Ord Gi* on squares, and its trend over periods",
      description =
          "z, p and q (Benjamini-Hochberg) for each square that is hot in the period asked or was in"
              + " one of those before it: NEW, PERSISTENT (hot in at least half of those before),"
              + " RECURRING, FADING.")
  ResponseEntity<?> hotspots(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(required = false) @Nullable String division,
      @Parameter(description = "first day, in the city's zone") @RequestParam String from,
      @Parameter(description = "day after the last") @RequestParam String to,
      @Parameter(description = "code of a category or what it begins with")
          @RequestParam(defaultValue = "")
          String category,
      @Parameter(description = "side of a square in metres") @RequestParam(defaultValue = "1000")
          int side,
      @Parameter(description = "periods compared, the one asked included")
          @RequestParam(defaultValue = "6")
          int periods,
      @Parameter(description = "json, csv, xlsx or geojson") @RequestParam(defaultValue = "json")
          String format) {
    List<String> within = Where.asked(caller, city, division);
    Found found =
        Problems.orThrow(
            hotspots.find(new Question(within, category, span(from, to), side, periods)));
    return switch (format) {
      case "json" -> ResponseEntity.ok(view(found));
      case "csv" -> Lists.csv("hotspots.csv", header(found), rows(found));
      case "xlsx" -> Lists.xlsx("hotspots.xlsx", header(found), rows(found));
      case "geojson" ->
          ResponseEntity.ok()
              .contentType(MediaType.parseMediaType("application/geo+json"))
              .body(geoJson(found));
      default ->
          throw Problems.refuse(Refusal.INVALID, "format", "format is json, csv, xlsx or geojson");
    };
  }

  @GetMapping(path = "/report.pdf", produces = MediaType.APPLICATION_PDF_VALUE)
  @Operation(
      summary =
          "评价报告 The evaluation of a period as an A4 report in PDF, with the trend against"
              + " the period before")
  ResponseEntity<byte[]> report(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(defaultValue = "organisation") String by,
      @RequestParam(required = false) @Nullable String division,
      @Parameter(description = "id; its line alone") @RequestParam(required = false)
          @Nullable String organisation,
      @RequestParam String from,
      @RequestParam String to,
      @Parameter(description = "code of a category or what it begins with")
          @RequestParam(defaultValue = "")
          String category,
      @RequestParam(defaultValue = "1000") int side) {
    By asked = EvaluationLines.by(by);
    List<String> within = Where.asked(caller, city, division);
    TimeRange period = span(from, to);
    Found found =
        Problems.orThrow(
            hotspots.find(new Question(within, category, period, side, REPORT_PERIODS)));
    TimeRange before = Days.before(city.zone(), period);
    Function<TimeRange, List<CaseEvaluation.Line>> lines =
        span ->
            evaluation.evaluate(asked, within, category, span).stream()
                .filter(l -> organisation == null || l.key().equals(organisation))
                .toList();
    EvaluationPaper.About about =
        new EvaluationPaper.About(
            city.name().zh(),
            what(asked),
            (within.isEmpty() ? city.name().zh() : String.join("、", names(within)))
                + (category.isEmpty() ? "" : "　类别：" + names.of(By.CATEGORY, category).zh()),
            days(period),
            days(before),
            clock.instant());
    EvaluationPaper paper =
        new EvaluationPaper(
            about,
            Scoring.of(score.get(), city, period),
            key -> names.of(asked, key),
            spot -> place(spot).zh());
    return Lists.pdf(
        "case-evaluation-" + from + ".pdf",
        paper.of(lines.apply(period), lines.apply(before), found));
  }

  private String days(TimeRange span) {
    return LocalDate.ofInstant(span.start(), city.zone())
        + " 至 "
        + LocalDate.ofInstant(span.end(), city.zone())
        + "（不含）";
  }

  private TimeRange span(String from, String to) {
    TimeRange period = Days.span(city.zone(), from, to);
    if (period == null || from.isBlank() || to.isBlank()) {
      throw Problems.refuse(Refusal.INVALID, "period", "Say from which day to which");
    }
    return period;
  }

  private List<String> names(List<String> codes) {
    return codes.stream().map(c -> names.of(By.COUNTY, c).zh()).toList();
  }

  private static String what(By by) {
    return switch (by) {
      case ORGANISATION -> "责任单位";
      case COUNTY -> "区（市）县";
      case STREET -> "镇（街道）";
      case COMMUNITY -> "村（社区）";
      case CATEGORY -> "类别";
    };
  }

  /** The way down to where the square's centre lies, without the city and grids. */
  private Text place(Spot spot) {
    List<Division> path =
        city.divisions()
            .locate(spot.centre().lng(), spot.centre().lat())
            .map(d -> city.divisions().path(d.code()))
            .orElse(List.of());
    List<Division> shown = path.subList(Math.min(1, path.size()), Math.min(3, path.size()));
    return shown.isEmpty()
        ? Text.of("边界外", "Beyond the border")
        : Text.of(
            String.join(" ", shown.stream().map(d -> d.name().zh()).toList()),
            String.join(", ", shown.stream().map(d -> d.name().en()).toList()));
  }

  private SpotsView view(Found found) {
    return new SpotsView(
        found.side(),
        found.squares(),
        found.cases(),
        found.unplaced(),
        found.simulated() > 0,
        Hotspots.Q,
        found.periods(),
        found.spots().stream().map(this::view).toList());
  }

  private SpotView view(Spot spot) {
    Score score = spot.score();
    return new SpotView(
        place(spot),
        spot.trend().name(),
        EvaluationPaper.word(spot.trend()),
        spot.cases(),
        spot.hot(),
        score == null ? null : score.z(),
        score == null ? null : score.p(),
        score == null ? null : score.q(),
        List.of(spot.centre().lng(), spot.centre().lat()),
        List.of(
            spot.bounds().west(),
            spot.bounds().south(),
            spot.bounds().east(),
            spot.bounds().north()));
  }

  private static List<String> header(Found found) {
    List<String> header =
        new ArrayList<>(List.of("位置", "place", "趋势", "trend", "经度", "纬度", "z", "p", "q"));
    found.periods().forEach(p -> header.add("件数 " + p.start()));
    header.add("模拟数据");
    return header;
  }

  private List<List<String>> rows(Found found) {
    List<List<String>> rows = new ArrayList<>();
    for (Spot spot : found.spots()) {
      SpotView view = view(spot);
      List<String> row =
          new ArrayList<>(
              List.of(
                  view.place().zh(),
                  view.place().en(),
                  view.trendName().zh(),
                  view.trend(),
                  "%.6f".formatted(spot.centre().lng()),
                  "%.6f".formatted(spot.centre().lat()),
                  number(view.z(), "%.4f"),
                  number(view.p(), "%.3e"),
                  number(view.q(), "%.3e")));
      spot.cases().forEach(n -> row.add(Long.toString(n)));
      row.add(found.simulated() > 0 ? "含模拟数据" : "");
      rows.add(row);
    }
    return rows;
  }

  private static String number(@Nullable Double value, String format) {
    return value == null ? "" : String.format(Locale.ROOT, format, value);
  }

  private Map<String, Object> geoJson(Found found) {
    List<Map<String, Object>> features = new ArrayList<>();
    for (Spot spot : found.spots()) {
      double west = spot.bounds().west();
      double south = spot.bounds().south();
      double east = spot.bounds().east();
      double north = spot.bounds().north();
      Map<String, Object> feature = new LinkedHashMap<>();
      feature.put("type", "Feature");
      // counter-clockwise, closed (RFC 7946, 3.1.6)
      feature.put(
          "geometry",
          Map.of(
              "type",
              "Polygon",
              "coordinates",
              List.of(
                  List.of(
                      List.of(west, south),
                      List.of(east, south),
                      List.of(east, north),
                      List.of(west, north),
                      List.of(west, south)))));
      feature.put("properties", view(spot));
      features.add(feature);
    }
    return Map.of("type", "FeatureCollection", "features", features);
  }
}
