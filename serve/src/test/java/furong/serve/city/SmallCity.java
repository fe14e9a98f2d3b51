package furong.serve.city;

import furong.base.DivisionLevel;
import furong.base.Text;
import furong.base.WorkCalendar;
import furong.city.CityProfile;
import furong.city.Division;
import furong.city.Divisions;
import furong.city.Organisation;
import furong.city.Overlay;
import furong.geo.Bounds;
import furong.geo.LngLat;
import furong.observe.Catalogue;
import furong.observe.Catalogue.ObservingThing;
import furong.observe.MemoryCatalogue;
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

/**
 * A city of two square counties side by side, east of 104 E and north of 30 N, a tenth of a degree
 * each; the western one has two streets, north and south.
 */
public final class SmallCity {

  final List<Division> divisions = new ArrayList<>();
  final Map<String, Geometry> areas = new HashMap<>();
  private final MemoryCatalogue things = new MemoryCatalogue();

  public SmallCity() {
    add("990100", DivisionLevel.CITY, "小城", "Smallville", "", 104, 30, 104.2, 30.1);
    add("990101", DivisionLevel.COUNTY, "西区", "West District", "990100", 104, 30, 104.1, 30.1);
    add("990102", DivisionLevel.COUNTY, "东区", "East District", "990100", 104.1, 30, 104.2, 30.1);
    add("990101001", DivisionLevel.STREET, "南街", "South Street", "990101", 104, 30, 104.1, 30.05);
    add("990101002", DivisionLevel.STREET, "北街", "North Street", "990101", 104, 30.05, 104.1, 30.1);
  }

  private void add(
      String code,
      DivisionLevel level,
      String zh,
      String en,
      String parent,
      double w,
      double s,
      double e,
      double n) {
    divisions.add(
        new Division(
            code,
            level,
            Text.of(zh, en),
            parent,
            level == DivisionLevel.STREET,
            LngLat.of(Math.round((w + e) * 5e4) / 1e5, Math.round((s + n) * 5e4) / 1e5),
            Bounds.of(w, s, e, n)));
    areas.put(code, new GeometryFactory().toGeometry(new Envelope(w, e, s, n)));
  }

  public CityProfile profile() {
    Divisions tree = Divisions.of(divisions, areas);
    List<Organisation> organisations = new ArrayList<>();
    for (Division d : divisions) {
      String duty = d.level() == DivisionLevel.STREET ? "street-office" : "operations";
      organisations.add(Organisation.of(duty, d.name(), d));
    }
    return CityProfile.of(
        "small",
        Text.of("小城", "Smallville"),
        WorkCalendar.of(
            ZoneId.of("Asia/Shanghai"),
            List.of(new WorkCalendar.Session(LocalTime.of(8, 0), LocalTime.of(16, 0))),
            Set.of(),
            Set.of()),
        tree,
        organisations,
        List.of(new Overlay("X-ZONE", Text.of("新区", "New Zone"), Set.of("990101002"), "invented")),
        Map.of("990199", "990102"));
  }

  SmallCity thing(long id, String kind, double lng, double lat, boolean simulated) {
    things.put(new ObservingThing(id, kind + id, kind, "990101001", lng, lat, simulated));
    return this;
  }

  Catalogue catalogue() {
    return things;
  }
}
