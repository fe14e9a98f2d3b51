package furong.bench;

import furong.app.replay.Door;
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
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Measures the way of an observation: how many a second are acknowledged, in history and judged by
 * the rules; how long an alert takes from the acknowledgement to the screen at a steady rate; and
 * what CPU each stage spends on a reading.
 *
 * <p>Load and city share the machine, as they do for whoever runs this; the load's own CPU is said
 * beside. Event time runs five minutes a round up to now, so that a minute of load is a day of a
 * city whose sensors report every five minutes.
 */
final class IngestBench {

  /**
   * @param things with five datastreams each
   * @param seconds of full load that are measured
   * @param batch readings in a request
   * @param connections that send at once
   * @param rate readings a second while alert latency is measured
   * @param ruled share of the things that rules look at
   */
  record Options(int things, int seconds, int batch, int connections, int rate, double ruled) {}

  /** What came of it; rates a second, times in ms, CPU in microseconds a reading. */
  record Result(
      Instant at,
      int processors,
      double loadBefore,
      Options options,
      long readings,
      double acknowledgedPerSecond,
      double inHistoryPerSecond,
      double judgedPerSecond,
      Map<String, Double> cpuMicrosPerReading,
      double cpuMicrosPerReadingOfTheCity,
      double cpuMicrosPerReadingOfTheLoad,
      AlertProbe.Latency alertMsFromAcknowledgement,
      AlertProbe.Latency alertMsFromSending,
      long residentMegabytes) {}

  /** Compilers and caches are warm after some ten seconds. */
  private static final int WARM_UP_SECONDS = 12;

  private static final long STEP_MS = Duration.ofMinutes(5).toMillis();

  /** A backlog is gone by then or the city does not keep up at all. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final int LATENCY_SECONDS = 20;
  private static final int TRIGGERS_PER_SECOND = 10;

  private final Path home;
  private final Path scratch;
  private final Path results;
  private final PrintStream out;
  private final AtomicLong rounds = new AtomicLong();
  private final AtomicLong keys = new AtomicLong();

  IngestBench(Path home, Path scratch, Path results, PrintStream out) {
    this.home = home;
    this.scratch = scratch;
    this.results = results;
    this.out = out;
  }

  void run(Options options) throws IOException, InterruptedException, ExecutionException {
    double load =
        java.lang.management.ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    try (CityProcess city = CityProcess.start(home, scratch.resolve("data"))) {
      out.printf(Locale.ROOT, "ready in %.1f s%n", city.awaitReady().toMillis() / 1000.0);
      Door door = new Door(city.url(), null);
      AlertProbe probe =
          new AlertProbe(city, door, this::key, LATENCY_SECONDS * TRIGGERS_PER_SECOND);
      List<LoadCity.Station> stations =
          new LoadCity(door).build(options.things(), options.ruled(), "load");
      List<LoadBody> bodies = bodies(stations, options.batch());
      out.printf(Locale.ROOT, "%,d datastreams%n", stations.size() * LoadCity.STREAMS);
      Metrics metrics = new Metrics(city.url());
      full(door, bodies, options, WARM_UP_SECONDS);
      settle(metrics, System.nanoTime());
      Result throughput = throughput(city, door, metrics, bodies, options, load);
      report(throughput);
      AlertProbe.Latency seen = latency(probe, door, bodies, options);
      write(with(throughput, seen, probe.fromSending(), city.residentBytes() >> 20));
      out.printf(
          Locale.ROOT,
          "alert visible after acknowledgement at %,d/s: p50 %.0f ms, p90 %.0f ms, p99 %.0f ms"
              + " (%d alerts, %d missed)%n",
          options.rate(),
          seen.p50(),
          seen.p90(),
          seen.p99(),
          seen.alerts(),
          seen.missed());
    }
  }

  private static List<LoadBody> bodies(List<LoadCity.Station> stations, int batch) {
    List<Long> streams = new ArrayList<>();
    stations.forEach(s -> streams.addAll(s.streams()));
    List<LoadBody> bodies = new ArrayList<>();
    Random random = new Random(1);
    for (int i = 0; i < streams.size(); i += batch) {
      bodies.add(LoadBody.of(streams.subList(i, Math.min(streams.size(), i + batch)), random));
    }
    return bodies;
  }

  /** Sends as fast as it goes. Gives the readings acknowledged. */
  private long full(Door door, List<LoadBody> bodies, Options options, int seconds)
      throws InterruptedException, ExecutionException {
    long until = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    long firstMs = System.currentTimeMillis() - Duration.ofDays(30).toMillis();
    try (ExecutorService pool = Executors.newFixedThreadPool(options.connections())) {
      List<Future<Long>> senders = new ArrayList<>();
      for (int c = 0; c < options.connections(); c++) {
        senders.add(
            pool.submit(() -> {
              long sent = 0;
              while (System.nanoTime() < until) {
                long turn = rounds.getAndIncrement();
                LoadBody body = bodies.get((int) (turn % bodies.size()));
                long at = firstMs + turn / bodies.size() * STEP_MS;
                sent += accepted(door, body.at(at), body.readings());
              }
              return sent;
            }));
      }
      long sum = 0;
      for (Future<Long> sender : senders) {
        sum += sender.get();
      }
      return sum;
    }
  }

  /** No two batches of this run have the same. */
  private String key() {
    return "bench-" + keys.getAndIncrement();
  }

  private long accepted(Door door, byte[] body, int readings) throws IOException {
    int accepted = door.observations(body, key()).path("accepted").asInt();
    if (accepted != readings) {
      throw new IOException("only " + accepted + " of " + readings + " were accepted");
    }
    return accepted;
  }

  /** Waits until history and rules have all. Gives the seconds since {@code fromNs} for each. */
  private static double[] settle(Metrics metrics, long fromNs)
      throws IOException, InterruptedException {
    long wanted = metrics.progress().acknowledged();
    double[] seconds = {-1, -1};
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (seconds[0] < 0 || seconds[1] < 0) {
      Metrics.Progress now = metrics.progress();
      double passed = (System.nanoTime() - fromNs) / 1e9;
      if (seconds[0] < 0 && now.history() >= wanted) {
        seconds[0] = passed;
      }
      // marks of progress come every 16 entries of a shard: short of that counts as done
      if (seconds[1] < 0 && now.effects() >= wanted - 16 * 4) {
        seconds[1] = passed;
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("the city does not keep up: " + now + ", wanted " + wanted);
      }
      Thread.sleep(20);
    }
    return seconds;
  }

  private Result throughput(
      CityProcess city,
      Door door,
      Metrics metrics,
      List<LoadBody> bodies,
      Options options,
      double load)
      throws IOException, InterruptedException, ExecutionException {
    Map<String, Double> before = ThreadTimes.of(city.handle());
    double ownBefore = ownCpu();
    long begun = System.nanoTime();
    long readings = full(door, bodies, options, options.seconds());
    double acknowledged = (System.nanoTime() - begun) / 1e9;
    double[] done = settle(metrics, begun);
    Map<String, Double> spent = ThreadTimes.between(before, ThreadTimes.of(city.handle()));
    double own = ownCpu() - ownBefore;
    Map<String, Double> each = new TreeMap<>();
    spent.forEach((stage, seconds) -> each.put(stage, seconds * 1e6 / readings));
    AlertProbe.Latency none = new AlertProbe.Latency(0, 0, 0, 0, 0, 0);
    return new Result(
        Instant.now(),
        Runtime.getRuntime().availableProcessors(),
        load,
        options,
        readings,
        readings / acknowledged,
        readings / done[0],
        readings / done[1],
        each,
        each.values().stream().mapToDouble(d -> d).sum(),
        own * 1e6 / readings,
        none,
        none,
        0);
  }

  /** CPU seconds of the load itself. */
  private static double ownCpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
  }

  private void report(Result r) {
    out.printf(
        Locale.ROOT,
        "%,d readings: acknowledged %,.0f/s, in history %,.0f/s, rules evaluated %,.0f/s%n",
        r.readings(),
        r.acknowledgedPerSecond(),
        r.inHistoryPerSecond(),
        r.judgedPerSecond());
    out.printf(
        Locale.ROOT,
        "CPU a reading: city %.2f us, load %.2f us; by stage:%n",
        r.cpuMicrosPerReadingOfTheCity(),
        r.cpuMicrosPerReadingOfTheLoad());
    r.cpuMicrosPerReading().entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .forEach(e -> out.printf(Locale.ROOT, "  %-20s %6.2f us%n", e.getKey(), e.getValue()));
  }

  /** The background load in even steps, with a trigger ten times a second. */
  private AlertProbe.Latency latency(
      AlertProbe probe, Door door, List<LoadBody> bodies, Options options)
      throws IOException, InterruptedException {
    try (probe) {
      probe.begin();
      long stepNs = 1_000_000_000L / TRIGGERS_PER_SECOND;
      int perStep = options.rate() / TRIGGERS_PER_SECOND;
      long begun = System.nanoTime();
      int turn = 0;
      long due = 0;
      for (int i = 0; i < probe.alerts(); i++) {
        due += perStep;
        while (due > 0) {
          LoadBody body = bodies.get(turn++ % bodies.size());
          accepted(door, body.at(System.currentTimeMillis()), body.readings());
          due -= body.readings();
        }
        probe.rise(i);
        long wait = begun + (i + 1) * stepNs - System.nanoTime();
        if (wait > 0) {
          Thread.sleep(Duration.ofNanos(wait));
        }
      }
      probe.await();
      return probe.fromAcknowledgement();
    }
  }

  /** What the demo user types, from the city's own file. */
  static String password(Path data, String login) throws IOException {
    return Files.readAllLines(data.resolve("demo-logins.txt")).stream()
        .map(line -> line.strip().split("\\s+"))
        .filter(words -> words[0].equals(login))
        .map(words -> words[1])
        .findFirst()
        .orElseThrow(() -> new IOException("no " + login + " in demo-logins.txt"));
  }

  private static Result with(
      Result r, AlertProbe.Latency acknowledged, AlertProbe.Latency sent, long megabytes) {
    return new Result(
        r.at(),
        r.processors(),
        r.loadBefore(),
        r.options(),
        r.readings(),
        r.acknowledgedPerSecond(),
        r.inHistoryPerSecond(),
        r.judgedPerSecond(),
        r.cpuMicrosPerReading(),
        r.cpuMicrosPerReadingOfTheCity(),
        r.cpuMicrosPerReadingOfTheLoad(),
        acknowledged,
        sent,
        megabytes);
  }

  private void write(Result result) throws IOException {
    out.println("written to " + JsonFile.write(results, "ingest.json", result));
  }
}
