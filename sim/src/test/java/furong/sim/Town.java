package furong.sim;

import furong.base.DivisionLevel;
import furong.base.Text;
import furong.base.WorkCalendar;
import furong.city.CityProfile;
import furong.city.Division;
import furong.city.Divisions;
import furong.geo.Bounds;
import furong.geo.LngLat;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** A city of one county with ten streets in a row, each of two communities. */
final class Town {

  private final List<Division> divisions = new ArrayList<>();
  private final Map<String, Geometry> areas = new HashMap<>();

  static CityProfile profile() {
    Town town = new Town();
    town.add("990100", DivisionLevel.CITY, "", 104, 30, 105, 30.2);
    town.add("990101", DivisionLevel.COUNTY, "990100", 104, 30, 105, 30.2);
    for (int i = 0; i < 10; i++) {
      String street = "99010100" + i;
      double west = 104 + i * 0.1;
      town.add(street, DivisionLevel.STREET, "990101", west, 30, west + 0.1, 30.2);
      town.add(street + "001", DivisionLevel.COMMUNITY, street, west, 30, west + 0.1, 30.1);
      town.add(street + "002", DivisionLevel.COMMUNITY, street, west, 30.1, west + 0.1, 30.2);
    }
    return CityProfile.of(
        "town",
        Text.of("小镇", "Town"),
        WorkCalendar.of(
            ZoneId.of("Asia/Shanghai"),
            List.of(new WorkCalendar.Session(LocalTime.of(8, 0), LocalTime.of(16, 0))),
            Set.of(),
            Set.of()),
        Divisions.of(town.divisions, town.areas),
        List.of(),
        List.of(),
        Map.of());
  }

  private void add(
      String code, DivisionLevel level, String parent, double w, double s, double e, double n) {
    divisions.add(
        new Division(
            code,
            level,
            Text.of("区划" + code, "Division " + code),
            parent,
            false,
            LngLat.of((w + e) / 2, (s + n) / 2),
            Bounds.of(w, s, e, n)));
    areas.put(code, new GeometryFactory().toGeometry(new Envelope(w, e, s, n)));
  }
}
