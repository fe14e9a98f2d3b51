package furong.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What a city costs as it grows: for each number of datastreams the time from start to ready, the
 * observations a second it takes and keeps, its memory, and the newest value of one datastream.
 */
final class CurveBench {

  private static final int CONNECTIONS = 4;

  private static final int SHARDS = 4;

  /** Of queries at each size: enough for a p99 of some hundred. */
  private static final int QUERY_SECONDS = 4;

  private static final long LOOK_MS = 200;

  /** A first start tells the log of every datastream: an hour of 22 million at 6,000 a second. */
  private static final Duration FIRST_START = Duration.ofHours(1);

  /** A start reads every datastream from the record. */
  private static final Duration NEXT_START = Duration.ofMinutes(20);

  /** Five minutes of event time between two rounds over all datastreams. */
  private static final long ROUND_MS = 300_000;

  /**
   * @param sizes numbers of datastreams, growing
   * @param seconds of load at each size
   * @param observations at least so many are on disk before the last start; 0 for what the load
   *     left
   * @param sustain readings a second that are held over all datastreams after the last start; 0 for
   *     none
   * @param minutes for how long
   */
  record Options(
      List<Integer> sizes, int seconds, long observations, int sustain, double minutes) {}

  /**
   * One size; times in seconds and milliseconds, memory in MiB. {@code toldSeconds}: from ready
   * until the log has been told of all new datastreams. {@code steady}: null unless it was asked
   * for.
   */
  record Point(
      int datastreams,
      double firstStartSeconds,
      double toldSeconds,
      double startSeconds,
      long observationsOnDisk,
      double acknowledgedPerSecond,
      double inHistoryPerSecond,
      long memoryMiB,
      double latestPerSecond,
      double latestP50Ms,
      double latestP99Ms,
      SteadyLoad.@Nullable Result steady) {}

  record Result(Instant at, int processors, String heap, Options options, List<Point> points) {}

  private final Path home;
  private final Path scratch;
  private final PrintStream out;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final AtomicLong round = new AtomicLong();

  CurveBench(Path home, Path scratch, PrintStream out) {
    this.home = home;
    this.scratch = scratch;
    this.out = out;
  }

  Result run(Options options)
      throws IOException, InterruptedException, SQLException, ExecutionException {
    List<Point> points = new ArrayList<>();
    Path data = scratch.resolve("city");
    try (CityProcess city = CityProcess.start(home, data, "--shards=" + SHARDS)) {
      city.awaitReady();
      int before = 0;
      for (int size : options.sizes()) {
        Point point = point(city, before, size, options);
        before = size;
        points.add(point);
        out.println(point);
      }
    }
    return new Result(
        Instant.now(),
        Runtime.getRuntime().availableProcessors(),
        CityProcess.heap(),
        options,
        points);
  }

  private Point point(CityProcess city, int before, int size, Options options)
      throws IOException, InterruptedException, SQLException, ExecutionException {
    BigCity.grow(city.data(), before, size, SHARDS, out);
    city.close();
    city.restart();
    double first = seconds(city.awaitReady(FIRST_START).toNanos());
    out.printf(Locale.ROOT, "first start %.1f s%n", first);
    long ready = System.nanoTime();
    while (BigCity.untold(city.data())) {
      Thread.sleep(LOOK_MS);
    }
    double told = seconds(System.nanoTime() - ready);
    Load load = load(city, size, options.seconds(), 0);
    long sent = load.readings();
    while (sent < options.observations()) {
      sent += load(city, size, options.seconds(), options.observations() - sent).readings();
    }
    out.printf(Locale.ROOT, "%,d observations sent%n", sent);
    city.close();
    city.restart();
    double start = seconds(city.awaitReady(NEXT_START).toNanos());
    out.printf(Locale.ROOT, "next start %.1f s%n", start);
    double[] latest = latest(city, size);
    Arrays.sort(latest);
    long memory = city.residentBytes() >> 20;
    SteadyLoad.@Nullable Result steady =
        options.sustain() == 0
            ? null
            : new SteadyLoad(city, body -> send(city, body), size, round, out)
                .run(options.sustain(), options.minutes());
    return new Point(
        size,
        first,
        told,
        start,
        sent,
        load.acknowledged(),
        load.history(),
        memory,
        (double) latest.length / QUERY_SECONDS,
        latest[latest.length / 2],
        latest[(int) (latest.length * 0.99)],
        steady);
  }

  private static double seconds(long nanos) {
    return nanos / 1e9;
  }

  private record Load(long readings, double acknowledged, double history) {}

  /**
   * Sends until the time is over and {@code atLeast} are sent; waits until the history has them.
   */
  private Load load(CityProcess city, int size, int seconds, long atLeast)
      throws IOException, InterruptedException, ExecutionException {
    long base = System.currentTimeMillis() - 365L * 86_400_000L;
    long begun = System.nanoTime();
    AtomicLong readings = new AtomicLong();
    try (ExecutorService pool = Executors.newFixedThreadPool(CONNECTIONS)) {
      List<Future<?>> senders = new ArrayList<>();
      for (int c = 0; c < CONNECTIONS; c++) {
        Random random = new Random(c);
        senders.add(
            pool.submit(() -> {
              while (seconds(System.nanoTime() - begun) < seconds || readings.get() < atLeast) {
                long number = round.getAndIncrement();
                long time = base + number * Math.min(BigCity.BATCH, size) / size * ROUND_MS;
                readings.addAndGet(send(city, BigCity.body(size, number, time, random)));
              }
              return null;
            }));
      }
      for (Future<?> sender : senders) {
        sender.get();
      }
    }
    double sent = seconds(System.nanoTime() - begun);
    Metrics metrics = new Metrics(city.url());
    while (true) {
      Metrics.Progress progress = metrics.progress();
      if (progress.history() >= progress.acknowledged()) {
        break;
      }
      Thread.sleep(50);
    }
    double kept = seconds(System.nanoTime() - begun);
    return new Load(readings.get(), readings.get() / sent, readings.get() / kept);
  }

  /** Gives how many were accepted; waits when it is told to. */
  private int send(CityProcess city, byte[] body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(city.url() + "/api/ingest/observations"))
            .header("Content-Type", "application/vnd.furong.blocks")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() == 429 || answer.statusCode() == 503) {
      Thread.sleep(
          1_000L * Integer.parseInt(answer.headers().firstValue("Retry-After").orElse("1")));
      return 0;
    }
    if (answer.statusCode() != 200 || !answer.body().contains("\"refused\":0")) {
      throw new IOException(answer.statusCode() + " " + answer.body());
    }
    String said = answer.body();
    int at = said.indexOf("\"accepted\":") + "\"accepted\":".length();
    return Integer.parseInt(said.substring(at, said.indexOf(',', at)));
  }

  /** Milliseconds of each query for the newest value of a random datastream. */
  private double[] latest(CityProcess city, int size)
      throws InterruptedException, ExecutionException {
    long begun = System.nanoTime();
    try (ExecutorService pool = Executors.newFixedThreadPool(CONNECTIONS)) {
      List<Future<List<Double>>> askers = new ArrayList<>();
      for (int c = 0; c < CONNECTIONS; c++) {
        Random random = new Random(c);
        askers.add(
            pool.submit(() -> {
              List<Double> times = new ArrayList<>();
              while (seconds(System.nanoTime() - begun) < QUERY_SECONDS) {
                long asked = System.nanoTime();
                HttpRequest request =
                    HttpRequest.newBuilder(
                            URI.create(
                                city.url()
                                    + "/sensorthings/v1.1/Datastreams("
                                    + (1 + random.nextInt(size))
                                    + ")/Observations?$orderby=phenomenonTime%20desc&$top=1"))
                        .build();
                int status = http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
                if (status != 200) {
                  throw new IOException("latest answers " + status);
                }
                times.add((System.nanoTime() - asked) / 1e6);
              }
              return times;
            }));
      }
      List<Double> all = new ArrayList<>();
      for (Future<List<Double>> asker : askers) {
        all.addAll(asker.get());
      }
      return all.stream().mapToDouble(Double::doubleValue).toArray();
    }
  }
}
