package furong.engine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A Kafka broker and its controller (KRaft) inside this process, with everything in one folder, on
 * loopback only.
 *
 * <pre>{@code
 * try (KafkaBroker kafka = KafkaBroker.start(dir)) {
 *   properties.put("bootstrap.servers", kafka.bootstrapServers());
 * }
 * }</pre>
 *
 * What it acknowledges is in the page cache: it survives a {@code kill -9} of the process, not a
 * loss of power. {@link Durability#DISK} writes every batch through to disk first, at about 17 us
 * of waiting per observation in batches of 1,000 (docs/configuration.md).
 */
public final class KafkaBroker implements AutoCloseable {

  /** When a record counts as written. */
  public enum Durability {
    /** In the page cache: survives the death of the process. */
    PROCESS,
    /** On disk: survives the death of the machine. */
    DISK
  }

  private static final int NODE = 1;

  private final FolderLock lock;
  private final KafkaRaftServer server;
  private final int port;

  private KafkaBroker(FolderLock lock, KafkaRaftServer server, int port) {
    this.lock = lock;
    this.server = server;
    this.port = port;
  }

  /** Starts it on a free port, the one of last time when it can be had. */
  public static KafkaBroker start(Path folder) {
    return start(folder, Durability.PROCESS);
  }

  /**
   * Returns when the broker takes records.
   *
   * @throws EngineException when the machine or the folder does not allow it, in one line
   */
  public static KafkaBroker start(Path folder, Durability durability) {
    try {
      FolderLock lock = FolderLock.take(folder);
      try {
        return start(folder.toAbsolutePath().normalize(), durability, lock);
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Kafka cannot start in " + folder, e);
    }
  }

  private static KafkaBroker start(Path folder, Durability durability, FolderLock lock)
      throws IOException {
    Path log = folder.resolve("log");
    int port = Ports.keptOrNew(folder.resolve("port"));
    int controllerPort = Ports.keptOrNew(folder.resolve("controller-port"));
    if (!Files.exists(log.resolve("meta.properties"))) {
      format(folder, log);
    }
    KafkaConfig config =
        KafkaConfig.fromProps(properties(log, port, controllerPort, durability), false);
    KafkaRaftServer server;
    try {
      server = new KafkaRaftServer(config, Time.SYSTEM);
    } catch (RuntimeException e) {
      throw new EngineException("kafka.folder", "Kafka cannot use " + log + ": " + firstLine(e), e);
    }
    try {
      server.startup();
    } catch (RuntimeException e) {
      server.shutdown();
      throw new EngineException("kafka.start", "Kafka could not start: " + firstLine(e), e);
    }
    return new KafkaBroker(lock, server, port);
  }

  private static String firstLine(Throwable e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return message.lines().findFirst().orElse("");
  }

  private static void format(Path folder, Path log) throws IOException {
    Path fresh = folder.resolve("log.new");
    PostgresBinaries.delete(fresh); // left by a first start that was killed
    PostgresBinaries.delete(log);
    Files.createDirectories(fresh);
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try {
      new Formatter()
          .setPrintStream(new PrintStream(said, true, StandardCharsets.UTF_8))
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(NODE)
          .setControllerListenerName("CONTROLLER")
          .setMetadataLogDirectory(fresh.toString())
          .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
          .addDirectory(fresh.toString())
          .run();
    } catch (Exception e) { // the formatter declares Exception
      throw new EngineException(
          "kafka.format", "Kafka could not make its folder " + log + ": " + firstLine(e), e);
    }
    Files.move(fresh, log);
  }

  private static Properties properties(
      Path log, int port, int controllerPort, Durability durability) {
    Properties p = new Properties();
    p.put("process.roles", "broker,controller");
    p.put("node.id", String.valueOf(NODE));
    p.put("log.dirs", log.toString());
    p.put(
        "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
    p.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    p.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    p.put("controller.listener.names", "CONTROLLER");
    p.put("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort);
    p.put("auto.create.topics.enable", "false");
    // after a kill -9 the old session must run out before the broker is let in again
    p.put("broker.session.timeout.ms", "2000");
    p.put("broker.heartbeat.interval.ms", "400");
    p.put("initial.broker.registration.timeout.ms", "60000");
    // one node: one copy of everything
    p.put("default.replication.factor", "1");
    p.put("min.insync.replicas", "1");
    p.put("offsets.topic.replication.factor", "1");
    p.put("offsets.topic.num.partitions", "1");
    p.put("transaction.state.log.replication.factor", "1");
    p.put("transaction.state.log.min.isr", "1");
    p.put("transaction.state.log.num.partitions", "1");
    p.put("share.coordinator.state.topic.replication.factor", "1");
    p.put("share.coordinator.state.topic.min.isr", "1");
    p.put("share.coordinator.state.topic.num.partitions", "1");
    p.put("group.initial.rebalance.delay.ms", "0");
    // few threads and buffers: the clients are in this very process
    p.put("num.network.threads", "2");
    p.put("num.io.threads", "3");
    p.put("background.threads", "2");
    p.put("num.replica.fetchers", "1");
    p.put("num.recovery.threads.per.data.dir", "2");
    p.put("log.cleaner.threads", "1");
    p.put("log.cleaner.dedupe.buffer.size", String.valueOf(8 << 20)); // 128 MB by default
    // an idle controller writes a no-op twice a second by default, for ever
    p.put("metadata.max.idle.interval.ms", "5000");
    p.put("message.max.bytes", String.valueOf(8 << 20)); // a batch of 100,000 readings fits
    p.put("replica.fetch.max.bytes", String.valueOf(8 << 20));
    p.put("log.flush.scheduler.interval.ms", "1000");
    p.put("log.flush.interval.ms", "10000"); // bounds what a loss of power can take to 10 s
    if (durability == Durability.DISK) {
      p.put("log.flush.interval.messages", "1");
    }
    return p;
  }

  /** Address for any Kafka client, such as {@code 127.0.0.1:39411}. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** Flushes and ends, so that the next start need not recover; safe to call twice. */
  @Override
  public void close() {
    try {
      server.shutdown();
      server.awaitShutdown();
    } finally {
      lock.close();
    }
  }
}
