package furong.app;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import furong.engine.EngineException;
import furong.engine.FlinkCluster;
import furong.engine.FlinkRunner;
import furong.engine.KafkaBroker;
import furong.engine.PostgresProcess;
import furong.engine.RemoteFlink;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL, Kafka and Flink of one run: embedded ones started side by side, or the external ones
 * that the settings name. Each getter waits until its engine is ready.
 */
public final class Engines implements AutoCloseable {

  /** Twelve at work at once saturate two cores; the rest of PostgreSQL's 60 is for people. */
  private static final int POOL = 24;

  /** A connection that takes longer than this to get means the database is gone or drowned. */
  private static final long POOL_WAIT_MS = 15_000;

  /** What an external or embedded database looks like to the rest. */
  private record Postgres(HikariDataSource pool, @Nullable PostgresProcess process) {}

  private record Kafka(String servers, @Nullable KafkaBroker broker) {}

  private final CompletableFuture<Postgres> postgres;
  private final CompletableFuture<Kafka> kafka;
  private final CompletableFuture<FlinkRunner> flink;

  private Engines(
      CompletableFuture<Postgres> postgres,
      CompletableFuture<Kafka> kafka,
      CompletableFuture<FlinkRunner> flink) {
    this.postgres = postgres;
    this.kafka = kafka;
    this.flink = flink;
  }

  /** Begins to start all; returns at once. */
  public static Engines start(Settings settings) {
    return new Engines(
        begin("postgres", () -> startPostgres(settings)),
        begin("kafka", () -> startKafka(settings)),
        begin("flink", () -> startFlink(settings)));
  }

  private static <T> CompletableFuture<T> begin(String name, Supplier<T> work) {
    CompletableFuture<T> future = new CompletableFuture<>();
    Thread.ofPlatform()
        .name("furong-start-" + name)
        .daemon()
        .start(() -> {
          try {
            future.complete(work.get());
          } catch (RuntimeException | Error e) {
            future.completeExceptionally(e);
          }
        });
    return future;
  }

  private static Postgres startPostgres(Settings settings) {
    HikariConfig config = new HikariConfig();
    @Nullable PostgresProcess process = null;
    if (settings.dbUrl() == null) {
      process = PostgresProcess.start(settings.dataDir().resolve("postgres"));
      config.setJdbcUrl(process.jdbcUrl());
      config.setUsername(process.user());
      config.setPassword(process.password());
    } else {
      config.setJdbcUrl(settings.dbUrl());
    }
    config.setPoolName("furong");
    config.setMaximumPoolSize(POOL);
    config.setMinimumIdle(2);
    config.setConnectionTimeout(POOL_WAIT_MS);
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    config.addDataSourceProperty("ApplicationName", "furong");
    try {
      HikariDataSource pool = new HikariDataSource(config);
      checkVersion(pool);
      return new Postgres(pool, process);
    } catch (RuntimeException e) {
      if (process != null) {
        process.close();
      }
      if (e instanceof EngineException known) {
        throw known;
      }
      throw new EngineException(
          "postgres.connect", "PostgreSQL does not take us in: " + deepest(e).getMessage(), e);
    }
  }

  /** MERGE ... RETURNING and the JSON functions of the migrations came with 17. */
  private static void checkVersion(HikariDataSource pool) {
    try (var connection = pool.getConnection()) {
      int major = connection.getMetaData().getDatabaseMajorVersion();
      if (major < 17) {
        pool.close();
        throw new EngineException(
            "postgres.version", "PostgreSQL " + major + " is too old; furong needs 17 or newer");
      }
    } catch (SQLException e) {
      throw new EngineException("postgres.connect", "PostgreSQL: " + e.getMessage(), e);
    }
  }

  private static Throwable deepest(Throwable e) {
    return e.getCause() == null ? e : deepest(e.getCause());
  }

  private static Kafka startKafka(Settings settings) {
    if (settings.kafkaServers() != null) {
      return new Kafka(settings.kafkaServers(), null);
    }
    KafkaBroker broker =
        KafkaBroker.start(settings.dataDir().resolve("kafka"), settings.logDurability());
    return new Kafka(broker.bootstrapServers(), broker);
  }

  private static FlinkRunner startFlink(Settings settings) {
    Path folder = settings.dataDir().resolve("flink");
    if (settings.flinkAddress() != null) {
      return RemoteFlink.connect(settings.flinkAddress(), folder);
    }
    return FlinkCluster.start(folder, Runtime.getRuntime().availableProcessors());
  }

  /** The database's pool. @throws EngineException when the database did not start */
  public DataSource dataSource() {
    return await(postgres).pool();
  }

  /**
   * @throws EngineException when the broker did not start
   */
  public String kafkaServers() {
    return await(kafka).servers();
  }

  /**
   * @throws EngineException when Flink did not start
   */
  public FlinkRunner flink() {
    return await(flink);
  }

  /** Process id of the embedded PostgreSQL; -1 when it is external or did not start. */
  public long postgresPid() {
    @Nullable Postgres started = arrived(postgres);
    return started == null || started.process() == null ? -1 : started.process().pid();
  }

  private static <T> T await(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof EngineException known) {
        throw known;
      }
      throw e;
    }
  }

  /** What became of a start, waiting for one under way; null when it failed. */
  private static <T> @Nullable T arrived(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException | java.util.concurrent.CancellationException e) {
      return null;
    }
  }

  /** Those who read and write end before those whom they need. */
  @Override
  public void close() {
    @Nullable FlinkRunner runner = arrived(flink);
    if (runner != null) {
      runner.close();
    }
    @Nullable Kafka broker = arrived(kafka);
    if (broker != null && broker.broker() != null) {
      broker.broker().close();
    }
    @Nullable Postgres record = arrived(postgres);
    if (record != null) {
      record.pool().close();
      if (record.process() != null) {
        record.process().close();
      }
    }
  }
}
