package furong.steer.reported;

import furong.base.Period;
import furong.city.CityProfile;
import furong.city.Division;
import furong.paper.Block;
import furong.paper.Block.Bar;
import furong.paper.Block.Bars;
import furong.paper.Block.Key;
import furong.paper.Block.Maps;
import furong.paper.Block.Outline;
import furong.paper.Block.Point;
import furong.paper.Block.Ring;
import furong.paper.Block.Shading;
import furong.paper.Block.Trend;
import furong.paper.Block.Trends;
import furong.steer.reported.CheckupReader.Part;
import furong.steer.reported.CheckupReader.Reading;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.coverage.CoverageSimplifier;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/**
 * The figures of the health check's report: bars against the line, trends of years, and maps of the
 * divisions right below by value.
 */
final class CheckupFigures {

  /** Light to dark: five classes are told apart in grey print as well. */
  private static final List<Integer> SHADES =
      List.of(0xdcebe6, 0xaed3c8, 0x7ab5a4, 0x45917f, 0x1c6553);

  private static final int NOT_KNOWN = 0xe9e9e9;

  /** A small map is 150 points wide: a detail below a four hundredth of that is not seen. */
  private static final int DETAIL = 400;

  private final CheckupReader reader;
  private final Period year;
  private final List<Division> below;

  /** Those of them that have an area: what ended since has none. */
  private final List<Division> placed;

  private final List<Outline> outlines;
  private final Map<String, Map<String, Double>> asked = new HashMap<>();
  private boolean simulated;

  CheckupFigures(CheckupReader reader, CityProfile city, String division, Period year) {
    this.reader = reader;
    this.year = year;
    this.below = reader.below(division, year);
    this.placed = below.stream().filter(d -> city.divisions().area(d.code()).isPresent()).toList();
    this.outlines =
        outlines(
            placed,
            placed.stream().map(d -> city.divisions().area(d.code()).orElseThrow()).toList());
  }

  /** Whether a figure that was made shows something simulated. */
  boolean simulated() {
    return simulated;
  }

  /** How many divisions lie right below. */
  int below() {
    return below.size();
  }

  /** How many of them have a value. */
  int known(Reading r) {
    return values(r).size();
  }

  /** Where the divisions lie that the maps show; empty where there are none. */
  Optional<Block> overview() {
    return placed.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Maps(
                "下级区划位置",
                outlines,
                List.of(
                    new Shading(
                        "位置", outlines.stream().map(o -> SHADES.getFirst()).toList(), List.of()))));
  }

  List<Block> of(Part part, String division) {
    List<Block> blocks = new ArrayList<>();
    part.readings().stream()
        .filter(r -> r.item().line() != null)
        .forEach(r -> bars(r, division).ifPresent(blocks::add));
    List<Trend> trends =
        part.readings().stream().filter(r -> r.years().size() > 1).map(this::trend).toList();
    if (!trends.isEmpty()) {
      blocks.add(new Trends("历年变化（" + part.dimension().title().zh() + "；虚线为底线）", trends));
    }
    List<Shading> maps = part.readings().stream().flatMap(r -> map(r).stream()).toList();
    if (!maps.isEmpty()) {
      // a single one is drawn large and without its label
      String one = maps.size() == 1 ? " " + maps.getFirst().label() : "";
      blocks.add(new Maps("分区划分布（" + part.dimension().title().zh() + "）" + one, outlines, maps));
    }
    return blocks;
  }

  /** The division and those right below it, the farthest behind the line first. */
  private Optional<Block> bars(Reading r, String division) {
    double line = Objects.requireNonNull(r.item().line());
    List<Bar> bars = new ArrayList<>();
    double most = line;
    if (r.value() != null) {
      bars.add(new Bar(division, r.value(), number(r.value())));
      most = Math.max(most, r.value());
    }
    Map<String, Double> known = values(r);
    List<Division> ordered =
        below.stream()
            .filter(d -> known.containsKey(d.code()))
            .sorted(Comparator.comparingDouble(d -> known.getOrDefault(d.code(), line)))
            .toList();
    boolean more = r.item().worse(line - 1, line);
    for (Division d : more ? ordered : ordered.reversed()) {
      double value = known.getOrDefault(d.code(), line);
      bars.add(new Bar(d.name().zh(), value, number(value)));
      most = Math.max(most, value);
    }
    if (bars.isEmpty() || most <= 0) {
      return Optional.empty();
    }
    String title =
        "%s（%s；竖线为底线 %s）"
            .formatted(
                r.item().indicator().title().zh(),
                UnitWords.of(r.item().indicator().unit()),
                number(line));
    // a little room beyond the longest, so that a line at the end is seen
    return Optional.of(new Bars(title, most * 1.05, line, bars));
  }

  /** The year's values of the divisions right below, by code; asked once. */
  private Map<String, Double> values(Reading r) {
    String indicator = r.item().indicator().id();
    @Nullable Map<String, Double> before = asked.get(indicator);
    if (before != null) {
      return before;
    }
    Map<String, Double> known = new HashMap<>();
    reader
        .values(indicator, below, year)
        .forEach((code, found) -> {
          simulated |= found.simulated();
          known.put(code, Objects.requireNonNull(found.value()));
        });
    asked.put(indicator, known);
    return known;
  }

  private Trend trend(Reading r) {
    int last = year.first().getYear();
    int first = Integer.parseInt(r.years().firstKey());
    List<Point> points = new ArrayList<>();
    for (int at = first; at <= last; at++) {
      @Nullable Double value = r.years().get(Integer.toString(at));
      points.add(new Point(Integer.toString(at), value, value == null ? "" : number(value)));
    }
    return new Trend(label(r), points, r.item().line());
  }

  private Optional<Shading> map(Reading r) {
    Map<String, Double> known = new HashMap<>(values(r));
    known.keySet().retainAll(placed.stream().map(Division::code).toList());
    if (known.isEmpty()) {
      return Optional.empty();
    }
    double low = known.values().stream().mapToDouble(v -> v).min().orElseThrow();
    double high = known.values().stream().mapToDouble(v -> v).max().orElseThrow();
    List<Integer> colours = new ArrayList<>();
    for (Division d : placed) {
      @Nullable Double value = known.get(d.code());
      colours.add(value == null ? NOT_KNOWN : SHADES.get(shade(value, low, high)));
    }
    return Optional.of(
        new Shading(label(r), colours, keys(low, high, known.size() < placed.size())));
  }

  /** Five steps of the same width from the lowest to the highest value. */
  static int shade(double value, double low, double high) {
    return high > low
        ? (int) Math.min(SHADES.size() - 1.0, (value - low) / (high - low) * SHADES.size())
        : SHADES.size() / 2;
  }

  private static List<Key> keys(double low, double high, boolean some) {
    List<Key> keys = new ArrayList<>();
    double step = (high - low) / SHADES.size();
    if (high > low) {
      for (int i = 0; i < SHADES.size(); i++) {
        keys.add(
            new Key(SHADES.get(i), number(low + i * step) + "–" + number(low + (i + 1) * step)));
      }
    } else {
      keys.add(new Key(SHADES.get(shade(low, low, high)), number(low)));
    }
    if (some) {
      keys.add(new Key(NOT_KNOWN, "尚不掌握"));
    }
    return keys;
  }

  private static String label(Reading r) {
    String unit = UnitWords.of(r.item().indicator().unit());
    return r.item().indicator().title().zh() + (unit.isEmpty() ? "" : "（" + unit + "）");
  }

  /** At most two decimals, what the tables show. */
  static String number(double value) {
    return BigDecimal.valueOf(value)
        .setScale(2, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }

  /** Simplified together, so that neighbours keep their common border. */
  private static List<Outline> outlines(List<Division> divisions, List<Geometry> areas) {
    if (divisions.isEmpty()) {
      return List.of();
    }
    double wide =
        areas.stream().mapToDouble(a -> a.getEnvelopeInternal().getMaxX()).max().orElse(0)
            - areas.stream().mapToDouble(a -> a.getEnvelopeInternal().getMinX()).min().orElse(0);
    Geometry[] simple = CoverageSimplifier.simplify(areas.toArray(Geometry[]::new), wide / DETAIL);
    List<Outline> outlines = new ArrayList<>();
    for (int i = 0; i < divisions.size(); i++) {
      Division d = divisions.get(i);
      outlines.add(
          new Outline(d.name().zh(), d.centre().lng(), d.centre().lat(), rings(simple[i])));
    }
    return outlines;
  }

  private static List<Ring> rings(Geometry area) {
    List<Ring> rings = new ArrayList<>();
    for (int i = 0; i < area.getNumGeometries(); i++) {
      if (area.getGeometryN(i) instanceof Polygon polygon && !polygon.isEmpty()) {
        rings.add(ring(polygon.getExteriorRing()));
        for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
          rings.add(ring(polygon.getInteriorRingN(hole)));
        }
      }
    }
    return rings;
  }

  private static Ring ring(LinearRing line) {
    List<Double> points = new ArrayList<>();
    for (Coordinate c : line.getCoordinates()) {
      points.add(c.x);
      points.add(c.y);
    }
    return new Ring(points);
  }
}
