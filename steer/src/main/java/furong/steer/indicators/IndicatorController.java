package furong.steer.indicators;

import furong.base.Period;
import furong.base.Result.Refusal;
import furong.city.CityProfile;
import furong.pack.FormDef;
import furong.people.Caller;
import furong.people.Rights;
import furong.serve.Lists;
import furong.serve.Problems;
import furong.steer.indicators.IndicatorReader.Known;
import furong.steer.indicators.IndicatorReader.OfCases;
import furong.steer.indicators.IndicatorReader.OfDays;
import furong.steer.indicators.IndicatorViews.CasesBehind;
import furong.steer.indicators.IndicatorViews.Day;
import furong.steer.indicators.IndicatorViews.DayLine;
import furong.steer.indicators.IndicatorViews.Days;
import furong.steer.indicators.IndicatorViews.Hours;
import furong.steer.indicators.IndicatorViews.IndicatorLine;
import furong.steer.indicators.IndicatorViews.Items;
import furong.steer.indicators.IndicatorViews.ObservedThings;
import furong.steer.indicators.IndicatorViews.StationLine;
import furong.steer.indicators.IndicatorViews.ValueView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/indicators}: figures, and the way from each down to its observations. */
@RestController
@RequestMapping("/api/indicators")
@Tag(name = "indicators", description = "指标 Indicators with lineage")
public class IndicatorController {

  /** Hours of a month: as many points as a chart has room for. */
  private static final int MOST_DAYS_OF_HOURS = 31;

  private final IndicatorReader reader;
  private final StationDays stations;
  private final CaseIndicators cases;
  private final CityProfile city;
  private final InstantSource clock;

  public IndicatorController(
      IndicatorReader reader,
      StationDays stations,
      CaseIndicators cases,
      CityProfile city,
      InstantSource clock) {
    this.reader = reader;
    this.stations = stations;
    this.cases = cases;
    this.city = city;
    this.clock = clock;
  }

  @GetMapping
  @Operation(summary = "指标目录 Every indicator with its definition")
  ResponseEntity<?> list(@RequestParam(defaultValue = "json") String format) {
    return Lists.isFile(format)
        ? Lists.file(format, "indicators", IndicatorLine.class, reader.list())
        : ResponseEntity.ok(Items.of(reader.list()));
  }

  @GetMapping("/{id}")
  @Operation(
      summary = "指标值 A value with numerator, denominator, completeness and lineage",
      description = "`value` is null with a `reason` where it cannot be computed; never a guess.")
  ValueView value(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String division,
      @Parameter(
              description =
                  "2014, 2014-Q1, 2014-03, 2014-03-09 or, of cases, 2014-03-09T17; this year when absent")
          @RequestParam(required = false)
          @Nullable String period) {
    Known known = Problems.orThrow(reader.known(id));
    String code = readable(caller, division);
    return reader.view(known, reader.value(known, code, period(period)));
  }

  @GetMapping("/{id}/series")
  @Operation(
      summary = "指标序列 Values of one division by year, quarter, month, day or hour",
      description =
          "`format=csv` or `xlsx` for a file. Rates of cases have hours; what counts days has none.")
  ResponseEntity<?> series(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String division,
      @Parameter(description = "year, quarter, month, day or hour")
          @RequestParam(defaultValue = "year")
          String step,
      @Parameter(description = "first period, included") @RequestParam(required = false)
          @Nullable String from,
      @Parameter(description = "last period, included") @RequestParam(required = false)
          @Nullable String to,
      @RequestParam(defaultValue = "json") String format) {
    Known known = Problems.orThrow(reader.known(id));
    String code = readable(caller, division);
    FormDef.Cycle cycle = step(known, step);
    LocalDate today = clock.instant().atZone(city.zone()).toLocalDate();
    Period last = to == null ? Period.day(today) : period(to);
    Period first = from == null ? Period.day(SeriesSpan.begin(cycle, last.last())) : period(from);
    if (first.start().isAfter(last.start())) {
      throw Problems.refuse(Refusal.INVALID, "step.span", "from lies after to");
    }
    if (cycle == FormDef.Cycle.HOUR
        && last.last().toEpochDay() - first.first().toEpochDay() > MOST_DAYS_OF_HOURS) {
      throw Problems.refuse(
          Refusal.INVALID,
          "step.span",
          "hours are told of " + MOST_DAYS_OF_HOURS + " days at most");
    }
    List<IndicatorViews.Point> points = reader.series(known, code, cycle, first, last);
    return Lists.isFile(format)
        ? IndicatorTables.series(format, id, code, points)
        : ResponseEntity.ok(Items.of(points));
  }

  private static FormDef.Cycle step(Known known, String step) {
    try {
      FormDef.Cycle cycle = FormDef.Cycle.valueOf(step.toUpperCase(Locale.ROOT));
      if (cycle != FormDef.Cycle.HOUR || known instanceof OfCases) {
        return cycle;
      }
    } catch (IllegalArgumentException e) {
      // no such step: refused below, as one that there are no values of
    }
    throw Problems.refuse(
        Refusal.INVALID, "step.wrong", "step is year, quarter, month or day; of cases also hour");
  }

  @GetMapping("/{id}/divisions")
  @Operation(summary = "下级区划指标 Values of the divisions right below one")
  ResponseEntity<?> divisions(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String parent,
      @RequestParam(required = false) @Nullable String period,
      @RequestParam(defaultValue = "json") String format) {
    Known known = Problems.orThrow(reader.known(id));
    String code = readable(caller, parent);
    Period of = period(period);
    List<IndicatorViews.DivisionValue> values = reader.divisions(known, code, of);
    return Lists.isFile(format)
        ? IndicatorTables.divisions(format, id, of.text(), values)
        : ResponseEntity.ok(Items.of(values));
  }

  @GetMapping("/{id}/lineage")
  @Operation(
      summary = "溯源 What a value came from",
      description =
          "Of a year or month: its days. Of a day: the statistics of its stations, each with the"
              + " address of its hours and observations. Of case work: the cases counted.")
  ResponseEntity<?> lineage(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String division,
      @RequestParam(required = false) @Nullable String period,
      @RequestParam(defaultValue = "json") String format) {
    Known known = Problems.orThrow(reader.known(id));
    String code = readable(caller, division);
    Period of = period(period);
    return switch (known) {
      case OfDays ofDays -> lineage(ofDays, code, of, format);
      case OfCases ofCases -> {
        CasesBehind behind = cases.behind(ofCases.share(), code, of);
        yield Lists.isFile(format)
            ? IndicatorTables.cases(format, id, code, behind)
            : ResponseEntity.ok(behind);
      }
    };
  }

  private ResponseEntity<?> lineage(OfDays known, String code, Period of, String format) {
    String id = known.def().id();
    List<DayLine> days =
        reader.days(known, code, of).stream().map(d -> reader.line(known, d)).toList();
    if (of.days() == 1) {
      List<StationLine> lines = stations.stations(known, code, of.first());
      if (Lists.isFile(format)) {
        return IndicatorTables.stations(format, id, of.text(), lines);
      }
      @Nullable DayLine day = days.isEmpty() ? null : days.getFirst();
      return ResponseEntity.ok(
          new Day(id, reader.division(code), of.text(), day, lines, lines.size()));
    }
    if (Lists.isFile(format)) {
      return IndicatorTables.days(format, id, code, days);
    }
    return ResponseEntity.ok(new Days(id, reader.division(code), of.text(), days, days.size()));
  }

  @GetMapping("/observed")
  @Operation(
      summary = "观测均值的来源 The days behind the mean of a property; of a day, its things",
      description = "Each thing has the address of its hours and observations.")
  Object observed(
      @AuthenticationPrincipal Caller caller,
      @RequestParam String property,
      @RequestParam(required = false) @Nullable String division,
      @RequestParam(required = false) @Nullable String period) {
    String code = readable(caller, division);
    Period of = period(period);
    if (of.days() > 1) {
      return Items.of(stations.days(property, code, of));
    }
    List<StationLine> lines = stations.stations(property, code, of);
    return new ObservedThings(property, of.text(), lines, lines.size());
  }

  @GetMapping("/hours")
  @Operation(summary = "小时与观测 The hours of a station's day and the observations in them")
  Hours hours(
      @AuthenticationPrincipal Caller caller,
      @RequestParam long thing,
      @RequestParam String property,
      @RequestParam LocalDate date) {
    String code =
        stations
            .division(thing)
            .orElseThrow(() ->
                Problems.refuse(Refusal.NOT_FOUND, "thing.unknown", "There is no thing " + thing));
    Problems.orThrow(Rights.mayRead(caller.user(), code));
    return stations
        .hours(thing, property, date)
        .orElseThrow(() ->
            Problems.refuse(
                Refusal.NOT_FOUND,
                "statistics.none",
                "No day statistics are kept of " + property + " at thing " + thing));
  }

  private Period period(@Nullable String text) {
    if (text == null) {
      return Period.parse(String.valueOf(clock.instant().atZone(city.zone()).getYear()));
    }
    return Problems.orThrow(IndicatorReader.period(text));
  }

  private String readable(Caller caller, @Nullable String division) {
    String code = division == null ? city.divisions().root().code() : division;
    Problems.orThrow(Rights.mayRead(caller.user(), code));
    return code;
  }
}
