package furong.store.cases;

import static org.assertj.core.api.Assertions.assertThat;

import furong.cases.CaseStore;
import furong.cases.MemoryCases;
import furong.cases.MemoryReports;
import furong.cases.ReportStore;
import furong.people.ApiClient;
import furong.people.ApiClientStore;
import furong.people.MemoryApiClients;
import furong.people.MemoryScreens;
import furong.people.Screen;
import furong.people.ScreenStore;
import furong.store.Db;
import furong.store.OwnDatabase;
import furong.store.people.PgApiClients;
import furong.store.people.PgScreens;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract of reports, kept in memory and in a real PostgreSQL. */
class PgReportsTest {

  @RegisterExtension static final OwnDatabase POSTGRES = new OwnDatabase();

  private static Db db;

  @BeforeAll
  static void open() {
    db = POSTGRES.db();
  }

  @BeforeEach
  void empty() {
    db.update("truncate city_case, case_event, case_photo, case_number, citizen_report cascade");
    db.update("truncate api_client");
  }

  @Nested
  class InPostgres extends ReportStoreContract {
    @Override
    CaseStore cases() {
      return new PgCases(db);
    }

    @Override
    ReportStore reports() {
      return new PgReports(db);
    }
  }

  @Nested
  class InMemory extends ReportStoreContract {
    private final MemoryCases cases = new MemoryCases();
    private final ReportStore reports = new MemoryReports(cases);

    @Override
    CaseStore cases() {
      return cases;
    }

    @Override
    ReportStore reports() {
      return reports;
    }
  }

  @Test
  void screensAreKeptAlikeInMemory() {
    for (ScreenStore store : List.of(new PgScreens(db), new MemoryScreens())) {
      Screen hall =
          store.add(new Screen(0, "大厅", "510100", 20, CaseStoreContract.hour(1), null), "s1");
      Screen room =
          store.add(new Screen(0, "会商室", "510104", 60, CaseStoreContract.hour(2), null), "s2");
      assertThat(store.list()).containsExactly(room, hall);
      assertThat(store.findByKey("s1")).hasValue(hall);
      assertThat(store.findByKey("s3")).isEmpty();
      store.revoke(hall.id(), CaseStoreContract.hour(3));
      store.revoke(hall.id(), CaseStoreContract.hour(4));
      assertThat(store.find(hall.id()).orElseThrow().revokedAt())
          .isEqualTo(CaseStoreContract.hour(3));
      assertThat(store.find(room.id())).hasValue(room);
    }
  }

  @Test
  void programsAreKeptAlikeInMemory() {
    for (ApiClientStore store : List.of(new PgApiClients(db), new MemoryApiClients())) {
      ApiClient app =
          store.add(new ApiClient(0, "App", true, 600, CaseStoreContract.hour(1), null), "h1");
      ApiClient other =
          store.add(new ApiClient(0, "B", false, 5, CaseStoreContract.hour(2), null), "h2");
      assertThat(store.list()).containsExactly(other, app);
      assertThat(store.findByKey("h1")).hasValue(app);
      assertThat(store.findByKey("h3")).isEmpty();
      store.revoke(app.id(), CaseStoreContract.hour(3));
      assertThat(store.find(app.id()).orElseThrow().active()).isFalse();
      assertThat(store.find(other.id()).orElseThrow().active()).isTrue();
    }
  }
}
