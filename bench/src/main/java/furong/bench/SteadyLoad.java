package furong.bench;

import furong.app.replay.Door;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A rate that is held for minutes over all datastreams of a {@link BigCity}, each in its turn, and
 * alerts on the way meanwhile. It says whether the rate was held, how far history and rules were
 * behind at worst, and how long alerts took to the screen.
 *
 * <p>Load and city share the machine. Batches are due at even times; a sender that comes late sends
 * at once, so a stall of the city is followed by its arrears, as a crowd of gateways would do.
 */
final class SteadyLoad {

  /**
   * @param slowed batches that were told 429 or 503 and sent again
   * @param heldPerSecond readings acknowledged over the whole time
   * @param worstBatchMs from when a batch was due to its acknowledgement
   * @param historyBehind entries at worst, looked at each second
   * @param effectsBehind the same for rules
   * @param secondsToRest from the last acknowledgement until history and rules had all
   */
  record Result(
      int rate,
      double minutes,
      long readings,
      long slowed,
      double heldPerSecond,
      double worstBatchMs,
      long historyBehind,
      long effectsBehind,
      double secondsToRest,
      AlertProbe.Latency alertMsFromAcknowledgement,
      AlertProbe.Latency alertMsFromSending,
      Map<String, Double> cpuMicrosPerReading,
      long memoryMiB) {}

  /** Enough that a p99 of ten minutes has ten beyond it, and too few to be a load. */
  private static final int ALERTS_A_SECOND = 2;

  private static final int CONNECTIONS = 4;

  private static final long LINE_EVERY_NS = 10_000_000_000L;

  private static final long LOOK_MS = 1_000;

  /** Marks of progress come every 16 entries of a shard: short of that counts as done. */
  static final long UNMARKED = 16 * CurveBench.SHARDS;

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final CityProcess city;
  private final Sender sender;
  private final int datastreams;
  private final AtomicLong batches;
  private final PrintStream out;
  private final AtomicLong readings = new AtomicLong();
  private final AtomicLong worstNs = new AtomicLong();
  private final AtomicLong keys = new AtomicLong();
  private long historyBehind;
  private long effectsBehind;

  /** Sends a body until it is taken; gives how many readings that were and how often it waited. */
  interface Sender {
    int send(byte[] body) throws IOException, InterruptedException;
  }

  /**
   * @param batches counts what was sent, so that time goes on where an earlier load stopped
   */
  SteadyLoad(
      CityProcess city, Sender sender, int datastreams, AtomicLong batches, PrintStream out) {
    this.city = city;
    this.sender = sender;
    this.datastreams = datastreams;
    this.batches = batches;
    this.out = out;
  }

  Result run(int rate, double minutes)
      throws IOException, InterruptedException, ExecutionException {
    long wholeNs = (long) (minutes * 60e9);
    Door door = new Door(city.url(), null);
    int alerts = Math.max(1, (int) (minutes * 60 * ALERTS_A_SECOND));
    out.printf(Locale.ROOT, "making %d stations for alerts%n", alerts);
    // a city that was measured before remembers its keys
    String prefix = "steady-" + Instant.now().getEpochSecond() + "-";
    try (AlertProbe probe =
            new AlertProbe(city, door, () -> prefix + keys.getAndIncrement(), alerts);
        ExecutorService pool = Executors.newFixedThreadPool(CONNECTIONS + 1)) {
      probe.begin();
      Map<String, Double> before = ThreadTimes.of(city.handle());
      long begun = System.nanoTime();
      AtomicLong turn = new AtomicLong();
      AtomicLong slowed = new AtomicLong();
      List<Future<?>> all = new ArrayList<>();
      for (int c = 0; c < CONNECTIONS; c++) {
        Random random = new Random(c);
        all.add(
            pool.submit(() -> {
              send(rate, begun, wholeNs, turn, slowed, random);
              return null;
            }));
      }
      all.add(
          pool.submit(() -> {
            alarm(probe, begun, wholeNs);
            return null;
          }));
      Metrics metrics = new Metrics(city.url());
      look(metrics, all, begun, rate);
      double seconds = (System.nanoTime() - begun) / 1e9;
      double rest = rest(metrics);
      Map<String, Double> spent = ThreadTimes.between(before, ThreadTimes.of(city.handle()));
      spent.replaceAll((stage, cpu) -> cpu * 1e6 / Math.max(1, readings.get()));
      probe.await();
      return new Result(
          rate,
          minutes,
          readings.get(),
          slowed.get(),
          readings.get() / seconds,
          worstNs.get() / 1e6,
          historyBehind,
          effectsBehind,
          rest,
          probe.fromAcknowledgement(),
          probe.fromSending(),
          spent,
          city.residentBytes() >> 20);
    }
  }

  private void send(
      int rate, long begun, long wholeNs, AtomicLong turn, AtomicLong slowed, Random random)
      throws IOException, InterruptedException {
    int size = Math.min(BigCity.BATCH, datastreams);
    while (true) {
      long dueNs = (long) (turn.getAndIncrement() * (double) size / rate * 1e9);
      if (dueNs >= wholeNs) {
        return;
      }
      byte[] body =
          BigCity.body(datastreams, batches.getAndIncrement(), System.currentTimeMillis(), random);
      long wait = begun + dueNs - System.nanoTime();
      if (wait > 0) {
        Thread.sleep(Duration.ofNanos(wait));
      }
      int taken = sender.send(body);
      while (taken == 0) {
        slowed.incrementAndGet();
        taken = sender.send(body);
      }
      readings.addAndGet(taken);
      worstNs.accumulateAndGet(System.nanoTime() - begun - dueNs, Math::max);
    }
  }

  private static void alarm(AlertProbe probe, long begun, long wholeNs)
      throws IOException, InterruptedException {
    for (int i = 0; i < probe.alerts(); i++) {
      long wait = begun + i * wholeNs / probe.alerts() - System.nanoTime();
      if (wait > 0) {
        Thread.sleep(Duration.ofNanos(wait));
      }
      probe.rise(i);
    }
  }

  /** Watches until all senders are through, with a line of progress from time to time. */
  private void look(Metrics metrics, List<Future<?>> senders, long begun, int rate)
      throws IOException, InterruptedException, ExecutionException {
    long line = begun;
    while (senders.stream().anyMatch(s -> !s.isDone())) {
      Thread.sleep(LOOK_MS);
      Metrics.Progress at = metrics.progress();
      historyBehind = Math.max(historyBehind, at.acknowledged() - at.history());
      effectsBehind = Math.max(effectsBehind, at.acknowledged() - at.effects());
      if (System.nanoTime() - line > LINE_EVERY_NS) {
        line = System.nanoTime();
        double seconds = (line - begun) / 1e9;
        out.printf(
            Locale.ROOT,
            "%4.0f s: %,d readings, %,.0f/s of %,d; behind: history %,d entries, rules %,d; %,d MiB%n",
            seconds,
            readings.get(),
            readings.get() / seconds,
            rate,
            at.acknowledged() - at.history(),
            at.acknowledged() - at.effects(),
            city.residentBytes() >> 20);
      }
    }
    for (Future<?> sender : senders) {
      sender.get();
    }
  }

  private static double rest(Metrics metrics) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    long wanted = metrics.progress().acknowledged();
    while (System.nanoTime() - begun < PATIENCE.toNanos()) {
      Metrics.Progress now = metrics.progress();
      if (now.history() >= wanted && now.effects() >= wanted - UNMARKED) {
        return (System.nanoTime() - begun) / 1e9;
      }
      Thread.sleep(50);
    }
    throw new IllegalStateException("the city does not keep up: " + metrics.progress());
  }
}
