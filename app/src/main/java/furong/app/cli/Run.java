package furong.app.cli;

import furong.app.DataFolder;
import furong.app.Engines;
import furong.app.Settings;
import furong.app.wiring.FurongApplication;
import furong.engine.EngineException;
import furong.engine.Ports;
import furong.sense.mqtt.MqttTls;
import furong.serve.HealthPart;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.springframework.context.ConfigurableApplicationContext;

/** One run of the city from start to stop. */
final class Run {

  /** A start after a crash may replay minutes of the log; beyond this somebody must look. */
  private static final long READY_WITHIN_MS = 300_000;

  /** How often readiness is looked at while it starts: unnoticed by a person, cheap. */
  private static final long POLL_MS = 50;

  private final Settings settings;
  private final Lang lang;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private @Nullable DataFolder folder;
  private @Nullable Engines engines;
  private @Nullable ConfigurableApplicationContext context;
  private boolean closed;

  Run(Settings settings, Lang lang) {
    this.settings = settings;
    this.lang = lang;
  }

  /**
   * Starts, says when it is ready, and waits for Ctrl-C.
   *
   * @throws EngineException when the machine, the folder or a port does not allow it
   */
  int untilStopped() {
    checkMachine();
    folder =
        DataFolder.open(settings.dataDir(), settings.cityId(), settings.shards(), Instant.now());
    System.setProperty("furong.log", settings.dataDir().resolve("furong.log").toString());
    System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
    // first use from one thread: several at once make SLF4J queue what they say
    LoggerFactory.getLogger(Run.class);
    SLF4JBridgeHandler.removeHandlersForRootLogger(); // Tomcat speaks java.util.logging
    SLF4JBridgeHandler.install();
    Thread hook = Thread.ofPlatform().name("furong-stop").unstarted(this::stop);
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      say(lang.say("启动中，数据文件夹 ", "starting on ") + settings.dataDir());
      engines = Engines.start(settings);
      context = FurongApplication.start(settings, folder, engines);
      awaitReady(context);
      greet();
      stopped.await();
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    } catch (RuntimeException e) {
      throw oneLine(e);
    }
  }

  private void checkMachine() {
    if (!Files.isDirectory(settings.cityDir())) {
      throw new EngineException(
          "city.missing", "there is no city profile at " + settings.cityDir() + "; see --city");
    }
    checkPort(settings.httpPort(), "--port");
    if (settings.mqttPort() != 0) {
      checkPort(settings.mqttPort(), "--mqtt-port");
    }
    @Nullable MqttTls tls = settings.mqttTls();
    if (tls != null) {
      checkPort(tls.port(), "--mqtt-tls-port");
      try {
        tls.check();
      } catch (MqttTls.Unusable e) {
        throw new EngineException("mqtt.tls", "MQTT over TLS: " + e.getMessage(), e);
      }
    }
  }

  private static void checkPort(int port, String option) {
    if (!Ports.isFree(port)) {
      throw new EngineException(
          "port.busy", "port " + port + " is in use; choose another one with " + option);
    }
  }

  private void awaitReady(ConfigurableApplicationContext running) throws InterruptedException {
    long deadline = System.nanoTime() + READY_WITHIN_MS * 1_000_000;
    List<HealthPart> parts = List.copyOf(running.getBeansOfType(HealthPart.class).values());
    List<String> waiting = List.of();
    while (System.nanoTime() < deadline) {
      waiting = parts.stream().filter(p -> !isReady(p)).map(HealthPart::name).toList();
      if (waiting.isEmpty()) {
        return;
      }
      Thread.sleep(POLL_MS);
    }
    throw new EngineException("start.slow", "not ready after 5 minutes: " + waiting);
  }

  private static boolean isReady(HealthPart part) {
    try {
      return part.state().ready();
    } catch (RuntimeException cannotSayYet) {
      return false;
    }
  }

  private void greet() {
    double seconds =
        (System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime()) / 1000.0;
    LoggerFactory.getLogger(Run.class)
        .info(
            "ready after {} s and {} s of processor time",
            seconds,
            ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(d -> d.toMillis() / 1000.0)
                .orElse(-1.0));
    say(
        String.format(
            Locale.ROOT,
            lang.say("就绪（%.1f 秒）：%s", "ready in %.1f s: %s"),
            seconds,
            settings.address()));
    Path logins = settings.dataDir().resolve("demo-logins.txt");
    if (Files.exists(logins)) {
      say(lang.say("演示登录（也在 ", "demo logins (also in ") + logins + lang.say("）：", "):"));
      try {
        for (String line : Files.readAllLines(logins)) {
          System.out.println("  " + line);
        }
      } catch (IOException e) {
        say(e.getMessage() == null ? "cannot read the demo logins" : e.getMessage());
      }
    }
    say(lang.say("Ctrl-C 停止", "Ctrl-C stops"));
  }

  private static void say(String line) {
    System.out.println("furong: " + line);
  }

  /** The line for the person at the console; the whole story goes to the log. */
  private EngineException oneLine(RuntimeException e) {
    LoggerFactory.getLogger(Run.class).error("the start failed", e);
    Throwable deepest = e;
    for (Throwable t = e; t != null; t = t.getCause()) {
      deepest = t;
      if (t instanceof EngineException known) {
        return known;
      }
    }
    String what = deepest.getMessage() == null ? deepest.toString() : deepest.getMessage();
    if (what.contains("No space left on device")) {
      return new EngineException("disk.full", "the disk of " + settings.dataDir() + " is full", e);
    }
    if (deepest instanceof java.net.BindException) {
      return new EngineException("port.busy", "a port is in use: " + what, e);
    }
    return new EngineException(
        "start.failed",
        "cannot start: "
            + what.lines().findFirst().orElse("")
            + " (see "
            + settings.dataDir().resolve("furong.log")
            + ")",
        e);
  }

  /** HTTP and everything wired first, then Flink, Kafka and PostgreSQL; runs once. */
  private synchronized void stop() {
    if (closed) {
      return;
    }
    closed = true;
    if (context != null) {
      context.close();
    }
    if (engines != null) {
      engines.close();
    }
    if (folder != null) {
      folder.close();
    }
    stopped.countDown();
  }
}
