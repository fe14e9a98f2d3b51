package furong.sim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * What a newcomer sees within two minutes of the first start: heavy air over some stations, a fresh
 * alert, and a station that falls silent. A pure function of world and start.
 */
final class Opening {

  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;

  /** Rule air.heavy-pollution warns when the hourly AQI has been over 200 for three hours. */
  private static final long HEAVY_FOR = 3 * HOUR;

  /** The opening's fresh alert comes between one and two minutes after the start. */
  private static final long OPENING_FROM = MINUTE;

  private static final long OPENING_UNTIL = 2 * MINUTE;

  /**
   * Seven minutes before: the reading five minutes before the fresh one shows the rise already, and
   * the rule, which wants two in a row, tells at the fresh one.
   */
  private static final long OPENING_RISE = 7 * MINUTE;

  /** Three neighbours: enough to look like weather, not so many that the queue is full of it. */
  private static final int HEAVY_STATIONS = 3;

  private Opening() {}

  /** Of a world that was first started at {@code bornMs}. */
  static List<Event> of(SimWorld world, long bornMs) {
    List<Event> events = new ArrayList<>();
    List<Device> stations = world.devices(Kind.AIR_STATION);
    if (stations.isEmpty()) {
      return events;
    }
    Device fresh = speakingSoon(stations, bornMs);
    for (Device station : neighbours(stations, fresh)) {
      events.addAll(heavy(station, bornMs + OPENING_FROM));
    }
    events.add(
        Event.incident(
            "opening-sudden",
            fresh,
            Stream.PM25,
            Event.Shape.PULSE,
            bornMs - OPENING_RISE,
            bornMs + 2 * HOUR,
            Incident.SUDDEN_PM25,
            List.of("air.sudden-rise"),
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
            List.of(Kind.AIR_STATION.silence()),
            List.of(),
            "an air station loses its connection"));
    return events;
  }

  /** Heavy pollution whose three hours over AQI 200 end with a reading about {@code now}. */
  private static List<Event> heavy(Device station, long now) {
    long over = station.slotAtOrBefore(now, station.kind().period().toMillis()) - HEAVY_FOR;
    long half = 9 * HOUR;
    String county = station.division().substring(0, 6);
    String id = "opening-heavy-" + station.key();
    return List.of(
        Event.incident(
            id,
            station,
            Stream.PM25,
            Event.Shape.BUILD_UP,
            over - half,
            over + half,
            Incident.HEAVY_PM25,
            List.of("air.heavy-pollution"),
            "slow build-up of PM2.5 in county " + county + "; AQI over 200 for hours"),
        Event.incident(
            id + "-pm10",
            station,
            Stream.PM10,
            Event.Shape.BUILD_UP,
            over - half,
            over + half,
            Incident.HEAVY_PM10,
            List.of(),
            "PM10 of the same episode"));
  }

  private static Device speakingSoon(List<Device> stations, long bornMs) {
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
}
