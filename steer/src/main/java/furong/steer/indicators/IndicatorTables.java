package furong.steer.indicators;

import furong.serve.Lists;
import furong.steer.indicators.IndicatorViews.CaseLine;
import furong.steer.indicators.IndicatorViews.CasesBehind;
import furong.steer.indicators.IndicatorViews.DayLine;
import furong.steer.indicators.IndicatorViews.DivisionValue;
import furong.steer.indicators.IndicatorViews.Point;
import furong.steer.indicators.IndicatorViews.StationLine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/** The indicator answers as files: CSV (RFC 4180) or XLSX. */
final class IndicatorTables {

  private IndicatorTables() {}

  static ResponseEntity<byte[]> series(
      String format, String id, String division, List<Point> points) {
    Table table =
        new Table(
            "period",
            "value",
            "reason",
            "numerator",
            "denominator",
            "days",
            "expected_days",
            "rule_sets");
    for (Point p : points) {
      table.row(
          p.period(),
          p.value(),
          p.reason(),
          p.numerator(),
          p.denominator(),
          p.completeness().days(),
          p.completeness().expectedDays(),
          String.join(" ", p.ruleSets()));
    }
    return table.file(format, id + "-" + division);
  }

  static ResponseEntity<byte[]> cases(
      String format, String id, String division, CasesBehind behind) {
    Table table =
        new Table(
            "case",
            "number",
            "title",
            "state",
            "division",
            "opened_at",
            "closed_at",
            "numerator",
            "denominator",
            "simulated");
    for (CaseLine c : behind.cases()) {
      table.row(
          c.id(),
          c.number(),
          c.title().zh(),
          c.state(),
          c.division().code(),
          c.openedAt(),
          c.closedAt(),
          c.numerator(),
          c.denominator(),
          c.simulated());
    }
    return table.file(format, id + "-" + division + "-" + behind.period());
  }

  static ResponseEntity<byte[]> divisions(
      String format, String id, String period, List<DivisionValue> values) {
    Table table =
        new Table("division", "name", "value", "reason", "numerator", "denominator", "rule_sets");
    for (DivisionValue v : values) {
      table.row(
          v.code(),
          v.name().zh(),
          v.value(),
          v.reason(),
          v.numerator(),
          v.denominator(),
          String.join(" ", v.ruleSets()));
    }
    return table.file(format, id + "-" + period);
  }

  static ResponseEntity<byte[]> days(
      String format, String id, String division, List<DayLine> days) {
    Table table =
        new Table(
            "date",
            "index",
            "category",
            "counted",
            "reason",
            "rule_set",
            "primary",
            "stations",
            "observations");
    for (DayLine d : days) {
      table.row(
          d.date(),
          d.aqi(),
          d.categoryCode(),
          d.good(),
          d.reason(),
          d.ruleSet(),
          String.join(" ", d.primary()),
          d.stations(),
          d.observations());
    }
    return table.file(format, id + "-" + division + "-days");
  }

  static ResponseEntity<byte[]> stations(
      String format, String id, String day, List<StationLine> stations) {
    Table table =
        new Table(
            "thing",
            "name",
            "property",
            "unit",
            "mean",
            "max_1h",
            "max_8h",
            "hours",
            "windows",
            "observations",
            "bad",
            "valid",
            "rule",
            "mean_of");
    for (StationLine s : stations) {
      table.row(
          s.thing(),
          s.name(),
          s.property(),
          s.unit(),
          s.mean(),
          s.max1h(),
          s.max8h(),
          s.hours(),
          s.windows(),
          s.observations(),
          s.bad(),
          s.valid(),
          s.rule(),
          s.meanOf());
    }
    return table.file(format, id + "-" + day + "-stations");
  }

  private static final class Table {

    private final List<String> header;
    private final List<List<String>> rows = new ArrayList<>();

    Table(String... header) {
      this.header = List.of(header);
    }

    void row(@Nullable Object... cells) {
      rows.add(Arrays.stream(cells).map(cell -> Objects.toString(cell, "")).toList());
    }

    ResponseEntity<byte[]> file(String format, String name) {
      return Lists.file(format, name, header, rows);
    }
  }
}
