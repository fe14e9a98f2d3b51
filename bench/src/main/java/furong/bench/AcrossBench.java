package furong.bench;

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
 * What a tick costs rules across things: every thing is asked by every rule. Of rules over streets
 * a street has a hundred things; of rules over neighbours each thing stands 100 m from the next on
 * a square, and the twenty within 250 m are its neighbours.
 *
 * <p>A tick is measured in its two halves: in the stage of the shards, which asks each thing and
 * tells what has changed, and in the stage over all shards, which judges each street. Readings come
 * between the ticks and change the answer of one thing in a hundred. In this process, without log
 * and record.
 */
final class AcrossBench {

  private static final long START = Instant.parse("2026-04-01T00:00:00Z").toEpochMilli();
  private static final long TICK_MS = 10_000;
  private static final int OF_A_STREET = 100;

  static final String STREET = "street";
  static final String NEIGHBOURS = "neighbours";

  /** 100 m as degrees: of latitude, and of longitude at 30.5 degrees north. */
  private static final double STEP_LAT = 100 / 111_195.0;

  private static final double STEP_LNG = STEP_LAT / Math.cos(Math.toRadians(30.5));

  /** Ticks that are measured, after as many that warm up: a second or two of work. */
  private static final int TICKS = 20;

  /**
   * One size.
   *
   * @param over {@code street} or {@code neighbours}
   * @param asked answers of things to rules: things times rules
   * @param firstMs CPU of the first tick in the stage over all shards, which hears everything, as
   *     after a restart
   * @param tellMs CPU of a tick in the stage of the shards
   * @param judgeMs CPU of a tick in the stage over all shards
   */
  record Row(
      String over,
      int things,
      int rules,
      long asked,
      double firstMs,
      double tellMs,
      double judgeMs) {}

  private final PrintStream out;

  AcrossBench(PrintStream out) {
    this.out = out;
  }

  List<Row> run(List<Integer> things, List<Integer> rules) {
    List<Row> rows = new ArrayList<>();
    out.printf(
        Locale.ROOT,
        "%nrules across things, per tick%n%-10s %10s %8s %12s %12s %12s %12s%n",
        "over",
        "things",
        "rules",
        "asked",
        "first",
        "tell",
        "judge");
    for (String over : List.of(STREET, NEIGHBOURS)) {
      run(over, things.getFirst(), rules.getFirst()); // warms the compiler up
      for (int count : things) {
        for (int of : rules) {
          Row r = run(over, count, of);
          rows.add(r);
          print(r);
        }
      }
    }
    return rows;
  }

  private void print(Row r) {
    out.printf(
        Locale.ROOT,
        "%-10s %,10d %8d %,12d %9.0f ms %9.2f ms %9.2f ms%n",
        r.over,
        r.things,
        r.rules,
        r.asked,
        r.firstMs,
        r.tellMs,
        r.judgeMs);
  }

  private static Row run(String over, int things, int rules) {
    RuleBook book = RuleBook.of(pack(over, rules), ZoneId.of("Asia/Shanghai"));
    int side = (int) Math.ceil(Math.sqrt(things));
    Detector detector = new Detector(book);
    Across across = new Across(book);
    ShardState shard = new ShardState();
    CityState city = new CityState(1);
    Heard heard = new Heard();
    for (int id = 1; id <= things; id++) {
      DatastreamInfo info =
          new DatastreamInfo(
              id,
              id,
              "d",
              "k",
              "wide.depth",
              1,
              0,
              division(id),
              0,
              true,
              104 + id % side * STEP_LNG,
              30.5 + id / side * STEP_LAT,
              List.of());
      detector.apply(0, shard, new LogRecord.Registered(id, info), heard);
    }
    double tell = 0;
    double judge = 0;
    double first = 0;
    for (int tick = 0; tick < 2 * TICKS; tick++) {
      long now = START + tick * TICK_MS;
      detector.apply(0, shard, new LogRecord.Readings(now, "", readings(things, tick, now)), heard);
      double begin = cpuMs();
      detector.apply(0, shard, new LogRecord.Tick(now), heard);
      double told = cpuMs();
      across.apply(city, 0, new Told(now, heard.facts, List.of(), List.of()), heard);
      double judged = cpuMs();
      heard.facts.clear();
      if (tick == 0) {
        first = judged - told;
      }
      if (tick >= TICKS) {
        tell += told - begin;
        judge += judged - told;
      }
    }
    return new Row(over, things, rules, (long) things * rules, first, tell / TICKS, judge / TICKS);
  }

  /** At first of every thing, then of each hundredth one, another hundredth at each tick. */
  private static ReadingBlock readings(int things, int tick, long now) {
    ReadingBlock block = new ReadingBlock(things);
    for (int id = 1; id <= things; id++) {
      if (tick == 0 || id % 100 == tick) {
        block.add(id, tick * 1_000_000L + id, now, tick % 2 == 0 ? 1 : 3, null);
      }
    }
    return block;
  }

  private static String division(int thing) {
    return String.format(Locale.ROOT, "510107%03d001", thing / OF_A_STREET % 1_000);
  }

  private static PackBook pack(String over, int rules) {
    Map<String, String> files = new TreeMap<>();
    files.put("wide/pack.yaml", "id: wide\ntitle: 量\nsummary: 量\nversion: '1'\nstatus: draft\n");
    files.put(
        "wide/params.yaml",
        """
        high: {title: 高, value: 2, unit: m, reason: 量, source: 量}
        many: {title: 多, value: 50, unit: "1", reason: 量, source: 量}
        share: {title: 比, value: 0.5, unit: "1", reason: 量, source: 量}
        near: {title: 近, value: 250, unit: m, reason: 量, source: 量}
        """);
    files.put(
        "wide/properties/depth.yaml",
        "name: depth\ntitle: 量\nunit: m\nsymbol: m\ndecimals: 1\nexpected_silence: 1h\nsource: 量\n");
    for (int i = 0; i < rules; i++) {
      files.put(
          "wide/rules/r" + i + ".yaml",
          "name: r"
              + i
              + "\ntitle: 广\nwhy: 量\nover: "
              + over
              + (over.equals(NEIGHBOURS) ? "\nwithin: params.near" : "")
              + "\nknown_share: params.share\nlevels:\n  - {level: III,"
              + " when: \"number_of(last(depth) > params.high) >= params.many\"}\nreference: 量\n");
    }
    return PackReader.read(new PackFiles("packs", files)).book();
  }

  private static double cpuMs() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e6;
  }

  /** Facts for the second stage; no street and no neighbourhood comes to fifty deep things. */
  private static final class Heard implements Effects {
    final List<Fact> facts = new ArrayList<>();

    @Override
    public void alert(AlertChange change) {
      throw new IllegalStateException("nowhere are fifty: " + change);
    }

    @Override
    public void vital(VitalWindow window) {
      // nobody looks
    }

    @Override
    public void fact(Fact fact) {
      facts.add(fact);
    }
  }
}
