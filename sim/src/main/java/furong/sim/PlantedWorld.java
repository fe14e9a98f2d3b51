package furong.sim;

import furong.city.CityProfile;
import furong.city.Divisions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The make-believe city without a house: its sensors, what it plants, and its readings as they
 * arrive. For whoever wants to hold detection against the truth.
 *
 * <pre>{@code
 * PlantedWorld world = PlantedWorld.of(city, 20_260_301, 500, 1);
 * world.play(from, until, Duration.ZERO, (sensor, stream, at, value, arrives) -> ...);
 * world.planted(from, until).forEach(p -> ...);   // what ought to have been found
 * }</pre>
 *
 * It has no opening: that belongs to a city that somebody has just started. Pure: the same question
 * gets the same answer. It judges nothing.
 */
public final class PlantedWorld {

  /**
   * A device.
   *
   * @param index its place in {@link #sensors}
   * @param properties ids of the pack properties that it measures; a stream is a position in them
   */
  public record Sensor(
      int index,
      String key,
      String kind,
      String division,
      double lng,
      double lat,
      List<String> properties,
      Duration every) {
    public Sensor {
      properties = List.copyOf(properties);
    }
  }

  /**
   * Something that happened.
   *
   * @param incident the city had it; false when the sensor had it
   * @param sensor index of the device
   * @param rules that ought to find it; none for what must stay quiet
   * @param near that it is just short of, and that must not tell of it
   * @param untilMs excluded
   */
  public record Planted(
      String id,
      boolean incident,
      int sensor,
      List<String> rules,
      List<String> near,
      long fromMs,
      long untilMs,
      String note) {
    public Planted {
      rules = List.copyOf(rules);
      near = List.copyOf(near);
    }

    /** Something that is just short of what ought to be found. */
    public boolean nearMiss() {
      return incident && rules.isEmpty();
    }
  }

  /**
   * Figures that people report, approved at once.
   *
   * @param period such as {@code 2026-03}
   * @param figures by the ids of the form's figures
   */
  public record Report(
      long atMs, String form, String division, String period, Map<String, Double> figures) {
    public Report {
      figures = Map.copyOf(figures);
    }
  }

  /** Hears readings; those of one sensor in the order of their own time, not of their arrival. */
  @FunctionalInterface
  public interface Listener {
    void reading(int sensor, int stream, long timeMs, double value, long arrivesMs);
  }

  private final SimWorld world;
  private final Plan plan;
  private final Courier courier;
  private final ZoneId zone;
  private final BusMonths buses;
  private final Map<String, Integer> byKey = new HashMap<>();

  private PlantedWorld(SimWorld world, CityProfile city, int rounds) {
    this.world = world;
    this.zone = city.zone();
    this.buses = new BusMonths(world.seed(), city);
    this.plan = new Plan(world, zone, rounds, true);
    this.courier = new Courier(world.seed());
    world.devices().forEach(device -> byKey.put(device.key(), device.index()));
  }

  /**
   * @param rounds how often each kind of incident happens on its day
   */
  public static PlantedWorld of(CityProfile city, long seed, int devices, int rounds) {
    return new PlantedWorld(SimWorld.of(city, seed, devices), city, rounds);
  }

  /** Incidents that one round plants in so many days, on average; near misses are none. */
  public static double incidentsPerRound(int days) {
    double alone =
        Incident.ALL.stream()
            .mapToDouble(i -> Margins.foundOfThree(i) / 3.0 * days / i.everyDays())
            .sum();
    return alone + Plan.inGroups(days);
  }

  public List<Sensor> sensors() {
    return world.devices().stream()
        .map(d ->
            new Sensor(
                d.index(),
                d.key(),
                d.kind().code(),
                d.division(),
                d.place().lng(),
                d.place().lat(),
                d.kind().streams().stream().map(Stream::property).toList(),
                d.kind().period()))
        .toList();
  }

  /** What happens wholly between two instants; parts of one incident are one. */
  public List<Planted> planted(long fromMs, long untilMs) {
    List<Planted> found = new ArrayList<>(buses.planted(fromMs, untilMs));
    for (LocalDate day = day(fromMs).minusDays(1);
        !day.isAfter(day(untilMs));
        day = day.plusDays(1)) {
      for (Event event : plan.day(day)) {
        boolean incident = event.what() == Event.What.INCIDENT;
        if (!event.isPart() && event.startMs() >= fromMs && event.endMs() <= untilMs) {
          found.add(
              new Planted(
                  event.id(),
                  incident,
                  told(event),
                  event.rules(),
                  event.near(),
                  event.startMs(),
                  event.endMs(),
                  event.note()));
        }
      }
    }
    return found;
  }

  /** The sensor that rules tell of: of what is dug up the gas regulator beside it. */
  private int told(Event event) {
    int index = Objects.requireNonNull(byKey.get(event.devices().iterator().next()));
    Device device = world.devices().get(index);
    int number = world.devices(device.kind()).indexOf(device);
    List<Device> regulators = world.devices(Kind.GAS_REGULATOR);
    return device.kind() == Kind.DIG_SITE && number < regulators.size()
        ? regulators.get(number).index()
        : index;
  }

  /**
   * The sensor that the truth tells of a division by, for a rule over divisions: the first of the
   * kind that shows it, a number below -1 where nobody's sensor does. -1 when there is none.
   */
  public int sensorOf(String rule, String division) {
    if (rule.equals(BusMonths.RULE)) {
      return buses.place(division);
    }
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    if (rule.equals(HeavyDays.OF_CITY)) {
      kinds.add(Kind.AIR_STATION);
    }
    Shared.ALL.stream().filter(s -> s.rule().equals(rule)).forEach(s -> kinds.add(s.kind()));
    Incident.ALL.stream().filter(i -> i.rules().contains(rule)).forEach(i -> kinds.add(i.kind()));
    return world.devices().stream()
        .filter(d -> kinds.contains(d.kind()) && Divisions.isWithin(d.division(), division))
        .mapToInt(Device::index)
        .findFirst()
        .orElse(-1);
  }

  /** What people report after {@code fromMs} up to and including {@code untilMs}, by time. */
  public List<Report> reports(long fromMs, long untilMs) {
    return buses.reports(fromMs, untilMs);
  }

  /**
   * Tells every reading taken after {@code fromMs} up to and including {@code untilMs}; late and
   * repeated ones arrive after that, by {@link #longestDelay} at most.
   *
   * @param slowest only devices that speak this seldom or more seldom; zero for all
   */
  public void play(long fromMs, long untilMs, Duration slowest, Listener listener) {
    List<Event> events = new ArrayList<>();
    LocalDate first = day(fromMs).minusDays(Incident.NO_LONGER_THAN_DAYS + 1L);
    for (LocalDate day = first; !day.isAfter(day(untilMs)); day = day.plusDays(1)) {
      events.addAll(plan.day(day));
    }
    Signal signal = new Signal(world.seed(), zone, events);
    for (Device device : world.devices()) {
      long step = device.kind().period().toMillis();
      if (step >= slowest.toMillis()) {
        long last = device.slotAtOrBefore(untilMs, step);
        long before = device.slotAtOrBefore(fromMs, step);
        for (long t = before + step; t <= last; t += step) {
          tell(signal, device, t, listener);
        }
      }
    }
  }

  private void tell(Signal signal, Device device, long timeMs, Listener listener) {
    long arrives = timeMs + courier.delayMs(device, timeMs);
    long again = courier.repeatMs(device, timeMs);
    List<Stream> streams = device.kind().streams();
    for (int s = 0; s < streams.size(); s++) {
      OptionalDouble value = signal.read(device, streams.get(s), timeMs);
      if (value.isPresent()) {
        listener.reading(device.index(), s, timeMs, value.getAsDouble(), arrives);
        if (again > 0) {
          listener.reading(device.index(), s, timeMs, value.getAsDouble(), timeMs + again);
        }
      }
    }
  }

  /** Nothing arrives later than this after it was read. */
  public static Duration longestDelay() {
    return Duration.ofMillis(Courier.LONGEST_REPEAT_MS);
  }

  private LocalDate day(long timeMs) {
    return Instant.ofEpochMilli(timeMs).atZone(zone).toLocalDate();
  }
}
