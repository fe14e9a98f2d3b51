package furong.bench;

import furong.engine.PostgresProcess;
import furong.store.Db;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Measures case work over HTTP: how many cases a second go their whole way - reported, accepted,
 * verified, registered, dispatched, taken, photographed, finished, checked, closed, and found again
 * by a search that must see what was just written - while so many people work at once beside so
 * many cases that are there already.
 *
 * <p>Load, city and database share the machine, as they do for whoever runs this.
 */
final class CaseBench {

  /**
   * @param cases that are there before
   * @param users who work at once
   * @param warmUp seconds before that
   * @param seconds that are measured
   * @param spike seconds that ten times as many users come afterwards; 0 for none
   */
  record Options(int cases, int users, int warmUp, int seconds, int spike) {}

  /** Times in ms. */
  record Latency(long count, double p50, double p95, double p99, double max) {}

  /**
   * What came of it.
   *
   * @param requests by kind of step
   * @param notFound searches that did not see what their own user had just closed
   */
  record Result(
      Instant at,
      int processors,
      double loadBefore,
      Options options,
      long casesBefore,
      long lifecycles,
      double lifecyclesPerSecond,
      double requestsPerSecond,
      long errors,
      long notFound,
      @Nullable String firstError,
      Latency all,
      Map<String, Latency> requests,
      Map<String, Double> cpuSeconds,
      CaseSpike.@Nullable Outcome spike) {}

  /**
   * On two cores the compilers share with the load a city is compiled after a minute and a half:
   * until then they take a tenth of the processors, which a city that runs for days does not pay.
   */
  static final int WARM_UP_SECONDS = 90;

  /** Two years' figures of a million cases are counted in minutes. */
  private static final Duration COUNTED_WITHIN = Duration.ofMinutes(5);

  private final Path home;
  private final Path scratch;
  private final PrintStream out;

  CaseBench(Path home, Path scratch, PrintStream out) {
    this.home = home;
    this.scratch = scratch;
    this.out = out;
  }

  Result run(Options options) throws IOException, InterruptedException {
    double load =
        java.lang.management.ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    Path data = Files.createDirectories(scratch.resolve("data"));
    try (PostgresProcess postgres = PostgresProcess.start(scratch.resolve("postgres"));
        CityProcess city = CityProcess.start(home, data, "--db=" + address(postgres))) {
      out.printf(Locale.ROOT, "ready in %.1f s%n", city.awaitReady().toMillis() / 1000.0);
      long begun = System.nanoTime();
      Db db = new Db(postgres.dataSource());
      CaseSeed.fill(db, options.cases());
      long before = db.find("select count(*) from city_case", row -> row.getLong(1)).orElseThrow();
      out.printf(
          Locale.ROOT,
          "%,d cases are there after %.0f s%n",
          before,
          (System.nanoTime() - begun) / 1e9);
      awaitCounted(db);
      CaseWorkers workers =
          CaseWorkers.logIn(city.url(), data.resolve("demo-logins.txt"), options.users());
      measure(workers, options.users(), options.warmUp());
      Map<String, Double> cpuBefore = cpu(city, postgres);
      Tallies tallies = measure(workers, options.users(), options.seconds());
      tallies.cpu = ThreadTimes.between(cpuBefore, cpu(city, postgres));
      CaseSpike.@Nullable Outcome spike =
          options.spike() == 0 ? null : new CaseSpike(workers, db, out).run(options, tallies);
      Result result = result(options, load, before, tallies, spike);
      report(result);
      return result;
    }
  }

  /** A city that is running has its figures: the load does not begin beside years of counting. */
  private void awaitCounted(Db db) throws InterruptedException {
    long begun = System.nanoTime();
    while (CaseSeed.uncounted(db) > 0 && System.nanoTime() - begun < COUNTED_WITHIN.toNanos()) {
      Thread.sleep(1_000);
    }
    out.printf(
        Locale.ROOT, "their figures are counted after %.0f s%n", (System.nanoTime() - begun) / 1e9);
  }

  /** Seconds of CPU so far: the city by its threads, the database, and the load itself. */
  private static Map<String, Double> cpu(CityProcess city, PostgresProcess postgres) {
    Map<String, Double> times = new TreeMap<>(ThreadTimes.of(city.handle()));
    times.put("load", ThreadTimes.whole(ProcessHandle.current()));
    ProcessHandle.of(postgres.pid())
        .ifPresent(p ->
            times.put(
                "database",
                ThreadTimes.of(p).values().stream().mapToDouble(Double::doubleValue).sum()));
    return times;
  }

  /** With its credentials, as the setting {@code db} takes them. */
  private static String address(PostgresProcess postgres) {
    return postgres.jdbcUrl() + "?user=" + postgres.user() + "&password=" + postgres.password();
  }

  /** What one run counts. */
  static final class Tallies {
    final Map<String, ConcurrentLinkedQueue<Long>> nanos = new ConcurrentHashMap<>();
    final AtomicLong lifecycles = new AtomicLong();
    final AtomicLong errors = new AtomicLong();

    /** Times that the city said 429. */
    final AtomicLong told = new AtomicLong();

    final AtomicLong notFound = new AtomicLong();
    final AtomicReference<String> firstError = new AtomicReference<>("");
    double seconds;
    Map<String, Double> cpu = Map.of();

    void took(String step, long ns) {
      nanos.computeIfAbsent(step, s -> new ConcurrentLinkedQueue<>()).add(ns);
    }
  }

  static Tallies measure(CaseWorkers workers, int users, int seconds) throws InterruptedException {
    Tallies tallies = new Tallies();
    long begun = System.nanoTime();
    long end = begun + Duration.ofSeconds(seconds).toNanos();
    CountDownLatch done = new CountDownLatch(users);
    for (int u = 0; u < users; u++) {
      int user = u;
      Thread.ofVirtual()
          .start(() -> {
            try (CaseWorkers.Worker worker = workers.worker(user)) {
              for (int round = 0; System.nanoTime() < end; round++) {
                worker.lifecycle(round, tallies);
              }
            } catch (IOException e) {
              tallies.errors.incrementAndGet();
              tallies.firstError.compareAndSet("", String.valueOf(e.getMessage()));
            } finally {
              done.countDown();
            }
          });
    }
    done.await();
    tallies.seconds = (System.nanoTime() - begun) / 1e9;
    return tallies;
  }

  private static Result result(
      Options options,
      double load,
      long before,
      Tallies tallies,
      CaseSpike.@Nullable Outcome spike) {
    Map<String, Latency> steps = new TreeMap<>();
    List<Long> all = new ArrayList<>();
    tallies.nanos.forEach((step, ns) -> {
      steps.put(step, latency(ns));
      all.addAll(ns);
    });
    return new Result(
        Instant.now(),
        Runtime.getRuntime().availableProcessors(),
        load,
        options,
        before,
        tallies.lifecycles.get(),
        tallies.lifecycles.get() / tallies.seconds,
        all.size() / tallies.seconds,
        tallies.errors.get(),
        tallies.notFound.get(),
        String.valueOf(tallies.firstError.get()),
        latency(all),
        steps,
        rounded(tallies.cpu),
        spike);
  }

  /** What took part, in tenths of a second. */
  private static Map<String, Double> rounded(Map<String, Double> cpu) {
    Map<String, Double> all = new TreeMap<>();
    cpu.forEach((stage, s) -> {
      if (s >= 0.05) {
        all.put(stage, Math.round(10 * s) / 10.0);
      }
    });
    return all;
  }

  static Latency latency(java.util.Collection<Long> nanos) {
    double[] ms = nanos.stream().mapToDouble(ns -> ns / 1e6).sorted().toArray();
    return new Latency(ms.length, at(ms, 0.5), at(ms, 0.95), at(ms, 0.99), at(ms, 1));
  }

  private static double at(double[] sorted, double share) {
    return sorted.length == 0
        ? Double.NaN
        : Math.round(10 * sorted[(int) Math.ceil(share * sorted.length) - 1]) / 10.0;
  }

  private void report(Result r) {
    out.printf(
        Locale.ROOT,
        "%.1f lifecycles/s, %.0f requests/s, p50 %.1f ms, p95 %.1f ms, p99 %.1f ms,"
            + " %d errors, %d own writes not seen %s%n",
        r.lifecyclesPerSecond(),
        r.requestsPerSecond(),
        r.all().p50(),
        r.all().p95(),
        r.all().p99(),
        r.errors(),
        r.notFound(),
        r.firstError());
    r.requests()
        .forEach((step, l) ->
            out.printf(
                Locale.ROOT,
                "  %-12s %8d  p50 %7.1f  p95 %7.1f  p99 %7.1f ms%n",
                step,
                l.count(),
                l.p50(),
                l.p95(),
                l.p99()));
    out.println("  CPU seconds: " + r.cpuSeconds());
  }
}
