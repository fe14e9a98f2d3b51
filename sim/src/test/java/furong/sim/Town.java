package furong.sim;

import furong.base.Text;
import furong.base.WorkCalendar;
import furong.city.BoxCity;
import furong.city.CityProfile;
import furong.geo.Bounds;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A city of one county with ten streets in a row, each of two communities. */
final class Town {

  static CityProfile profile() {
    BoxCity town = new BoxCity();
    box(town, "990100", "", 104, 30, 105, 30.2);
    box(town, "990101", "990100", 104, 30, 105, 30.2);
    for (int i = 0; i < 10; i++) {
      String street = "99010100" + i;
      double west = 104 + i * 0.1;
      box(town, street, "990101", west, 30, west + 0.1, 30.2);
      box(town, street + "001", street, west, 30, west + 0.1, 30.1);
      box(town, street + "002", street, west, 30.1, west + 0.1, 30.2);
    }
    return CityProfile.of(
        "town",
        Text.of("小镇", "Town"),
        WorkCalendar.of(
            ZoneId.of("Asia/Shanghai"),
            List.of(new WorkCalendar.Session(LocalTime.of(8, 0), LocalTime.of(16, 0))),
            Set.of(),
            Set.of()),
        town.divisions(),
        List.of(),
        List.of(),
        Map.of());
  }

  private static void box(
      BoxCity town, String code, String parent, double w, double s, double e, double n) {
    town.with(code, Text.of("区划" + code, "Division " + code), parent, Bounds.of(w, s, e, n));
  }
}
