package furong.detect;

import furong.detect.PastFigures.Dated;
import furong.observe.DatastreamInfo;
import furong.observe.History;
import furong.observe.IndicatorFigure;
import furong.observe.LogRecord;
import furong.observe.Observation;
import furong.observe.ReadingBlock;
import furong.pack.RuleProgram;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Judges recorded readings again by the rules across things of one pack: all things together, as if
 * each reading had come at its time.
 *
 * <p>Time ticks each minute, where the city's ticks each ten seconds, so an alert may be up to a
 * minute away from the one that was told. Cost: what changes, three to thirty microseconds a
 * reading for both versions, and little for a minute without any.
 */
final class RejudgeAcross {

  private static final long MINUTE_MS = 60_000L;

  /** Read and sorted together: some megabytes of readings of a thousand sensors. */
  private static final long DAY_MS = 86_400_000L;

  /**
   * Things times minutes: at a reading an hour a quarter of a microsecond each, for both versions
   * of a rule, two minutes of a core. A hundred things of nine years, or ten thousand of a month;
   * of many readings a thing their own limit is reached first.
   */
  static final long MOST_STEPS = 500_000_000L;

  private final String prefix;
  private final Run before;
  private final Run after;
  private final Set<String> properties = new HashSet<>();
  private final Set<String> indicators = new TreeSet<>();
  private ReadingBlock carried = new ReadingBlock(16);
  private List<Dated> figures = List.of();
  private int nextFigure;

  RejudgeAcross(RuleBook before, RuleBook after, String pack) {
    this.prefix = pack + ".";
    this.before = new Run(before);
    this.after = new Run(after);
    reads(before);
    reads(after);
  }

  private void reads(RuleBook rules) {
    for (RuleProgram program : rules.across()) {
      RuleProgram.Across across = Objects.requireNonNull(program.across());
      if (program.rule().id().startsWith(prefix)) {
        properties.addAll(RuleBook.dependsOn(program));
        properties.addAll(across.vitals());
        indicators.addAll(across.indicators());
        rules.programs().stream()
            .filter(p -> across.alerts().contains(p.rule().id()))
            .forEach(p -> properties.addAll(RuleBook.dependsOn(p)));
      }
    }
  }

  /** Indicators whose figures such rules read, in either version. */
  Set<String> indicators() {
    return indicators;
  }

  /** What such rules look at, also by the alerts of others; empty when there is none. */
  Set<String> properties() {
    return properties;
  }

  /**
   * Judges a span that begins early enough for the longest window.
   *
   * @param past what indicators came to, by the time at which it was computed
   * @param most readings to take
   * @return how many there were; negative when the span or the readings are too many
   */
  long all(
      List<DatastreamInfo> all,
      History history,
      PastFigures past,
      long fromMs,
      long toMs,
      long most) {
    List<DatastreamInfo> streams =
        all.stream().filter(d -> properties.contains(d.property())).toList();
    long things = streams.stream().map(DatastreamInfo::thing).distinct().count();
    if (things > MOST_STEPS / Math.max(1, (toMs - fromMs) / MINUTE_MS)) {
      return -1;
    }
    figures = indicators.isEmpty() ? List.of() : past.of(indicators, fromMs, toMs);
    streams.forEach(before::register);
    streams.forEach(after::register);
    long readings = 0;
    for (long day = fromMs; day < toMs; day += DAY_MS) {
      long end = Math.min(toMs, day + DAY_MS);
      ReadingBlock block = read(streams, history, day, end);
      readings += block.size();
      if (readings > most) {
        return -1;
      }
      play(block, day, end);
    }
    play(new ReadingBlock(1), toMs, toMs + 1); // the last part of a minute
    return readings;
  }

  private static ReadingBlock read(
      List<DatastreamInfo> streams, History history, long fromMs, long toMs) {
    ReadingBlock block = new ReadingBlock(1_024);
    history.forEach(
        streams.stream().map(DatastreamInfo::id).toList(),
        fromMs,
        toMs,
        (id, datastream, timeMs, value, extra, flags) -> {
          if ((flags & Observation.NOT_A_NUMBER) == 0) {
            block.add(datastream, id, timeMs, value, null);
          }
        });
    return block;
  }

  /** Minute by minute: what was read until then, and a tick. The rest of a minute is carried. */
  private void play(ReadingBlock block, long fromMs, long toMs) {
    List<Integer> order = new ArrayList<>(block.size());
    for (int i = 0; i < block.size(); i++) {
      order.add(i);
    }
    order.sort(Comparator.comparingLong(block::timeMs));
    int next = 0;
    for (long tick = fromMs; tick < toMs; tick += MINUTE_MS) {
      while (next < order.size() && block.timeMs(order.get(next)) <= tick) {
        carry(block, order.get(next++));
      }
      List<IndicatorFigure> known = figures(tick);
      before.minute(carried, known, tick);
      after.minute(carried, known, tick);
      carried = new ReadingBlock(16);
    }
    while (next < order.size()) {
      carry(block, order.get(next++));
    }
  }

  /** What was computed since the last minute; at the first one all that stood. */
  private List<IndicatorFigure> figures(long tick) {
    List<IndicatorFigure> known = new ArrayList<>();
    while (nextFigure < figures.size() && figures.get(nextFigure).atMs() <= tick) {
      known.add(figures.get(nextFigure++).figure());
    }
    return known;
  }

  private void carry(ReadingBlock from, int row) {
    carried.add(from.datastream(row), from.id(row), from.timeMs(row), from.value(row), null);
  }

  List<Episode> before() {
    return Episode.of(before.told);
  }

  List<Episode> after() {
    return Episode.of(after.told);
  }

  /** One version of the rules over all things. */
  private final class Run implements Effects {
    private final RuleBook rules;
    private final Detector detector;
    private final Across across;
    private final ShardState shard = new ShardState();
    private final CityState city = new CityState(1);
    private final List<Fact> facts = new ArrayList<>();
    private final List<AlertChange> alerts = new ArrayList<>();
    private final List<VitalWindow> vitals = new ArrayList<>();
    private final List<AlertChange> told = new ArrayList<>();

    Run(RuleBook rules) {
      this.rules = rules;
      this.detector = new Detector(rules);
      this.across = new Across(rules);
    }

    void register(DatastreamInfo info) {
      detector.apply(0, shard, new LogRecord.Registered(info.id(), info), this);
    }

    void minute(ReadingBlock readings, List<IndicatorFigure> figures, long tick) {
      if (readings.size() > 0) {
        detector.apply(0, shard, new LogRecord.Readings(tick, "", readings), this);
      }
      detector.apply(0, shard, new LogRecord.Tick(tick), this);
      Told heard = new Told(tick, "", facts, List.copyOf(alerts), vitals, figures);
      facts.clear();
      alerts.clear();
      vitals.clear();
      across.apply(city, 0, heard, this);
    }

    @Override
    public void alert(AlertChange change) {
      @Nullable RuleProgram program = rules.findAcross(change.rule());
      if (program == null) {
        alerts.add(change);
      } else if (change.rule().startsWith(prefix)) {
        told.add(change);
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
