package furong.city;

import furong.base.DivisionLevel;
import furong.base.Text;
import furong.base.WorkCalendar;
import furong.base.WorkCalendar.Session;
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

/**
 * A city whose divisions are boxes, for small worlds in which tests and trials play.
 *
 * <pre>{@code
 * CityProfile city =
 *     new BoxCity()
 *         .with("510100", Text.of("芙蓉市", "Furong"), "")
 *         .with("510104", Text.of("西区", "West"), "510100", 104, 104.5)
 *         .office("operations", Text.of("西区中心", "West centre"), "510104")
 *         .profile();
 * }</pre>
 *
 * Parents come before their children; the level follows from the code. Nothing is checked beyond
 * what {@link Division} and {@link Divisions} check: boxes may overlap and leave gaps.
 */
public final class BoxCity {

  /** A square degree in which all lies that does not say where. */
  private static final Bounds SOMEWHERE = Bounds.of(104, 30, 105, 31);

  /** Eight hours a day with a break at noon, as offices have them. */
  private static final List<Session> OFFICE_HOURS =
      List.of(
          new Session(LocalTime.of(8, 0), LocalTime.of(12, 0)),
          new Session(LocalTime.of(14, 0), LocalTime.of(18, 0)));

  private final GeometryFactory shapes = new GeometryFactory();
  private final List<Division> divisions = new ArrayList<>();
  private final Map<String, Geometry> areas = new HashMap<>();
  private final List<Organisation> offices = new ArrayList<>();
  private List<Session> hours = OFFICE_HOURS;

  /** A division of which nobody asks what it is called or where it lies. */
  public static Division division(String code, String parent) {
    return division(code, Text.of("区划" + code, code), parent, SOMEWHERE);
  }

  private static Division division(String code, Text name, String parent, Bounds box) {
    LngLat centre = LngLat.of((box.west() + box.east()) / 2, (box.south() + box.north()) / 2);
    return new Division(code, level(code, parent), name, parent, false, centre, box);
  }

  private static DivisionLevel level(String code, String parent) {
    return switch (code.length()) {
      case 6 -> parent.isEmpty() ? DivisionLevel.CITY : DivisionLevel.COUNTY;
      case 9 -> DivisionLevel.STREET;
      case 12 -> DivisionLevel.COMMUNITY;
      default -> DivisionLevel.GRID;
    };
  }

  /** Over all of the square degree. */
  public BoxCity with(String code, Text name, String parent) {
    return with(code, name, parent, SOMEWHERE);
  }

  /** Between two meridians, from south to north of the square degree. */
  public BoxCity with(String code, Text name, String parent, double west, double east) {
    return with(code, name, parent, Bounds.of(west, SOMEWHERE.south(), east, SOMEWHERE.north()));
  }

  public BoxCity with(String code, Text name, String parent, Bounds box) {
    divisions.add(division(code, name, parent, box));
    areas.put(
        code, shapes.toGeometry(new Envelope(box.west(), box.east(), box.south(), box.north())));
    return this;
  }

  /** One that answers for {@code duty} in a division that is there. */
  public BoxCity office(String duty, Text name, String division) {
    offices.add(Organisation.of(duty, name, divisions().find(division).orElseThrow()));
    return this;
  }

  /** Other hours than 8 to 12 and 14 to 18 on each working day. */
  public BoxCity hours(Session... sessions) {
    hours = List.of(sessions);
    return this;
  }

  public Divisions divisions() {
    return Divisions.of(divisions, areas);
  }

  /** In the zone of Shanghai, without holidays; called as its first division. */
  public CityProfile profile() {
    return CityProfile.of(
        "small",
        divisions.getFirst().name(),
        WorkCalendar.of(ZoneId.of("Asia/Shanghai"), hours, Set.of(), Set.of()),
        divisions(),
        offices,
        List.of(),
        Map.of());
  }
}
