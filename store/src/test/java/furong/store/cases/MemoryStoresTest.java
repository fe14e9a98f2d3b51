package furong.store.cases;

import furong.cases.AlertStore;
import furong.cases.CaseStore;
import furong.cases.MemoryAlerts;
import furong.cases.MemoryCases;
import furong.cases.MemorySavedViews;
import furong.cases.SavedViews;
import furong.detect.MemoryStandings;
import furong.detect.StandingStore;
import org.junit.jupiter.api.Nested;

/** The contracts, kept in memory. */
class MemoryStoresTest {

  @Nested
  class Alerts extends AlertStoreContract {
    private final AlertStore store = new MemoryAlerts();

    @Override
    AlertStore store() {
      return store;
    }
  }

  @Nested
  class Cases extends CaseStoreContract {
    private final CaseStore store = new MemoryCases();

    @Override
    CaseStore store() {
      return store;
    }
  }

  @Nested
  class Standings extends StandingStoreContract {
    private final StandingStore store = new MemoryStandings();

    @Override
    StandingStore store() {
      return store;
    }
  }

  @Nested
  class Views extends SavedViewsContract {
    private final SavedViews store = new MemorySavedViews();

    @Override
    SavedViews store() {
      return store;
    }
  }
}
