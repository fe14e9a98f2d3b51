package furong.sim;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What a device reads at an instant: a pure function of seed, device, time and the events, so that
 * a restarted simulator says the same again.
 */
final class Signal {

  private static final long HOUR_MS = 3_600_000;

  /**
   * PULSE: how fast an incident comes. Two minutes: sudden for an hourly rule, not for a physicist.
   */
  private static final long ONSET_MS = 120_000;

  /** BUILD_UP: share of the size that the climb reaches before it holds. */
  private static final double CLIMBED = 0.85;

  private final long seed;
  private final Ordinary ordinary;
  private final Map<String, List<Event>> byDevice = new HashMap<>();

  Signal(long seed, ZoneId zone, List<Event> events) {
    this.seed = seed;
    this.ordinary = new Ordinary(seed, zone);
    for (Event event : events) {
      for (String device : event.devices()) {
        byDevice.computeIfAbsent(device, key -> new ArrayList<>()).add(event);
      }
    }
  }

  /** The reading, rounded as the device rounds; empty when it is silent. */
  OptionalDouble read(Device device, Stream stream, long timeMs) {
    List<Event> events = byDevice.getOrDefault(device.key(), List.of());
    double noise = 1;
    long at = timeMs;
    for (Event event : events) {
      if (event.touches(device, stream, timeMs)) {
        switch (event.shape()) {
          case SILENT -> {
            return OptionalDouble.empty();
          }
          case STUCK -> at = event.startMs();
          case NOISY -> noise = event.size();
          default -> {}
        }
      }
    }
    double value = ordinary.read(device, stream, at, noise);
    for (Event event : events) {
      if (event.touches(device, stream, at)) {
        value = changed(event, device, stream, at, value, noise);
      }
    }
    return OptionalDouble.of(rounded(stream, value));
  }

  private double changed(
      Event event, Device device, Stream stream, long at, double value, double noise) {
    return switch (event.shape()) {
      case PULSE -> value + event.size() * strength(event, at);
      case BUILD_UP -> buildUp(event, device, stream, at, value);
      case HELD -> event.size();
      case AROUND -> event.size() + ordinary.quick(device, stream, at, noise);
      case DRIFT -> value + event.size() * drift(event, stream, at);
      case SPIKES ->
          Dice.roll(seed, device.index(), stream.ordinal(), at) < 0.1
              ? value + event.size() * (Math.abs(value) + stream.noise())
              : value;
      default -> value;
    };
  }

  /** 0 to 1: up within the onset, down within the last tenth. */
  private static double strength(Event event, long at) {
    double up = (double) (at - event.startMs()) / ONSET_MS;
    double down = (double) (event.endMs() - at) / ((event.endMs() - event.startMs()) / 10.0);
    return Math.clamp(Math.min(up, down), 0, 1);
  }

  /** What a drift of size 1 has come to. */
  private static double drift(Event event, Stream stream, long at) {
    double part = (double) (at - event.startMs()) / (event.endMs() - event.startMs());
    return part * (0.1 * Math.abs(stream.base()) + 2 * stream.noise());
  }

  private double buildUp(Event event, Device device, Stream stream, long at, double usual) {
    long half = (event.endMs() - event.startMs()) / 2;
    long since = at - event.startMs();
    double quiet = ordinary.read(device, stream, event.startMs(), 0);
    // the small unrest of such a day: 2 %
    double unrest =
        1 + 0.02 * Dice.wander(seed, device.index(), 31 + stream.ordinal(), at, HOUR_MS / 6);
    if (since < half) {
      return (quiet + (CLIMBED * event.size() - quiet) * since / half) * unrest;
    }
    // the last tenth leads back to the ordinary value
    double left = Math.clamp((event.endMs() - at) / (0.2 * half), 0, 1);
    return left * event.size() * unrest + (1 - left) * usual;
  }

  private static double rounded(Stream stream, double value) {
    return BigDecimal.valueOf(value)
        .setScale(stream.decimals(), RoundingMode.HALF_EVEN)
        .doubleValue();
  }
}
