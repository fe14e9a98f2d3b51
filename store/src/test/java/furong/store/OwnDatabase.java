package furong.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import furong.engine.PostgresProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A PostgreSQL of a test class's own, with all migrations, from before its first test until after
 * its last; nested classes share it.
 *
 * <pre>{@code
 * @RegisterExtension static final OwnDatabase POSTGRES = new OwnDatabase();
 * ...
 * POSTGRES.db().update("truncate alert cascade");
 * }</pre>
 */
public final class OwnDatabase implements BeforeAllCallback, AfterAllCallback {

  private final int ways;
  private int classes;
  private @Nullable Path folder;
  private @Nullable PostgresProcess postgres;
  private @Nullable HikariDataSource pool;
  private @Nullable Db db;

  /** Each statement outside of a transaction opens a way of its own. */
  public OwnDatabase() {
    this(0);
  }

  /**
   * @param ways to the database that are kept and shared; 0 for none
   */
  public OwnDatabase(int ways) {
    this.ways = ways;
  }

  public Db db() {
    return Objects.requireNonNull(db, "before the tests");
  }

  public DataSource dataSource() {
    return Objects.requireNonNull(postgres, "before the tests").dataSource();
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    if (classes++ > 0) {
      return; // a nested class
    }
    Path made = Files.createTempDirectory("furong-store");
    PostgresProcess started = PostgresProcess.start(made.resolve("pg"));
    folder = made;
    postgres = started;
    Flyway.configure().dataSource(started.dataSource()).outOfOrder(true).load().migrate();
    if (ways == 0) {
      db = new Db(started.dataSource());
    } else {
      HikariConfig config = new HikariConfig();
      config.setDataSource(started.dataSource());
      config.setMaximumPoolSize(ways);
      HikariDataSource shared = new HikariDataSource(config);
      pool = shared;
      db = new Db(shared);
    }
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    if (--classes > 0) {
      return;
    }
    HikariDataSource shared = pool;
    if (shared != null) {
      shared.close();
    }
    Objects.requireNonNull(postgres).close();
    try (Stream<Path> files = Files.walk(Objects.requireNonNull(folder))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
