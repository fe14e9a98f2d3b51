package furong.bench;

import furong.base.WorkCalendar;
import furong.detect.AlertChange;
import furong.detect.Effects;
import furong.detect.Fact;
import furong.detect.Quality;
import furong.detect.RuleBook;
import furong.detect.Told;
import furong.detect.VitalWindow;
import furong.flow.DetectorJudge;
import furong.flow.Judge;
import furong.observe.DatastreamInfo;
import furong.observe.LogRecord;
import furong.observe.ReadingBlock;
import furong.pack.PackFiles;
import furong.pack.PackReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What rules and flags hold of a large city, and what a reading, a tick and a checkpoint of it
 * cost: the datastreams of {@link BigCity} by the packs of this house, in this process, without log
 * and record. A thing has ten datastreams, of which {@code ruled} are of a pollutant and the others
 * of no property.
 */
final class StateBench {

  private static final int SHARDS = 4;
  private static final int BLOCK = 10_000;
  private static final long START = Instant.parse("2026-04-01T00:00:00Z").toEpochMilli();

  /** Five minutes: how often a city's sensors report. */
  private static final long ROUND_MS = 300_000;

  private static final long TICK_MS = 10_000;

  /** Two readings of each are what a load of ten minutes over 22 million comes to. */
  private static final int ROUNDS = 2;

  /**
   * @param ruled how many of ten datastreams observe a pollutant that rules look at
   */
  record Options(int datastreams, int ruled) {}

  /**
   * Bytes are of heap a datastream, after a collection.
   *
   * @param registeredBytes rules, before anything was heard
   * @param rulesBytes rules, when each was heard twice and a tick has passed
   * @param flagsBytes flags of the history, then
   * @param ruleNanos CPU of a reading at the rules, the second time
   * @param flagNanos CPU of a reading at the flags, the second time
   * @param tickMs CPU of a tick after all were heard, with the rules across things
   * @param quietTickMs of the next one, when nothing more was heard
   * @param saveMs CPU of writing the state of every shard for a checkpoint
   * @param saveBytes its size a datastream, compressed
   * @param restoreMs CPU of reading it back and binding it to the rules
   */
  record Result(
      int datastreams,
      int ruled,
      double registeredBytes,
      double rulesBytes,
      double flagsBytes,
      double ruleNanos,
      double flagNanos,
      double tickMs,
      double quietTickMs,
      double saveMs,
      double saveBytes,
      double restoreMs) {}

  private final PackFiles packs;
  private final WorkCalendar calendar;
  private final PrintStream out;

  StateBench(PackFiles packs, WorkCalendar calendar, PrintStream out) {
    this.packs = packs;
    this.calendar = calendar;
    this.out = out;
  }

  private static int shard(long datastream) {
    return (int) ((datastream - 1) / BigCity.STREAMS_A_THING % SHARDS);
  }

  private static DatastreamInfo info(long id, int ruled) {
    String property = id % BigCity.STREAMS_A_THING < ruled ? "air.pm25" : "";
    long thing = 1 + (id - 1) / BigCity.STREAMS_A_THING;
    double lng = 104.02 + 0.0001 * (thing % 1_000);
    double lat = 30.62 + 0.00008 * (thing / 1_000 % 1_000);
    return new DatastreamInfo(
        id, thing, "load", "bench", property, 1, 0, "510104", 0, true, lng, lat);
  }

  Result run(Options o) {
    Told nothing = new Told(Told.NO_TICK, List.of(), List.of(), List.of());
    Judge judge = DetectorJudge.of(packs, Map.of(), calendar).open();
    Hears hears = new Hears();
    for (int shard = 0; shard < SHARDS; shard++) {
      judge.across(shard, SHARDS, nothing, hears);
    }
    double empty = heap();
    for (long id = 1; id <= o.datastreams; id++) {
      judge.apply(shard(id), new LogRecord.Registered(id, info(id, o.ruled)), hears);
    }
    double registered = heap() - empty;
    say("registered: %.0f bytes a datastream", registered / o.datastreams);
    double ruleSeconds = 0;
    for (int round = 1; round <= ROUNDS; round++) {
      ruleSeconds = cpu();
      hear(judge, o.datastreams, round, hears);
      ruleSeconds = cpu() - ruleSeconds;
    }
    double tick = tick(judge, 0, hears);
    double quiet = tick(judge, 1, hears);
    double rules = heap() - empty;
    say("rules: %.0f bytes a datastream, %.0f ms a tick", rules / o.datastreams, tick * 1e3);
    double before = heap();
    Quality quality = quality(o.ruled);
    double flagSeconds = 0;
    for (int round = 1; round <= ROUNDS; round++) {
      flagSeconds = cpu();
      flag(quality, o.datastreams, round);
      flagSeconds = cpu() - flagSeconds;
    }
    double flags = heap() - before;
    double save = cpu();
    List<List<byte[]>> states = new ArrayList<>();
    for (int shard = 0; shard < SHARDS; shard++) {
      states.add(judge.save(shard));
    }
    save = cpu() - save;
    double bytes = states.stream().flatMap(List::stream).mapToLong(p -> p.length).sum();
    double restore = cpu();
    Judge again = DetectorJudge.of(packs, Map.of(), calendar).open();
    for (int shard = 0; shard < SHARDS; shard++) {
      again.restore(shard, states.get(shard));
    }
    tick(again, 2, hears);
    restore = cpu() - restore;
    hears.keep(judge, quality, again);
    return new Result(
        o.datastreams,
        o.ruled,
        registered / o.datastreams,
        rules / o.datastreams,
        flags / o.datastreams,
        ruleSeconds * 1e9 / o.datastreams,
        flagSeconds * 1e9 / o.datastreams,
        tick * 1e3,
        quiet * 1e3,
        save * 1e3,
        bytes / o.datastreams,
        restore * 1e3);
  }

  private void say(String what, Object... of) {
    out.printf(Locale.ROOT, what + "%n", of);
  }

  // ---- the load

  private static long value(long datastream, int round) {
    return 20 + (datastream * 7 + round) % 10; // no rule minds
  }

  private static void hear(Judge judge, int datastreams, int round, Effects out) {
    long time = START + round * ROUND_MS;
    ReadingBlock[] blocks = new ReadingBlock[SHARDS];
    for (long id = 1; id <= datastreams; id++) {
      int shard = shard(id);
      blocks[shard] = blocks[shard] == null ? new ReadingBlock(BLOCK) : blocks[shard];
      blocks[shard].add(id, (long) round * datastreams + id, time, value(id, round), null);
      if (blocks[shard].size() == BLOCK || id > datastreams - BigCity.STREAMS_A_THING * SHARDS) {
        judge.apply(shard, new LogRecord.Readings(time, "", blocks[shard]), out);
        blocks[shard] = new ReadingBlock(BLOCK);
      }
    }
  }

  private static void flag(Quality quality, int datastreams, int round) {
    long time = START + round * ROUND_MS;
    ReadingBlock block = new ReadingBlock(BLOCK);
    for (long id = 1; id <= datastreams; id++) {
      block.add(id, (long) round * datastreams + id, time, value(id, round), null);
      if (block.size() == BLOCK || id == datastreams) {
        quality.flags(0, block, time);
        block = new ReadingBlock(BLOCK);
      }
    }
  }

  /** CPU seconds of a tick in every shard and behind them. */
  private static double tick(Judge judge, int number, Hears hears) {
    long now = START + ROUNDS * ROUND_MS + (number + 1) * TICK_MS;
    double from = cpu();
    for (int shard = 0; shard < SHARDS; shard++) {
      hears.facts.clear();
      judge.apply(shard, new LogRecord.Tick(now), hears);
      judge.across(shard, SHARDS, new Told(now, hears.facts, List.of(), List.of()), hears);
    }
    hears.facts.clear();
    return cpu() - from;
  }

  private Quality quality(int ruled) {
    RuleBook book = RuleBook.of(PackReader.read(packs).book(), calendar);
    return new Quality(book::limits, id -> Optional.of(info(id, ruled)), ids -> Map.of());
  }

  // ---- figures

  private static double cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
  }

  private static double heap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static final class Hears implements Effects {

    private final List<Fact> facts = new ArrayList<>();
    private List<Object> alive = List.of();

    @Override
    public void alert(AlertChange change) {
      throw new IllegalStateException("no rule minds: " + change);
    }

    @Override
    public void vital(VitalWindow window) {
      // nobody looks
    }

    @Override
    public void fact(Fact fact) {
      facts.add(fact);
    }

    /** So that all of it is alive until the heap was measured. */
    void keep(Object... all) {
      alive = List.of(all);
      if (alive.isEmpty()) {
        throw new IllegalStateException("nothing was measured");
      }
    }
  }
}
