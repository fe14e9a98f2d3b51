package furong.sim;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What will happen: the opening (so that a newcomer sees alerts within two minutes) and each day's
 * incidents and faults. A pure function of seed, world and the first start.
 */
final class Plan {

  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;

  /** Rule air.heavy-pollution warns when the hourly AQI has been over 200 for three hours. */
  private static final long HEAVY_FOR = 3 * HOUR;

  /**
   * PM2.5 of the opening's pollution, ug/m3: 85 % of it is 144.5, safely below the 150 where AQI
   * 200 is reached, and itself safely above.
   */
  private static final double HEAVY_PM25 = 170;

  /** PM10 beside it: AQI 150 at most, so that PM2.5 stays the primary pollutant. */
  private static final double HEAVY_PM10 = 220;

  /**
   * Rule air.sudden-rise asks for 80 ug/m3 within three hours and 115 in the end: well over both.
   */
  private static final double SUDDEN_PM25 = 150;

  /** The opening's fresh alert comes between one and two minutes after the start. */
  private static final long OPENING_FROM = MINUTE;

  private static final long OPENING_UNTIL = 2 * MINUTE;

  /** Three neighbours: enough to look like weather, not so many that the queue is full of it. */
  private static final int HEAVY_STATIONS = 3;

  private final SimWorld world;
  private final ZoneId zone;

  /**
   * What happens once a day to one device of a kind.
   *
   * @param fromHour earliest local hour that it begins at
   * @param toHour latest local hour that it begins at
   * @param length ms
   * @param size what it adds to the readings of the stream, in its unit
   */
  private record Daily(
      String what,
      Kind kind,
      Stream stream,
      int fromHour,
      int toHour,
      long length,
      double size,
      String note) {}

  private static final List<Daily> EVERY_DAY =
      List.of(
          new Daily(
              "burning",
              Kind.AIR_STATION,
              Stream.PM25,
              8,
              20,
              2 * HOUR,
              SUDDEN_PM25,
              "open burning beside one station"),
          new Daily(
              "flood",
              Kind.ROAD_WATER,
              Stream.ROAD_WATER,
              5,
              22,
              90 * MINUTE,
              32,
              "a blocked gully: water on the road"),
          new Daily(
              "leak", Kind.GAS_DETECTOR, Stream.METHANE, 0, 23, 40 * MINUTE, 38, "a gas leak"),
          new Daily(
              "crowd", Kind.CROWD_COUNTER, Stream.CROWD, 15, 20, 2 * HOUR, 900, "a crowd gathers"),
          new Daily(
              "night-work",
              Kind.NOISE_METER,
              Stream.NOISE,
              22,
              23,
              2 * HOUR,
              24,
              "building works at night"),
          new Daily("jam", Kind.TRAFFIC, Stream.SPEED, 7, 18, HOUR, -30, "a traffic jam"),
          new Daily(
              "burst", Kind.PIPE, Stream.PRESSURE, 0, 23, 3 * HOUR, -0.18, "a water main bursts"),
          new Daily(
              "cover",
              Kind.MANHOLE,
              Stream.TILT,
              0,
              23,
              4 * HOUR,
              48,
              "a manhole cover is lifted"));

  Plan(SimWorld world, ZoneId zone) {
    this.world = world;
    this.zone = zone;
  }

  /** The opening of a world that was first started at {@code bornMs}. */
  List<Event> opening(long bornMs) {
    List<Event> events = new ArrayList<>();
    List<Device> stations = world.devices(Kind.AIR_STATION);
    if (stations.isEmpty()) {
      return events;
    }
    Device fresh = speakingSoon(stations, bornMs);
    long now = bornMs + OPENING_FROM;
    String county = "";
    for (Device station : neighbours(stations, fresh)) {
      // over 200 from a reading on, so that the three hours end with a reading about the start
      long period = station.kind().period().toMillis();
      long over = station.slotAtOrBefore(now, period) - HEAVY_FOR;
      long half = 9 * HOUR;
      county = station.division().substring(0, 6);
      String id = "opening-heavy-" + station.key();
      events.add(
          incident(
              id,
              station,
              Stream.PM25,
              Event.Shape.BUILD_UP,
              over - half,
              over + half,
              HEAVY_PM25,
              "slow build-up of PM2.5 in county " + county + "; AQI over 200 for hours"));
      events.add(
          incident(
              id + "-pm10",
              station,
              Stream.PM10,
              Event.Shape.BUILD_UP,
              over - half,
              over + half,
              HEAVY_PM10,
              "PM10 of the same episode"));
    }
    events.add(
        incident(
            "opening-sudden",
            fresh,
            Stream.PM25,
            Event.Shape.PULSE,
            bornMs - MINUTE,
            bornMs + 2 * HOUR,
            SUDDEN_PM25,
            "open burning beside one station"));
    List<Device> others =
        stations.stream()
            .filter(s -> events.stream().noneMatch(e -> e.devices().contains(s.key())))
            .toList();
    if (others.isEmpty()) {
      return events;
    }
    Device mute = others.get(Dice.pick(others.size(), world.seed(), bornMs, 9, 9));
    events.add(
        new Event(
            "opening-silent",
            Event.What.FAULT,
            Event.Shape.SILENT,
            Set.of(mute.key()),
            null,
            bornMs + 10 * MINUTE,
            bornMs + 5 * HOUR,
            0,
            "an air station loses its connection"));
    return events;
  }

  /** All events; what a day would do to a device of the opening is left out, so that it is seen. */
  static List<Event> together(List<Event> opening, Collection<List<Event>> days) {
    Set<String> taken = new HashSet<>();
    opening.forEach(event -> taken.addAll(event.devices()));
    List<Event> all = new ArrayList<>(opening);
    for (List<Event> day : days) {
      day.stream().filter(e -> e.devices().stream().noneMatch(taken::contains)).forEach(all::add);
    }
    return all;
  }

  private Device speakingSoon(List<Device> stations, long bornMs) {
    for (Device station : stations) {
      long slot =
          station.slotAtOrBefore(bornMs + OPENING_UNTIL, station.kind().period().toMillis());
      if (slot >= bornMs + OPENING_FROM) {
        return station;
      }
    }
    return stations.getFirst();
  }

  /** Other stations, the nearest to {@code to} first. */
  private static List<Device> neighbours(List<Device> stations, Device to) {
    return stations.stream()
        .filter(station -> !station.equals(to))
        .sorted(
            Comparator.comparingDouble((Device d) ->
                Math.hypot(d.place().lng() - to.place().lng(), d.place().lat() - to.place().lat())))
        .limit(HEAVY_STATIONS)
        .toList();
  }

  /** What a local day brings. */
  List<Event> day(LocalDate day) {
    List<Event> events = new ArrayList<>();
    long midnight = day.atStartOfDay(zone).toInstant().toEpochMilli();
    for (Daily daily : EVERY_DAY) {
      one(events, day, midnight, daily);
    }
    for (Device device : world.devices()) {
      @Nullable Event fault = fault(device, day, midnight);
      if (fault != null) {
        events.add(fault);
      }
    }
    return events;
  }

  private void one(List<Event> events, LocalDate day, long midnight, Daily daily) {
    List<Device> devices = world.devices(daily.kind());
    if (devices.isEmpty()) {
      return;
    }
    long dice = day.toEpochDay();
    int salt = daily.kind().ordinal() + 40;
    Device device = devices.get(Dice.pick(devices.size(), world.seed(), dice, salt, 1));
    long minutes =
        Dice.pick((daily.toHour() - daily.fromHour()) * 60 + 1, world.seed(), dice, salt, 2);
    long start = midnight + daily.fromHour() * HOUR + minutes * MINUTE;
    events.add(
        incident(
            daily.what() + "-" + day,
            device,
            daily.stream(),
            Event.Shape.PULSE,
            start,
            start + daily.length(),
            daily.size(),
            daily.note()));
  }

  /** One device in thirty has a fault on a day. */
  private @Nullable Event fault(Device device, LocalDate day, long midnight) {
    long dice = day.toEpochDay();
    double roll = Dice.roll(world.seed(), device.index(), dice, 77);
    if (roll >= 1 / 30.0) {
      return null;
    }
    long start = midnight + Dice.pick(24 * 60, world.seed(), device.index(), dice, 78) * MINUTE;
    long hours = 1 + Dice.pick(6, world.seed(), device.index(), dice, 79);
    String id = "fault-" + day + "-" + device.key();
    return switch (Dice.pick(4, world.seed(), device.index(), dice, 80)) {
      case 0 -> fault(id, device, Event.Shape.SILENT, start, hours, 0, "the sensor is silent");
      case 1 -> fault(id, device, Event.Shape.STUCK, start, hours, 0, "the sensor is stuck");
      case 2 ->
          fault(id, device, Event.Shape.SPIKES, start, hours, 3, "one reading in ten is wild");
      default -> fault(id, device, Event.Shape.NOISY, start, hours, 4, "the sensor is noisy");
    };
  }

  private static Event fault(
      String id,
      Device device,
      Event.Shape shape,
      long start,
      long hours,
      double size,
      String note) {
    return new Event(
        id,
        Event.What.FAULT,
        shape,
        Set.of(device.key()),
        null,
        start,
        start + hours * HOUR,
        size,
        note);
  }

  private static Event incident(
      String id,
      Device device,
      Stream stream,
      Event.Shape shape,
      long start,
      long end,
      double size,
      String note) {
    return new Event(
        id, Event.What.INCIDENT, shape, Set.of(device.key()), stream, start, end, size, note);
  }
}
