package furong.store.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import furong.base.Text;
import furong.plan.Amended;
import furong.plan.Answer;
import furong.plan.DispatchMonth;
import furong.plan.DispatchStore;
import furong.plan.DispatchStore.Query;
import furong.plan.Entry;
import furong.plan.Entry.Pulled;
import furong.plan.EntryState;
import furong.plan.MemoryDispatch;
import furong.plan.MemoryPlans;
import furong.plan.MonthState;
import furong.plan.Origin;
import furong.plan.PlanStore;
import furong.plan.PlanText;
import furong.plan.Sign;
import furong.plan.Supervised;
import furong.plan.SupervisedState;
import furong.store.Db;
import furong.store.OwnDatabase;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Supervised items about ailments and versions of the text, in memory and PostgreSQL alike. */
class AilmentStoreTest {

  private static final YearMonth NOVEMBER = YearMonth.of(2025, 11);
  private static final Instant NOON = Instant.parse("2025-11-03T04:00:00Z");
  private static final Origin GAS = new Origin("2025", "510104", "health-check.homes-gas");

  @RegisterExtension static final OwnDatabase POSTGRES = new OwnDatabase();

  private static Db db;

  @BeforeAll
  static void start() {
    db = POSTGRES.db();
  }

  private static Supervised item(String number, @Nullable Entry entry, @Nullable Origin origin) {
    @Nullable YearMonth month = entry == null ? null : entry.month();
    @Nullable Long id = entry == null ? null : Long.valueOf(entry.id());
    return new Supervised(
        0,
        number,
        month,
        id,
        "",
        origin,
        "整改",
        "a",
        SupervisedState.OPEN,
        NOON,
        NOON,
        null,
        "",
        null,
        null,
        0,
        1);
  }

  private static Entry decided(DispatchStore store) {
    return entry(store, "A24");
  }

  private static Entry entry(DispatchStore store, String item) {
    store.addMonth(new DispatchMonth(NOVEMBER, MonthState.MEETING, NOON, NOON, NOON, null, 1));
    return store.addEntry(
        new Entry(
            0,
            NOVEMBER,
            item,
            "a",
            EntryState.DUE,
            null,
            null,
            null,
            List.of(),
            Answer.NONE,
            "",
            0));
  }

  @Test
  void whatSeveralFiguresSaidIsKeptWithTheOneThatDecided() {
    for (DispatchStore store : List.of(new MemoryDispatch(), new PgDispatch(db))) {
      Entry entry = entry(store, "A01");
      Sign none =
          new Sign(
              "water", null, null, false, Sign.State.NO_VALUE, Text.of("尚无数值", "No value yet"));
      Pulled pulled = new Pulled("air", "2025", 81.5, true, NOON, List.of(none));
      Entry told =
          new Entry(
              entry.id(),
              NOVEMBER,
              "A01",
              "a",
              EntryState.DUE,
              null,
              pulled,
              null,
              List.of(),
              Answer.NONE,
              "",
              entry.version() + 1);
      assertThat(store.updateEntry(told)).isTrue();
      assertThat(store.findEntry(entry.id())).hasValue(told);
    }
  }

  private static void foundByYearAndDivision(DispatchStore store) {
    store.addSupervised(item("DB-2025-11-01", decided(store), null));
    store.holdAilments("2025");
    Supervised first = store.addSupervised(item("TJ-2025-001", null, GAS));
    assertThat(first.origin()).isEqualTo(GAS);
    assertThat(first.month()).isNull();
    Origin below = new Origin("2025", "510104001", GAS.indicator());
    Supervised second = store.addSupervised(item("TJ-2025-002", null, below));
    Origin before = new Origin("2024", "510104", GAS.indicator());
    store.addSupervised(item("TJ-2024-001", null, before));
    assertThat(store.about("2025", "510104")).containsExactly(first);
    assertThat(store.about("2025", null)).containsExactly(first, second);
    assertThat(store.about("2023", null)).isEmpty();
    assertThat(store.findSupervised(first.id())).hasValue(first);
    Query inMonth = new Query(Set.of(), null, null, NOVEMBER, null, null, 0, 10);
    assertThat(store.countSupervised(inMonth)).isEqualTo(1);
    assertThat(store.countSupervised(Query.all(Set.of()))).isEqualTo(4);
  }

  @Test
  void anItemAboutAnAilmentIsFoundInMemory() {
    foundByYearAndDivision(new MemoryDispatch());
  }

  @Test
  void andInPostgresqlWhichTakesNoAilmentTwice() {
    DispatchStore store = new PgDispatch(db);
    foundByYearAndDivision(store);
    assertThatThrownBy(() -> store.addSupervised(item("TJ-2025-009", null, GAS)))
        .hasMessageContaining("origin");
  }

  @Test
  void anItemComesFromAMeetingOrFromAnAilment() {
    assertThatThrownBy(() -> item("X", null, null)).isInstanceOf(IllegalArgumentException.class);
    Entry entry = decided(new MemoryDispatch());
    assertThatThrownBy(() -> item("X", entry, GAS)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aVersionOfTheTextIsKeptOnce() {
    for (PlanStore store : List.of(new MemoryPlans(), new PgPlans(db))) {
      PlanText first = new PlanText(1, NOON, Map.of("A24", Map.of("value", "2200.0")));
      PlanText second = new PlanText(2, NOON.plusSeconds(60), Map.of());
      assertThat(store.texts()).isEmpty();
      assertThat(store.append(first)).isTrue();
      assertThat(store.append(new PlanText(1, NOON, Map.of()))).isFalse();
      assertThat(store.append(second)).isTrue();
      assertThat(store.texts()).containsExactly(first, second);
      Amended office = new Amended("市委办公厅", LocalDate.of(2025, 11, 1), "调整", "李");
      store.amend(2, office);
      assertThat(store.texts())
          .containsExactly(first, new PlanText(2, second.at(), second.lines(), office));
      PlanText third = new PlanText(3, NOON.plusSeconds(90), Map.of(), office);
      assertThat(store.append(third)).isTrue();
      assertThat(store.texts().getLast()).isEqualTo(third);
    }
  }
}
