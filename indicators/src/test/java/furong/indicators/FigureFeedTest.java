package furong.indicators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import furong.base.DivisionLevel;
import furong.base.Period;
import furong.observe.IndicatorFigure;
import furong.observe.LogRecord;
import furong.observe.SilentLog;
import furong.pack.PackBook;
import furong.pack.PackFiles;
import furong.pack.PackReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Cases closed in a city of one county, and what the log is told of them on 10 April 2026. */
class FigureFeedTest {

  static final PackBook PACKS =
      PackReader.read(
              new PackFiles(
                  "packs",
                  Map.of(
                      "care/pack.yaml",
                      "id: care\ntitle: 城管\nsummary: 城管\nversion: '1'\nstatus: draft\n",
                      "care/indicators/closing.yaml",
                      """
                      name: closing
                      title: 结案率
                      version: "1"
                      formula: 结案数除以应结案数
                      unit: "%"
                      direction: more-is-better
                      levels: [city, county]
                      cases: closing
                      validity: 全部
                      reference:
                      source: 测试
                      """)))
          .book();

  private final MemoryIndicatorStore store = new MemoryIndicatorStore();
  private final MovedFigures moved = new MovedFigures();
  private final ListLog log = new ListLog();
  private Instant now = Instant.parse("2026-04-10T04:00:00Z");
  private FigureFeed feed = feed();

  private FigureFeed feed() {
    return new FigureFeed(
        List.of(new CountedFigures(store)),
        Set::of,
        moved,
        PACKS,
        level ->
            level == DivisionLevel.CITY
                ? List.of("510100")
                : level == DivisionLevel.COUNTY ? List.of("510107") : List.of(),
        log,
        SmallWorld.ZONE,
        () -> now);
  }

  private void counted(String division, String period, double value) {
    List<IndicatorValue> put = List.of(figure(division, period, value));
    store.putValues(put);
    moved.add(put);
  }

  private static IndicatorValue figure(String division, String period, double value) {
    return new IndicatorValue(
        "care.closing",
        "1",
        division,
        Period.parse(period),
        value,
        "",
        9,
        10,
        new IndicatorValue.Completeness(9, 10, List.of(), List.of()),
        List.of(),
        Instant.EPOCH,
        false,
        new IndicatorValue.Lineage(0, 0, 0));
  }

  /** {@code division period value}, in the order of the log. */
  private static final class ListLog extends SilentLog {
    final List<String> told = new ArrayList<>();
    boolean killed;

    @Override
    public CompletableFuture<Void> figures(LogRecord.Figures entry) {
      for (IndicatorFigure f : entry.figures()) {
        told.add(f.division() + " " + f.period() + " " + f.value() + " of " + f.complete());
      }
      return killed ? CompletableFuture.failedFuture(new IllegalStateException("killed")) : DONE;
    }
  }

  @Test
  void tellsThisMonthAndYearAndThoseBeforeButNothingOlder() {
    counted("510100", "2026-04", 90);
    counted("510107", "2026-03", 80);
    counted("510100", "2026", 85);
    counted("510100", "2026-02", 1);
    counted("510100", "2025", 84);
    counted("510100", "2024", 2);
    counted("510107001", "2026-04", 3);
    assertThat(feed.round()).isEqualTo(4);
    assertThat(log.told)
        .containsExactlyInAnyOrder(
            "510100 2026-04 90.0 of 0.9",
            "510107 2026-03 80.0 of 0.9",
            "510100 2026 85.0 of 0.9",
            "510100 2025 84.0 of 0.9");
  }

  @Test
  void tellsOnlyWhatDiffersAndACorrectionIsNews() {
    counted("510100", "2026-04", 90);
    feed.round();
    assertThat(feed.round()).isZero();
    counted("510100", "2026-04", 91);
    feed.round();
    assertThat(log.told)
        .containsExactly("510100 2026-04 90.0 of 0.9", "510100 2026-04 91.0 of 0.9");
  }

  @Test
  void readsOnlyWhatMovedAndEverythingOnceADay() {
    counted("510100", "2026-04", 90);
    counted("510100", "2026-03", 70);
    feed.round();
    // put past those who tell: nobody looks for it
    store.putValues(List.of(figure("510100", "2026-03", 71)));
    assertThat(feed.round()).isZero();
    // another division of another month does not make it look there
    counted("510107", "2026-04", 60);
    assertThat(feed.round()).isEqualTo(1);
    now = Instant.parse("2026-04-11T04:00:00Z");
    assertThat(feed.round()).isEqualTo(1);
    assertThat(log.told).endsWith("510107 2026-04 60.0 of 0.9", "510100 2026-03 71.0 of 0.9");
  }

  @Test
  void aNewMonthTellsItsOwnFiguresAndNotThoseOfTheLastOneAgain() {
    counted("510100", "2026-04", 90);
    feed.round();
    now = Instant.parse("2026-05-01T00:00:00Z");
    counted("510100", "2026-05", 50);
    assertThat(feed.round()).isEqualTo(1);
    assertThat(log.told)
        .containsExactly("510100 2026-04 90.0 of 0.9", "510100 2026-05 50.0 of 0.9");
  }

  @Test
  void aRoundThatBrokeIsReadWholeAgain() {
    counted("510100", "2026-04", 90);
    feed.round();
    counted("510100", "2026-04", 91);
    log.killed = true;
    assertThatThrownBy(() -> feed.round()).hasMessageContaining("killed");
    log.killed = false;
    // what moved was taken already, and is read all the same
    assertThat(feed.round()).isEqualTo(1);
    assertThat(log.told).endsWith("510100 2026-04 91.0 of 0.9", "510100 2026-04 91.0 of 0.9");
  }

  @Test
  void cutOffOrStartedAnewItTellsTheSameOnceMore() {
    counted("510100", "2026-04", 90);
    log.killed = true;
    assertThatThrownBy(() -> feed.round()).hasMessageContaining("killed");
    log.killed = false;
    feed.round();
    feed = feed();
    feed.round();
    assertThat(log.told).hasSize(3).containsOnly("510100 2026-04 90.0 of 0.9");
  }
}
