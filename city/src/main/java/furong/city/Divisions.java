package furong.city;

import furong.base.DivisionCode;
import furong.base.DivisionLevel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Location;

/**
 * The tree of a city's divisions with their areas; immutable, safe for all threads.
 *
 * <pre>{@code
 * divisions.locate(104.0657, 30.6574)     // the grid that Tianfu Square lies in
 * divisions.path("510104017")             // city, county, street
 * }</pre>
 *
 * Cost: {@link #locate} descends the tree, testing the children whose box holds the point: some ten
 * point-in-polygon tests of O(log vertices) for counties, a few short scans below.
 */
public final class Divisions {

  private final Map<String, Division> byCode;
  private final Map<String, List<Division>> children;
  private final Map<String, Geometry> areas;
  private final Map<String, IndexedPointInAreaLocator> locators = new HashMap<>();
  private final GeometryFactory points = new GeometryFactory();
  private final Division root;

  private Divisions(List<Division> divisions, Map<String, Geometry> areas) {
    Map<String, Division> byCode = new LinkedHashMap<>();
    Map<String, List<Division>> children = new HashMap<>();
    for (Division division : divisions) {
      if (byCode.put(division.code(), division) != null) {
        throw new IllegalArgumentException("two divisions have the code " + division.code());
      }
      children.computeIfAbsent(division.parent(), code -> new ArrayList<>()).add(division);
    }
    for (Division division : divisions) {
      Division parent = byCode.get(division.parent());
      if (!division.parent().isEmpty()
          && (parent == null || !parent.level().above(division.level()))) {
        throw new IllegalArgumentException(
            division.code() + " has no parent above it: " + division.parent());
      }
    }
    List<Division> roots = children.getOrDefault("", List.of());
    if (roots.size() != 1) {
      throw new IllegalArgumentException("a city has one root, not " + roots.size());
    }
    children.replaceAll((code, list) -> List.copyOf(list));
    this.byCode = Collections.unmodifiableMap(byCode);
    this.children = children;
    this.areas = Map.copyOf(areas);
    this.root = roots.getFirst();
    for (Division division : divisions) {
      Geometry area = areas.get(division.code());
      if (area != null) {
        locators.put(division.code(), new IndexedPointInAreaLocator(area));
      }
    }
  }

  /**
   * @param divisions in the order in which lists shall show them
   * @param areas polygons in WGS 84 by code; a division without an area is never located
   * @throws IllegalArgumentException when a code stands twice, a parent is missing or not above its
   *     child, or there is not exactly one root
   */
  public static Divisions of(List<Division> divisions, Map<String, Geometry> areas) {
    return new Divisions(divisions, areas);
  }

  /** The city itself. */
  public Division root() {
    return root;
  }

  public Optional<Division> find(String code) {
    return Optional.ofNullable(byCode.get(code));
  }

  /** All divisions, parents before their children. */
  public List<Division> list() {
    return List.copyOf(byCode.values());
  }

  /** The divisions of one level. */
  public List<Division> list(DivisionLevel level) {
    return byCode.values().stream().filter(division -> division.level() == level).toList();
  }

  /** From the city down to the division itself; empty when there is no such code. */
  public List<Division> path(String code) {
    List<Division> path = new ArrayList<>();
    for (Division at = byCode.get(code); at != null; at = byCode.get(at.parent())) {
      path.add(at);
    }
    Collections.reverse(path);
    return List.copyOf(path);
  }

  /** The divisions right below; empty for a grid and for an unknown code. */
  public List<Division> children(String code) {
    return code.isEmpty() ? List.of() : children.getOrDefault(code, List.of());
  }

  /** True when {@code code} is {@code ancestor} or lies below it. Needs no look-up: codes nest. */
  public static boolean isWithin(String code, String ancestor) {
    return code.startsWith(DivisionCode.stem(ancestor));
  }

  /** The division of {@code level} that {@code code} lies in (or is). */
  public Optional<Division> ancestor(String code, DivisionLevel level) {
    return path(code).stream().filter(division -> division.level() == level).findFirst();
  }

  /** The area as polygons in WGS 84. Shared: never change it. */
  public Optional<Geometry> area(String code) {
    return Optional.ofNullable(areas.get(code));
  }

  /**
   * The finest division that holds the point. On a shared border the one that is listed first; in a
   * sliver between children (areas are stored to a centimetre) the nearest child. Empty outside the
   * city.
   */
  public Optional<Division> locate(double lng, double lat) {
    Coordinate point = new Coordinate(lng, lat);
    if (!holds(root, point)) {
      return Optional.empty();
    }
    Division at = root;
    while (true) {
      Division below = childHolding(at, point);
      if (below == null) {
        return Optional.of(at);
      }
      at = below;
    }
  }

  private @org.jspecify.annotations.Nullable Division childHolding(Division at, Coordinate point) {
    List<Division> below = children(at.code());
    for (Division child : below) {
      if (holds(child, point)) {
        return child;
      }
    }
    // a sliver: nearest child, if any has an area
    Division nearest = null;
    double best = Double.POSITIVE_INFINITY;
    for (Division child : below) {
      Geometry area = areas.get(child.code());
      if (area != null) {
        double distance = area.distance(points.createPoint(point));
        if (distance < best) {
          best = distance;
          nearest = child;
        }
      }
    }
    return nearest;
  }

  private boolean holds(Division division, Coordinate point) {
    IndexedPointInAreaLocator locator = locators.get(division.code());
    return locator != null
        && division.bounds().contains(point.x, point.y)
        && locator.locate(point) != Location.EXTERIOR;
  }
}
