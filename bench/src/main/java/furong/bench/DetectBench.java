package furong.bench;

import furong.city.CityProfile;
import furong.detect.Across;
import furong.detect.AlertChange;
import furong.detect.CityState;
import furong.detect.Detector;
import furong.detect.Effects;
import furong.detect.Fact;
import furong.detect.RuleBook;
import furong.detect.ShardState;
import furong.detect.Told;
import furong.detect.VitalWindow;
import furong.observe.DatastreamInfo;
import furong.observe.LogRecord;
import furong.observe.ReadingBlock;
import furong.pack.PackBook;
import furong.pack.PackReader;
import furong.sim.PlantedWorld;
import furong.sim.PlantedWorld.Planted;
import furong.sim.PlantedWorld.Sensor;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How well the rules of all packs find what the simulator plants: precision, recall, delay and
 * duplicates per pack.
 *
 * <p>The planted world goes through the {@link Detector} that the stream uses, in this process and
 * in event time: readings minute by minute as they arrive - late, twice, with gaps - and a tick
 * between. Log, stream and record are not part of it; the kill9 bench is about them. All of it is
 * simulated: it says how the rules do on such a world, not on a city.
 */
final class DetectBench {

  private static final long MINUTE_MS = 60_000L;

  /** Sensors that speak once an hour or a day are played this long before, to have a past. */
  private static final int WARM_UP_DAYS = 28;

  private static final Duration SELDOM = Duration.ofHours(1);

  /** Weekly ones five years and four weeks: the past that season-excess asks for. */
  private static final int WEEKLY_WARM_UP_DAYS = 5 * 366 + 28;

  private static final Duration WEEKLY = Duration.ofDays(7);

  /**
   * Numbers that a city has to set, for a run that asks how the rules do that wait for them. Picked
   * for this make-believe city, between its ordinary days and its incidents; no city's, and in no
   * pack.
   */
  private static final Map<String, Map<String, Double>> CITY_VALUES =
      Map.of(
          // sites stand 80 m from the regulator
          "gas", Map.of("dig_distance", 150.0),
          // an ordinary river moves by centimetres an hour, a flood by metres
          "flood", Map.of("rise_fast", 1.0),
          // an ordinary week has 42 cases, a cluster adds 36 or more
          "epidemic", Map.of("zone_low", 70.0, "zone_medium", 150.0, "zone_high", 300.0),
          // an ordinary day has about 26 in a grid, quarrels add 45; an ordinary evening has half a
          // person a square metre, a crowd three more
          "order",
              Map.of(
                  "incident_many", 50.0,
                  "dense_notice", 2.0,
                  "dense_thin", 5.0,
                  "dense_stop", 7.0));

  /** Streams of one sensor at most: none has so many. */
  private static final int STREAMS = 16;

  /** A spring month: no edition of an index changes within it. */
  private static final LocalDate START = LocalDate.of(2026, 4, 1);

  /** What issue 4 aims at. */
  private static final double RECALL = 0.99;

  private static final double PRECISION = 0.97;

  /** Wrong ones that are written down; more than that nobody reads. */
  private static final int SHOWN = 100;

  /**
   * @param incidents at least so many are planted, in whole rounds of all kinds
   */
  record Options(long seed, int days, int incidents, int devices, boolean cityValues) {}

  /**
   * A rule and what became of it.
   *
   * @param waitsFor parameters that the city has to set, or figures that no reading gives
   * @param judged false when none of its levels can judge
   */
  record OfRule(String rule, boolean judged, String waitsFor, DetectScore.Row row) {}

  /** What is written. */
  record Result(
      Options options,
      int planted,
      int faults,
      long readings,
      Map<String, Long> leftOut,
      Map<String, DetectScore.Row> packs,
      DetectScore.Row total,
      List<OfRule> rules,
      double cpuMicrosPerReading,
      List<DetectScore.Wrong> missed,
      List<DetectScore.Wrong> falseAlerts,
      List<DetectScore.Wrong> duplicates) {

    boolean good() {
      return total.recall() >= RECALL && total.precision() >= PRECISION && total.duplicates() == 0;
    }
  }

  private final RuleBook rules;
  private final Map<String, Waits> waits;
  private final CityProfile city;

  /**
   * @param cityValues with numbers of its own where packs leave them to the city
   */
  DetectBench(Path packs, CityProfile city, boolean cityValues) {
    PackBook book = PackReader.load(packs).orThrow();
    if (cityValues) {
      for (Map.Entry<String, Map<String, Double>> of : CITY_VALUES.entrySet()) {
        book = book.with(of.getKey(), of.getValue());
      }
    }
    this.rules = RuleBook.of(book, city.calendar());
    this.waits = Waits.of(book);
    this.city = city;
  }

  Result run(Options options) {
    int rounds =
        Math.max(
            1, (int) Math.ceil(options.incidents / PlantedWorld.incidentsPerRound(options.days)));
    PlantedWorld world = PlantedWorld.of(city, options.seed, options.devices, rounds);
    ZonedDateTime start = START.atStartOfDay(city.zone());
    long from = start.toInstant().toEpochMilli();
    long until = start.plusDays(options.days).toInstant().toEpochMilli();
    Run run = new Run(world);
    long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    long warm = start.minusDays(WARM_UP_DAYS).toInstant().toEpochMilli();
    run.play(start.minusDays(WEEKLY_WARM_UP_DAYS).toInstant().toEpochMilli(), warm, WEEKLY);
    run.play(warm, from, SELDOM);
    for (int day = 0; day < options.days; day++) {
      run.play(
          start.plusDays(day).toInstant().toEpochMilli(),
          start.plusDays(day + 1L).toInstant().toEpochMilli(),
          Duration.ZERO);
    }
    run.applyUntil(Long.MAX_VALUE);
    cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu;
    List<Planted> planted =
        world.planted(warm, until + Duration.ofDays(9).toMillis()).stream()
            .map(this::expected)
            .toList();
    DetectScore score = DetectScore.of(planted, run.opened, from, until);
    List<Planted> within =
        planted.stream().filter(p -> p.fromMs() >= from && p.untilMs() <= until).toList();
    Map<String, Long> left = new TreeMap<>();
    run.state.left().forEach((why, n) -> left.put(why.name().toLowerCase(Locale.ROOT), n));
    return new Result(
        options,
        (int) within.stream().filter(Planted::incident).count(),
        (int) within.stream().filter(p -> !p.incident()).count(),
        run.readings,
        left,
        score.packs(),
        score.total(),
        ofRules(score.rules()),
        cpu / 1_000.0 / Math.max(1, run.readings),
        first(score.missed()),
        first(score.falseAlerts()),
        first(score.duplicates()));
  }

  /** Nothing is expected of a rule that cannot judge. */
  private Planted expected(Planted p) {
    List<String> able = p.rules().stream().filter(r -> judges(waits.get(r))).toList();
    return new Planted(p.id(), p.incident(), p.sensor(), able, p.fromMs(), p.untilMs(), p.note());
  }

  private static boolean judges(@Nullable Waits waits) {
    return waits != null && !waits.whole();
  }

  /** Every rule of every pack, found or not. */
  private List<OfRule> ofRules(Map<String, DetectScore.Row> rows) {
    List<OfRule> all = new ArrayList<>();
    waits.forEach((rule, w) ->
        all.add(
            new OfRule(rule, !w.whole(), w.why(), rows.getOrDefault(rule, DetectScore.NOTHING))));
    return all;
  }

  private static List<DetectScore.Wrong> first(List<DetectScore.Wrong> all) {
    return all.subList(0, Math.min(SHOWN, all.size()));
  }

  /** One world going through one detector. */
  private final class Run implements Effects {
    private final Detector detector = new Detector(rules);
    private final Across across = new Across(rules);
    private final ShardState state = new ShardState();
    private final CityState all = new CityState(1);
    private final List<Fact> facts = new ArrayList<>();
    private final List<AlertChange> alerts = new ArrayList<>();
    private final List<VitalWindow> vitals = new ArrayList<>();
    private final PlantedWorld world;
    private final TreeMap<Long, ReadingBlock> arriving = new TreeMap<>();
    private final List<DetectScore.Opened> opened = new ArrayList<>();
    private long now;
    private long readings;

    Run(PlantedWorld world) {
      this.world = world;
      for (Sensor sensor : world.sensors()) {
        for (int s = 0; s < sensor.properties().size(); s++) {
          long id = stream(sensor.index(), s);
          detector.apply(
              0,
              state,
              new LogRecord.Registered(
                  id,
                  new DatastreamInfo(
                      id,
                      thing(sensor.index()),
                      sensor.key(),
                      sensor.kind(),
                      sensor.properties().get(s),
                      1,
                      0,
                      sensor.division(),
                      0,
                      true,
                      sensor.lng(),
                      sensor.lat(),
                      List.of())),
              this);
        }
      }
    }

    private static long thing(int sensor) {
      return sensor + 1L;
    }

    private static long stream(int sensor, int stream) {
      return (sensor + 1L) * STREAMS + stream;
    }

    void play(long from, long until, Duration slowest) {
      world.play(
          from,
          until,
          slowest,
          (sensor, stream, at, value, arrives) -> {
            readings++;
            arriving
                .computeIfAbsent(Math.ceilDiv(arrives, MINUTE_MS), k -> new ReadingBlock(64))
                .add(stream(sensor, stream), readings, at, value, null);
          });
      applyUntil(until / MINUTE_MS);
    }

    /** Everything that has arrived by the end of a minute. */
    void applyUntil(long minute) {
      while (!arriving.isEmpty() && arriving.firstKey() <= minute) {
        Map.Entry<Long, ReadingBlock> next = arriving.pollFirstEntry();
        now = next.getKey() * MINUTE_MS;
        detector.apply(0, state, new LogRecord.Readings(now, "", next.getValue()), this);
        detector.apply(0, state, new LogRecord.Tick(now), this);
        Told told = new Told(now, facts, List.copyOf(alerts), vitals);
        facts.clear();
        alerts.clear();
        vitals.clear();
        across.apply(all, 0, told, this);
      }
    }

    @Override
    public void alert(AlertChange change) {
      alerts.add(change);
      if (change.kind() == AlertChange.Kind.OPENED) {
        int sensor =
            change.thing() == 0
                ? world.sensorOf(change.rule(), change.division())
                : (int) (change.thing() - 1);
        opened.add(new DetectScore.Opened(change.rule(), sensor, change.atMs(), now));
      }
    }

    @Override
    public void vital(VitalWindow window) {
      vitals.add(window);
    }

    @Override
    public void fact(Fact fact) {
      facts.add(fact);
    }
  }
}
