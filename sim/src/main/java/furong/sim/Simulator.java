package furong.sim;

import furong.city.CityProfile;
import furong.sim.Registration.Known;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays a city of sensors against a running house until it is interrupted.
 *
 * <pre>{@code
 * new Simulator(URI.create("http://127.0.0.1:8080/"), city, 20_260_301, data.resolve("sim-truth.csv"),
 *     InstantSource.system()).run();
 * }</pre>
 *
 * It registers its devices over SensorThings, posts the last 24 hours (coarse up to two hours ago,
 * then as the devices speak), and goes on live through the bulk door. A second run finds the
 * devices and fills the gap since the last reading. What it plants stands in the truth file.
 * Readings are a pure function of seed, city, first start and time. It never judges what the house
 * makes of them.
 */
public final class Simulator {

  /** What issue 2 asks for. */
  public static final int DEVICES = 2_000;

  private static final Logger LOG = LoggerFactory.getLogger(Simulator.class);

  /** How much past the cockpit shows. */
  private static final Duration PAST = Duration.ofHours(24);

  /** Younger readings are live (LogRecord.LIVE_WITHIN_MS) and posted as often as devices speak. */
  private static final Duration LIVE = Duration.ofHours(2);

  /** Before that one reading in ten minutes tells the same story with a tenth of the work. */
  private static final long COARSE_MS = 600_000;

  /** Lines per batch: some 300 kB, answered within a fraction of a second. */
  private static final int BATCH = 5_000;

  /** Span of the past that is posted at once, so that each device's readings stay in order. */
  private static final long SLICE_MS = 600_000;

  private final SimDoor door;
  private final CityProfile city;
  private final SimWorld world;
  private final Plan plan;
  private final Courier courier;
  private final Path truthFile;
  private final InstantSource clock;
  private final long seed;
  private final Map<LocalDate, List<Event>> days = new HashMap<>();
  private @Nullable Truth truth;
  private @Nullable Signal signal;
  private Map<String, Known> known = Map.of();
  private long fineFromMs = Long.MIN_VALUE;

  public Simulator(URI base, CityProfile city, long seed, Path truthFile, InstantSource clock) {
    this(base, city, seed, truthFile, clock, DEVICES, null);
  }

  /**
   * @param devices how many; kinds keep their shares
   * @param ingestKey where the house asks for one
   */
  public Simulator(
      URI base,
      CityProfile city,
      long seed,
      Path truthFile,
      InstantSource clock,
      int devices,
      @Nullable String ingestKey) {
    this.door = new SimDoor(base, ingestKey);
    this.city = city;
    this.seed = seed;
    this.world = SimWorld.of(city, seed, devices);
    this.plan = new Plan(world, city.zone());
    this.courier = new Courier(seed);
    this.truthFile = truthFile;
    this.clock = clock;
  }

  /** Returns when interrupted, or when the house refuses for good (the reason is in the log). */
  public void run() {
    try {
      while (!door.ready()) {
        Thread.sleep(500);
      }
      known = patiently(() -> new Registration(door, seed).register(world.devices()));
      long start = clock.millis();
      truth = Truth.open(truthFile, seed, start);
      LOG.info("simulator: {} devices known, filling in the past", known.size());
      long reached = past(start);
      LOG.info("simulator: live, {} s after its start", (clock.millis() - start) / 1_000);
      live(reached);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.error("simulator: stopped", e);
    }
  }

  /** Posts what is missing up to {@code nowMs}; returns it. */
  private long past(long nowMs) throws IOException, InterruptedException {
    long from = nowMs - PAST.toMillis();
    long fine = nowMs - LIVE.toMillis();
    long oldest = Long.MAX_VALUE;
    for (Device device : world.devices()) {
      oldest = Math.min(oldest, Math.max(from, last(device)));
    }
    for (long slice = oldest; slice < nowMs; slice += SLICE_MS) {
      long until = Math.min(slice + SLICE_MS, nowMs);
      post(slice, until, slice < fine ? COARSE_MS : 0);
      // what was told coarsely is not told again late
      fineFromMs = slice < fine ? until : fineFromMs;
    }
    return nowMs;
  }

  private long last(Device device) {
    Known house = known.get(device.key());
    return house == null ? Long.MIN_VALUE : house.lastMs();
  }

  private void live(long from) throws IOException, InterruptedException {
    long reached = from;
    while (!Thread.currentThread().isInterrupted()) {
      long now = clock.millis();
      if (now - reached >= 1_000) {
        // after a long pause of the machine the gap is filled slice by slice
        long until = Math.min(now, reached + SLICE_MS);
        post(reached, until, 0);
        reached = until;
      } else {
        Thread.sleep(1_000 - (now - reached));
      }
    }
  }

  /**
   * Posts the readings that arrive after {@code fromMs} up to and including {@code untilMs}.
   *
   * @param coarseMs the least time between two readings of a device; 0 for its own
   */
  private void post(long fromMs, long untilMs, long coarseMs)
      throws IOException, InterruptedException {
    Signal now = signal(fromMs, untilMs);
    List<Line> lines = new ArrayList<>();
    for (Device device : world.devices()) {
      Known house = known.get(device.key());
      if (house == null) {
        continue;
      }
      long step = Math.max(coarseMs, device.kind().period().toMillis());
      long back = coarseMs == 0 ? Courier.LONGEST_REPEAT_MS : 0;
      long after = Math.max(Math.max(fromMs - back, fineFromMs), house.lastMs());
      for (long t = device.slotAtOrBefore(untilMs, step); t > after; t -= step) {
        long late = coarseMs == 0 ? courier.delayMs(device, t) : 0;
        if (t + late > fromMs && t + late <= untilMs) {
          read(now, device, house, t, lines);
        }
        long again = coarseMs == 0 ? courier.repeatMs(device, t) : 0;
        if (again > 0 && t + again > fromMs && t + again <= untilMs) {
          read(now, device, house, t, lines);
        }
      }
    }
    lines.sort(Comparator.comparingLong(Line::timeMs));
    for (int i = 0; i < lines.size(); i += BATCH) {
      StringBuilder body = new StringBuilder();
      for (Line line : lines.subList(i, Math.min(i + BATCH, lines.size()))) {
        line.write(body);
      }
      String key = "sim-" + seed + "-" + fromMs + "-" + untilMs + "-" + i;
      patiently(() -> {
        door.observe(body.toString(), key);
        return Boolean.TRUE;
      });
    }
  }

  /** One reading on its way out. */
  private record Line(long datastream, long timeMs, double value) {
    void write(StringBuilder out) {
      out.append("{\"d\":")
          .append(datastream)
          .append(",\"t\":")
          .append(timeMs)
          .append(",\"v\":")
          .append(value)
          .append("}\n");
    }
  }

  private static void read(
      Signal signal, Device device, Known house, long timeMs, List<Line> lines) {
    for (Stream stream : device.kind().streams()) {
      Long datastream = house.datastreams().get(stream);
      OptionalDouble value = signal.read(device, stream, timeMs);
      if (datastream != null && value.isPresent()) {
        lines.add(new Line(datastream, timeMs, value.getAsDouble()));
      }
    }
  }

  /** The signal with every event that may touch the span; a new day is told before it is played. */
  private Signal signal(long fromMs, long untilMs) throws IOException {
    Truth told = java.util.Objects.requireNonNull(truth);
    // what began days ago may still be going on
    LocalDate first = day(fromMs).minusDays(Incident.NO_LONGER_THAN_DAYS + 1L);
    LocalDate last = day(untilMs);
    Signal known = signal;
    if (known != null && days.containsKey(last) && days.containsKey(first)) {
      return known;
    }
    for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
      days.computeIfAbsent(day, plan::day);
    }
    days.keySet().removeIf(day -> day.isBefore(first));
    List<Event> events = Plan.together(plan.opening(told.bornMs()), days.values());
    told.tell(events);
    Signal made = new Signal(seed, city.zone(), events);
    signal = made;
    return made;
  }

  private LocalDate day(long timeMs) {
    return Instant.ofEpochMilli(timeMs).atZone(city.zone()).toLocalDate();
  }

  @FunctionalInterface
  private interface Try<T> {
    T once() throws IOException, InterruptedException;
  }

  /** Again and again while the house is away; a plain no ends it. */
  private static <T> T patiently(Try<T> work) throws IOException, InterruptedException {
    for (long pause = 500; ; pause = Math.min(pause * 2, 10_000)) {
      try {
        return work.once();
      } catch (SimDoor.Refused no) {
        throw no;
      } catch (IOException away) {
        LOG.warn("simulator: the house does not answer: {}", away.getMessage());
      }
      Thread.sleep(pause);
    }
  }
}
