package furong.detect;

import static furong.detect.World.HOUR;
import static furong.detect.World.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import furong.base.Mean;
import furong.observe.LogRecord;
import furong.observe.ReadingBlock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Readings in, alerts and windows out, in a world of one station. */
class DetectorTest {

  private static final String HEAVY = "air.heavy-pollution";
  private static final String SILENT = "air.sensor-silent";
  private final World world = new World();

  @BeforeEach
  void aStation() {
    world.apply(World.register(1, 7, "air.pm25", "510107001001"));
  }

  private void hours(int first, double... values) {
    for (int i = 0; i < values.length; i++) {
      world.reads(1, START + (first + i) * HOUR, values[i]);
    }
  }

  @Test
  void oneEpisodeHasOneAlert() {
    hours(0, 200, 200, 200, 200, 40, 40, 40, 40);
    // at 200 ug/m3 for 3 h; at 40 one cannot judge by the 2026 edition, and nothing is cleared
    assertThat(world.told(HEAVY)).containsExactly("OPENED 3h IV");
    assertThat(world.alerts)
        .extracting(AlertChange::alert)
        .containsOnly(AlertChange.alertId(HEAVY, 7, START + 3 * HOUR));
  }

  @Test
  void aReadingTwiceIsAReadingOnce() {
    hours(0, 200, 200);
    hours(0, 200, 200);
    hours(2, 200, 200);
    assertThat(world.told(HEAVY)).containsExactly("OPENED 3h IV");
    assertThat(world.state.left()).containsEntry(ShardState.Left.DUPLICATE, 2L);
  }

  @Test
  void twoIdenticalMessagesAMillisecondApartAreOneAlertAndAnEpisodeAfterItIsAnother() {
    String trapped = "lifeline.elevator-trapped";
    world.apply(World.register(2, 9, "lifeline.trapped-persons", "510107001001"));
    world.reads(2, START, 1);
    world.reads(2, START + 1, 1);
    assertThat(world.told(trapped)).containsExactly("OPENED 0h II");
    // nobody is in it for an hour, which is longer than the five minutes that end it
    world.reads(2, START + HOUR / 2, 0);
    world.reads(2, START + HOUR, 0);
    world.reads(2, START + 2 * HOUR, 1);
    world.reads(2, START + 2 * HOUR + 1, 1);
    assertThat(world.told(trapped))
        .containsExactly("OPENED 0h II", "CLEARED 1h II", "OPENED 2h II");
  }

  @Test
  void aReadingWithinTheLatenessIsJudgedInItsPlace() {
    // without hour 1 the gap of two hours is within the expected silence: it would fire at hour 3
    hours(0, 200);
    hours(2, 200);
    hours(1, 110); // IAQI 147: not heavy after all
    hours(3, 200, 200, 200);
    assertThat(world.told(HEAVY)).containsExactly("OPENED 5h IV");
  }

  @Test
  void anAlertThatALateReadingRefutesIsWithdrawn() {
    hours(0, 200);
    hours(2, 200, 200);
    assertThat(world.told(HEAVY)).containsExactly("OPENED 3h IV");
    hours(1, 110);
    assertThat(world.told(HEAVY)).containsExactly("OPENED 3h IV", "CLEARED 3h IV");
    assertThat(world.alerts)
        .filteredOn(a -> a.rule().equals(HEAVY) && a.kind() == AlertChange.Kind.CLEARED)
        .allMatch(a -> a.reason().endsWith("[withdrawn]"));
  }

  @Test
  void anAlertThatIsRefutedAndRestoredStaysOneAlertWhoseChangesAllDiffer() {
    hours(0, 200);
    hours(2, 200, 200);
    world.reads(1, START + HOUR, 110); // refutes it
    // a second reading of hour 1 lies in the same hour's mean: (110 + 300) / 2 is heavy again
    world.reads(1, START + HOUR, 300);
    assertThat(world.told(HEAVY)).containsExactly("OPENED 3h IV", "CLEARED 3h IV", "LEVEL 3h IV");
    assertThat(world.alerts)
        .filteredOn(a -> a.rule().equals(HEAVY))
        .extracting(AlertChange::alert)
        .containsOnly(AlertChange.alertId(HEAVY, 7, START + 3 * HOUR));
    assertThat(world.alerts)
        .filteredOn(a -> a.rule().equals(HEAVY))
        .extracting(a -> a.kind() + " " + a.atMs())
        .doesNotHaveDuplicates();
  }

  @Test
  void theReasonOfAnEndSaysTheValueAndNothingThatIsNotSo() {
    // 105 ug/m3 is IAQI 139: below the 150 that end it, above the 100 below which nothing is judged
    hours(0, 200, 200, 200, 200, 105, 105, 105, 105, 105);
    AlertChange cleared =
        world.alerts.stream()
            .filter(a -> a.rule().equals(HEAVY) && a.kind() == AlertChange.Kind.CLEARED)
            .findFirst()
            .orElseThrow();
    assertThat(cleared.reason())
        .contains("空气质量指数")
        .doesNotContain("高于")
        .doesNotContain("持续 3 小时")
        .doesNotContain("above");
  }

  @Test
  void theReasonIsASentenceInTwoLanguages() {
    hours(0, 200, 200, 200, 200);
    AlertChange opened = world.alerts.getLast();
    assertThat(opened.reason()) // PM2.5 200 is IAQI 250
        .contains("250，高于 200，持续 3 小时")
        .contains("250, above 200, for 3 h");
    assertThat(opened.inputs())
        .containsEntry("aqi()", 250.0)
        .containsEntry("params.heavy_aqi", 200.0);
  }

  private String standing(String rule) {
    Standing s = world.standings.stream().filter(a -> a.rule().equals(rule)).toList().getLast();
    return s.ok() + " " + s.pending() + " " + s.firing() + " " + s.cannotJudge();
  }

  @Test
  void whatCannotBeJudgedIsCounted() {
    hours(0, 50); // by the 2026 edition an AQI under 100 needs all six pollutants
    world.ticks(START + 1);
    assertThat(standing(HEAVY)).isEqualTo("0 0 0 1");
    assertThat(standing(SILENT)).isEqualTo("1 0 0 0");
    hours(1, 200);
    world.ticks(START + HOUR + 1);
    assertThat(standing(HEAVY)).isEqualTo("0 1 0 0");
    world.standings.clear();
    world.ticks(START + HOUR + 2);
    assertThat(world.standings).as("nothing new, nothing told").isEmpty();
  }

  @Test
  void whoIsDeafCannotJudge() {
    hours(0, 110); // IAQI 147: quiet
    world.ticks(START + 1);
    assertThat(standing(HEAVY)).isEqualTo("1 0 0 0");
    world.ticks(START + 4 * HOUR); // nothing heard for longer than three hours
    assertThat(standing(HEAVY)).isEqualTo("0 0 0 1");
    assertThat(standing(SILENT)).isEqualTo("0 0 1 0");
  }

  @Test
  void theReasonOfASilenceSaysHowLong() {
    hours(0, 40);
    world.ticks(START + 4 * HOUR);
    assertThat(world.alerts.getLast().reason())
        .contains("已有 3 小时没有数据")
        .contains("nothing heard for 3 h");
  }

  @Test
  void aReadingBeyondTheLatenessIsLeftOut() {
    hours(0, 40, 40, 40, 40);
    world.reads(1, START + HOUR + 1, 200); // a millisecond less than two hours late
    assertThat(world.state.left()).containsEntry(ShardState.Left.LATE, 0L);
    world.reads(1, START + HOUR - 1, 200);
    assertThat(world.state.left()).containsEntry(ShardState.Left.LATE, 1L);
  }

  @Test
  void whatCannotBeIsLeftOut() {
    world.reads(1, START, -1);
    world.reads(1, START, Double.NaN);
    world.reads(99, START, 5);
    ReadingBlock ahead = new ReadingBlock(1);
    ahead.add(1, 1, START + HOUR, 50, null);
    world.apply(new LogRecord.Readings(START, "", ahead));
    assertThat(world.state.left())
        .containsEntry(ShardState.Left.OUT_OF_RANGE, 1L)
        .containsEntry(ShardState.Left.NOT_A_NUMBER, 1L)
        .containsEntry(ShardState.Left.UNKNOWN_DATASTREAM, 1L)
        .containsEntry(ShardState.Left.FUTURE, 1L);
  }

  @Test
  void silenceIsHeardByTheClock() {
    hours(0, 40);
    world.ticks(START + 3 * HOUR);
    assertThat(world.told(SILENT)).isEmpty();
    world.ticks(START + 3 * HOUR + 10_000);
    world.ticks(START + 4 * HOUR);
    assertThat(world.told(SILENT)).containsExactly("OPENED 3h IV");
    hours(5, 40);
    assertThat(world.told(SILENT)).containsExactly("OPENED 3h IV", "CLEARED 5h IV");
  }

  @Test
  void theClockOfTodayDoesNotSilenceHistory() {
    ReadingBlock old = new ReadingBlock(1);
    old.add(1, 1, START - 10_000 * HOUR, 40, null);
    world.apply(new LogRecord.Readings(START, "", old));
    world.ticks(START + 10 * HOUR);
    assertThat(world.told(SILENT)).isEmpty();
  }

  @Test
  void aRemovedDatastreamEndsItsAlerts() {
    hours(0, 200, 200, 200, 200);
    world.apply(new LogRecord.Registered(1, null));
    assertThat(world.told(HEAVY)).containsExactly("OPENED 3h IV", "CLEARED 3h IV");
    assertThat(world.state.judgements(7)).isEmpty();
  }

  @Test
  void aBatchThatBringsOneSeriesAfterTheOtherIsPutStraight() {
    world.apply(World.register(2, 7, "air.no2", "510107001001"));
    ReadingBlock block = new ReadingBlock(16);
    for (int h = 0; h < 12; h++) {
      block.add(1, h, START + h * HOUR, 200, null);
    }
    for (int h = 0; h < 12; h++) {
      block.add(2, 100 + h, START + h * HOUR, 20, null);
    }
    world.apply(new LogRecord.Readings(START + 12 * HOUR, "", block));
    assertThat(world.state.left()).containsEntry(ShardState.Left.LATE, 0L);
    assertThat(world.told(HEAVY)).containsExactly("OPENED 3h IV");
  }

  @Test
  void windowsOfSoundLevelsAddUpTheirEnergies() {
    world.apply(World.register(3, 9, "sensing.noise-laeq", "510107001001"));
    world.reads(3, START, 60);
    world.reads(3, START + 60_000, 70);
    world.ticks(START + 70_000);
    VitalWindow city =
        world.vitals.stream().filter(v -> v.division().equals("510100")).findFirst().orElseThrow();
    assertThat(city.mean()).isEqualTo(Mean.ENERGY);
    // 10^6 + 10^7, of which 10 lg of the half is 67.40 dB
    assertThat(city.sum()).isCloseTo(11_000_000, within(1e-3));
    assertThat(city.mean().of(city.sum(), city.count())).isCloseTo(67.40, within(0.005));
  }

  @Test
  void liveReadingsFillTheWindowsOfEveryDivisionAbove() {
    world.apply(World.register(2, 8, "air.pm25", "510107001002"));
    world.reads(1, START, 40);
    world.reads(2, START + 60_000, 60);
    world.ticks(START + 70_000);
    assertThat(world.vitals)
        .extracting(VitalWindow::division)
        .containsExactlyInAnyOrder("510107001001", "510107001002", "510107001", "510107", "510100");
    VitalWindow city =
        world.vitals.stream().filter(v -> v.division().equals("510100")).findFirst().orElseThrow();
    // (40 + 60) of 2, the newest 60
    assertThat(city)
        .isEqualTo(
            new VitalWindow(
                0,
                "510100",
                "air.pm25",
                START,
                300_000,
                2,
                100,
                40,
                60,
                START + 60_000,
                60,
                false,
                Mean.ARITHMETIC));
    world.vitals.clear();
    world.ticks(START + 80_000);
    assertThat(world.vitals).as("nothing new, nothing told").isEmpty();
    world.reads(1, START + 90_000, 50);
    world.ticks(START + 90_000);
    assertThat(world.vitals).hasSize(4).allMatch(v -> v.startMs() == START);
    assertThat(world.vitals.stream().filter(v -> v.division().equals("510100")).findFirst())
        .hasValueSatisfying(
            v -> assertThat(v.sum()).isEqualTo(150)); // absolute, not the difference
  }

  @Test
  void historyLeavesTheWindowsAlone() {
    ReadingBlock old = new ReadingBlock(1);
    old.add(1, 1, START - 3 * HOUR, 40, null);
    world.apply(new LogRecord.Readings(START, "", old));
    world.ticks(START);
    assertThat(world.vitals).isEmpty();
  }
}
