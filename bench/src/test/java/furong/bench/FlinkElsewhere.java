package furong.bench;

import furong.engine.Ports;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A Flink cluster as a data team runs one: a JobManager and a TaskManager in processes of their
 * own, whose class path holds Flink and nothing of ours.
 */
final class FlinkElsewhere implements AutoCloseable {

  /** What Flink's own distribution brings along. */
  private static final Pattern DISTRIBUTION =
      Pattern.compile(
          "(flink-(?!connector)|kryo|minlog|objenesis|reflectasm|commons-(cli|lang3|text|math3|compress|io|codec)"
              + "|javassist|RoaringBitmap|snappy|snakeyaml-engine|slf4j-api|logback|async-profiler|jsr305).*");

  private final List<Process> processes = new ArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private final int rest = Ports.findFree();
  private final Path folder;

  FlinkElsewhere(Path folder) throws IOException, InterruptedException {
    this.folder = Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("config.yaml"),
        """
        jobmanager.rpc.address: 127.0.0.1
        jobmanager.rpc.port: %d
        rest.address: 127.0.0.1
        rest.bind-address: 127.0.0.1
        rest.port: %d
        taskmanager.host: 127.0.0.1
        taskmanager.numberOfTaskSlots: 4
        taskmanager.cpu.cores: 2
        taskmanager.memory.framework.heap.size: 128m
        taskmanager.memory.framework.off-heap.size: 128m
        taskmanager.memory.jvm-metaspace.size: 256m
        taskmanager.memory.jvm-overhead.min: 128m
        taskmanager.memory.jvm-overhead.max: 128m
        taskmanager.memory.task.heap.size: 256m
        taskmanager.memory.task.off-heap.size: 0m
        taskmanager.memory.managed.size: 16m
        taskmanager.memory.network.min: 16m
        taskmanager.memory.network.max: 16m
        io.tmp.dirs: %s
        """
            .formatted(Ports.findFree(), rest, folder));
    Files.writeString(
        folder.resolve("logback.xml"),
        """
        <configuration>
          <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
            <encoder><pattern>%level %logger{0} %msg%n%ex{6}</pattern></encoder>
          </appender>
          <root level="WARN"><appender-ref ref="out"/></root>
        </configuration>
        """);
    start("org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint");
    start("org.apache.flink.runtime.taskexecutor.TaskManagerRunner");
  }

  private void start(String main) throws IOException {
    String classPath =
        Arrays.stream(
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"))
                    .split(File.pathSeparator))
            .filter(
                entry -> DISTRIBUTION.matcher(Path.of(entry).getFileName().toString()).matches())
            .collect(Collectors.joining(File.pathSeparator));
    processes.add(
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-Dlogback.configurationFile=" + folder.resolve("logback.xml"),
                "-cp",
                classPath,
                main,
                "--configDir",
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(
                folder.resolve(main.substring(main.lastIndexOf('.') + 1) + ".log").toFile())
            .start());
  }

  /** {@code host:port} of the REST door. */
  String address() {
    return "127.0.0.1:" + rest;
  }

  /** Waits until a TaskManager has registered; fails when a process ended. */
  void awaitReady() throws InterruptedException {
    for (int i = 0; i < 600; i++) {
      if (processes.stream().anyMatch(p -> !p.isAlive())) {
        throw new IllegalStateException("Flink ended: " + lastWords());
      }
      try {
        if (get("/taskmanagers").path("taskmanagers").size() > 0) {
          return;
        }
      } catch (IOException notYet) {
        // its door is not open yet
      }
      Thread.sleep(100);
    }
    throw new IllegalStateException("no TaskManager came within a minute");
  }

  private String lastWords() {
    try (Stream<Path> files = Files.list(folder)) {
      StringBuilder words = new StringBuilder();
      for (Path log : files.filter(f -> f.toString().endsWith(".log")).toList()) {
        List<String> lines = Files.readAllLines(log);
        words.append(
            String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size())));
      }
      return words.toString();
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** How many jobs are running. */
  long running() throws IOException, InterruptedException {
    return get("/jobs/overview")
        .path("jobs")
        .valueStream()
        .filter(job -> job.path("state").asString("").equals("RUNNING"))
        .count();
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create("http://" + address() + path)).build(),
            HttpResponse.BodyHandlers.ofString());
    return JsonMapper.shared().readTree(answer.body());
  }

  @Override
  public void close() throws InterruptedException {
    processes.reversed().forEach(Process::destroy);
    for (Process process : processes) {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    }
    http.close();
  }
}
