package furong.app;

import furong.engine.EngineException;
import furong.engine.KafkaBroker.Durability;
import furong.sense.mqtt.MqttTls;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one run of Furong was told, checked and typed. Paths are absolute.
 *
 * @param mqttTls MQTT over TLS; null for none
 * @param dbUrl JDBC URL of an external PostgreSQL; null means embedded
 * @param kafkaServers bootstrap servers; as wired (the bean) always set, null before the embedded
 *     broker has its port
 * @param flinkAddress REST address of an external JobManager; null means embedded
 * @param shards partitions of the observation log; the data folder's number once it exists
 * @param ingestOpen from where observations are taken without credentials
 * @param ingestRate observations a second of one source; 0 for no limit
 * @param certProxies proxies that are believed when they tell a device's certificate
 * @param sim whether the simulator runs
 * @param reportRetention how long personal data of reports are kept after their case ended
 * @param open311Open whether programs without a key may bring reports
 * @param outside addresses of others, and ours to them
 */
public record Settings(
    Path cityDir,
    Path packsDir,
    Path dataDir,
    Path webDir,
    String host,
    int httpPort,
    int mqttPort,
    @Nullable MqttTls mqttTls,
    @Nullable String dbUrl,
    @Nullable String kafkaServers,
    @Nullable String flinkAddress,
    int shards,
    Durability logDurability,
    IngestOpen ingestOpen,
    int ingestRate,
    List<InetAddress> certProxies,
    boolean sim,
    int simSensors,
    Duration reportRetention,
    boolean open311Open,
    Outside outside) {

  /** A hundred years: for ever, in the terms of a city's archive. */
  private static final int MAX_RETENTION_DAYS = 36_500;

  /** Kafka's own ceiling is far higher; beyond this one machine only pays for idle partitions. */
  private static final int MAX_SHARDS = 64;

  /** The simulator's city has about this many places to put a sensor. */
  private static final int MAX_SIM_SENSORS = 100_000;

  /** Ten times the design rate of a whole city: more is the same as no limit. */
  private static final int MAX_RATE = 1_000_000;

  /**
   * What goes out to others, and what is fetched from them.
   *
   * @param capSender who we are in CAP messages
   * @param capOpen from where our CAP messages are read without a login
   * @param capFeeds feeds of warning services that are asked every minute
   * @param smtp server that mail goes through; null for none
   */
  public record Outside(
      String capSender, IngestOpen capOpen, List<URI> capFeeds, @Nullable String smtp) {

    public Outside {
      capFeeds = List.copyOf(capFeeds);
    }

    private static Outside of(Reader in) {
      String sender = in.text(Setting.CAP_SENDER);
      if (sender.matches(".*[\\s,<&].*")) {
        throw in.wrong(Setting.CAP_SENDER, "without spaces, commas, < and &");
      }
      return new Outside(
          sender,
          in.choice(Setting.CAP_OPEN, IngestOpen.class),
          in.addresses(Setting.CAP_FEEDS),
          in.optional(Setting.SMTP));
    }
  }

  /** Who may send observations without credentials. */
  public enum IngestOpen {
    LOOPBACK,
    ALL,
    NONE
  }

  /**
   * Resolves every setting: the command line first, then the environment, then the default.
   *
   * @param said values by the command line
   * @param home what defaults are relative to; a path that was said is relative to where one stands
   * @throws EngineException {@code setting.wrong} naming the option and what it may be
   */
  public static Settings of(Map<Setting, String> said, Map<String, String> environment, Path home) {
    Map<Setting, String> all = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.values()) {
      @Nullable String value = said.get(setting);
      if (value == null) {
        value = environment.get(setting.variable());
      }
      all.put(setting, value == null || value.isBlank() ? setting.otherwise() : value.strip());
    }
    Reader in = new Reader(all, home.toAbsolutePath());
    return new Settings(
        in.path(Setting.CITY),
        in.path(Setting.PACKS),
        in.path(Setting.DATA),
        in.path(Setting.WEB),
        in.text(Setting.HOST),
        in.number(Setting.PORT, 1, 65_535),
        in.number(Setting.MQTT_PORT, 0, 65_535),
        in.mqttTls(),
        in.optional(Setting.DB),
        in.optional(Setting.KAFKA),
        in.optional(Setting.FLINK),
        in.number(Setting.SHARDS, 1, MAX_SHARDS),
        in.choice(Setting.LOG_DURABILITY, Durability.class),
        in.choice(Setting.INGEST_OPEN, IngestOpen.class),
        in.number(Setting.INGEST_RATE, 0, MAX_RATE),
        in.machines(Setting.CERT_PROXIES),
        !in.flag(Setting.NO_SIM),
        in.number(Setting.SIM_SENSORS, 1, MAX_SIM_SENSORS),
        Duration.ofDays(in.number(Setting.REPORT_RETENTION, 1, MAX_RETENTION_DAYS)),
        in.flag(Setting.OPEN311_OPEN),
        Outside.of(in));
  }

  /** The same, with the broker's address filled in. */
  public Settings withKafka(String servers) {
    return new Settings(
        cityDir,
        packsDir,
        dataDir,
        webDir,
        host,
        httpPort,
        mqttPort,
        mqttTls,
        dbUrl,
        servers,
        flinkAddress,
        shards,
        logDurability,
        ingestOpen,
        ingestRate,
        certProxies,
        sim,
        simSensors,
        reportRetention,
        open311Open,
        outside);
  }

  /** The same, with the number of shards that the data folder has. */
  public Settings withShards(int fixed) {
    return new Settings(
        cityDir,
        packsDir,
        dataDir,
        webDir,
        host,
        httpPort,
        mqttPort,
        mqttTls,
        dbUrl,
        kafkaServers,
        flinkAddress,
        fixed,
        logDurability,
        ingestOpen,
        ingestRate,
        certProxies,
        sim,
        simSensors,
        reportRetention,
        open311Open,
        outside);
  }

  /** The broker's address. @throws IllegalStateException before the broker has one */
  public String getKafkaServers() {
    if (kafkaServers == null) {
      throw new IllegalStateException("the broker has no address yet");
    }
    return kafkaServers;
  }

  /** Where a person on this machine opens it. */
  public String address() {
    boolean everywhere = host.equals("0.0.0.0") || host.equals("::");
    return "http://"
        + (everywhere || host.equals("127.0.0.1") ? "localhost" : host)
        + ":"
        + httpPort;
  }

  /** Name of the city, by its folder. */
  public String cityId() {
    return Optional.ofNullable(cityDir.getFileName()).map(Path::toString).orElse("city");
  }

  private record Reader(Map<Setting, String> values, Path home) {

    String text(Setting setting) {
      return values.getOrDefault(setting, "");
    }

    @Nullable String optional(Setting setting) {
      String text = text(setting);
      return text.isEmpty() ? null : text;
    }

    Path path(Setting setting) {
      String text = text(setting);
      Path path = text.equals(setting.otherwise()) ? home.resolve(text) : Path.of(text);
      return path.toAbsolutePath().normalize();
    }

    @Nullable MqttTls mqttTls() {
      @Nullable String keys = optional(Setting.MQTT_TLS_KEYS);
      @Nullable String devices = optional(Setting.MQTT_TLS_DEVICES);
      if (keys == null) {
        if (devices != null) {
          throw wrong(Setting.MQTT_TLS_DEVICES, "together with --mqtt-tls-keys");
        }
        return null;
      }
      return new MqttTls(
          number(Setting.MQTT_TLS_PORT, 1, 65_535),
          path(Setting.MQTT_TLS_KEYS),
          text(Setting.MQTT_TLS_PASSWORD),
          devices == null ? null : path(Setting.MQTT_TLS_DEVICES));
    }

    boolean flag(Setting setting) {
      return switch (text(setting)) {
        case "true", "1", "yes" -> true;
        case "false", "0", "no" -> false;
        default -> throw wrong(setting, "true or false");
      };
    }

    int number(Setting setting, int low, int high) {
      try {
        int value = Integer.parseInt(text(setting));
        if (value >= low && value <= high) {
          return value;
        }
      } catch (NumberFormatException notANumber) {
        // said below, together with what it may be
      }
      throw wrong(setting, "a number from " + low + " to " + high);
    }

    <E extends Enum<E>> E choice(Setting setting, Class<E> type) {
      for (E value : List.of(type.getEnumConstants())) {
        if (value.name().equalsIgnoreCase(text(setting))) {
          return value;
        }
      }
      throw wrong(setting, setting.value().replace("|", ", "));
    }

    List<InetAddress> machines(Setting setting) {
      List<InetAddress> all = new ArrayList<>();
      for (String one : text(setting).split(",", -1)) {
        if (!one.isBlank()) {
          try {
            all.add(InetAddress.ofLiteral(one.strip()));
          } catch (IllegalArgumentException notAnAddress) {
            throw wrong(setting, "IP addresses, with commas between them");
          }
        }
      }
      return List.copyOf(all);
    }

    List<URI> addresses(Setting setting) {
      List<URI> all = new ArrayList<>();
      for (String one : text(setting).split(",", -1)) {
        if (!one.isBlank()) {
          if (!one.strip().matches("https?://\\S+")) {
            throw wrong(setting, "addresses of feeds (http or https), with commas between them");
          }
          all.add(URI.create(one.strip()));
        }
      }
      return all;
    }

    private EngineException wrong(Setting setting, String may) {
      return new EngineException(
          "setting.wrong",
          "--" + setting.option() + " is \"" + text(setting) + "\" but must be " + may);
    }
  }
}
