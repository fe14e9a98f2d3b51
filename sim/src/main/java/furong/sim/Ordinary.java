package furong.sim;

import java.time.Instant;
import java.time.ZoneId;

/**
 * What a device reads when nothing happens: the course of the day, differences between places and
 * days, and noise. A pure function of seed, device and time.
 */
final class Ordinary {

  private static final long HOUR_MS = 3_600_000;

  /** Lamps are lit below it: dusk, a few minutes after the sun has gone. */
  private static final double LAMPS_ON_LUX = 20;

  /** A pump is switched on a little under the level at which it must run. */
  private static final double PUMP_ON_M = -0.1;

  /** What a small drainage pump takes, kW. */
  private static final double PUMP_KW = 7;

  /** One look in a hundred: a passer-by, a parked cart. */
  private static final double TAKEN_FOR_A_HEAP = 0.01;

  private final long seed;
  private final ZoneId zone;

  Ordinary(long seed, ZoneId zone) {
    this.seed = seed;
    this.zone = zone;
  }

  /**
   * @param noise how many times the quick changes are as large as they should be
   */
  double read(Device device, Stream stream, long timeMs, double noise) {
    int i = device.index();
    int s = stream.ordinal();
    double spread = stream.spread();
    // places differ (the air by a fifth), days differ (by a quarter), minutes differ
    double place = 1 + spread * (2 * Dice.roll(seed, i, s, 3) - 1);
    double days = 1 + 1.25 * spread * Dice.wander(seed, 0, s, timeMs, 30 * HOUR_MS);
    double quick = quick(device, stream, timeMs, noise);
    double hour = hourOfDay(timeMs);
    return switch (stream) {
      case FILL -> Math.clamp(fill(device, timeMs) + quick, 0, 100);
      case RAIN -> rain(timeMs);
      case ROAD_WATER, UNDERPASS -> Math.max(0, quick + rain(timeMs) * 0.2);
      case TILT, SHIFT -> Math.max(0, quick);
      case WATER_LEVEL -> stream.base() * place + stream.swing() * days + quick;
      case OVER_WARNING -> stream.base() + stream.swing() * (days - 1) + quick;
      case SUMP -> sump(device, timeMs) + quick;
      case PUMP ->
          Math.max(0, (sump(device, timeMs) > PUMP_ON_M ? PUMP_KW : stream.base()) + quick);
      case LIGHT -> Math.max(0, light(hour) + quick);
      case LAMP -> Math.max(0, (light(hour) < LAMPS_ON_LUX ? stream.base() * place : 0) + quick);
      // the free flow of a section is its place's, as its speed is
      case FREE_SPEED ->
          stream.base() * (1 + spread * (2 * Dice.roll(seed, i, Stream.SPEED.ordinal(), 3) - 1));
      case LANES -> stream.base() * place;
      case HEAPS -> Dice.roll(seed, i, s, timeMs) < TAKEN_FOR_A_HEAP ? 1 : 0;
      case WEEKLY_CASES ->
          Math.max(0, (stream.base() + stream.swing() * winter(timeMs)) * place * days + quick);
      case HUMIDITY ->
          Math.clamp(stream.base() + stream.swing() * sun(hour) + 5 * (days - 1) + quick, 5, 100);
      case TEMPERATURE -> stream.base() + stream.swing() * sun(hour) + 12 * (days - 1) + quick;
      default ->
          Math.max(
              0, (stream.base() + stream.swing() * course(stream, hour)) * place * days + quick);
    };
  }

  /** The small quick changes: within the noise of the stream, times {@code noise}. */
  double quick(Device device, Stream stream, long timeMs, double noise) {
    int i = device.index();
    int s = stream.ordinal();
    return stream.noise()
        * noise
        * (0.7 * Dice.wander(seed, i, s + 100, timeMs, HOUR_MS / 4)
            + 0.3 * (2 * Dice.roll(seed, i, s + 200, timeMs) - 1));
  }

  /** -1 to 1: how far an ordinary day has taken a quantity at an hour. */
  private static double course(Stream stream, double hour) {
    return switch (stream) {
      case O3, OXYGEN -> sun(hour);
      case NOISE, CROWD ->
          hour < 6 || hour > 23 ? -1 : Math.max(bump(hour, 12, 5), bump(hour, 19, 3));
      default -> Math.max(bump(hour, 8.5, 2), bump(hour, 18.5, 2.5)) - 0.3;
    };
  }

  /** -1 before dawn to 1 at three in the afternoon. */
  private static double sun(double hour) {
    return Math.cos((hour - 15) / 24 * 2 * Math.PI);
  }

  /** 1 in the middle of January to -1 in the middle of July. */
  private double winter(long timeMs) {
    int day = Instant.ofEpochMilli(timeMs).atZone(zone).getDayOfYear();
    return Math.cos((day - 15) / 365.25 * 2 * Math.PI);
  }

  private static double bump(double hour, double centre, double width) {
    double d = (hour - centre) / width;
    return Math.exp(-d * d);
  }

  /** Lux on a light sensor: a day from half past six to half past six, two lux of the sky else. */
  private static double light(double hour) {
    double height = Math.cos((hour - 12.5) / 24 * 2 * Math.PI);
    return 2 + (height <= 0 ? 0 : Stream.LIGHT.base() * Math.pow(height, 1.5));
  }

  /** Fills and is pumped out again: metres over the start level. */
  private double sump(Device device, long timeMs) {
    return Stream.SUMP.base() + 0.45 * Dice.wander(seed, device.index(), 41, timeMs, HOUR_MS);
  }

  /** A shower now and then: wanders over the city's days, dry three quarters of the time. */
  private double rain(long timeMs) {
    return Math.max(0, Dice.wander(seed, 7, 7, timeMs, 5 * HOUR_MS) - 0.5) * 8;
  }

  /** Fills over a day and a half, then is emptied: at 78 %, as the round of the city plans it. */
  private double fill(Device device, long timeMs) {
    long cycle = 36 * HOUR_MS;
    long shifted = timeMs + (long) (Dice.roll(seed, device.index(), 5, 5) * cycle);
    return 78.0 * Math.floorMod(shifted, cycle) / cycle;
  }

  private double hourOfDay(long timeMs) {
    return Instant.ofEpochMilli(timeMs).atZone(zone).toLocalTime().toSecondOfDay() / 3_600.0;
  }
}
