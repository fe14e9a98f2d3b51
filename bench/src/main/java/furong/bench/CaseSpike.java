package furong.bench;

import furong.bench.CaseBench.Latency;
import furong.bench.CaseBench.Options;
import furong.bench.CaseBench.Tallies;
import furong.store.Db;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Ten times as many people for a while: the city may answer slowly or say 429, and they come again;
 * but what it has acknowledged is there, and when they have gone it is as quick as before.
 */
final class CaseSpike {

  private static final int TIMES = 10;

  /** Recovery is looked at in slices so long, for six of them: the promise is thirty seconds. */
  private static final int SLICE_SECONDS = 5;

  private static final int SLICES = 6;

  /** As quick as before: not more than half as slow again; two runs differ by so much. */
  private static final double AS_BEFORE = 1.5;

  /**
   * What came of it.
   *
   * @param told how often it said 429
   * @param acknowledged cases with an acknowledged write, of this whole run
   * @param lost of them those that stand at an older version than was acknowledged
   * @param p95After by slices of five seconds
   * @param recoveredAfterSeconds -1 when it was not within thirty seconds
   */
  record Outcome(
      int users,
      double seconds,
      long lifecycles,
      long errors,
      String firstError,
      long told,
      Latency all,
      long acknowledged,
      long lost,
      List<Double> p95After,
      int recoveredAfterSeconds) {}

  private final CaseWorkers workers;
  private final Db db;
  private final PrintStream out;

  CaseSpike(CaseWorkers workers, Db db, PrintStream out) {
    this.workers = workers;
    this.db = db;
    this.out = out;
  }

  Outcome run(Options options, Tallies before) throws InterruptedException {
    double usual = all(before).p95();
    Tallies spike = CaseBench.measure(workers, TIMES * options.users(), options.spike());
    List<Double> after = new ArrayList<>();
    int recovered = -1;
    for (int slice = 1; slice <= SLICES; slice++) {
      after.add(all(CaseBench.measure(workers, options.users(), SLICE_SECONDS)).p95());
      if (recovered < 0 && after.getLast() <= AS_BEFORE * usual) {
        recovered = slice * SLICE_SECONDS;
      }
    }
    Outcome outcome =
        new Outcome(
            TIMES * options.users(),
            spike.seconds,
            spike.lifecycles.get(),
            spike.errors.get(),
            String.valueOf(spike.firstError.get()),
            spike.told.get(),
            all(spike),
            workers.acknowledged().size(),
            lost(),
            after,
            recovered);
    print(outcome, usual);
    return outcome;
  }

  private static Latency all(Tallies tallies) {
    return CaseBench.latency(
        tallies.nanos.values().stream().flatMap(java.util.Collection::stream).toList());
  }

  private long lost() {
    Map<Long, Long> acknowledged = Map.copyOf(workers.acknowledged());
    long[] there = {0};
    db.list(
        "select id, version from city_case where id = any(?)",
        row -> {
          if (row.getLong(2) >= acknowledged.getOrDefault(row.getLong(1), Long.MAX_VALUE)) {
            there[0]++;
          }
          return row.getLong(1);
        },
        (Object) acknowledged.keySet().toArray(Long[]::new));
    return acknowledged.size() - there[0];
  }

  private void print(Outcome o, double usual) {
    out.printf(
        Locale.ROOT,
        "spike: %d users for %.0f s: %.1f lifecycles/s, p95 %.0f ms, p99 %.0f ms, %d times 429,"
            + " %d errors %s%n",
        o.users(),
        o.seconds(),
        o.lifecycles() / o.seconds(),
        o.all().p95(),
        o.all().p99(),
        o.told(),
        o.errors(),
        o.firstError());
    out.printf(
        Locale.ROOT,
        "  of %d cases with acknowledged writes %d are lost; p95 afterwards %s ms (before %.0f):"
            + " recovered after %d s%n",
        o.acknowledged(),
        o.lost(),
        o.p95After(),
        usual,
        o.recoveredAfterSeconds());
  }
}
