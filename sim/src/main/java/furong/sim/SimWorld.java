package furong.sim;

import furong.base.DivisionLevel;
import furong.base.Text;
import furong.city.CityProfile;
import furong.city.Division;
import furong.city.Divisions;
import furong.geo.LngLat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where the devices stand: each kind is spread over all streets before a street gets a second one
 * of it; some kinds stand together. The same city, seed and count give the same world.
 */
final class SimWorld {

  private final long seed;

  /** Eighty metres east of the regulator, as degrees of longitude at 30 degrees north. */
  private static final double BESIDE = 80 / (111_320 * Math.cos(Math.toRadians(30)));

  private final List<Device> devices;
  private final Map<Kind, List<Device>> byKind;

  private SimWorld(long seed, List<Device> devices) {
    this.seed = seed;
    this.devices = List.copyOf(devices);
    this.byKind = devices.stream().collect(Collectors.groupingBy(Device::kind));
  }

  static SimWorld of(CityProfile city, long seed, int count) {
    Divisions all = city.divisions();
    List<Device> devices = new ArrayList<>();
    int percent = 0;
    int before = 0;
    for (Kind kind : Kind.values()) {
      percent += kind.percent();
      int until = count * percent / 100;
      List<Division> streets = shuffled(all.list(DivisionLevel.STREET), seed, kind.ordinal());
      for (int i = 0; i < until - before; i++) {
        Division street = streets.get(i / kind.together() % streets.size());
        int group = kind.inOneCommunity() ? devices.size() - i % kind.together() : devices.size();
        Division spot = spot(all, street, seed, devices.size(), group);
        Device device =
            new Device(
                devices.size(),
                String.format(Locale.ROOT, "%s-%04d", kind.code(), i + 1),
                kind,
                name(street, kind, i + 1),
                spot.code(),
                spot.centre());
        devices.add(kind == Kind.DIG_SITE ? besideRegulator(device, i, devices, all) : device);
      }
      before = until;
    }
    return new SimWorld(seed, devices);
  }

  /** What is dug up lies beside the gas regulator of the same number, while there is one. */
  private static Device besideRegulator(
      Device site, int number, List<Device> all, Divisions divisions) {
    List<Device> regulators = all.stream().filter(d -> d.kind() == Kind.GAS_REGULATOR).toList();
    if (number >= regulators.size()) {
      return site;
    }
    Device by = regulators.get(number);
    return new Device(
        site.index(),
        site.key(),
        site.kind(),
        divisions
            .ancestor(by.division(), DivisionLevel.STREET)
            .map(street -> name(street, site.kind(), number + 1))
            .orElse(site.name()),
        by.division(),
        LngLat.of(by.place().lng() + BESIDE, by.place().lat()));
  }

  private static Text name(Division street, Kind kind, int number) {
    return Text.of(
        street.name().zh() + kind.title().zh() + number + "号（模拟）",
        street.name().en() + " " + kind.title().en() + " " + number + " (simulated)");
  }

  private static List<Division> shuffled(List<Division> streets, long seed, int kind) {
    List<Division> order = new ArrayList<>(streets);
    order.sort(
        Comparator.comparingLong(
            (Division d) -> Dice.hash(seed, Long.parseLong(d.code()), kind, 1)));
    return order;
  }

  /**
   * A division at the bottom of the tree under {@code street}.
   *
   * @param group the first of those that share its community
   */
  private static Division spot(Divisions all, Division street, long seed, int device, int group) {
    Division at = street;
    List<Division> below = all.children(at.code());
    while (!below.isEmpty()) {
      int who = at == street ? group : device;
      at = below.get(Dice.pick(below.size(), seed, who, at.level().ordinal(), 2));
      below = all.children(at.code());
    }
    return at;
  }

  long seed() {
    return seed;
  }

  List<Device> devices() {
    return devices;
  }

  List<Device> devices(Kind kind) {
    return byKind.getOrDefault(kind, List.of());
  }
}
