package furong.sim;

import furong.base.DivisionLevel;
import furong.base.Text;
import furong.city.CityProfile;
import furong.city.Division;
import furong.city.Divisions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Where the devices stand: each kind is spread over all streets before a street gets a second one
 * of it; underpasses come in pairs. The same city, seed and count give the same world.
 */
final class SimWorld {

  private final long seed;
  private final List<Device> devices;

  private SimWorld(long seed, List<Device> devices) {
    this.seed = seed;
    this.devices = List.copyOf(devices);
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
        Division spot = spot(all, street, seed, devices.size());
        devices.add(
            new Device(
                devices.size(),
                String.format(Locale.ROOT, "%s-%04d", kind.code(), i + 1),
                kind,
                name(street, kind, i + 1),
                spot.code(),
                spot.centre()));
      }
      before = until;
    }
    return new SimWorld(seed, devices);
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

  /** A division at the bottom of the tree under {@code street}. */
  private static Division spot(Divisions all, Division street, long seed, int device) {
    Division at = street;
    List<Division> below = all.children(at.code());
    while (!below.isEmpty()) {
      at = below.get(Dice.pick(below.size(), seed, device, at.level().ordinal(), 2));
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
    return devices.stream().filter(d -> d.kind() == kind).toList();
  }
}
