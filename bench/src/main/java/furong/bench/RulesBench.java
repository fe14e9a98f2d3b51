package furong.bench;

import furong.detect.AlertChange;
import furong.detect.Detector;
import furong.detect.Effects;
import furong.detect.RuleBook;
import furong.detect.ShardState;
import furong.detect.VitalWindow;
import furong.observe.DatastreamInfo;
import furong.observe.LogRecord;
import furong.observe.ReadingBlock;
import furong.pack.PackBook;
import furong.pack.PackFiles;
import furong.pack.PackReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a reading costs as rules grow, and what they take of memory.
 *
 * <p>A fleet of one datastream a thing, spread evenly over as many properties as the largest number
 * of rules; rule <i>i</i> reads property <i>i</i> alone, as a rule of a scene reads its own. Two
 * figures per number of rules: a reading of the ten properties that always have their rule, and one
 * of any datastream of the fleet, of which more are judged as rules grow. Time ticks once a minute
 * of readings, as it must for windows to close, and is counted for itself. In this process, through
 * the {@link Detector} of the stream, without log and record.
 */
final class RulesBench {

  private static final long START = Instant.parse("2026-04-01T00:00:00Z").toEpochMilli();
  private static final long STEP_MS = 60_000;

  /** Rules that each run has: the smallest number that is asked for. */
  private static final int ALWAYS = 10;

  /** A pack of a thousand properties is ten times the largest there is. */
  private static final int PER_PACK = 1_000;

  private static final int BLOCK = 500;

  /** Readings that are measured of each kind: some seconds of work. */
  private static final int MEASURED = 400_000;

  /**
   * @param rules numbers of rules, the largest last
   */
  record Options(int datastreams, List<Integer> rules) {}

  /**
   * One number of rules.
   *
   * @param judged datastreams that a rule looks at
   * @param alwaysNanos CPU of a reading that exactly one rule judges
   * @param anyNanos CPU of a reading of the fleet, whether a rule judges it or not
   * @param tickMs CPU of a tick after readings of the fleet
   * @param heapMb state of all datastreams and rules after a collection
   */
  record Row(
      int rules,
      int datastreams,
      int judged,
      double compileSeconds,
      double registerSeconds,
      double alwaysNanos,
      double anyNanos,
      double tickMs,
      long heapMb) {}

  private final PrintStream out;

  RulesBench(PrintStream out) {
    this.out = out;
  }

  List<Row> run(Options options) {
    int properties = options.rules.getLast();
    List<Row> rows = new ArrayList<>();
    run(options.datastreams / 10, ALWAYS, properties); // warms the compiler up
    out.printf(
        Locale.ROOT,
        "%8s %12s %10s %10s %10s %12s %10s %9s %8s%n",
        "rules",
        "datastreams",
        "judged",
        "compile",
        "register",
        "one rule",
        "any",
        "tick",
        "heap");
    for (int rules : options.rules) {
      Row r = run(options.datastreams, rules, properties);
      rows.add(r);
      out.printf(
          Locale.ROOT,
          "%,8d %,12d %,10d %8.1f s %8.1f s %9.0f ns %7.0f ns %6.2f ms %5d MB%n",
          r.rules,
          r.datastreams,
          r.judged,
          r.compileSeconds,
          r.registerSeconds,
          r.alwaysNanos,
          r.anyNanos,
          r.tickMs,
          r.heapMb);
    }
    return rows;
  }

  private static Row run(int datastreams, int rules, int properties) {
    long before = heapMb();
    double compile = cpuSeconds();
    RuleBook book = RuleBook.of(packs(rules, properties), ZoneId.of("Asia/Shanghai"));
    compile = cpuSeconds() - compile;
    Detector detector = new Detector(book);
    ShardState state = new ShardState();
    Effects nobody = new Nobody();
    double register = cpuSeconds();
    for (int id = 1; id <= datastreams; id++) {
      String property = property(id % properties);
      DatastreamInfo info =
          new DatastreamInfo(id, id, "d", "k", property, 1, 0, "510107001001", 0, true);
      detector.apply(0, state, new LogRecord.Registered(id, info), nobody);
    }
    register = cpuSeconds() - register;
    Feeder feeder = new Feeder(detector, state, nobody);
    List<Integer> always = new ArrayList<>();
    for (int id = 1; id <= datastreams; id++) {
      if (id % properties < ALWAYS) {
        always.add(id);
      }
    }
    // a prime apart: any property comes up, in no order that a cache likes
    List<Integer> any = new ArrayList<>();
    for (int i = 0; i < always.size(); i++) {
      any.add(1 + (int) ((i * 7_919L) % datastreams));
    }
    feeder.feed(any);
    double anyNanos = feeder.nanos(any);
    double tickMs = feeder.tickMs;
    feeder.feed(always);
    double alwaysNanos = feeder.nanos(always);
    int judged = 0;
    for (int p = 0; p < rules; p++) {
      judged += datastreams / properties;
    }
    long heap = heapMb() - before;
    return new Row(
        rules,
        datastreams,
        judged,
        compile,
        register,
        alwaysNanos,
        anyNanos,
        tickMs,
        feeder.keep(heap));
  }

  private static String property(int number) {
    return "p" + number / PER_PACK + ".v" + number % PER_PACK;
  }

  private static PackBook packs(int rules, int properties) {
    Map<String, String> files = new TreeMap<>();
    for (int p = 0; p < properties; p++) {
      String pack = "p" + p / PER_PACK;
      String name = "v" + p % PER_PACK;
      files.putIfAbsent(
          pack + "/pack.yaml",
          "id: " + pack + "\ntitle: 量\nsummary: 量\nversion: '1'\nstatus: draft\n");
      files.putIfAbsent(
          pack + "/params.yaml",
          """
          high: {title: 高, value: 90, unit: m, reason: 量, source: 量}
          span: {title: 时, value: 10, unit: min, reason: 量, source: 量}
          """);
      files.put(
          pack + "/properties/" + name + ".yaml",
          "name: "
              + name
              + "\ntitle: 量\nunit: m\nsymbol: m\ndecimals: 1\nexpected_silence: 30min\nsource: 量\n");
      if (p < rules) {
        files.put(
            pack + "/rules/" + name + "-high.yaml",
            "name: "
                + name
                + "-high\ntitle: 高\nwhy: 高\nlevels:\n  - {level: III, when: \"min("
                + name
                + ", params.span) > params.high\"}\nreference: 量\n");
      }
    }
    return PackReader.read(new PackFiles("packs", files)).book();
  }

  private static double cpuSeconds() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
  }

  private static long heapMb() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
  }

  /** Sends readings, a minute apart, to some datastreams in turn. */
  private static final class Feeder {
    private final Detector detector;
    private final ShardState state;
    private final Effects nobody;
    private long round;
    private long id;
    private double tickMs;

    Feeder(Detector detector, ShardState state, Effects nobody) {
      this.detector = detector;
      this.state = state;
      this.nobody = nobody;
    }

    /** One reading of each. */
    void feed(List<Integer> streams) {
      long time = START + ++round * STEP_MS;
      for (int first = 0; first < streams.size(); first += BLOCK) {
        ReadingBlock block = new ReadingBlock(BLOCK);
        for (int i : streams.subList(first, Math.min(streams.size(), first + BLOCK))) {
          block.add(i, ++id, time, 20 + (i * 7L + round) % 60, null);
        }
        detector.apply(0, state, new LogRecord.Readings(time, "", block), nobody);
      }
    }

    /** Windows of divisions are told and old ones close. */
    private void tick() {
      detector.apply(0, state, new LogRecord.Tick(START + round * STEP_MS), nobody);
    }

    double nanos(List<Integer> streams) {
      int rounds = Math.max(4, MEASURED / streams.size());
      for (int i = 0; i < rounds / 2; i++) {
        feed(streams); // windows fill
        tick();
      }
      double reading = 0;
      double ticking = 0;
      for (int i = 0; i < rounds; i++) {
        double from = cpuSeconds();
        feed(streams);
        double fed = cpuSeconds();
        tick();
        reading += fed - from;
        ticking += cpuSeconds() - fed;
      }
      tickMs = ticking * 1e3 / rounds;
      return reading * 1e9 / rounds / streams.size();
    }

    /** Answers what it is given, so that the state is alive until the heap was measured. */
    long keep(long heap) {
      return state.left().isEmpty() ? -1 : heap;
    }
  }

  private static final class Nobody implements Effects {
    @Override
    public void alert(AlertChange change) {
      // no value comes near the threshold
    }

    @Override
    public void vital(VitalWindow window) {
      // nobody looks
    }
  }
}
