package furong.notify.cap;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.simplify.TopologyPreservingSimplifier;

/**
 * Polygons and circles as CAP writes them - latitude first, WGS 84 - and as shapes.
 *
 * <p>A circle becomes a polygon of 32 corners in degrees, stretched for its latitude: off by less
 * than 1% of its radius (1 - cos(pi/32) is 0.5%). Shapes over the poles or the date line are not
 * meant.
 */
final class CapShapes {

  private static final GeometryFactory SHAPES = new GeometryFactory();

  /** A degree of latitude on a meridian of 40,008 km. */
  private static final double KM_PER_DEGREE = 40_008 / 360.0;

  /** 1e-4 degrees, 11 m: below what a warned person or a street's border could mean. */
  static final double SIMPLIFIED = 1e-4;

  private CapShapes() {}

  static Optional<String> polygonFault(String text) {
    List<Coordinate> points;
    try {
      points = points(text);
    } catch (IllegalArgumentException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
    if (points.size() < 4) {
      return Optional.of("a polygon has at least 4 points");
    }
    return points.getFirst().equals2D(points.getLast())
        ? Optional.empty()
        : Optional.of("the last point of a polygon is its first");
  }

  static Optional<String> circleFault(String text) {
    try {
      circle(text);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static List<Coordinate> points(String text) {
    List<Coordinate> points = new ArrayList<>();
    for (String pair : text.strip().split("\\s+")) {
      points.add(point(pair));
    }
    return points;
  }

  private static Coordinate point(String pair) {
    String[] parts = pair.split(",", -1);
    if (parts.length != 2) {
      throw new IllegalArgumentException("\"" + pair + "\" is not lat,lon");
    }
    double lat = number(parts[0]);
    double lon = number(parts[1]);
    if (!(Math.abs(lat) <= 90 && Math.abs(lon) <= 180)) {
      throw new IllegalArgumentException("\"" + pair + "\" is no place");
    }
    return new Coordinate(lon, lat);
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("\"" + text + "\" is no number", e);
    }
  }

  private static Geometry circle(String text) {
    String[] parts = text.strip().split("\\s+", -1);
    if (parts.length != 2) {
      throw new IllegalArgumentException("a circle is \"lat,lon radius\"");
    }
    Coordinate centre = point(parts[0]);
    double km = number(parts[1]);
    if (!(km >= 0 && km <= 20_004)) { // half way round the earth
      throw new IllegalArgumentException("\"" + parts[1] + "\" is no radius");
    }
    if (km == 0) {
      return SHAPES.createPoint(centre);
    }
    double high = km / KM_PER_DEGREE;
    double wide = high / Math.max(0.01, Math.cos(Math.toRadians(centre.y)));
    Coordinate[] ring = new Coordinate[33];
    for (int i = 0; i < 32; i++) {
      double turn = 2 * Math.PI * i / 32;
      ring[i] = new Coordinate(centre.x + wide * Math.cos(turn), centre.y + high * Math.sin(turn));
    }
    ring[32] = ring[0].copy();
    return SHAPES.createPolygon(ring);
  }

  /** Every polygon and circle of a lawful area, mended where a polygon crosses itself. */
  static List<Geometry> of(CapArea area) {
    List<Geometry> shapes = new ArrayList<>();
    for (String polygon : area.polygons()) {
      shapes.add(
          GeometryFixer.fix(SHAPES.createPolygon(points(polygon).toArray(Coordinate[]::new))));
    }
    area.circles().forEach(circle -> shapes.add(circle(circle)));
    return shapes;
  }

  /** The outer rings of an area, simplified to 11 m, as CAP writes them. Holes are filled. */
  static List<String> polygons(Geometry area) {
    Geometry simple = TopologyPreservingSimplifier.simplify(area, SIMPLIFIED);
    List<String> all = new ArrayList<>();
    if (simple instanceof Polygon || simple instanceof MultiPolygon) {
      for (int i = 0; i < simple.getNumGeometries(); i++) {
        Polygon part = (Polygon) simple.getGeometryN(i);
        StringBuilder text = new StringBuilder();
        for (Coordinate c : part.getExteriorRing().getCoordinates()) {
          text.append(text.isEmpty() ? "" : " ").append(pair(c.y, c.x));
        }
        all.add(text.toString());
      }
    }
    return all;
  }

  /** Five decimals: a metre. */
  static String pair(double lat, double lon) {
    return String.format(Locale.ROOT, "%.5f,%.5f", lat, lon);
  }
}
