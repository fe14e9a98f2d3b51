package furong.store.reported;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import furong.base.Period;
import furong.pack.Formula.Kind;
import furong.reported.Campaign;
import furong.reported.CampaignState;
import furong.reported.CampaignStore;
import furong.reported.FormulaStore;
import furong.reported.FormulaValue;
import furong.reported.FormulaValue.Past;
import furong.reported.FormulaValue.Used;
import furong.reported.MemoryCampaigns;
import furong.reported.MemoryFormulas;
import furong.reported.MemoryReported;
import furong.reported.Reported;
import furong.reported.ReportedStore;
import furong.reported.ReportedStore.Total;
import furong.reported.Sheet;
import furong.reported.SheetKey;
import furong.reported.SheetState;
import furong.store.Db;
import furong.store.OwnDatabase;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the ports of reported figures promise, held against memory and PostgreSQL alike. */
class ReportedStoresTest {

  enum Kept {
    IN_MEMORY,
    IN_POSTGRESQL
  }

  private static final Period YEAR = Period.parse("2026");
  private static final Instant NOON = Instant.parse("2027-01-05T04:00:00Z");
  private static final String CITY = "510100";
  private static final String STREET = "510104001";
  private static final String ONE = "510104001001";
  private static final String OTHER = "510105001001";

  @RegisterExtension static final OwnDatabase POSTGRES = new OwnDatabase();

  private static Db db;

  @BeforeAll
  static void start() {
    db = POSTGRES.db();
  }

  @BeforeEach
  void empty() {
    db.update(
        "truncate reported_sheet, reported_figure, formula_value, formula_past,"
            + " collection_campaign restart identity");
  }

  private static ReportedStore reported(Kept kept) {
    return kept == Kept.IN_MEMORY ? new MemoryReported() : new PgReported(db);
  }

  private static FormulaStore formulas(Kept kept) {
    return kept == Kept.IN_MEMORY ? new MemoryFormulas() : new PgFormulas(db);
  }

  private static CampaignStore campaigns(Kept kept) {
    return kept == Kept.IN_MEMORY ? new MemoryCampaigns() : new PgCampaigns(db);
  }

  private static Campaign campaign(String year, CampaignState state, long version) {
    return new Campaign(
        0,
        Period.parse(year),
        List.of("housing", "block"),
        List.of("510104", "510105"),
        NOON,
        7,
        state,
        "甲",
        NOON.minusSeconds(60),
        state == CampaignState.CLOSED ? NOON : null,
        state == CampaignState.CLOSED ? "延期" : "",
        version);
  }

  @ParameterizedTest
  @EnumSource(Kept.class)
  void aCampaignKeepsWhatItIsGivenAndIsFoundByItsYear(Kept kept) {
    CampaignStore store = campaigns(kept);
    store.hold(YEAR);
    Campaign first = store.add(campaign("2026", CampaignState.OPEN, 1));
    Campaign second = store.add(campaign("2025", CampaignState.OPEN, 1));
    assertThat(first).isEqualTo(campaign("2026", CampaignState.OPEN, 1).withId(1));
    assertThat(store.of(YEAR)).containsExactly(first);
    assertThat(store.list()).containsExactly(first, second);
    Campaign closed = campaign("2025", CampaignState.CLOSED, 2).withId(second.id());
    store.put(closed);
    assertThat(store.find(second.id())).contains(closed);
    assertThat(store.lock(second.id())).contains(closed);
    assertThat(store.find(9)).isEmpty();
  }

  private static Reported version(
      String division, int version, @Nullable Double value, String reason) {
    return new Reported("p.homes", division, YEAR, version, value, "注", "u1", "甲", NOON, reason);
  }

  @ParameterizedTest
  @EnumSource(Kept.class)
  void aSheetIsMadeWhenItIsFirstHeldAndKeepsWhatItIsGiven(Kept kept) {
    ReportedStore store = reported(kept);
    SheetKey key = new SheetKey("p.form", ONE, YEAR);
    assertThat(store.find(key)).isEmpty();
    assertThat(store.lock(key)).isEqualTo(Sheet.empty(key));
    Sheet in = new Sheet(key, SheetState.SUBMITTED, "u1", null, "", NOON, 3);
    store.put(in);
    assertThat(store.find(key)).contains(in);
    assertThat(store.sheets("p.form", YEAR, CITY)).containsExactly(in);
    assertThat(store.sheets("p.form", YEAR, "510105")).isEmpty();
    assertThat(store.sheets("p.form", Period.parse("2025"), CITY)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Kept.class)
  void everyVersionStaysAndTheNewestCounts(Kept kept) {
    ReportedStore store = reported(kept);
    store.add(List.of(version(ONE, 1, 100.0, ""), version(OTHER, 1, null, "")));
    store.add(List.of(version(ONE, 2, 90.0, "更正")));
    assertThat(store.history("p.homes", ONE, YEAR))
        .containsExactly(version(ONE, 2, 90.0, "更正"), version(ONE, 1, 100.0, ""));
    assertThat(store.current(List.of("p.homes", "p.none"), ONE, YEAR))
        .containsExactly(version(ONE, 2, 90.0, "更正"));
    assertThat(store.below("p.homes", CITY, YEAR))
        .extracting(Reported::division)
        .containsExactly(ONE, OTHER);
    // the empty cell is no value: 90 of one division
    assertThat(store.total("p.homes", CITY, YEAR)).isEqualTo(new Total(90, 1));
    assertThat(store.total("p.homes", STREET, YEAR)).isEqualTo(new Total(90, 1));
    assertThat(store.total("p.homes", "510105", YEAR)).isEqualTo(new Total(0, 0));
    assertThat(store.count("p.homes")).isEqualTo(1);
    assertThat(store.count("p.none")).isZero();
  }

  @ParameterizedTest
  @EnumSource(Kept.class)
  void refusesAVersionThatIsThere(Kept kept) {
    ReportedStore store = reported(kept);
    store.add(List.of(version(ONE, 1, 100.0, "")));
    assertThatThrownBy(() -> store.add(List.of(version(ONE, 1, 5.0, ""))))
        .isInstanceOf(RuntimeException.class);
    assertThat(store.total("p.homes", CITY, YEAR)).isEqualTo(new Total(100, 1));
  }

  private static FormulaValue value(String period, @Nullable Double value, Instant at) {
    return value("p.share", STREET, Period.parse(period), value, at);
  }

  private static FormulaValue value(
      String indicator, String division, @Nullable Double value, Instant at) {
    return value(indicator, division, YEAR, value, at);
  }

  private static FormulaValue value(
      String indicator, String division, Period period, @Nullable Double value, Instant at) {
    return new FormulaValue(
        indicator,
        "1",
        division,
        period,
        value,
        value == null ? "missing-input" : "",
        value,
        1.0,
        List.of(new Used(Kind.FIGURE, "p.homes", value, 2, 3, true)),
        at);
  }

  @ParameterizedTest
  @EnumSource(Kept.class)
  void aValueLeavesItsPredecessorWithTheReason(Kept kept) {
    FormulaStore store = formulas(kept);
    FormulaValue first = value("2026", 5.0, NOON);
    FormulaValue second = value("2026", null, NOON.plusSeconds(60));
    assertThat(store.put(first, "approved")).isTrue();
    assertThat(store.put(value("2026", 5.0, NOON.plusSeconds(30)), "again")).isFalse();
    assertThat(store.find("p.share", STREET, YEAR)).contains(first);
    assertThat(store.put(second, "更正")).isTrue();
    assertThat(store.find("p.share", STREET, YEAR)).contains(second);
    assertThat(store.past("p.share", STREET, YEAR))
        .containsExactly(new Past(first, NOON.plusSeconds(60), "更正"));
  }

  @ParameterizedTest
  @EnumSource(Kept.class)
  void noValueAfterNoneLeavesNothingOnRecord(Kept kept) {
    FormulaStore store = formulas(kept);
    FormulaValue none = value("2026", null, NOON);
    store.put(none, "observed");
    FormulaValue other =
        new FormulaValue(
            none.indicator(),
            "2",
            STREET,
            YEAR,
            null,
            "too-few-days",
            null,
            1.0,
            List.of(),
            NOON.plusSeconds(60));
    assertThat(store.put(other, "observed")).isTrue();
    assertThat(store.find("p.share", STREET, YEAR)).contains(other);
    assertThat(store.past("p.share", STREET, YEAR)).isEmpty();
    store.put(value("2026", 5.0, NOON.plusSeconds(90)), "observed");
    assertThat(store.past("p.share", STREET, YEAR)).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(Kept.class)
  void givesASeriesInTheOrderOfItsPeriods(Kept kept) {
    FormulaStore store = formulas(kept);
    List.of("2026-Q2", "2025-Q4", "2026-Q1").forEach(p -> store.put(value(p, 1.0, NOON), ""));
    assertThat(store.series("p.share", STREET, "2025-Q4", "2026-Q1"))
        .extracting(v -> v.period().text())
        .containsExactly("2025-Q4", "2026-Q1");
    assertThat(store.of("p.share", List.of(CITY, STREET), Period.parse("2026-Q2"))).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(Kept.class)
  void manyValuesAtOnceAreKeptLikeOneByOneAndOnlyThoseThatChangedAreTold(Kept kept) {
    FormulaStore store = formulas(kept);
    List<FormulaValue> many = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      many.add(value("p.n" + i % 2, "51010400100" + i / 2 % 10 + i / 20, i / 2.0, NOON));
    }
    assertThat(store.putAll(many, "first")).isEqualTo(many);
    assertThat(store.putAll(many, "again")).isEmpty();
    // i = 7: of 120, the eighth has 3.5; one that is new goes along
    FormulaValue seventh = value("p.n1", many.get(7).division(), 4.0, NOON.plusSeconds(9));
    FormulaValue more = value("p.n2", STREET, null, NOON.plusSeconds(9));
    assertThat(store.putAll(List.of(many.get(6), seventh, more), "更正"))
        .containsExactly(seventh, more);
    assertThat(store.past("p.n1", seventh.division(), YEAR))
        .containsExactly(new Past(many.get(7), NOON.plusSeconds(9), "更正"));
    assertThat(store.of(List.of("p.n0", "p.n1"), divisions(many), YEAR)).hasSize(120);
    assertThat(store.of(List.of("p.n1", "p.n2"), List.of(STREET, seventh.division()), YEAR))
        .containsExactlyInAnyOrder(seventh, more);
  }

  private static List<String> divisions(List<FormulaValue> values) {
    return values.stream().map(FormulaValue::division).distinct().toList();
  }

  @Test
  void countsNothingWhereNothingStands() {
    PgCounts counts = new PgCounts(db, ZoneId.of("Asia/Shanghai"));
    assertThat(counts.alerts("care.tilt", CITY, YEAR).count()).isZero();
    assertThat(counts.things("manhole", CITY).simulated()).isFalse();
    db.update(
        "insert into sta_thing (name, description, kind, division, simulated)"
            + " values ('井盖', '', 'manhole', ?, true)",
        ONE);
    assertThat(counts.things("manhole", STREET).count()).isEqualTo(1);
    assertThat(counts.things("manhole", STREET).simulated()).isTrue();
    db.update("delete from sta_thing");
  }
}
