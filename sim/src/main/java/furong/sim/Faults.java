package furong.sim;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong with sensors, whatever the city does. A pure function of seed, device and day.
 */
final class Faults {

  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;

  /**
   * Gaps that mean nothing last at least this share of what a rule calls silence, and some minutes
   * more: 21 to 25 of 30 minutes, and of three hours two and some.
   */
  private static final double NEAR = 0.7;

  /** The same of devices that no rule watches: longer than a report. */
  private static final long SHORT_GAP = 10 * MINUTE;

  /** Gaps that mean something: longer than the three hours that the slowest rule waits. */
  private static final long LONG_GAP = 4 * HOUR;

  /** Two gaps in five are longer than that by this alone: two reports of the slower devices. */
  private static final long JUST = 10 * MINUTE;

  private final long seed;

  Faults(long seed) {
    this.seed = seed;
  }

  /** One device in thirty has a fault on a day. */
  @Nullable Event of(Device device, LocalDate day, long midnight) {
    long dice = day.toEpochDay();
    double roll = Dice.roll(seed, device.index(), dice, 77);
    if (roll >= 1 / 30.0) {
      return null;
    }
    long start = midnight + Dice.pick(24 * 60, seed, device.index(), dice, 78) * MINUTE;
    long length = (1 + Dice.pick(6, seed, device.index(), dice, 79)) * HOUR;
    long gap = Dice.pick(5, seed, device.index(), dice, 81);
    String rule = device.kind().silence();
    List<String> watched = rule.isEmpty() ? List.of() : List.of(rule);
    long after = device.kind().silentAfter().toMillis();
    long quiet = watched.isEmpty() ? SHORT_GAP : (long) (NEAR * after);
    return switch (Dice.pick(6, seed, device.index(), dice, 80)) {
      case 0 ->
          fault(
              device,
              day,
              Event.Shape.SILENT,
              start,
              gap < 2 && !watched.isEmpty() ? after + JUST : LONG_GAP + gap * HOUR,
              0,
              watched,
              "silent");
      case 1 ->
          fault(
                  device,
                  day,
                  Event.Shape.SILENT,
                  start,
                  quiet + gap * MINUTE,
                  0,
                  "silent for a while")
              .shortOf(watched);
      case 2 -> fault(device, day, Event.Shape.STUCK, start, length, 0, "stuck");
      case 3 ->
          fault(device, day, Event.Shape.SPIKES, start, length, 3, "wild at one reading in ten");
      case 4 ->
          fault(device, day, Event.Shape.DRIFT, start, 2 * length, gap < 2 ? -1 : 1, "drifting");
      default -> fault(device, day, Event.Shape.NOISY, start, length, 4, "noisy");
    };
  }

  private static Event fault(
      Device device,
      LocalDate day,
      Event.Shape shape,
      long start,
      long length,
      double size,
      String note) {
    return fault(device, day, shape, start, length, size, List.of(), note);
  }

  private static Event fault(
      Device device,
      LocalDate day,
      Event.Shape shape,
      long start,
      long length,
      double size,
      List<String> rules,
      String note) {
    return new Event(
        "fault-" + day + "-" + device.key(),
        Event.What.FAULT,
        shape,
        Set.of(device.key()),
        null,
        start,
        start + length,
        size,
        rules,
        List.of(),
        "the sensor is " + note);
  }
}
