package furong.store.reported;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Period;
import furong.pack.Formula.Input;
import furong.pack.Formula.Kind;
import furong.reported.CountChanges;
import furong.reported.CountChanges.Touched;
import furong.reported.Counts;
import furong.reported.Counts.Behind;
import furong.reported.Counts.Counted;
import furong.reported.MemoryCounts;
import furong.store.Db;
import furong.store.OwnDatabase;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What counts of alerts and things promise, held against memory and PostgreSQL alike. */
class CountsTest {

  enum Kept {
    IN_MEMORY,
    IN_POSTGRESQL
  }

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final Period OCTOBER = Period.parse("2026-10");
  private static final String CITY = "510100";
  private static final String COUNTY = "510104";
  private static final String ONE = "510104001001";
  private static final String TWO = "510104001002";
  private static final String RULE = "care.tilted";
  private static final Input ALERTS = new Input(Kind.ALERTS, RULE);
  private static final Input COVERS = new Input(Kind.THINGS, "manhole");

  @RegisterExtension static final OwnDatabase POSTGRES = new OwnDatabase();

  private static Db db;

  @BeforeAll
  static void start() {
    db = POSTGRES.db();
  }

  @BeforeEach
  void empty() {
    db.update("truncate alert cascade");
    db.update("truncate sta_thing restart identity cascade");
    db.update("truncate counted_touched");
  }

  /** The same acts on both. */
  private interface World {
    Counts counts();

    CountChanges changes();

    void alert(String id, String division, String at, boolean simulated);

    void thing(String division);

    void remove(String alert);
  }

  private static World world(Kept kept) {
    return kept == Kept.IN_MEMORY ? new InMemory() : new InPostgresql();
  }

  private static final class InMemory implements World {
    private final MemoryCounts counts = new MemoryCounts(ZONE);
    private int things;

    @Override
    public Counts counts() {
      return counts;
    }

    @Override
    public CountChanges changes() {
      return counts;
    }

    @Override
    public void alert(String id, String division, String at, boolean simulated) {
      counts.alert(RULE, id, division, Instant.parse(at), simulated);
    }

    @Override
    public void thing(String division) {
      counts.thing("manhole", Integer.toString(++things), "井盖", division, false);
    }

    @Override
    public void remove(String alert) {
      counts.remove(Kind.ALERTS, alert);
    }
  }

  private static final class InPostgresql implements World {
    private final PgCounts counts = new PgCounts(db, ZONE);

    @Override
    public Counts counts() {
      return counts;
    }

    @Override
    public CountChanges changes() {
      return counts;
    }

    @Override
    public void alert(String id, String division, String at, boolean simulated) {
      db.update(
          "insert into alert (id, rule, pack, pack_version, level, opened_at, changed_at, thing,"
              + " division, inputs, reason, simulated, live)"
              + " values (?, ?, 'care', '1', 3, ?, now(), 1, ?, '{}', ?, ?, true)",
          id,
          RULE,
          Instant.parse(at),
          division,
          RULE,
          simulated);
    }

    @Override
    public void thing(String division) {
      db.update(
          "insert into sta_thing (name, description, kind, division) values ('井盖', '', 'manhole', ?)",
          division);
    }

    @Override
    public void remove(String alert) {
      db.update("delete from alert where id = ?", alert);
    }
  }

  @ParameterizedTest
  @EnumSource(Kept.class)
  void countsInAndBelowADivisionWithinThePeriodOfTheCity(Kept kept) {
    World world = world(kept);
    // midnight of Shanghai is 16:00 of the day before in UTC
    world.alert("a", ONE, "2026-09-30T16:00:00Z", false);
    world.alert("b", TWO, "2026-10-31T15:59:59Z", true);
    world.alert("c", ONE, "2026-10-31T16:00:00Z", false);
    world.thing(ONE);
    world.thing(ONE);
    assertThat(world.counts().alerts(RULE, CITY, OCTOBER)).isEqualTo(new Counted(2, true));
    assertThat(world.counts().alerts(RULE, ONE, OCTOBER)).isEqualTo(new Counted(1, false));
    assertThat(world.counts().alerts("", COUNTY, OCTOBER)).isEqualTo(new Counted(2, true));
    assertThat(world.counts().alerts("care.other", COUNTY, OCTOBER))
        .isEqualTo(new Counted(0, false));
    assertThat(world.counts().things("manhole", COUNTY)).isEqualTo(new Counted(2, false));
    assertThat(world.counts().things("", TWO)).isEqualTo(new Counted(0, false));
    // many at once come to the same
    assertThat(world.counts().below(ALERTS, List.of(CITY, ONE, TWO), OCTOBER))
        .isEqualTo(
            Map.of(
                CITY, new Counted(2, true), ONE, new Counted(1, false), TWO, new Counted(1, true)));
    assertThat(world.counts().below(COVERS, List.of(COUNTY, TWO), OCTOBER))
        .isEqualTo(Map.of(COUNTY, new Counted(2, false), TWO, new Counted(0, false)));
  }

  @ParameterizedTest
  @EnumSource(Kept.class)
  void opensToWhatWasCounted(Kept kept) {
    World world = world(kept);
    world.alert("a", ONE, "2026-10-01T00:00:00Z", false);
    world.alert("b", TWO, "2026-10-02T00:00:00Z", true);
    world.thing(ONE);
    assertThat(world.counts().behind(ALERTS, CITY, OCTOBER, 0, 10))
        .containsExactly(
            new Behind("b", RULE, TWO, Instant.parse("2026-10-02T00:00:00Z"), true),
            new Behind("a", RULE, ONE, Instant.parse("2026-10-01T00:00:00Z"), false));
    assertThat(world.counts().behind(ALERTS, CITY, OCTOBER, 1, 10)).hasSize(1);
    assertThat(world.counts().behind(COVERS, ONE, OCTOBER, 0, 10))
        .containsExactly(new Behind("1", "井盖", ONE, null, false));
    assertThat(world.counts().behind(COVERS, TWO, OCTOBER, 0, 10)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Kept.class)
  void whatComesAndGoesIsQueuedUntilItIsDone(Kept kept) {
    World world = world(kept);
    world.alert("a", ONE, "2026-10-01T00:00:00Z", false);
    world.thing(TWO);
    world.remove("a");
    List<Touched> touched = world.changes().take(10);
    assertThat(touched)
        .extracting(Touched::counted, Touched::division, Touched::at)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(ALERTS, ONE, Instant.parse("2026-10-01T00:00:00Z")),
            org.assertj.core.groups.Tuple.tuple(COVERS, TWO, null),
            org.assertj.core.groups.Tuple.tuple(
                ALERTS, ONE, Instant.parse("2026-10-01T00:00:00Z")));
    world.changes().done(touched.subList(0, 2));
    assertThat(world.changes().take(10)).hasSize(1);
  }

  /** In the database only: what changes no count leaves no trace. */
  @Test
  void anAlertThatClearsMovesNoCountAndOneThatMovesTouchesBothPlaces() {
    World world = world(Kept.IN_POSTGRESQL);
    world.alert("a", ONE, "2026-10-01T00:00:00Z", false);
    world.thing(ONE);
    world.changes().done(world.changes().take(10));
    db.update("update alert set cleared_at = now(), changed_at = now()");
    db.update("update sta_thing set name = '新'");
    assertThat(world.changes().take(10)).isEmpty();
    db.update("update sta_thing set division = ?", TWO);
    assertThat(world.changes().take(10)).extracting(Touched::division).containsOnly(ONE, TWO);
  }

  /** A hundred thousand things of one kind in one grid come as one row. */
  @Test
  void aRegisterThatComesInOneStatementLeavesOneRowForAllAlike() {
    db.update(
        "insert into sta_thing (name, description, kind, division)"
            + " select '井盖', '', 'manhole', ? from generate_series(1, 100000)",
        ONE);
    assertThat(new PgCounts(db, ZONE).take(10)).hasSize(1);
  }
}
