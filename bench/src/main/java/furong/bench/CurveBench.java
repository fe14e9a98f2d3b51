package furong.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a city costs as it grows: for each number of datastreams the time from start to ready, the
 * observations a second it takes and keeps, its memory, and the newest value of one datastream.
 */
final class CurveBench {

  private static final int CONNECTIONS = 4;

  static final int SHARDS = 4;

  /** Of queries at each size: enough for a p99 of some hundred. */
  private static final int QUERY_SECONDS = 4;

  private static final long LOOK_MS = 200;

  /** A start with new datastreams tells the log of each; that of 22 million reads them all. */
  private static final Duration START = Duration.ofMinutes(40);

  /** What the city says when the log knows its new datastreams; in seconds. */
  private static final Pattern TOLD =
      Pattern.compile("told the log of \\d+ datastreams in ([0-9.]+) s");

  /**
   * @param sizes numbers of datastreams, growing
   * @param seconds of load as fast as it goes at each size; 0 for none
   * @param observations at least so many are on disk before the last start; 0 for what the load
   *     left
   * @param sustain readings a second that are held over all datastreams after the last start; 0 for
   *     none
   * @param minutes for how long
   * @param data folder of a city that stays: one that was grown before is taken as it is, so that
   *     22 million are put in once for several measurements; empty for a city of its own that is
   *     removed
   */
  record Options(
      List<Integer> sizes,
      int seconds,
      long observations,
      int sustain,
      double minutes,
      String data) {

    /** As it is told: where a city lies on this machine is nobody's business. */
    Options told() {
      return new Options(
          sizes, seconds, observations, sustain, minutes, data.isEmpty() ? "" : "DIR");
    }
  }

  /**
   * What bringing a city to a size cost; zeros where it had it already.
   *
   * @param growSeconds of SQL
   * @param firstStartSeconds of the start that tells the log of new datastreams
   * @param toldPerSecond datastreams that the log was told of, while that went on
   * @param heardSeconds from ready until the rules had heard of all of them
   */
  record Growth(
      double growSeconds, double firstStartSeconds, double toldPerSecond, double heardSeconds) {

    static final Growth NONE = new Growth(0, 0, 0, 0);
  }

  /**
   * One size; times in seconds and milliseconds, memory in MiB of all processes.
   *
   * @param recordBytesEach of tables and indices in PostgreSQL, a datastream
   * @param heapBytesEach what is live in the heap of the city at the end, a datastream; a city of
   *     none has some 90 MB
   * @param steady null unless it was asked for
   */
  record Point(
      int datastreams,
      Growth growth,
      double startSeconds,
      long observationsOnDisk,
      double acknowledgedPerSecond,
      double inHistoryPerSecond,
      long memoryMiB,
      long recordBytesEach,
      long heapBytesEach,
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
    Path data = options.data().isEmpty() ? scratch.resolve("city") : Path.of(options.data());
    Files.createDirectories(data.toAbsolutePath());
    try (CityProcess city = CityProcess.start(home, data, "--shards=" + SHARDS)) {
      Start started = new Start(city, seconds(city.awaitReady(START).toNanos()));
      for (int size : options.sizes()) {
        Point point = point(started, size, options);
        points.add(point);
        out.println(point);
      }
    }
    return new Result(
        Instant.now(),
        Runtime.getRuntime().availableProcessors(),
        CityProcess.heap(),
        options.told(),
        points);
  }

  /** A city that runs and how long its start took. */
  private static final class Start {
    final CityProcess city;
    double seconds;

    Start(CityProcess city, double seconds) {
      this.city = city;
      this.seconds = seconds;
    }

    void again() throws IOException, InterruptedException {
      city.close();
      city.restart();
      seconds = seconds(city.awaitReady(START).toNanos());
    }
  }

  private Point point(Start started, int size, Options options)
      throws IOException, InterruptedException, SQLException, ExecutionException {
    CityProcess city = started.city;
    int before = BigCity.size(city.data());
    if (before > size) {
      throw new IOException("this city has " + before + " datastreams already, not " + size);
    }
    Growth growth = before == size ? Growth.NONE : grow(started, before, size);
    Load load = new Load(0, 0, 0);
    if (options.seconds() > 0) {
      load = load(city, size, options.seconds(), 0);
    }
    long sent = load.readings();
    while (sent < options.observations()) {
      sent += load(city, size, options.seconds(), options.observations() - sent).readings();
    }
    out.printf(Locale.ROOT, "%,d observations sent%n", sent);
    if (growth != Growth.NONE || sent > 0) {
      started.again();
    }
    out.printf(Locale.ROOT, "start %.1f s%n", started.seconds);
    double[] latest = latest(city, size);
    Arrays.sort(latest);
    long memory = city.residentBytes() >> 20;
    out.printf(Locale.ROOT, "%,d MiB resident%n", memory);
    SteadyLoad.@Nullable Result steady =
        options.sustain() == 0
            ? null
            : new SteadyLoad(city, body -> send(city, body), size, round, out)
                .run(options.sustain(), options.minutes());
    // last, for it stops the city for as long as a collection of the whole heap takes
    long heap = city.liveHeapBytes();
    long record = BigCity.bytes(city.data());
    out.printf(
        Locale.ROOT,
        "live heap %,d MB, %,d bytes a datastream; record %,d MB, %,d bytes a datastream%n",
        heap / 1_000_000,
        heap / size,
        record / 1_000_000,
        record / size);
    return new Point(
        size,
        growth,
        started.seconds,
        sent,
        load.acknowledged(),
        load.history(),
        memory,
        record / size,
        heap / size,
        (double) latest.length / QUERY_SECONDS,
        latest[latest.length / 2],
        latest[(int) (latest.length * 0.99)],
        steady);
  }

  private Growth grow(Start started, int before, int size)
      throws IOException, InterruptedException, SQLException {
    CityProcess city = started.city;
    long begun = System.nanoTime();
    BigCity.grow(city.data(), before, size, SHARDS, out);
    double grown = seconds(System.nanoTime() - begun);
    long untold = BigCity.untold(city.data());
    started.again();
    double told = city.said(TOLD);
    long ready = System.nanoTime();
    Metrics metrics = new Metrics(city.url());
    long wanted = metrics.progress().acknowledged() - SteadyLoad.UNMARKED;
    while (metrics.progress().effects() < wanted) {
      Thread.sleep(LOOK_MS);
    }
    double heard = seconds(System.nanoTime() - ready);
    double rate = untold / Math.max(told, 0.001);
    out.printf(
        Locale.ROOT,
        "grown in %.0f s; first start %.1f s, of which %.1f s to tell the log of %,d (%,.0f/s);"
            + " rules had heard of them %.1f s after ready%n",
        grown,
        started.seconds,
        told,
        untold,
        rate,
        heard);
    return new Growth(grown, started.seconds, rate, heard);
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
                // of now: whoever is last heard a year ago is silent, which is an alert each
                byte[] body = BigCity.body(size, number, System.currentTimeMillis(), random);
                readings.addAndGet(send(city, body));
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
