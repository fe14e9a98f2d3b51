package furong.sense.mqtt;

import com.hivemq.configuration.service.InternalConfigurations;
import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.embedded.EmbeddedHiveMQ;
import furong.sense.ingest.WriteAccess;
import furong.sense.sta.SensorThings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The broker and what it is told to do. It starts beside everything else, since it needs some
 * seconds and nobody waits for it.
 */
public final class MqttDoor {

  private static final Logger LOG = LoggerFactory.getLogger(MqttDoor.class);

  /**
   * Files of each store of sessions side by side. The broker's own 64 are for large servers and
   * take 600 MB of disk, empty.
   */
  private static final int BUCKETS = 4;

  private final Path folder;
  private final String host;
  private final int port;
  private final @Nullable MqttTls tls;
  private final Subscriptions subscriptions;
  private final MqttExtension extension;
  private @Nullable EmbeddedHiveMQ broker;
  private CompletableFuture<Void> started = CompletableFuture.completedFuture(null);

  /**
   * @param folder for the broker's configuration; made when it is missing
   * @param host address to listen on
   * @param port of MQTT without encryption; 0 for none
   * @param tls where MQTT over TLS is; null for none
   * @param root address of the HTTP service, which every link in a message begins with
   */
  public MqttDoor(
      Path folder,
      String host,
      int port,
      @Nullable MqttTls tls,
      String root,
      SensorThings service,
      WriteAccess access) {
    this.folder = folder;
    this.host = host;
    this.port = port;
    this.tls = tls;
    this.subscriptions = new Subscriptions(service, root);
    this.extension = new MqttExtension(service, access, subscriptions);
  }

  /** Begins to start; returns at once. */
  public void start() {
    if (port == 0 && tls == null) {
      return;
    }
    started =
        CompletableFuture.runAsync(
            this::run, task -> Thread.ofPlatform().daemon().name("mqtt-start").start(task));
  }

  private void run() {
    try {
      configure();
      Files.createDirectories(folder.resolve("data"));
      Files.createDirectories(folder.resolve("extensions"));
      InternalConfigurations.PERSISTENCE_BUCKET_COUNT.set(BUCKETS);
      InternalConfigurations.PAYLOAD_PERSISTENCE_BUCKET_COUNT.set(BUCKETS);
      System.setProperty("hivemq.log.folder", folder.resolve("log").toString());
      EmbeddedHiveMQ made =
          EmbeddedHiveMQ.builder()
              .withConfigurationFolder(folder.resolve("conf"))
              .withDataFolder(folder.resolve("data"))
              .withExtensionsFolder(folder.resolve("extensions"))
              .withEmbeddedExtension(
                  EmbeddedExtension.builder()
                      .withId("furong")
                      .withName("Furong SensorThings")
                      .withVersion("1")
                      .withExtensionMain(extension)
                      .build())
              .build();
      broker = made;
      made.start().join();
      subscriptions.restore();
      subscriptions.start();
      LOG.info("MQTT on {}:{}, over TLS: {}", host, port, tls);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Sessions of listeners and what waits for them are on disk; observations are in the log and go
   * to nobody as they came. Its maker is told nothing of how it is used.
   */
  private String configuration() throws IOException {
    return """
    <?xml version="1.0"?>
    <hivemq>
      <listeners>%s</listeners>
      <persistence><mode>file</mode></persistence>
      <mqtt>
        <packets><max-packet-size>1048576</max-packet-size></packets>
        <retained-messages><enabled>false</enabled></retained-messages>
      </mqtt>
      <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
    </hivemq>
    """
        .formatted(listeners());
  }

  private String listeners() throws IOException {
    String plain =
        port == 0
            ? ""
            : "<tcp-listener><port>%d</port><bind-address>%s</bind-address></tcp-listener>"
                .formatted(port, host);
    return tls == null ? plain : plain + tls.listener(host, folder.resolve("conf"));
  }

  /** For its owner only: the password of the keys is in it. */
  private void configure() throws IOException {
    Path file = Files.createDirectories(folder.resolve("conf")).resolve("config.xml");
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, configuration());
  }

  /** Completes when clients can connect; exceptionally when the broker did not start. */
  public CompletableFuture<Void> started() {
    return started;
  }

  /** True when clients can connect, or MQTT is switched off. */
  public boolean ready() {
    return started.isDone() && !started.isCompletedExceptionally();
  }

  public void stop() {
    subscriptions.stop();
    EmbeddedHiveMQ running = broker;
    if (running != null) {
      running.stop().join();
    }
  }
}
