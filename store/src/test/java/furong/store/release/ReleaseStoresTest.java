package furong.store.release;

import furong.release.MemoryReleases;
import furong.release.ReleaseStore;
import furong.store.Db;
import furong.store.OwnDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract, kept in memory and in a real PostgreSQL. */
class ReleaseStoresTest {

  @RegisterExtension static final OwnDatabase POSTGRES = new OwnDatabase();

  private static Db db;

  @BeforeAll
  static void start() {
    db = POSTGRES.db();
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
