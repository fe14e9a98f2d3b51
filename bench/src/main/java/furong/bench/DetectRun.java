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
import furong.observe.IndicatorFigure;
import furong.observe.LogRecord;
import furong.observe.ReadingBlock;
import furong.pack.PackBook;
import furong.sim.PlantedWorld;
import furong.sim.PlantedWorld.Report;
import furong.sim.PlantedWorld.Sensor;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One planted world going through one detector, and the alerts that it opens. */
final class DetectRun implements Effects {

  private static final long MINUTE_MS = 60_000L;

  /** Streams of one sensor at most: none has so many. */
  private static final int STREAMS = 16;

  private final Detector detector;
  private final Across across;
  private final ShardState state = new ShardState();
  private final CityState all = new CityState(1);
  private final List<Fact> facts = new ArrayList<>();
  private final List<AlertChange> alerts = new ArrayList<>();
  private final List<VitalWindow> vitals = new ArrayList<>();
  private final List<IndicatorFigure> figures = new ArrayList<>();
  private final PlayedFigures computed;
  private final PlantedWorld world;
  private final ArrayDeque<Report> reports = new ArrayDeque<>();
  private final TreeMap<Long, ReadingBlock> arriving = new TreeMap<>();
  private final List<DetectScore.Opened> opened = new ArrayList<>();
  private long now;
  private long readings;

  DetectRun(PackBook book, RuleBook rules, CityProfile city, PlantedWorld world) {
    this.world = world;
    this.detector = new Detector(rules);
    this.across = new Across(rules);
    this.computed =
        new PlayedFigures(book, rules, city, entry -> detector.apply(0, state, entry, this));
    for (Sensor sensor : world.sensors()) {
      for (int s = 0; s < sensor.properties().size(); s++) {
        long id = stream(sensor.index(), s);
        DatastreamInfo info =
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
                List.of());
        detector.apply(0, state, new LogRecord.Registered(id, info), this);
        computed.register(info);
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
    if (slowest.isZero()) {
      reports.addAll(world.reports(from, until));
    }
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
      ReadingBlock block = next.getValue();
      detector.apply(0, state, new LogRecord.Readings(now, "", block), this);
      for (int i = 0; i < block.size(); i++) {
        computed.take(block.datastream(i), block.timeMs(i), block.value(i));
      }
      while (!reports.isEmpty() && reports.getFirst().atMs() <= now) {
        computed.report(reports.removeFirst());
      }
      computed.at(now);
      detector.apply(0, state, new LogRecord.Tick(now), this);
      Told told = new Told(now, "", facts, List.copyOf(alerts), vitals, figures);
      facts.clear();
      alerts.clear();
      vitals.clear();
      figures.clear();
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
  public void figure(IndicatorFigure figure) {
    figures.add(figure);
  }

  @Override
  public void fact(Fact fact) {
    facts.add(fact);
  }

  /** Every alert that opened, in the order of its telling. */
  List<DetectScore.Opened> opened() {
    return List.copyOf(opened);
  }

  long readings() {
    return readings;
  }

  /** What was left out of judgement, and how often. */
  Map<String, Long> left() {
    Map<String, Long> left = new TreeMap<>();
    state.left().forEach((why, n) -> left.put(why.name().toLowerCase(Locale.ROOT), n));
    return left;
  }
}
