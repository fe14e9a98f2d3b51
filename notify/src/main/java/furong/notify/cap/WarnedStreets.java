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
 * Which of our streets a warning is about: those whose area its polygons and circles meet by more
 * than a border, and those that its geocodes (GB/T 2260 and the longer codes of GB/T 10114) name.
 */
final class WarnedStreets {

  private final CityProfile city;

  WarnedStreets(CityProfile city) {
    this.city = city;
  }

  /** Codes in order; empty when it lies elsewhere or says nothing that we can place. */
  List<String> of(CapMessage message) {
    TreeSet<String> streets = new TreeSet<>();
    List<Geometry> shapes = new ArrayList<>();
    message
        .info()
        .ifPresent(info ->
            info.areas()
                .forEach(area -> {
                  shapes.addAll(CapShapes.of(area));
                  area.geocodes().forEach(code -> streets.addAll(named(code.value())));
                }));
    for (Geometry shape : shapes) {
      streets.addAll(met(shape));
    }
    return List.copyOf(streets);
  }

  private List<String> met(Geometry shape) {
    PreparedGeometry prepared = PreparedGeometryFactory.prepare(shape);
    List<String> met = new ArrayList<>();
    for (Division street : city.divisions().list(DivisionLevel.STREET)) {
      Optional<Geometry> area = city.divisions().area(street.code());
      if (area.isPresent()
          && prepared.intersects(area.get())
          && (shape.getDimension() == 0 || !shape.touches(area.get()))) {
        met.add(street.code());
      }
    }
    return met;
  }

  /** 510104, 510104000000 and 510104017 are codes of ours; every street below is named. */
  private List<String> named(String geocode) {
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
        : city.divisions().list(DivisionLevel.STREET).stream()
            .map(Division::code)
            .filter(s -> Divisions.isWithin(s, known) || Divisions.isWithin(known, s))
            .toList();
  }
}
