package furong.store.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import furong.base.Level;
import furong.base.TimeRange;
import furong.cases.Alert;
import furong.cases.AlertStore;
import furong.cases.Case;
import furong.cases.CaseEvent;
import furong.cases.CaseState;
import furong.cases.CaseStore;
import furong.cases.CaseStore.Deadlines;
import furong.cases.Dossier;
import furong.cases.Progress;
import furong.cases.SavedViews;
import furong.detect.StandingStore;
import furong.evaluation.CaseStatistics.Counts;
import furong.people.AuditEntry;
import furong.people.AuditTrail;
import furong.people.MemoryAudit;
import furong.people.Role;
import furong.people.Scope;
import furong.people.User;
import furong.store.Db;
import furong.store.OwnDatabase;
import furong.store.detect.PgStandings;
import furong.store.people.PgAudit;
import furong.store.people.PgSessions;
import furong.store.people.PgUsers;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contracts, kept in a real PostgreSQL; and what only it can promise. */
class PgStoresTest {

  @RegisterExtension static final OwnDatabase POSTGRES = new OwnDatabase();

  private static Db db;

  @BeforeAll
  static void open() {
    db = POSTGRES.db();
  }

  @BeforeEach
  void empty() {
    db.update("truncate alert, alert_step, city_case, case_event, case_photo, case_number cascade");
    db.update("truncate account, session, case_view cascade");
    db.update("truncate rule_standing");
  }

  @Nested
  class Alerts extends AlertStoreContract {
    @Override
    AlertStore store() {
      return new PgAlerts(db);
    }
  }

  @Nested
  class Cases extends CaseStoreContract {
    @Override
    CaseStore store() {
      return new PgCases(db);
    }
  }

  @Nested
  class Standings extends StandingStoreContract {
    @Override
    StandingStore store() {
      return new PgStandings(db);
    }
  }

  @Nested
  class Views extends SavedViewsContract {
    @Override
    SavedViews store() {
      return new PgSavedViews(db);
    }
  }

  @Test
  void numbersHaveNoGapsThoughTransactionsRunAtOnceAndSomeFail() throws Exception {
    CaseStore store = new PgCases(db);
    LocalDate day = LocalDate.of(2026, 3, 2);
    List<Callable<Integer>> all = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      boolean fails = i % 3 == 0;
      all.add(() -> {
        try {
          return db.inOne(() -> {
            int number = store.nextNumber(day);
            if (fails) {
              throw new IllegalStateException("it fails after it took a number");
            }
            return number;
          });
        } catch (IllegalStateException e) {
          return 0;
        }
      });
    }
    Set<Integer> given = new TreeSet<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<Integer> one : threads.invokeAll(all)) {
        given.add(one.get());
      }
    }
    given.remove(0);
    // 60 tries of which 20 fail: the numbers 1 to 40
    assertThat(given).hasSize(40).contains(1, 40);
  }

  @Test
  void aCaseThatIsOpenedIsKeptWithTheRestOfItsWorkOrNotAtAll() {
    CaseStore store = new PgCases(db);
    LocalDate day = LocalDate.of(2026, 3, 2);
    long lost = store.nextId();
    assertThatThrownBy(() ->
            db.inOne(() -> {
              assertThat(
                      store
                          .open(
                              day, reported(lost), NO_DEADLINES, OpenedCasesContract.opening(lost))
                          .get())
                  .isNotNull();
              throw new IllegalStateException("it fails after it took a number");
            }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(store.find(lost)).isEmpty();
    long kept = store.nextId();
    Supplier<Case> opened =
        db.inOne(
            () -> store.open(day, reported(kept), NO_DEADLINES, OpenedCasesContract.opening(kept)));
    assertThat(opened.get().number()).isEqualTo("CJ-20260302-00001"); // what failed left no gap
    assertThat(store.find(kept)).hasValue(opened.get());
    assertThat(store.timeline(kept)).hasSize(1);
    // whoever asks within the unit of work is told there
    long third = store.nextId();
    String number =
        db.inOne(() ->
            store
                .open(day, reported(third), NO_DEADLINES, OpenedCasesContract.opening(third))
                .get()
                .number());
    assertThat(number).isEqualTo("CJ-20260302-00002");
  }

  @Test
  void whoBuildsOnACaseThatAnotherHasChangedDoesItAgain() {
    LocalDate day = LocalDate.of(2026, 3, 2);
    PgCases here = new PgCases(db);
    PgCases elsewhere = new PgCases(db);
    long id = here.nextId();
    Case first = here.open(day, reported(id), NO_DEADLINES, OpenedCasesContract.opening(id)).get();
    List<Long> held = new ArrayList<>();
    // nobody came between: the remembered version is right, and it is done once
    Case second = db.inOne(() -> accept(here, id, 1, held));
    assertThat(held).containsExactly(1L);
    assertThat(here.find(id)).hasValue(second);
    Case third = db.inOne(() -> accept(elsewhere, id, 2, held));
    held.clear();
    // here version 2 is remembered still: what is built on it is undone, and done again on 3
    db.inOne(() -> accept(here, id, 2, held));
    assertThat(held).containsExactly(2L, 3L);
    assertThat(here.find(id)).hasValue(third);
    assertThat(here.timeline(id)).extracting(CaseEvent::version).containsExactly(1L, 2L, 3L);
    assertThat(first.version()).isEqualTo(1);
  }

  /** Accepts the case when it stands at that version. */
  private static Case accept(CaseStore store, long id, long version, List<Long> held) {
    Case c = store.hold(id, version).orElseThrow();
    held.add(c.version());
    if (c.version() != version) {
      return c;
    }
    Instant now = c.changedAt().plusSeconds(60);
    Case next = c.next(c.matter(), CaseStoreContract.in(CaseState.ACCEPTED, now), now);
    store.step(next, NO_DEADLINES, OpenedCasesContract.entry(id, next.version()));
    return next;
  }

  private static final Deadlines NO_DEADLINES = ToldCasesContract.NONE;

  private static Case reported(long id) {
    return CaseStoreContract.opened("alert-" + id, CaseState.REPORTED, "510104").withId(id);
  }

  @Test
  void whoLocksAnAlertSeesWhatTheOtherHasWritten() throws Exception {
    AlertStore store = new PgAlerts(db);
    store.save(AlertStoreContract.alert("a", "510104", Level.III, 8));
    CountDownLatch locked = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Future<?> clears =
          threads.submit(() ->
              db.inOne(() -> {
                Alert a = store.lock("a").orElseThrow();
                locked.countDown();
                store.save(a.cleared(at(9)));
              }));
      locked.await();
      db.inOne(() -> store.save(store.lock("a").orElseThrow().acknowledged("op", at(10))));
      clears.get();
    }
    Alert both = store.find("a").orElseThrow();
    assertThat(both.open()).isFalse();
    assertThat(both.acknowledgedBy()).isEqualTo("op");
  }

  @Test
  void theAuditTrailIsAppendOnly() {
    AuditTrail audit = new PgAudit(db);
    audit.append(entry("case.close", "case/1"));
    AuditEntry kept = audit.list(query("case/1")).getFirst();
    assertThatThrownBy(() -> db.update("update audit_entry set login = 'nobody'"))
        .hasMessageContaining("append-only");
    assertThatThrownBy(() -> db.update("delete from audit_entry"))
        .hasMessageContaining("append-only");
    assertThatThrownBy(() -> db.update("truncate audit_entry")).hasMessageContaining("append-only");
    assertThat(audit.list(query("case/1"))).contains(kept);
  }

  @Test
  void theAuditTrailIsSearchedAlikeInMemory() {
    for (AuditTrail audit : List.of(new PgAudit(db), new MemoryAudit())) {
      audit.append(entry("case.close", "case/91"));
      audit.append(entry("alert.acknowledge", "alert/91"));
      audit.append(entry("case.take", "case/92"));
      assertThat(audit.list(query("case/92"))).extracting(AuditEntry::action).contains("case.take");
      assertThat(audit.list(query("case/")))
          .extracting(AuditEntry::subject)
          .startsWith("case/92", "case/91")
          .doesNotContain("alert/91");
      AuditTrail.Query nobodys = new AuditTrail.Query(null, "nobody", null, null, 0, 10);
      assertThat(audit.count(nobodys)).isZero();
      AuditTrail.Query before = new AuditTrail.Query(null, null, null, at(0), 0, 10);
      assertThat(audit.list(before)).isEmpty();
    }
  }

  @Test
  void usersAndSessionsOutliveTheProgram() {
    User li =
        new User(
            "u1",
            "li",
            furong.base.Text.of("李", "Li"),
            Set.of(Role.OPERATOR, Role.INSPECTOR),
            Scope.of("510104", "510105"),
            "operations-510104");
    new PgUsers(db).add(li, "hash", at(0));
    new PgSessions(db).open("t1", "u1", at(0), at(12), "10.0.0.1");
    Db later = new Db(POSTGRES.dataSource());
    assertThat(new PgUsers(later).find("u1")).hasValue(li);
    assertThat(new PgSessions(later).find("t1", at(11))).hasValue(li);
    assertThat(new PgSessions(later).find("t1", at(12))).isEmpty();
    assertThat(new PgSessions(later).sweep(at(12))).isEqualTo(1);
    assertThatThrownBy(() -> new PgUsers(db).add(li, "other", at(0)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void countsWhatIsDueInThePeriodAndWhatOfItIsClosed() {
    CaseStore store = new PgCases(db);
    // due at 10; period 8..12
    closedAt(store, "in-time", 10, 9, true);
    closedAt(store, "late", 10, 11, false);
    closedAt(store, "after-the-period", 10, 13, false);
    closedAt(store, "early", 15, 9, true); // due later, closed early: counts
    closedAt(store, "before", 5, 6, true); // due before the period: does not count
    closedAt(store, "open", 11, null, null);
    Counts counts = new PgCaseStatistics(db).count("510100", TimeRange.of(at(8), at(12)));
    // due: in-time, late, after-the-period, early, open
    assertThat(counts.dueToClose()).isEqualTo(5);
    assertThat(counts.closed()).isEqualTo(3);
    assertThat(counts.closedInTime()).isEqualTo(2);
    assertThat(counts.received()).isZero(); // all were opened at 1
    assertThat(new PgCaseStatistics(db).count("510105", TimeRange.of(at(0), at(12))).received())
        .isZero();
    assertThat(new PgCaseStatistics(db).count("510104", TimeRange.of(at(0), at(12))).registered())
        .isEqualTo(6);
  }

  private static void closedAt(
      CaseStore store, String name, int due, @Nullable Integer closed, @Nullable Boolean inTime) {
    Case opened = CaseStoreContract.add(store, name, CaseState.CHECKED, "510104017", null);
    Progress progress =
        new Progress(
            closed == null ? CaseState.CHECKED : CaseState.CLOSED,
            true,
            null,
            null,
            Map.of(),
            0,
            0,
            inTime,
            at(2),
            closed == null ? null : at(closed),
            Dossier.EMPTY);
    store.update(opened.next(opened.matter(), progress, at(2)), new Deadlines(null, at(due)));
  }

  private static AuditTrail.Query query(String subject) {
    return new AuditTrail.Query(subject, null, null, null, 0, 100);
  }

  private static AuditEntry entry(String action, String subject) {
    return new AuditEntry(
        0,
        at(3),
        "u1",
        "li",
        "OPERATOR",
        action,
        subject,
        Map.of("state", "CHECKED"),
        Map.of("state", "CLOSED"),
        "10.0.0.1");
  }

  private static Instant at(int hour) {
    return CaseStoreContract.hour(hour);
  }
}
