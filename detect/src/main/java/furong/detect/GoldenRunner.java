package furong.detect;

import furong.observe.DatastreamInfo;
import furong.observe.LogRecord;
import furong.observe.ReadingBlock;
import furong.pack.Golden;
import furong.pack.PackBook;
import furong.pack.Rule;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/**
 * Runs the proof of a rule: series in, alerts out. Each runs as the present, reading by reading
 * with time ticking between them, and, unless it is only about the present, once more as history in
 * batches; both must give exactly what is expected.
 */
public final class GoldenRunner {

  /** One thing in one community of Wuhou: any place serves, a rule sees only the thing. */
  private static final String DIVISION = "510107001001";

  private static final long THING = 1;
  private static final long MINUTE_MS = 60_000L;

  /** Ten years: safely beyond what counts as live. */
  private static final long LATER_MS = 3_652L * 86_400_000L;

  /** Steps per batch of history: a number that divides no day, so that borders fall everywhere. */
  private static final int BATCH = 37;

  private final RuleBook rules;
  private final PackBook book;
  private final ZoneId zone;

  public GoldenRunner(PackBook book, ZoneId zone) {
    this.book = book;
    this.zone = zone;
    this.rules = RuleBook.of(book, zone);
  }

  /** What went otherwise than expected, a line each; empty when the proof holds. */
  public List<String> run(Golden golden) {
    List<String> faults = new ArrayList<>();
    List<String> expected =
        golden.expected().stream()
            .map(e -> line(e.at(), e.kind(), e.level().name(), e.muted()))
            .toList();
    compare("live", expected, present(golden, faults), faults);
    if (!golden.live()) {
      compare("history", expected, history(golden), faults);
    }
    return faults;
  }

  private static void compare(
      String mode, List<String> expected, List<String> got, List<String> faults) {
    if (!expected.equals(got)) {
      faults.add(mode + ": expected " + expected + " but got " + got);
    }
  }

  private static String line(Duration at, String kind, String level, boolean muted) {
    return String.format(
        Locale.ROOT, "%dmin %s %s%s", at.toMinutes(), kind, level, muted ? " muted" : "");
  }

  /** One run of the detector over one golden. */
  private final class Run implements Effects {
    private final Golden golden;
    private final Detector detector;
    private final ShardState state = new ShardState();
    private final List<String> told = new ArrayList<>();
    private final Muter muter;

    Run(Golden golden) {
      this.golden = golden;
      this.detector = new Detector(golden.calendar(zone).map(rules::with).orElse(rules));
      this.muter = muter(golden);
      long id = 1;
      for (String property : new TreeMap<>(golden.series()).keySet()) {
        apply(
            new LogRecord.Registered(
                id,
                new DatastreamInfo(
                    id, THING, property, "golden", property, 1, 0, DIVISION, 0, false)));
        id++;
      }
    }

    void apply(LogRecord record) {
      detector.apply(0, state, record, this);
    }

    @Override
    public void alert(AlertChange change) {
      if (change.rule().equals(golden.rule())) {
        told.add(
            line(
                Duration.ofMillis(change.atMs() - golden.start().toEpochMilli()),
                change.kind().name(),
                change.level().name(),
                muter.mutes(change).isPresent()));
      }
    }

    @Override
    public void vital(VitalWindow window) {
      // a golden is about alerts
    }
  }

  private Muter muter(Golden golden) {
    boolean byCase =
        book.findRule(golden.rule()).map(Rule::muteWhen).filter(m -> !m.isEmpty()).isPresent();
    return change -> {
      Duration at = Duration.ofMillis(change.atMs() - golden.start().toEpochMilli());
      return golden.openCases().stream()
          .filter(c -> byCase && at.compareTo(c.from()) >= 0 && at.compareTo(c.to()) < 0)
          .map(c -> "a case is open")
          .findFirst();
    };
  }

  private static int steps(Golden golden) {
    return golden.series().values().stream().mapToInt(s -> s.length).max().orElse(0);
  }

  private static void add(Golden golden, int step, ReadingBlock block) {
    long time = golden.start().toEpochMilli() + step * golden.step().toMillis();
    long id = 1;
    for (double[] values : new TreeMap<>(golden.series()).values()) {
      if (step < values.length && !Double.isNaN(values[step])) {
        block.add(id, step * 100L + id, time, values[step], null);
      }
      id++;
    }
  }

  private List<String> present(Golden golden, List<String> faults) {
    Run run = new Run(golden);
    long start = golden.start().toEpochMilli();
    long stepMs = golden.step().toMillis();
    for (int step = 0; step < steps(golden); step++) {
      long time = start + step * stepMs;
      ReadingBlock block = new ReadingBlock(4);
      add(golden, step, block);
      run.apply(new LogRecord.Readings(time, "", block));
      Judgement judgement = run.state.judgements(THING).get(golden.rule());
      if (golden.cannotJudge().contains(Duration.ofMillis(time - start))
          && judgement != Judgement.CANNOT_JUDGE) {
        faults.add(
            Duration.ofMillis(time - start) + ": expected CANNOT_JUDGE but got " + judgement);
      }
      for (long tick = time; tick < time + stepMs; tick += Math.min(stepMs, MINUTE_MS)) {
        run.apply(new LogRecord.Tick(tick));
      }
    }
    return run.told;
  }

  private List<String> history(Golden golden) {
    Run run = new Run(golden);
    long received = golden.start().toEpochMilli() + LATER_MS;
    int steps = steps(golden);
    for (int first = 0; first < steps; first += BATCH) {
      ReadingBlock block = new ReadingBlock(BATCH);
      for (int step = first; step < Math.min(steps, first + BATCH); step++) {
        add(golden, step, block);
      }
      run.apply(new LogRecord.Readings(received, "", block));
    }
    run.apply(new LogRecord.Tick(received + 2 * Detector.IDLE_MS));
    return run.told;
  }
}
