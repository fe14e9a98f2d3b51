package furong.sim;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
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

  /** Gaps that mean nothing: shorter than any rule calls silence, and longer than a report. */
  private static final long SHORT_GAP = 10 * MINUTE;

  /** Gaps that mean something: longer than the three hours that the slowest rule waits. */
  private static final long LONG_GAP = 4 * HOUR;

  /** Every second day: as often as other things that reach beyond one device. */
  private static final int STREET_EVERY_DAYS = 2;

  private static final String UNDERPASS_RULE = "flood.underpass-water";
  private static final String STREET_RULE = "flood.underpasses-flooded";

  private final SimWorld world;
  private final ZoneId zone;
  private final int rounds;

  Plan(SimWorld world, ZoneId zone) {
    this(world, zone, 1);
  }

  /**
   * @param rounds how often each kind of incident happens on its day, each time to another device
   */
  Plan(SimWorld world, ZoneId zone, int rounds) {
    this.world = world;
    this.zone = zone;
    this.rounds = rounds;
  }

  /** The opening of a world that was first started at {@code bornMs}. */
  List<Event> opening(long bornMs) {
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
        incident(
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
        incident(
            id,
            station,
            Stream.PM25,
            Event.Shape.BUILD_UP,
            over - half,
            over + half,
            Incident.HEAVY_PM25,
            List.of("air.heavy-pollution"),
            "slow build-up of PM2.5 in county " + county + "; AQI over 200 for hours"),
        incident(
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
    List<Event> events = new ArrayList<>(incidents(day));
    // a device that something happens to has no fault: what it does not see nobody can find
    Set<String> busy = new HashSet<>();
    for (int back = -1; back <= Incident.NO_LONGER_THAN_DAYS; back++) {
      incidents(day.minusDays(back)).forEach(event -> busy.addAll(event.devices()));
    }
    long midnight = midnight(day);
    for (Device device : world.devices()) {
      @Nullable Event fault = busy.contains(device.key()) ? null : fault(device, day, midnight);
      if (fault != null) {
        events.add(fault);
      }
    }
    return events;
  }

  private long midnight(LocalDate day) {
    return day.atStartOfDay(zone).toInstant().toEpochMilli();
  }

  private List<Event> incidents(LocalDate day) {
    List<Event> events = new ArrayList<>(single(day));
    if (day.toEpochDay() % STREET_EVERY_DAYS == 0) {
      events.addAll(street(day));
    }
    return events;
  }

  /** Both underpasses of a street fill at once, in one where nothing else happens these days. */
  private List<Event> street(LocalDate day) {
    Set<String> busy = new HashSet<>();
    for (int back = -1; back <= 1; back++) {
      single(day.minusDays(back)).forEach(event -> busy.addAll(event.devices()));
    }
    List<Device> all = world.devices(Kind.UNDERPASS);
    int pairs = all.size() / 2;
    for (int k = 0; k < pairs; k++) {
      int pair = (int) ((day.toEpochDay() / STREET_EVERY_DAYS + k) % pairs);
      List<Device> two = all.subList(2 * pair, 2 * pair + 2);
      if (two.stream().noneMatch(d -> busy.contains(d.key()))) {
        int minute = Dice.pick(17 * 60, world.seed(), day.toEpochDay(), pair, 3);
        long start = midnight(day) + 5 * HOUR + minute * MINUTE;
        return List.of(
            inStreet(two.get(0), day, start, List.of(UNDERPASS_RULE, STREET_RULE)),
            inStreet(two.get(1), day, start, List.of(UNDERPASS_RULE)));
      }
    }
    return List.of();
  }

  /** How many underpasses fill in pairs in so many days, on average. */
  static double inStreets(int days) {
    return 2.0 * days / STREET_EVERY_DAYS;
  }

  private static Event inStreet(Device device, LocalDate day, long start, List<String> rules) {
    return incident(
        "street-flood-" + day + "-" + device.key(),
        device,
        Stream.UNDERPASS,
        Event.Shape.PULSE,
        start,
        start + 90 * MINUTE,
        45,
        rules,
        "both underpasses of a street fill");
  }

  private List<Event> single(LocalDate day) {
    List<Event> events = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      List<Incident> all = Incident.ALL.stream().filter(i -> i.kind() == kind).toList();
      List<Device> devices = world.devices(kind);
      int slots = all.size() * rounds;
      for (int slot = 0; slot < slots && !devices.isEmpty(); slot++) {
        Incident incident = all.get(slot % all.size());
        // every slot of a day has another device, and the next day goes on behind them
        long turn = Dice.pick(devices.size(), world.seed(), kind.ordinal(), 40, 1);
        turn += day.toEpochDay() * slots + slot;
        if (day.toEpochDay() % incident.everyDays() == 0) {
          Device device = devices.get((int) (turn % devices.size()));
          events.addAll(plant(incident, device, day, slot));
        }
      }
    }
    return events;
  }

  private List<Event> plant(Incident incident, Device device, LocalDate day, int slot) {
    int minutes = (incident.toHour() - incident.fromHour()) * 60 + 1;
    int salt = 100 * device.kind().ordinal() + slot;
    long start =
        midnight(day)
            + incident.fromHour() * HOUR
            + Dice.pick(minutes, world.seed(), day.toEpochDay(), salt, 2) * MINUTE;
    List<Event> events = new ArrayList<>();
    for (Incident.Change change : incident.changes()) {
      // the first change is the incident, the others belong to it
      boolean first = events.isEmpty();
      events.add(
          incident(
              incident.what()
                  + "-"
                  + day
                  + (slot == 0 ? "" : "-" + slot)
                  + (first ? "" : "-" + change.stream().name().toLowerCase(Locale.ROOT)),
              device,
              change.stream(),
              change.shape(),
              start,
              start + incident.lengthMs(),
              change.size(),
              first ? incident.rules() : List.of(),
              incident.note()));
    }
    return events;
  }

  /** One device in thirty has a fault on a day. */
  private @Nullable Event fault(Device device, LocalDate day, long midnight) {
    long dice = day.toEpochDay();
    double roll = Dice.roll(world.seed(), device.index(), dice, 77);
    if (roll >= 1 / 30.0) {
      return null;
    }
    long start = midnight + Dice.pick(24 * 60, world.seed(), device.index(), dice, 78) * MINUTE;
    long length = (1 + Dice.pick(6, world.seed(), device.index(), dice, 79)) * HOUR;
    long gap = Dice.pick(5, world.seed(), device.index(), dice, 81);
    String rule = device.kind().silence();
    List<String> found = rule.isEmpty() ? List.of() : List.of(rule);
    return switch (Dice.pick(6, world.seed(), device.index(), dice, 80)) {
      case 0 ->
          fault(device, day, Event.Shape.SILENT, start, LONG_GAP + gap * HOUR, 0, found, "silent");
      case 1 ->
          fault(
              device,
              day,
              Event.Shape.SILENT,
              start,
              SHORT_GAP + gap * MINUTE,
              0,
              "silent for minutes");
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
        "the sensor is " + note);
  }

  private static Event incident(
      String id,
      Device device,
      Stream stream,
      Event.Shape shape,
      long start,
      long end,
      double size,
      List<String> rules,
      String note) {
    return new Event(
        id,
        Event.What.INCIDENT,
        shape,
        Set.of(device.key()),
        stream,
        start,
        end,
        size,
        rules,
        note);
  }
}
