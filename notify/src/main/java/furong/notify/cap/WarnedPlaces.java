package furong.notify.cap;

import furong.base.DivisionLevel;
import furong.city.CityProfile;
import furong.city.Division;
import furong.city.Divisions;
import furong.geo.LngLat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;

/**
 * Which of our divisions of a level a warning is about: those whose area its polygons and circles
 * meet by more than a border, and those that its geocodes (GB/T 2260 and the longer codes of GB/T
 * 10114) name.
 *
 * <pre>{@code
 * places.of(message, DivisionLevel.GRID)
 * }</pre>
 *
 * <p>Each call asks every area of the level: some ms for the streets of Chengdu, some tens for its
 * 7,599 grids.
 */
final class WarnedPlaces {

  private final CityProfile city;

  WarnedPlaces(CityProfile city) {
    this.city = city;
  }

  /** Codes in order; empty when it lies elsewhere or says nothing that we can place. */
  List<String> of(CapMessage message, DivisionLevel level) {
    TreeSet<String> places = new TreeSet<>();
    named(message)
        .forEach(known ->
            city.divisions().list(level).stream()
                .map(Division::code)
                .filter(s -> Divisions.isWithin(s, known) || Divisions.isWithin(known, s))
                .forEach(places::add));
    for (Geometry shape : shapes(message)) {
      places.addAll(met(shape, level));
    }
    return List.copyOf(places);
  }

  /** Every polygon and circle of a message. */
  static List<Geometry> shapes(CapMessage message) {
    return message.info().stream()
        .flatMap(info -> info.areas().stream())
        .flatMap(area -> CapShapes.of(area).stream())
        .toList();
  }

  /** Codes of our divisions that the geocodes of a message name, each once. */
  List<String> named(CapMessage message) {
    return message.info().stream()
        .flatMap(info -> info.areas().stream())
        .flatMap(area -> area.geocodes().stream())
        .flatMap(code -> named(code.value()).stream())
        .distinct()
        .toList();
  }

  /**
   * A point of a division within the area that is warned of: in the largest piece of it that lies
   * there; where the message draws nothing there, the division's own point. Nothing happened at
   * this point: it only says where to look on a map.
   */
  Optional<LngLat> point(CapMessage message, String division) {
    Optional<Geometry> area = city.divisions().area(division);
    return shapes(message).stream()
        .flatMap(shape -> area.stream().map(shape::intersection))
        .filter(piece -> !piece.isEmpty())
        .max(Comparator.comparingDouble(Geometry::getArea))
        .map(WarnedPlaces::inside)
        .or(() -> city.divisions().find(division).map(Division::centre));
  }

  /** A point that lies in a shape, also where its centre does not. */
  static LngLat inside(Geometry shape) {
    Coordinate c = shape.getInteriorPoint().getCoordinate();
    return LngLat.of(c.x, c.y);
  }

  private List<String> met(Geometry shape, DivisionLevel level) {
    PreparedGeometry prepared = PreparedGeometryFactory.prepare(shape);
    List<String> met = new ArrayList<>();
    for (Division place : city.divisions().list(level)) {
      Optional<Geometry> area = city.divisions().area(place.code());
      if (area.isPresent()
          && prepared.intersects(area.get())
          && (shape.getDimension() == 0 || !shape.touches(area.get()))) {
        met.add(place.code());
      }
    }
    return met;
  }

  /** 510104, 510104000000 and 510104017 are codes of ours. */
  private Optional<String> named(String geocode) {
    String digits = geocode.strip();
    if (!digits.matches("\\d{6,15}")) {
      return Optional.empty();
    }
    String code = digits;
    while (code.length() > 6
        && code.endsWith("000")
        && city.divisions().find(city.currentCode(code)).isEmpty()) {
      code = code.substring(0, code.length() - 3);
    }
    return city.divisions().find(city.currentCode(code)).map(Division::code);
  }
}
