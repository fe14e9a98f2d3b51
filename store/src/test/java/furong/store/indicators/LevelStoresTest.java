package furong.store.indicators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import furong.base.Mean;
import furong.detect.VitalWindow;
import furong.indicators.DayMean;
import furong.indicators.DayStat;
import furong.indicators.DayStatStore;
import furong.indicators.MemoryDayStatStore;
import furong.indicators.VitalSlot;
import furong.indicators.VitalStore;
import furong.store.Db;
import furong.store.OwnDatabase;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the ports of the figures promise of sound levels, in memory and in PostgreSQL alike. */
class LevelStoresTest {

  enum Kept {
    IN_MEMORY,
    IN_POSTGRESQL
  }

  private static final LocalDate DAY = LocalDate.parse("2026-03-01");
  private static final String NOISE = "sensing.noise-laeq";

  @RegisterExtension static final OwnDatabase POSTGRES = new OwnDatabase();

  private static Db db;

  @BeforeAll
  static void start() {
    db = POSTGRES.db();
  }

  @BeforeEach
  void empty() {
    db.update("truncate day_stat, vital_window");
  }

  private static DayStatStore stats(Kept kept) {
    return kept == Kept.IN_MEMORY ? new MemoryDayStatStore() : new PgDayStatStore(db);
  }

  /** The same level in the day's one valid hour and as its mean. */
  private static DayStat stat(long thing, LocalDate day, double level, Mean kind) {
    return new DayStat(
        thing,
        NOISE,
        day,
        "510107",
        false,
        60,
        0,
        20,
        level,
        level,
        null,
        0,
        "test",
        List.of(level),
        kind);
  }

  @ParameterizedTest
  @EnumSource
  void theMeanOfADivisionIsOneOfEnergy(Kept kept) {
    DayStatStore store = stats(kept);
    store.put(
        List.of(
            stat(1, DAY, 60, Mean.ENERGY),
            stat(2, DAY, 70, Mean.ENERGY),
            stat(1, DAY.plusDays(1), 50, Mean.ENERGY)));
    assertThat(store.onDays(List.of(NOISE), List.of(DAY)))
        .containsExactly(stat(1, DAY, 60, Mean.ENERGY), stat(2, DAY, 70, Mean.ENERGY));
    // GB 3096-2008: 67.40, that is 10 lg((10^6 + 10^7) / 2) = 67.4036
    DayMean day = store.mean("510100", NOISE, DAY, DAY);
    assertThat(day.value()).isCloseTo(67.4036, within(0.0001));
    assertThat(store.hourMean("510100", NOISE, DAY, 0).value()).isEqualTo(day.value());
    // 10 lg((5,500,000 + 100,000) / 2) = 10 lg 2,800,000 = 64.4716
    DayMean two = store.mean("510107", NOISE, DAY, DAY.plusDays(1));
    assertThat(two.value()).isCloseTo(64.4716, within(0.0001));
    assertThat(two.days()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource
  void daysThatWereTakenAsNumbersDoNotCountBesideThoseByEnergy(Kept kept) {
    DayStatStore store = stats(kept);
    store.put(
        List.of(
            stat(1, DAY, 60, Mean.ARITHMETIC),
            stat(2, DAY, 65, Mean.ENERGY),
            stat(1, DAY.plusDays(1), 40, Mean.ARITHMETIC)));
    assertThat(store.mean("510100", NOISE, DAY, DAY.plusDays(1)))
        .isEqualTo(new DayMean(65.0, 1, false));
    assertThat(store.hourMean("510100", NOISE, DAY, 0)).isEqualTo(new DayMean(65.0, 1, false));
    // where there are no others, a plain mean it is
    assertThat(store.mean("510100", NOISE, DAY.plusDays(1), DAY.plusDays(1)))
        .isEqualTo(new DayMean(40.0, 1, false));
  }

  private static VitalWindow window(int shard, double level, Mean mean) {
    double sum = mean.step(level);
    return new VitalWindow(
        shard, "510104", NOISE, 0, 300_000, 1, sum, level, level, 100 + shard, level, false, mean);
  }

  @Test
  void windowsOfShardsAddUpTheirEnergies() {
    VitalStore store = new PgVitalStore(db);
    store.put(List.of(window(0, 60, Mean.ENERGY), window(1, 70, Mean.ENERGY)));
    List<VitalSlot> slots = store.slots("510104", 0, 300_000);
    assertThat(slots).hasSize(1);
    assertThat(slots.getFirst().kind()).isEqualTo(Mean.ENERGY);
    assertThat(slots.getFirst().mean()).isCloseTo(67.4036, within(0.0001));
    assertThat(store.slots(List.of("510104"), NOISE, 0, 300_000)).isEqualTo(slots);
  }

  @Test
  void whileShardsChangeHowTheyAverageTheirSumsAreKeptApart() {
    VitalStore store = new PgVitalStore(db);
    store.put(List.of(window(0, 60, Mean.ARITHMETIC), window(1, 70, Mean.ENERGY)));
    assertThat(store.slots("510104", 0, 300_000))
        .extracting(VitalSlot::kind)
        .containsExactlyInAnyOrder(Mean.ARITHMETIC, Mean.ENERGY);
    store.put(List.of(window(0, 60, Mean.ENERGY)));
    assertThat(store.slots("510104", 0, 300_000))
        .singleElement()
        .satisfies(slot -> assertThat(slot.mean()).isCloseTo(67.4036, within(0.0001)));
  }
}
