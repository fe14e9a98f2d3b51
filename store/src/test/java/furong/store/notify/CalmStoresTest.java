package furong.store.notify;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Level;
import furong.cases.AlertStore;
import furong.cases.MemoryAlerts;
import furong.notify.CalmStore;
import furong.notify.MemoryCalm;
import furong.notify.MemoryNotifications;
import furong.notify.MemoryRosters;
import furong.notify.NotificationStore;
import furong.notify.RosterStore;
import furong.notify.Round;
import furong.notify.cap.MemoryWarnings;
import furong.notify.cap.WarningStore;
import furong.store.Db;
import furong.store.OwnDatabase;
import furong.store.cases.PgAlerts;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contracts, kept in memory and in a real PostgreSQL. */
class CalmStoresTest {

  @RegisterExtension static final OwnDatabase POSTGRES = new OwnDatabase();

  private static Db db;

  @BeforeAll
  static void start() {
    db = POSTGRES.db();
  }

  @BeforeEach
  void empty() {
    db.update(
        "truncate alert, alert_step, city_case, case_event, case_photo, case_number, warning,"
            + " warning_case, silence, shelf, duty_shift, duty_log, notify_round, notify_group,"
            + " notification, contact, webhook cascade");
  }

  @Nested
  class WarningsInMemory extends WarningStoreContract {
    private final WarningStore store = new MemoryWarnings();

    @Override
    WarningStore store() {
      return store;
    }

    @Override
    long someCase() {
      return 17;
    }
  }

  @Nested
  class WarningsInPostgres extends WarningStoreContract {
    @Override
    WarningStore store() {
      return new PgWarnings(db);
    }

    @Override
    long someCase() {
      return db.find(
              """
              insert into city_case (number, origin, title_zh, title_en, category, division, rule,
                procedure, description, simulated, state, verified, clocks, returns, reworks,
                opened_at, changed_at, version)
              values ('CJ-1', 'WARNING', 't', 't', 'event-05', '510104017', '', '', '', false,
                'ACCEPTED', true, '{}', 0, 0, now(), now(), 1) returning id
              """,
              row -> row.getLong(1))
          .orElseThrow();
    }
  }

  @Nested
  class CalmInMemory extends CalmStoreContract {
    private final AlertStore alerts = new MemoryAlerts();
    private final CalmStore calm = new MemoryCalm();
    private final RosterStore rosters = new MemoryRosters();
    private final NotificationStore notifications = new MemoryNotifications(alerts);

    @Override
    AlertStore alerts() {
      return alerts;
    }

    @Override
    CalmStore calm() {
      return calm;
    }

    @Override
    RosterStore rosters() {
      return rosters;
    }

    @Override
    NotificationStore notifications() {
      return notifications;
    }
  }

  @Nested
  class CalmInPostgres extends CalmStoreContract {
    @Override
    AlertStore alerts() {
      return new PgAlerts(db);
    }

    @Override
    CalmStore calm() {
      return new PgCalm(db);
    }

    @Override
    RosterStore rosters() {
      return new PgRosters(db);
    }

    @Override
    NotificationStore notifications() {
      return new PgNotifications(db);
    }
  }

  /**
   * The reader of effects holds many alerts at once, and so does the round of notifications; each
   * in its own order. None may wait for the other, or both wait for ever.
   */
  @Test
  void anAlertThatIsBeingChangedCanBeToldOf() throws Exception {
    AlertStore alerts = new PgAlerts(db);
    NotificationStore notifications = new PgNotifications(db);
    alerts.save(CalmStoreContract.alert("a", Level.III));
    Instant hour = CalmStoreContract.hour(8);
    Round round = new Round("a", Level.III, hour, 0, hour, Round.State.RUNNING);
    try (ExecutorService other = Executors.newSingleThreadExecutor()) {
      db.inOne(() -> {
        alerts.lock("a");
        Future<?> told = other.submit(() -> notifications.save(round));
        assertThat(told).succeedsWithin(Duration.ofSeconds(10));
        return true;
      });
    }
    assertThat(notifications.due(hour, 10)).containsExactly(round);
  }
}
