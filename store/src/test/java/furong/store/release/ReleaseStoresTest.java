package furong.store.release;

import furong.engine.PostgresProcess;
import furong.release.MemoryReleases;
import furong.release.ReleaseStore;
import furong.store.Db;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The contract, kept in memory and in a real PostgreSQL. */
class ReleaseStoresTest {

  @TempDir static Path folder;
  private static PostgresProcess postgres;
  private static Db db;

  @BeforeAll
  static void start() {
    postgres = PostgresProcess.start(folder);
    Flyway.configure()
        .dataSource(postgres.dataSource())
        .locations("classpath:db/migration")
        .outOfOrder(true)
        .load()
        .migrate();
    db = new Db(postgres.dataSource());
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  @BeforeEach
  void empty() {
    db.update("truncate pack_version, pack_proposal");
  }

  @Nested
  class InMemory extends ReleaseStoreContract {
    private final ReleaseStore store = new MemoryReleases();

    @Override
    ReleaseStore store() {
      return store;
    }
  }

  @Nested
  class InPostgres extends ReleaseStoreContract {
    @Override
    ReleaseStore store() {
      return new PgReleases(db);
    }
  }
}
