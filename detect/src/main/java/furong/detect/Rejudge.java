package furong.detect;

import furong.observe.DatastreamInfo;
import furong.observe.History;
import furong.observe.LogRecord;
import furong.observe.Observation;
import furong.observe.ReadingBlock;
import furong.pack.RuleProgram;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Judges recorded readings again by two versions of the rules of one pack, thing by thing, and by
 * its rules across things all of them together.
 *
 * <pre>{@code
 * Rejudge rejudge = new Rejudge(installed, changed, "air");
 * rejudge.thing(datastreamsOfAThing, history, fromMs, toMs);
 * rejudge.across(datastreamsOfAllThings, history, pastFigures, fromMs, toMs, mostReadings);
 * EpisodeDiff diff = rejudge.diff();
 * }</pre>
 *
 * It reads further back than asked, so that windows and durations are full at the begin; an episode
 * counts when it is open at some time of the span. It changes nothing anywhere. What the stream
 * told live may differ by withdrawn alerts: here everything is settled. Cost: a reading is read
 * once and judged twice.
 */
public final class Rejudge {

  /** Readings judged together: far less than what a series keeps. */
  private static final int BATCH = 1_000;

  private static final long WEEK_MS = 7 * 86_400_000L;

  private final RuleBook before;
  private final RuleBook after;
  private final String prefix;
  private final Set<String> properties = new HashSet<>();
  private final RejudgeAcross across;
  private final long lookBackMs;
  private final List<Episode> old = new ArrayList<>();
  private final List<Episode> changed = new ArrayList<>();
  private long readings;

  public Rejudge(RuleBook before, RuleBook after, String pack) {
    this.before = before;
    this.after = after;
    this.prefix = pack + ".";
    this.across = new RejudgeAcross(before, after, pack);
    this.lookBackMs = Math.max(lookBack(before), lookBack(after));
  }

  /** The longest window, duration and usual weeks of the pack's rules, together. */
  private long lookBack(RuleBook rules) {
    long longest = 0;
    for (RuleProgram program : rules.programs()) {
      if (program.rule().id().startsWith(prefix)) {
        if (program.across() == null) {
          properties.addAll(RuleBook.dependsOn(program));
        }
        long holds =
            program.levels().stream()
                .flatMap(l -> l.conditions().stream())
                .mapToLong(RuleProgram.Condition::holdsForMs)
                .max()
                .orElse(0);
        int weeks =
            program.usualWeeks().values().stream().mapToInt(Integer::intValue).max().orElse(0);
        RuleProgram.SilenceProgram silence = program.silence();
        longest =
            Math.max(
                longest,
                program.longestWindowMs()
                    + holds
                    + program.clearForMs()
                    + weeks * WEEK_MS
                    + rules.alertsMs()
                    + (silence == null ? 0 : silence.afterMs()));
      }
    }
    return longest;
  }

  /** Properties that the pack's rules about one thing look at, in either version. */
  public Set<String> properties() {
    return Set.copyOf(properties);
  }

  /** Properties that its rules across things look at, in either version; empty without any. */
  public Set<String> acrossProperties() {
    return Set.copyOf(across.properties());
  }

  /**
   * Judges what all things read by the rules across things, and what indicators came to then.
   *
   * @param most readings to take
   * @return false when that are more, or too many things for so long a span
   */
  public boolean across(
      List<DatastreamInfo> datastreams,
      History history,
      PastFigures figures,
      long fromMs,
      long toMs,
      long most) {
    long taken = across.all(datastreams, history, figures, fromMs - lookBackMs, toMs, most);
    readings += Math.max(0, taken);
    old.addAll(within(across.before(), fromMs));
    changed.addAll(within(across.after(), fromMs));
    return taken >= 0;
  }

  /** Readings judged so far. */
  public long readings() {
    return readings;
  }

  /** Judges what one thing read from {@code fromMs}, included, to {@code toMs}, excluded. */
  public void thing(List<DatastreamInfo> datastreams, History history, long fromMs, long toMs) {
    ReadingBlock block = new ReadingBlock(BATCH);
    List<Long> ids =
        datastreams.stream()
            .filter(d -> properties.contains(d.property()))
            .map(DatastreamInfo::id)
            .toList();
    history.forEach(
        ids,
        fromMs - lookBackMs,
        toMs,
        (id, datastream, timeMs, value, extra, flags) -> {
          if ((flags & Observation.NOT_A_NUMBER) == 0) {
            block.add(datastream, id, timeMs, value, null);
          }
        });
    readings += block.size();
    if (block.size() > 0) {
      old.addAll(within(judge(before, datastreams, block), fromMs));
      changed.addAll(within(judge(after, datastreams, block), fromMs));
    }
  }

  private List<Episode> judge(RuleBook rules, List<DatastreamInfo> streams, ReadingBlock block) {
    Detector detector = new Detector(rules);
    ShardState state = new ShardState();
    List<AlertChange> told = new ArrayList<>();
    Effects effects =
        new Effects() {
          @Override
          public void alert(AlertChange change) {
            if (change.rule().startsWith(prefix)) {
              told.add(change);
            }
          }

          @Override
          public void vital(VitalWindow window) {
            // only alerts are asked for
          }
        };
    streams.forEach(d -> detector.apply(0, state, new LogRecord.Registered(d.id(), d), effects));
    List<Integer> order = new ArrayList<>(block.size());
    for (int i = 0; i < block.size(); i++) {
      order.add(i);
    }
    order.sort(Comparator.comparingLong(block::timeMs));
    // of the past when judged: later than the last reading by more than counts as live
    long received = block.timeMs(order.getLast()) + 2 * LogRecord.LIVE_WITHIN_MS;
    for (int first = 0; first < order.size(); first += BATCH) {
      ReadingBlock part = new ReadingBlock(BATCH);
      for (int i : order.subList(first, Math.min(order.size(), first + BATCH))) {
        part.add(block.datastream(i), block.id(i), block.timeMs(i), block.value(i), null);
      }
      detector.apply(0, state, new LogRecord.Readings(received, "", part), effects);
    }
    detector.apply(0, state, new LogRecord.Tick(received + 2 * Detector.IDLE_MS), effects);
    return Episode.of(told);
  }

  private static List<Episode> within(List<Episode> episodes, long fromMs) {
    return episodes.stream().filter(e -> e.endMs() >= fromMs).toList();
  }

  /** What is different, over all things judged so far. */
  public EpisodeDiff diff() {
    return EpisodeDiff.of(old, changed);
  }

  /** How many episodes each version tells. */
  public int before() {
    return old.size();
  }

  public int after() {
    return changed.size();
  }
}
