package furong.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What happens to all devices of a kind in one division at once: each of them shows it, and a rule
 * across things ought to tell of the division as a whole.
 *
 * <p>{@code street-flood}: both underpasses of a street fill. One such matter of a kind on its day,
 * in a division with at least two devices of the kind.
 *
 * @param what begins its id
 * @param digits of the codes of the divisions that it happens to: 12 community, 9 street, 6 county
 * @param fromHour earliest local hour that it begins at
 * @param toHour latest local hour that it begins at
 * @param everyDays 2: every second day
 * @param rule that ought to tell of the division
 * @param each rule that ought to tell of each device
 */
record Shared(
    String what,
    Kind kind,
    int digits,
    Stream stream,
    Event.Shape shape,
    double size,
    int fromHour,
    int toHour,
    long lengthMs,
    int everyDays,
    String rule,
    String each,
    String note) {

  private static final long MINUTE = 60_000;

  private static final int COUNTY = 6;
  private static final int STREET = 9;
  private static final int COMMUNITY = 12;

  /** Every second day each: as often as other things that reach beyond one device. */
  static final List<Shared> ALL =
      List.of(
          new Shared(
              "street-flood",
              Kind.UNDERPASS,
              STREET,
              Stream.UNDERPASS,
              Event.Shape.PULSE,
              45,
              5,
              21,
              90 * MINUTE,
              2,
              "flood.underpasses-flooded",
              "flood.underpass-water",
              "both underpasses of a street fill"),
          new Shared(
              "gas-main",
              Kind.GAS_DETECTOR,
              COMMUNITY,
              Stream.METHANE,
              Event.Shape.PULSE,
              38,
              1,
              21,
              50 * MINUTE,
              2,
              "gas.leaks-in-community",
              "gas.leak",
              "a gas main breaks: both detectors of a community hear it"),
          new Shared(
              "county-jam",
              Kind.SECTION,
              COUNTY,
              Stream.SPEED,
              Event.Shape.HELD,
              8,
              7,
              18,
              60 * MINUTE,
              2,
              "traffic.sections-congested",
              "traffic.congestion",
              "all sections of a county jam"));

  /** The devices of each division that has at least two, in the order of the codes. */
  List<List<Device>> groups(SimWorld world) {
    TreeMap<String, List<Device>> groups = new TreeMap<>();
    for (Device device : world.devices(kind)) {
      groups.computeIfAbsent(of(device), k -> new ArrayList<>()).add(device);
    }
    return groups.values().stream().filter(group -> group.size() > 1).toList();
  }

  /** Code of the division that a device is of. */
  String of(Device device) {
    return device.division().substring(0, Math.min(digits, device.division().length()));
  }
}
