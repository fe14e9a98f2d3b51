package furong.sim;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
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
  private final ZoneId zone;
  private final Map<String, List<Event>> byDevice = new HashMap<>();

  Signal(long seed, ZoneId zone, List<Event> events) {
    this.seed = seed;
    this.zone = zone;
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
    double value = ordinary(device, stream, at, noise);
    for (Event event : events) {
      if (event.touches(device, stream, at)) {
        value = changed(event, device, stream, at, value);
      }
    }
    return OptionalDouble.of(rounded(stream, value));
  }

  private double changed(Event event, Device device, Stream stream, long at, double value) {
    return switch (event.shape()) {
      case PULSE -> value + event.size() * strength(event, at);
      case BUILD_UP -> buildUp(event, device, stream, at, value);
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

  private double buildUp(Event event, Device device, Stream stream, long at, double ordinary) {
    long half = (event.endMs() - event.startMs()) / 2;
    long since = at - event.startMs();
    double quiet = ordinary(device, stream, event.startMs(), 0);
    // the small unrest of such a day: 2 %
    double unrest =
        1 + 0.02 * Dice.wander(seed, device.index(), 31 + stream.ordinal(), at, HOUR_MS / 6);
    if (since < half) {
      return (quiet + (CLIMBED * event.size() - quiet) * since / half) * unrest;
    }
    // the last tenth leads back to the ordinary value
    double left = Math.clamp((event.endMs() - at) / (0.2 * half), 0, 1);
    return left * event.size() * unrest + (1 - left) * ordinary;
  }

  private double ordinary(Device device, Stream stream, long timeMs, double noise) {
    double hour = hourOfDay(timeMs);
    int i = device.index();
    int s = stream.ordinal();
    // places differ (the air by a fifth), days differ (by a quarter), minutes differ
    double place = 1 + spread(stream) * (2 * Dice.roll(seed, i, s, 3) - 1);
    double days = 1 + 1.25 * spread(stream) * Dice.wander(seed, 0, s, timeMs, 30 * HOUR_MS);
    double quick =
        stream.noise()
            * noise
            * (0.7 * Dice.wander(seed, i, s + 100, timeMs, HOUR_MS / 4)
                + 0.3 * (2 * Dice.roll(seed, i, s + 200, timeMs) - 1));
    return switch (stream) {
      case FILL -> Math.clamp(fill(device, timeMs) + quick, 0, 100);
      case RAIN -> rain(timeMs);
      case ROAD_WATER -> Math.max(0, quick + rain(timeMs) * 0.2);
      case TILT -> Math.max(0, quick);
      case WATER_LEVEL -> stream.base() * place + stream.swing() * days + quick;
      case HUMIDITY ->
          Math.clamp(stream.base() + stream.swing() * sun(hour) + 5 * (days - 1) + quick, 5, 100);
      case TEMPERATURE -> stream.base() + stream.swing() * sun(hour) + 12 * (days - 1) + quick;
      default ->
          Math.max(
              0, (stream.base() + stream.swing() * course(stream, hour)) * place * days + quick);
    };
  }

  /** How much places differ: levels that are engineered or logarithmic differ little. */
  private static double spread(Stream stream) {
    return switch (stream) {
      case NOISE, PRESSURE -> 0.03;
      case SPEED -> 0.1;
      default -> 0.2;
    };
  }

  /** -1 to 1: how far an ordinary day has taken a quantity at an hour. */
  private static double course(Stream stream, double hour) {
    return switch (stream) {
      case O3 -> sun(hour);
      case NOISE, CROWD ->
          hour < 6 || hour > 23 ? -1 : Math.max(bump(hour, 12, 5), bump(hour, 19, 3));
      default -> Math.max(bump(hour, 8.5, 2), bump(hour, 18.5, 2.5)) - 0.3;
    };
  }

  /** -1 before dawn to 1 at three in the afternoon. */
  private static double sun(double hour) {
    return Math.cos((hour - 15) / 24 * 2 * Math.PI);
  }

  private static double bump(double hour, double centre, double width) {
    double d = (hour - centre) / width;
    return Math.exp(-d * d);
  }

  /** A shower now and then: wanders over the city's days, dry three quarters of the time. */
  private double rain(long timeMs) {
    return Math.max(0, Dice.wander(seed, 7, 7, timeMs, 5 * HOUR_MS) - 0.5) * 8;
  }

  /** Fills over a day and a half, then is emptied. */
  private double fill(Device device, long timeMs) {
    long cycle = 36 * HOUR_MS;
    long shifted = timeMs + (long) (Dice.roll(seed, device.index(), 5, 5) * cycle);
    return 95.0 * Math.floorMod(shifted, cycle) / cycle;
  }

  private double hourOfDay(long timeMs) {
    return Instant.ofEpochMilli(timeMs).atZone(zone).toLocalTime().toSecondOfDay() / 3_600.0;
  }

  private static double rounded(Stream stream, double value) {
    return BigDecimal.valueOf(value)
        .setScale(stream.decimals(), RoundingMode.HALF_EVEN)
        .doubleValue();
  }
}
