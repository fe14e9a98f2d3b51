package furong.bench;

import furong.engine.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A whole city in a process of its own, on a folder and ports of its own, as {@code furong up}
 * starts it; with the means to kill all of it at once.
 */
public final class CityProcess implements AutoCloseable {

  /** On a machine under load a start takes 30 s, with a recovery twice that. */
  private static final Duration READY_WITHIN = Duration.ofMinutes(4);

  /** A city of millions writes a last checkpoint and what the history holds. */
  private static final Duration END_WITHIN = Duration.ofMinutes(3);

  /** Short against a start, long enough not to load it. */
  private static final long POLL_MS = 100;

  private final Path home;
  private final Path data;
  private final Path output;
  private final int port = Ports.findFree();
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final List<String> more;
  private Process process;

  private CityProcess(Path home, Path data, List<String> more) throws IOException {
    this.home = home;
    this.data = data;
    this.more = List.copyOf(more);
    this.output = data.resolveSibling(data.getFileName() + ".out");
    this.process = spawn();
  }

  /**
   * Starts a city without a simulator; does not wait for it.
   *
   * @param home the repository with packs and built cities
   * @param more further options of {@code up}
   */
  public static CityProcess start(Path home, Path data, String... more) throws IOException {
    return new CityProcess(home, data, List.of(more));
  }

  private Process spawn() throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                collector(),
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+UseCompactObjectHeaders",
                "-XX:MinHeapFreeRatio=15",
                "-XX:MaxHeapFreeRatio=30",
                "-Xmx" + heap(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djts.overlay=ng",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                "furong.app.cli.Main",
                "up",
                "--no-sim",
                "--data=" + data,
                "--port=" + port,
                "--mqtt-port=0"));
    command.addAll(more);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    builder.environment().put("FURONG_HOME", home.toString());
    return builder.start();
  }

  /** The heap of a city: what the launcher gives it unless FURONG_HEAP says otherwise. */
  static String heap() {
    return System.getenv().getOrDefault("FURONG_HEAP", "1200m");
  }

  /** As the launcher chooses it: one thread takes seconds for all of a large heap. */
  private static String collector() {
    boolean large = heap().matches("([5-9]|\\d{2,})[gG]");
    return large ? "-XX:+UseG1GC" : "-XX:+UseSerialGC";
  }

  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /** The process itself; its children are below it. */
  ProcessHandle handle() {
    return process.toHandle();
  }

  public Path data() {
    return data;
  }

  /**
   * Waits until {@code /health} answers 200.
   *
   * @return how long that took
   * @throws IllegalStateException with the last lines of its output when it ended or took too long
   */
  public Duration awaitReady() throws IOException, InterruptedException {
    return awaitReady(READY_WITHIN);
  }

  /** The same with another patience: a first start tells the log of every datastream. */
  Duration awaitReady(Duration within) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    HttpRequest health =
        HttpRequest.newBuilder(URI.create(url() + "/health"))
            .timeout(Duration.ofSeconds(5))
            .build();
    String last = "no answer";
    while (System.nanoTime() - begun < within.toNanos()) {
      if (!process.isAlive()) {
        throw new IllegalStateException("the city ended: " + lastLines());
      }
      try {
        HttpResponse<String> answer = http.send(health, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() == 200) {
          return Duration.ofNanos(System.nanoTime() - begun);
        }
        last = answer.body();
      } catch (IOException notYet) {
        // it does not listen yet
      }
      Thread.sleep(POLL_MS);
    }
    throw new IllegalStateException("the city is not ready: " + last + " " + lastLines());
  }

  private String lastLines() throws IOException {
    List<String> lines = Files.exists(output) ? Files.readAllLines(output) : List.of();
    return String.join(" | ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
  }

  /** Kills every process of the tree at once, as a loss of the machine's process table would. */
  public void killTree() throws InterruptedException {
    try (Stream<ProcessHandle> below = process.descendants()) {
      List<ProcessHandle> all = new ArrayList<>(below.toList());
      all.add(process.toHandle());
      all.forEach(ProcessHandle::destroyForcibly);
    }
    process.waitFor(END_WITHIN.toSeconds(), TimeUnit.SECONDS);
  }

  /** Starts it again on the same folder and port, after it was killed or closed. */
  public void restart() throws IOException {
    if (process.isAlive()) {
      throw new IllegalStateException("it still runs");
    }
    process = spawn();
  }

  /** Resident memory of the whole tree, each process's proportional share, in bytes. */
  public long residentBytes() throws IOException {
    long kb = 0;
    try (Stream<ProcessHandle> below = process.descendants()) {
      for (ProcessHandle part : Stream.concat(Stream.of(process.toHandle()), below).toList()) {
        Path smaps = Path.of("/proc/" + part.pid() + "/smaps_rollup");
        if (Files.isReadable(smaps)) {
          kb +=
              Files.readAllLines(smaps).stream()
                  .filter(line -> line.startsWith("Pss:"))
                  .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                  .sum();
        }
      }
    }
    return kb * 1024;
  }

  /**
   * What is live in the heap of the city, by a class histogram, which stands beside its data
   * afterwards. It stops the city for a second or so a gigabyte.
   */
  long liveHeapBytes() throws IOException, InterruptedException {
    Path histogram = data.resolveSibling(data.getFileName() + ".histogram.txt");
    new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
            Long.toString(process.pid()),
            "GC.class_histogram")
        .redirectErrorStream(true)
        .redirectOutput(histogram.toFile())
        .start()
        .waitFor();
    try (Stream<String> lines = Files.lines(histogram)) {
      return lines
          .filter(line -> line.startsWith("Total"))
          .mapToLong(line -> Long.parseLong(line.strip().split("\\s+")[2]))
          .findFirst()
          .orElseThrow(() -> new IOException("no total in " + histogram));
    }
  }

  /** The number in the last line of its log that fits; 0 when none does. */
  double said(Pattern pattern) throws IOException {
    try (Stream<String> lines = Files.lines(data.resolve("furong.log"))) {
      return lines
          .map(pattern::matcher)
          .filter(Matcher::find)
          .mapToDouble(found -> Double.parseDouble(found.group(1)))
          .reduce(0, (before, last) -> last);
    }
  }

  /** Asks it to stop as Ctrl-C does, and waits. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(END_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
        killTree();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
