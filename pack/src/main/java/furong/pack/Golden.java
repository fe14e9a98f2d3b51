package furong.pack;

import furong.base.Level;
import furong.base.Text;
import furong.base.WorkCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A rule's proof: series in, alerts out. It lies at {@code golden/<rule>/<name>.yaml}.
 *
 * <pre>{@code
 * start: 2014-01-05T00:00+08:00
 * step: 1h
 * series:
 *   pm25: 40x3 200x4 _x2 30      # 40 three times, 200 four times, two hours of nothing, 30
 * expect:
 *   - {at: 5h, kind: OPENED, level: IV}
 * }</pre>
 *
 * {@code things: [{division: "510107001001", lng: 104.06, lat: 30.64, series: {..}}]} gives several
 * things, {@code params: {deep: 30}} other values in the units of {@code params.yaml}, {@code
 * calendar: {off: [2026-05-01], work: [2026-05-09]}} working days. What is not expected must not
 * happen: an empty {@code expect} says that all stays quiet.
 *
 * @param rule id of the rule, from the folder's name
 * @param name from the file's name: {@code fires}, {@code stays-quiet}, {@code muted} ...
 * @param live the readings come as they happen, and time passes between them (silence rules live on
 *     this)
 * @param things most rules are proved on one
 * @param openCases while a case of the rule's procedure is open for the thing
 * @param days the work calendar that it is tried in; null for none, so that {@code working_day()}
 *     cannot judge
 * @param cannotJudge steps after which the rule must say that it cannot judge
 * @param params values in place of those of the pack, in this proof only: so a rule whose threshold
 *     the city has yet to set can be shown at work
 * @param figures what indicators come to while it runs
 */
public record Golden(
    String rule,
    String name,
    Instant start,
    Duration step,
    boolean live,
    List<Site> things,
    List<Span> openCases,
    List<Expected> expected,
    List<Duration> cannotJudge,
    @Nullable Days days,
    Map<String, Double> params,
    List<Figure> figures,
    Place place) {

  /**
   * An indicator comes to a figure, at an offset from the start.
   *
   * @param complete share of its days that are known
   */
  public record Figure(
      Duration at,
      String indicator,
      String division,
      String period,
      double value,
      double complete) {}

  /**
   * A thing and what it says.
   *
   * @param division where it lies
   * @param together it has one MultiDatastream, whose places are the properties
   * @param series values by property id, one per step; NaN where nothing is heard
   */
  public record Site(
      String division, double lng, double lat, boolean together, Map<String, double[]> series) {
    public Site {
      series = Map.copyOf(series);
    }
  }

  /** The decree of the proof's own year: days off and working days on weekends. */
  public record Days(Set<LocalDate> off, Set<LocalDate> work) {
    public Days {
      off = Set.copyOf(off);
      work = Set.copyOf(work);
    }
  }

  /** From one offset, included, to another, excluded. */
  public record Span(Duration from, Duration to) {}

  /** A change of an alert that must happen, at an offset from the start. */
  public record Expected(Duration at, String kind, Level level, boolean muted) {}

  private static final List<WorkCalendar.Session> HOURS =
      List.of(
          new WorkCalendar.Session(LocalTime.of(8, 0), LocalTime.of(12, 0)),
          new WorkCalendar.Session(LocalTime.of(14, 0), LocalTime.of(18, 0)));

  /** One community of Wuhou: any place serves where nothing else is said. */
  private static final String DIVISION = "510107001001";

  /** Steps of one series: a year of hours. A proof that needs more proves something else. */
  private static final int MAX_STEPS = 8_784;

  public Golden {
    things = List.copyOf(things);
    params = Map.copyOf(params);
    figures = List.copyOf(figures);
    openCases = List.copyOf(openCases);
    expected = List.copyOf(expected);
    cannotJudge = List.copyOf(cannotJudge);
  }

  static Golden read(String path, YamlNode file) {
    String[] parts = path.split("/");
    String pack = parts[0];
    String folder = parts.length > 3 ? parts[2] : "";
    String name = parts[parts.length - 1].replace(".yaml", "");
    Map<String, Double> params = new LinkedHashMap<>();
    file.map("params").forEach((k, v) -> params.put(k, v.asNumber()));
    Golden golden =
        new Golden(
            pack + "." + folder,
            name,
            instant(file.get("start")),
            file.get("step").asDuration(),
            file.flag("live", false),
            things(pack, file),
            file.list("open_cases").stream()
                .map(c -> new Span(c.get("from").asDuration(), c.get("to").asDuration()))
                .toList(),
            file.list("expect").stream().map(Golden::expected).toList(),
            file.list("cannot_judge").stream().map(YamlNode::asDuration).toList(),
            file.find("calendar").map(Golden::days).orElse(null),
            params,
            file.list("figures").stream().map(f -> figure(pack, f)).toList(),
            file.place());
    file.text("says", "");
    file.refuseOthers();
    return golden;
  }

  /** {@code series:} for one thing, {@code things:} for several. */
  private static List<Site> things(String pack, YamlNode file) {
    List<Site> things = new ArrayList<>();
    for (YamlNode node : file.list("things")) {
      things.add(
          new Site(
              node.text("division", DIVISION),
              node.find("lng").map(YamlNode::asNumber).orElse(Double.NaN),
              node.find("lat").map(YamlNode::asNumber).orElse(Double.NaN),
              node.flag("together", false),
              series(pack, node)));
      node.refuseOthers();
    }
    Map<String, double[]> alone = series(pack, file);
    if (things.isEmpty() || !alone.isEmpty()) {
      things.add(new Site(DIVISION, Double.NaN, Double.NaN, false, alone));
    }
    return things;
  }

  private static Map<String, double[]> series(String pack, YamlNode node) {
    Map<String, double[]> series = new LinkedHashMap<>();
    node.map("series").forEach((k, v) -> series.put(Ids.qualify(pack, k), values(v)));
    return series;
  }

  private static Figure figure(String pack, YamlNode node) {
    Figure figure =
        new Figure(
            node.get("at").asDuration(),
            Ids.qualify(pack, node.text("indicator")),
            node.text("division"),
            node.text("period"),
            node.find("value").map(YamlNode::asNumber).orElse(Double.NaN),
            node.find("complete").map(YamlNode::asNumber).orElse(1.0));
    node.refuseOthers();
    return figure;
  }

  private static Days days(YamlNode node) {
    Days days =
        new Days(
            node.list("off").stream().map(YamlNode::asDate).collect(Collectors.toSet()),
            node.list("work").stream().map(YamlNode::asDate).collect(Collectors.toSet()));
    node.refuseOthers();
    return days;
  }

  /** The calendar of {@link #days}, with the office hours of most cities; they do not matter. */
  public Optional<WorkCalendar> calendar(ZoneId zone) {
    return Optional.ofNullable(days).map(d -> WorkCalendar.of(zone, HOURS, d.off, d.work));
  }

  private static Expected expected(YamlNode node) {
    Expected expected =
        new Expected(
            node.get("at").asDuration(),
            node.oneOf(
                "kind", Map.of("OPENED", "OPENED", "LEVEL", "LEVEL", "CLEARED", "CLEARED"), ""),
            node.oneOf("level", RuleReader.LEVELS, Level.IV),
            node.flag("muted", false));
    node.refuseOthers();
    return expected;
  }

  private static Instant instant(YamlNode node) {
    try {
      return node.isEmpty() ? Instant.EPOCH : OffsetDateTime.parse(node.asText()).toInstant();
    } catch (DateTimeParseException e) {
      node.fault(
          "yaml.type",
          Text.of(
              "应为时间，如 2014-01-05T00:00+08:00",
              "a time such as 2014-01-05T00:00+08:00 was expected"));
      return Instant.EPOCH;
    }
  }

  /** {@code 40x3 _ 12.5}: three times 40, nothing, 12.5. */
  private static double[] values(YamlNode node) {
    List<Double> values = new ArrayList<>();
    for (String word : node.asText().trim().split("\\s+")) {
      int times = word.indexOf('x');
      try {
        String value = times < 0 ? word : word.substring(0, times);
        int count = times < 0 ? 1 : Integer.parseInt(word.substring(times + 1));
        double number = value.equals("_") ? Double.NaN : Double.parseDouble(value);
        for (int i = 0; i < count && values.size() < MAX_STEPS; i++) {
          values.add(number);
        }
      } catch (NumberFormatException e) {
        node.fault(
            "golden.series",
            Text.of(
                "“" + word + "”不是 12.5、40x3、_ 或 _x3 这样的写法",
                "'" + word + "' is none of 12.5, 40x3, _ and _x3"));
      }
    }
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
