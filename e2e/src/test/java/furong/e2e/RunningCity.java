package furong.e2e;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A whole city in a process of its own, started by the same main class that the launcher starts.
 *
 * <pre>{@code
 * try (RunningCity city = RunningCity.start(data, "--no-sim")) {
 *   city.address();   // http://127.0.0.1:54321
 * }
 * }</pre>
 */
final class RunningCity implements AutoCloseable {

  /**
   * A first start makes PostgreSQL and the log and migrates; a loaded CI machine needs patience.
   */
  private static final Duration READY_WITHIN = Duration.ofMinutes(4);

  private static final Duration STOP_WITHIN = Duration.ofMinutes(1);

  private final Process process;
  private final Path data;
  private final URI address;

  private RunningCity(Process process, Path data, URI address) {
    this.process = process;
    this.data = data;
    this.address = address;
  }

  static RunningCity start(Path data, String... options) throws IOException, InterruptedException {
    Files.createDirectories(data);
    int port = freePort();
    Path root = root();
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-Djts.overlay=ng",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "furong.app.cli.Main",
                "up",
                "--data",
                data.toString(),
                "--port",
                String.valueOf(port),
                "--mqtt-port",
                "0"));
    command.addAll(List.of(options));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(root.toFile())
            .redirectErrorStream(true)
            .redirectOutput(console(data).toFile());
    builder.environment().put("FURONG_HOME", root.toString());
    RunningCity city =
        new RunningCity(builder.start(), data, URI.create("http://127.0.0.1:" + port));
    try {
      city.awaitReady();
      return city;
    } catch (IOException | InterruptedException | RuntimeException e) {
      city.close();
      throw e;
    }
  }

  URI address() {
    return address;
  }

  /** The password that the first start made for a demo login. */
  String password(String login) throws IOException {
    for (String line : Files.readAllLines(data.resolve("demo-logins.txt"))) {
      String[] words = line.strip().split("\\s+");
      if (words.length >= 2 && words[0].equals(login)) {
        return words[1];
      }
    }
    throw new IllegalStateException("no demo login " + login + " in " + data);
  }

  private void awaitReady() throws IOException, InterruptedException {
    HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    HttpRequest health =
        HttpRequest.newBuilder(address.resolve("/health")).timeout(Duration.ofSeconds(10)).build();
    long deadline = System.nanoTime() + READY_WITHIN.toNanos();
    while (System.nanoTime() < deadline) {
      if (!process.isAlive()) {
        throw new IllegalStateException("the city ended while it started:\n" + console());
      }
      try {
        if (client.send(health, BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (IOException notYet) {
        // the door is not open yet
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
    throw new IllegalStateException(
        "the city was not ready in " + READY_WITHIN + ":\n" + console());
  }

  /** Beside the data folder: a folder with a file that is not the city's own is refused. */
  private static Path console(Path data) {
    return data.resolveSibling(data.getFileName() + "-console.txt");
  }

  String console() throws IOException {
    return Files.readString(console(data));
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** The repository's root, where packs, cities and web lie. */
  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.isDirectory(folder.resolve("base/src/main/java"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new IllegalStateException("not inside the project");
    }
    return folder;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
