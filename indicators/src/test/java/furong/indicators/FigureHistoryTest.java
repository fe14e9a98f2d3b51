package furong.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.DivisionLevel;
import furong.base.Period;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Cases closed in a city, computed again and again, and what was known of them on a day. */
class FigureHistoryTest {

  private final MemoryIndicatorStore store = new MemoryIndicatorStore();
  private final FigureHistory history =
      new FigureHistory(
          List.of(new CountedFigures(store)),
          FigureFeedTest.PACKS,
          level -> level == DivisionLevel.CITY ? List.of("510100") : List.of(),
          SmallWorld.ZONE);

  private void computed(String period, double value, String at) {
    store.putValues(
        List.of(
            new IndicatorValue(
                "care.closing",
                "1",
                "510100",
                Period.parse(period),
                value,
                "",
                (long) value,
                100,
                new IndicatorValue.Completeness(100, 100, List.of(), List.of()),
                List.of(),
                Instant.parse(at),
                false,
                new IndicatorValue.Lineage(0, 0, 0))));
  }

  private List<String> between(String from, String to) {
    return history
        .of(
            Set.of("care.closing"),
            Instant.parse(from).toEpochMilli(),
            Instant.parse(to).toEpochMilli())
        .stream()
        .map(d ->
            Instant.ofEpochMilli(d.atMs()) + " " + d.figure().period() + " " + d.figure().value())
        .toList();
  }

  @Test
  void everyVersionStandsFromItsOwnComputingOn() {
    computed("2026-04", 90, "2026-04-10T00:00:00Z");
    computed("2026-04", 80, "2026-04-20T00:00:00Z");
    computed("2026-03", 70, "2026-04-15T00:00:00Z");
    assertThat(between("2026-04-12T00:00:00Z", "2026-04-30T00:00:00Z"))
        .containsExactly(
            "2026-04-10T00:00:00Z 2026-04 90.0",
            "2026-04-15T00:00:00Z 2026-03 70.0",
            "2026-04-20T00:00:00Z 2026-04 80.0");
  }

  @Test
  void whatWasComputedLaterOrIsOfAnotherTimeWasNotKnown() {
    computed("2026-04", 90, "2026-05-02T00:00:00Z");
    computed("2025-11", 50, "2026-04-02T00:00:00Z");
    assertThat(between("2026-04-12T00:00:00Z", "2026-04-30T00:00:00Z")).isEmpty();
    assertThat(history.of(Set.of("care.other"), 0, Long.MAX_VALUE / 2)).isEmpty();
  }
}
