package furong.notify;

import furong.cases.Alert;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What an alert is told apart by: {@code rule}, {@code pack}, {@code level} (1 to 4), {@code
 * division}, {@code community}, {@code street}, {@code county}, {@code thing}, {@code simulated}.
 * The community, street and county of an alert that lies above them are empty.
 */
public record Labels(Map<String, String> values) {

  /** Every label that there is. */
  public static final Set<String> NAMES =
      Set.of(
          "rule",
          "pack",
          "level",
          "division",
          "community",
          "street",
          "county",
          "thing",
          "simulated");

  public Labels {
    values = Map.copyOf(values);
  }

  public static Labels of(Alert alert) {
    String division = alert.division();
    Map<String, String> values = new HashMap<>();
    values.put("rule", alert.rule());
    values.put("pack", alert.pack());
    values.put("level", Integer.toString(alert.level().number()));
    values.put("division", division);
    values.put("community", division.length() >= 12 ? division.substring(0, 12) : "");
    // codes nest: 12 digits are the community's, 9 are the street's, 6 the county's (GB/T
    // 2260, GB/T 10114); 510100 is the city
    values.put("street", division.length() >= 9 ? division.substring(0, 9) : "");
    values.put(
        "county",
        division.length() >= 6 && !division.substring(4, 6).equals("00")
            ? division.substring(0, 6)
            : "");
    values.put("thing", Long.toString(alert.thing()));
    values.put("simulated", Boolean.toString(alert.simulated()));
    return new Labels(values);
  }

  public String get(String name) {
    return values.getOrDefault(name, "");
  }
}
