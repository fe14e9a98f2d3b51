package furong.detect;

import furong.observe.DatastreamInfo;
import furong.observe.LogRecord;
import furong.observe.ReadingBlock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A small text world: stations of Wuhou that observe PM2.5 and NO2, a log that is written by
 * sentences, and everything that was told.
 */
final class World implements Effects {

  static final long HOUR = 3_600_000L;
  static final long START = Instant.parse("2026-04-01T00:00:00Z").toEpochMilli();
  static final RuleBook RULES = RuleBook.of(House.PACKS.orThrow(), House.ZONE);

  private static final long TEN_MINUTES = 600_000L;

  final Detector detector;
  ShardState state = new ShardState();
  final List<AlertChange> alerts = new ArrayList<>();
  final List<VitalWindow> vitals = new ArrayList<>();
  final List<Standing> standings = new ArrayList<>();
  final List<Fact> facts = new ArrayList<>();
  private long now;

  World() {
    this(RULES);
  }

  World(RuleBook rules) {
    detector = new Detector(rules);
  }

  @Override
  public void alert(AlertChange change) {
    alerts.add(change);
  }

  @Override
  public void vital(VitalWindow window) {
    vitals.add(window);
  }

  @Override
  public void standing(Standing standing) {
    standings.add(standing);
  }

  @Override
  public void fact(Fact fact) {
    facts.add(fact);
  }

  void apply(LogRecord record) {
    detector.apply(0, state, record, this);
  }

  static LogRecord register(long datastream, long thing, String property, String division) {
    return new LogRecord.Registered(
        datastream,
        new DatastreamInfo(
            datastream,
            thing,
            "d" + datastream,
            "air-station",
            property,
            1,
            0,
            division,
            0,
            false));
  }

  /** One reading that arrives as it happens. */
  void reads(long datastream, long time, double value) {
    ReadingBlock block = new ReadingBlock(1);
    block.add(datastream, time, time, value, null);
    apply(new LogRecord.Readings(time, "", block));
    now = Math.max(now, time);
  }

  /** Time passes up to then, with a tick every ten minutes at least since the last entry. */
  void ticks(long time) {
    for (long between = now + TEN_MINUTES; now > 0 && between < time; between += TEN_MINUTES) {
      apply(new LogRecord.Tick(between));
    }
    standsStillUntil(time);
  }

  /** Nothing is written until then, not even that time passes. */
  void standsStillUntil(long time) {
    apply(new LogRecord.Tick(time));
    now = time;
  }

  /** What was told of a rule: {@code OPENED 3h IV}. */
  List<String> told(String rule) {
    return alerts.stream()
        .filter(a -> a.rule().equals(rule))
        .map(a -> a.kind() + " " + (a.atMs() - START) / HOUR + "h " + a.level())
        .toList();
  }
}
