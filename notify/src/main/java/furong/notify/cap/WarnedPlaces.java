package furong.notify.cap;

import furong.base.DivisionLevel;
import furong.city.CityProfile;
import furong.city.Division;
import furong.city.Divisions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
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
    List<Geometry> shapes = new ArrayList<>();
    message
        .info()
        .ifPresent(info ->
            info.areas()
                .forEach(area -> {
                  shapes.addAll(CapShapes.of(area));
                  area.geocodes().forEach(code -> places.addAll(named(code.value(), level)));
                }));
    for (Geometry shape : shapes) {
      places.addAll(met(shape, level));
    }
    return List.copyOf(places);
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

  /** 510104, 510104000000 and 510104017 are codes of ours; every place below is named. */
  private List<String> named(String geocode, DivisionLevel level) {
    String digits = geocode.strip();
    if (!digits.matches("\\d{6,15}")) {
      return List.of();
    }
    String code = digits;
    while (code.length() > 6
        && code.endsWith("000")
        && city.divisions().find(city.currentCode(code)).isEmpty()) {
      code = code.substring(0, code.length() - 3);
    }
    String known = city.currentCode(code);
    return city.divisions().find(known).isEmpty()
        ? List.of()
        : city.divisions().list(level).stream()
            .map(Division::code)
            .filter(s -> Divisions.isWithin(s, known) || Divisions.isWithin(known, s))
            .toList();
  }
}
