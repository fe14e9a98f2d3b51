package furong.sim;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Heavy air over all stations of the city at once, so that a whole day of the city is a day of
 * heavy pollution, and a week before a day that just is not. Only in a world that detection is
 * measured in: in thirty days one of each.
 *
 * <p>The air climbs for thirty hours, so that no hour is a sudden rise, stands for the whole day
 * that is meant, and is gone the next morning. Nothing else happens to the stations meanwhile: it
 * could not be told apart.
 */
final class HeavyDays {

  private static final long HOUR = 3_600_000;

  /** Months have different lengths, and one such day is enough for the rule of a month. */
  private static final int EVERY_DAYS = 30;

  /** The climb begins so long before the midnight of the day that is meant. */
  private static final long CLIMB = 30 * HOUR;

  /** The day that the climb begins on is two days before the one that is meant. */
  private static final int DAYS_BEFORE = 2;

  /** AQI 200 is reached at 150 ug/m3. */
  private static final double HEAVY = 165;

  /** AQI 186, by HJ 633: 150 + 50 x (140 - 115) / (150 - 115). */
  private static final double NEARLY = 140;

  /** AQI 150 at most, so that PM2.5 stays the primary pollutant. */
  private static final double PM10 = 215;

  /** Days of the count since 1970: the near one is nine days before the heavy one. */
  private static final int HEAVY_ON = 4;

  private static final int NEARLY_ON = 25;

  static final String OF_CITY = "air.heavy-day-counted";
  private static final String OF_STATION = "air.heavy-pollution";

  private HeavyDays() {}

  /** Whether the stations are taken on a day or could still be by what begins on it. */
  static boolean takes(LocalDate day) {
    for (int back = -3; back <= 3; back++) {
      int turn = turn(day.minusDays(back));
      if (turn == HEAVY_ON || turn == NEARLY_ON) {
        return true;
      }
    }
    return false;
  }

  private static int turn(LocalDate day) {
    return (int) Math.floorMod(day.toEpochDay(), (long) EVERY_DAYS);
  }

  /** What begins on a day. */
  static List<Event> of(LocalDate day, long midnight, List<Device> stations) {
    boolean heavy = turn(day) == HEAVY_ON;
    if (!heavy && turn(day) != NEARLY_ON) {
      return List.of();
    }
    long start = midnight + DAYS_BEFORE * 24 * HOUR - CLIMB;
    List<Event> events = new ArrayList<>();
    for (Device station : stations) {
      boolean first = station.equals(stations.getFirst());
      List<String> rules = first ? List.of(OF_STATION, OF_CITY) : List.of(OF_STATION);
      String id = (heavy ? "city-air-" : "near-city-air-") + day + "-" + station.key();
      Event air =
          event(id, station, Stream.PM25, start, heavy ? HEAVY : NEARLY, heavy ? rules : List.of());
      events.add(heavy ? air : air.shortOf(rules));
      events.add(event(id + "-pm10", station, Stream.PM10, start, PM10, List.of()));
    }
    return events;
  }

  private static Event event(
      String id, Device station, Stream stream, long start, double size, List<String> rules) {
    return Event.incident(
        id,
        station,
        stream,
        Event.Shape.BUILD_UP,
        start,
        start + 2 * CLIMB,
        size,
        rules,
        "heavy air over the whole city");
  }
}
