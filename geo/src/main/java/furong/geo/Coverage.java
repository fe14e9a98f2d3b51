package furong.geo;

import furong.base.Notice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.coverage.CoverageUnion;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.PrecisionModel;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.geom.util.LinearComponentExtracter;
import org.locationtech.jts.index.strtree.STRtree;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;
import org.locationtech.jts.operation.overlayng.UnaryUnionNG;
import org.locationtech.jts.operation.polygonize.Polygonizer;

/**
 * Areas that tile: no gap, no overlap.
 *
 * <pre>{@code
 * Map<String, Geometry> counties = Coverage.clean(outlines);
 * List<Notice> faults = Coverage.faults(city, counties, 1);   // empty: they tile to one square metre
 * }</pre>
 *
 * Method of {@link #clean}: all outlines are noded together on a grid of {@link #GRID_DEGREES}, the
 * faces of that arrangement are polygons that cannot overlap, and each face is given to one owner.
 * Cost: O(n log n) in the vertices. It does not smooth, simplify or move a border beyond the grid.
 */
public final class Coverage {

  /** 1e-7 degrees: about a centimetre, far below the accuracy of any outline that we read. */
  public static final double GRID_DEGREES = 1e-7;

  /** Metres in one degree of latitude (a 40,000 km meridian: 111,111; WGS 84 mean: 111,320). */
  private static final double METRES_PER_DEGREE = 111_320;

  static final PrecisionModel GRID = new PrecisionModel(1 / GRID_DEGREES);

  private Coverage() {}

  /**
   * Makes outlines that roughly fit into areas that tile. Where outlines overlap the first named
   * keeps the ground; a hole between them goes to the neighbour with the longest border to it.
   *
   * @param outlines by code; may be invalid, may overlap, may leave slits
   * @return polygons in the same order
   */
  public static Map<String, Geometry> clean(Map<String, Geometry> outlines) {
    Map<String, Geometry> fixed = new LinkedHashMap<>();
    outlines.forEach((code, outline) -> fixed.put(code, GeometryFixer.fix(outline)));
    Map<String, PreparedGeometry> prepared = new LinkedHashMap<>();
    fixed.forEach((code, area) -> prepared.put(code, PreparedGeometryFactory.prepare(area)));

    Map<String, List<Polygon>> owned = new LinkedHashMap<>();
    fixed.keySet().forEach(code -> owned.put(code, new ArrayList<>()));
    List<Polygon> holes = new ArrayList<>();
    for (Polygon face : faces(fixed.values())) {
      Point inside = face.getInteriorPoint();
      @Nullable String owner = null;
      for (var entry : prepared.entrySet()) {
        if (entry.getValue().covers(inside)) {
          owner = entry.getKey();
          break;
        }
      }
      if (owner == null) {
        holes.add(face);
      } else {
        ownedBy(owned, owner).add(face);
      }
    }
    holes.forEach(hole -> ownedBy(owned, longestNeighbour(hole, owned)).add(hole));
    Map<String, Geometry> areas = new LinkedHashMap<>();
    owned.forEach((code, faces) -> areas.put(code, join(faces)));
    return areas;
  }

  private static List<Polygon> ownedBy(Map<String, List<Polygon>> owned, String code) {
    return owned.computeIfAbsent(code, unknown -> new ArrayList<>());
  }

  private static String longestNeighbour(Polygon hole, Map<String, List<Polygon>> owned) {
    Map<String, Double> borders = new TreeMap<>();
    owned.forEach((code, faces) ->
        borders.put(
            code,
            faces.stream()
                .filter(f -> f.getEnvelopeInternal().intersects(hole.getEnvelopeInternal()))
                .mapToDouble(f -> f.getBoundary().intersection(hole.getBoundary()).getLength())
                .sum()));
    return borders.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
  }

  /** Faces of one arrangement, joined to one area. */
  static Geometry join(List<Polygon> faces) {
    return CoverageUnion.union(faces.toArray(Geometry[]::new)).norm();
  }

  /** The faces into which the borders of {@code areas} cut the plane, noded on the grid. */
  static List<Polygon> faces(Iterable<? extends Geometry> areas) {
    List<Geometry> lines = new ArrayList<>();
    GeometryFactory factory = new GeometryFactory();
    for (Geometry area : areas) {
      lines.add(factory.buildGeometry(LinearComponentExtracter.getLines(area)));
    }
    Geometry noded = UnaryUnionNG.union(factory.buildGeometry(lines), GRID);
    Polygonizer polygonizer = new Polygonizer();
    polygonizer.add(noded);
    List<Polygon> faces = new ArrayList<>();
    for (Object face : polygonizer.getPolygons()) {
      faces.add((Polygon) face);
    }
    return faces;
  }

  /**
   * What keeps {@code children} from tiling {@code parent}; empty when they do.
   *
   * @param toleranceSquareMetres ground that a single fault may cover before it is one
   * @return notices {@code coverage.overlap}, {@code coverage.gap}, {@code coverage.outside}
   */
  public static List<Notice> faults(
      Geometry parent, Map<String, Geometry> children, double toleranceSquareMetres) {
    List<Notice> faults = new ArrayList<>();
    STRtree index = new STRtree();
    children.forEach((code, area) -> index.insert(area.getEnvelopeInternal(), code));
    for (var entry : children.entrySet()) {
      String code = entry.getKey();
      Geometry area = entry.getValue();
      for (Object near : index.query(area.getEnvelopeInternal())) {
        String other = (String) near;
        Geometry otherArea = children.get(other);
        if (otherArea == null || other.compareTo(code) <= 0) {
          continue;
        }
        double overlap = squareMetres(intersection(area, otherArea));
        if (overlap > toleranceSquareMetres) {
          faults.add(fault("coverage.overlap", code + "/" + other, overlap));
        }
      }
    }
    Geometry all = OverlayNGRobust.union(children.values());
    double gap = squareMetres(difference(parent, all));
    if (gap > toleranceSquareMetres) {
      faults.add(fault("coverage.gap", "", gap));
    }
    double outside = squareMetres(difference(all, parent));
    if (outside > toleranceSquareMetres) {
      faults.add(fault("coverage.outside", "", outside));
    }
    return faults;
  }

  private static Notice fault(String code, String place, double squareMetres) {
    return Notice.of(code, place, Math.round(squareMetres) + " square metres");
  }

  private static Geometry intersection(Geometry a, Geometry b) {
    return OverlayNGRobust.overlay(
        a, b, org.locationtech.jts.operation.overlayng.OverlayNG.INTERSECTION);
  }

  private static Geometry difference(Geometry a, Geometry b) {
    return OverlayNGRobust.overlay(
        a, b, org.locationtech.jts.operation.overlayng.OverlayNG.DIFFERENCE);
  }

  /**
   * The area of something in degrees, on a sphere flattened at its centre: good to about 1% for a
   * city.
   */
  public static double squareMetres(Geometry area) {
    if (area.isEmpty()) {
      return 0;
    }
    double lat = area.getEnvelopeInternal().centre().y;
    return area.getArea() * METRES_PER_DEGREE * METRES_PER_DEGREE * Math.cos(Math.toRadians(lat));
  }
}
