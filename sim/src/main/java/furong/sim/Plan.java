package furong.sim;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
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
  private static final long DAY = 24 * HOUR;

  private final SimWorld world;
  private final ZoneId zone;
  private final int rounds;
  private final boolean measured;
  private final Faults faults;

  Plan(SimWorld world, ZoneId zone) {
    this(world, zone, 1, false);
  }

  /**
   * @param rounds how often each kind of incident happens on its day, each time to another device
   * @param measured with {@link Margins} and {@link HeavyDays}: a world to measure detection in
   */
  Plan(SimWorld world, ZoneId zone, int rounds, boolean measured) {
    this.world = world;
    this.zone = zone;
    this.rounds = rounds;
    this.measured = measured;
    this.faults = new Faults(world.seed());
  }

  /** The opening of a world that was first started at {@code bornMs}. */
  List<Event> opening(long bornMs) {
    return Opening.of(world, bornMs);
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

  /** What a local day brings. */
  List<Event> day(LocalDate day) {
    List<Event> events = new ArrayList<>(incidents(day));
    long midnight = midnight(day);
    // a device that something happens to has no fault from the day before to the day after: what
    // it does not see nobody can find
    Set<String> busy = new HashSet<>();
    for (int back = -1; back <= Incident.NO_LONGER_THAN_DAYS + 1; back++) {
      incidents(day.minusDays(back)).stream()
          .filter(event -> event.endMs() > midnight - DAY)
          .forEach(event -> busy.addAll(event.devices()));
    }
    for (Device device : world.devices()) {
      @Nullable Event fault = busy.contains(device.key()) ? null : faults.of(device, day, midnight);
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
    for (Shared shared : Shared.ALL) {
      if (day.toEpochDay() % shared.everyDays() == 0) {
        events.addAll(plant(shared, day));
      }
    }
    if (measured) {
      events.addAll(HeavyDays.of(day, midnight(day), world.devices(Kind.AIR_STATION)));
    }
    return events;
  }

  /** In a division where nothing else happens to a device of the kind these days. */
  private List<Event> plant(Shared shared, LocalDate day) {
    Set<String> busy = new HashSet<>();
    for (int back = -1; back <= 1; back++) {
      single(day.minusDays(back)).forEach(event -> busy.addAll(event.devices()));
    }
    List<List<Device>> groups = shared.groups(world);
    for (int k = 0; k < groups.size(); k++) {
      int turn = (int) ((day.toEpochDay() / shared.everyDays() + k) % groups.size());
      List<Device> group = groups.get(turn);
      if (group.stream().noneMatch(d -> busy.contains(d.key()))) {
        int salt = 100 * shared.kind().ordinal() + turn;
        long start = start(day, shared.fromHour(), shared.toHour(), salt, 3);
        Incident.Change change =
            measured
                ? Margins.of(shared, day.toEpochDay() / shared.everyDays())
                : new Incident.Change(shared.stream(), shared.shape(), shared.size());
        return group.stream()
            .map(device -> planted(shared, change, device, group, day, start))
            .toList();
      }
    }
    return List.of();
  }

  private static Event planted(
      Shared shared,
      Incident.Change change,
      Device device,
      List<Device> group,
      LocalDate day,
      long start) {
    boolean first = device.equals(group.getFirst());
    return Event.incident(
        shared.what() + "-" + day + "-" + device.key(),
        device,
        change.stream(),
        change.shape(),
        start,
        start + shared.lengthMs(),
        change.size(),
        first ? List.of(shared.each(), shared.rule()) : List.of(shared.each()),
        shared.note());
  }

  /** A minute of a local day between two hours. */
  private long start(LocalDate day, int fromHour, int toHour, int salt, int dice) {
    int minutes = (toHour - fromHour) * 60 + 1;
    return midnight(day)
        + fromHour * HOUR
        + Dice.pick(minutes, world.seed(), day.toEpochDay(), salt, dice) * MINUTE;
  }

  /** How many devices {@link Shared} matters reach in so many days, at least. */
  static double inGroups(int days) {
    return Shared.ALL.stream().mapToDouble(s -> 2.0 * days / s.everyDays()).sum();
  }

  private List<Event> single(LocalDate day) {
    List<Event> events = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      if (measured && kind == Kind.AIR_STATION && HeavyDays.takes(day)) {
        continue; // what else they show could not be told apart
      }
      List<Incident> all = Incident.ALL.stream().filter(i -> i.kind() == kind).toList();
      List<Device> devices = world.devices(kind);
      int slots = all.size() * rounds;
      for (int slot = 0; slot < slots && !devices.isEmpty(); slot++) {
        Incident incident = all.get(slot % all.size());
        // every slot of a day has another device, and the next day goes on behind them; what is
        // alone in its kind leaves out none of the devices on the days without it
        long step = all.size() == 1 ? incident.everyDays() : 1;
        long turn = Dice.pick(devices.size(), world.seed(), kind.ordinal(), 40, 1);
        turn += day.toEpochDay() / step * slots + slot;
        if (day.toEpochDay() % incident.everyDays() == 0) {
          Device device = devices.get((int) (turn % devices.size()));
          long time = day.toEpochDay() / incident.everyDays() + slot / all.size();
          events.addAll(plant(measured ? Margins.of(incident, time) : incident, device, day, slot));
        }
      }
    }
    return events;
  }

  private List<Event> plant(Incident incident, Device device, LocalDate day, int slot) {
    int salt = 100 * device.kind().ordinal() + slot;
    long start = start(day, incident.fromHour(), incident.toHour(), salt, 2);
    List<Event> events = new ArrayList<>();
    for (Incident.Change change : incident.changes()) {
      // the first change is the incident, the others belong to it
      boolean first = events.isEmpty();
      Event event =
          Event.incident(
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
              incident.note());
      events.add(first ? event.shortOf(incident.near()) : event);
    }
    return events;
  }
}
