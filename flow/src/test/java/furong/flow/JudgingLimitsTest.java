package furong.flow;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.WorkCalendar;
import furong.detect.Quality;
import furong.observe.DatastreamInfo;
import furong.observe.LogRecord;
import furong.observe.Observation;
import furong.observe.PackRelease;
import furong.observe.ReadingBlock;
import furong.pack.PackFiles;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A pond of at most 10 m whose banks are raised; gauges 1 and 3 stand in two shards. */
class JudgingLimitsTest {

  private static final long START = Instant.parse("2026-04-01T00:00:00Z").toEpochMilli();
  private static final long MINUTE = 60_000;
  private static final WorkCalendar CALENDAR =
      WorkCalendar.of(
          ZoneId.of("Asia/Shanghai"),
          List.of(new WorkCalendar.Session(LocalTime.of(9, 0), LocalTime.of(17, 0))),
          Set.of(),
          Set.of());

  private final Quality quality =
      new Quality(
          JudgingLimits.of(
              new PackFiles("packs", PondPack.of(2, "III")), Map.of("pond", 0L), CALENDAR),
          JudgingLimitsTest::info,
          ids -> Map.of());
  private long minute;

  private static Optional<DatastreamInfo> info(long id) {
    return Optional.of(
        new DatastreamInfo(
            id,
            10 + id,
            "level",
            "gauge",
            "pond.level",
            1,
            0,
            "510104017001",
            (int) id / 2,
            false));
  }

  private String hears(long gauge, double value) {
    return hears(gauge, value, minute++);
  }

  private String hears(long gauge, double value, long atMinute) {
    long at = START + atMinute * MINUTE;
    ReadingBlock block = new ReadingBlock(1);
    block.add(gauge, atMinute + 1, at, value, null);
    return String.join(
        " ", Observation.names(quality.flags((int) gauge / 2, block, START + minute * MINUTE)[0]));
  }

  private static LogRecord.Released raised(long number, int banks) {
    Map<String, String> files = PondPack.of(2, "III");
    files.computeIfPresent(
        "pond/properties/level.yaml", (p, text) -> text.replace("high: 10", "high: " + banks));
    return new LogRecord.Released(START, List.of(new PackRelease("pond", number, files)));
  }

  @Test
  void readingsAreHeldAgainstTheLimitsOfTheEntryBeforeThemInEachShard() {
    assertThat(hears(1, 12)).isEqualTo("range");
    assertThat(hears(3, 12)).isEqualTo("range");
    quality.released(0, raised(1, 20));
    assertThat(hears(1, 12)).isEmpty();
    assertThat(hears(3, 12)).as("its shard has not come to the entry").isEqualTo("range");
    quality.released(1, raised(1, 20));
    assertThat(hears(3, 12)).isEmpty();
    assertThat(hears(3, 21)).isEqualTo("range");
  }

  @Test
  void anEntryThatCameBeforeOrDoesNotReadChangesNothing() {
    quality.released(0, raised(2, 20));
    quality.released(0, raised(1, 11));
    assertThat(hears(1, 12)).isEmpty();
    quality.released(
        0,
        new LogRecord.Released(
            START, List.of(new PackRelease("pond", 3, Map.of("pond/pack.yaml", "id: [")))));
    assertThat(hears(1, 12)).isEmpty();
    assertThat(hears(1, 21)).isEqualTo("range");
  }

  /** A pond that nothing looks at has no clock; with a rule, what comes late is late. */
  @Test
  void aRuleThatIsReleasedGivesItsThingsAClock() {
    quality.released(
        0, new LogRecord.Released(START, List.of(new PackRelease("pond", 1, PondPack.words()))));
    minute = 1_000;
    assertThat(hears(1, 1, 600)).isEmpty();
    quality.released(0, raised(2, 10));
    assertThat(hears(1, 1, 700)).isEmpty();
    assertThat(hears(1, 1, 699)).isEqualTo("late");
  }
}
