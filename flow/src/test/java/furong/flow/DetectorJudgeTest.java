package furong.flow;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Notice;
import furong.base.Result;
import furong.base.WorkCalendar;
import furong.detect.AlertChange;
import furong.detect.Effects;
import furong.detect.RuleBook;
import furong.detect.VitalWindow;
import furong.observe.DatastreamInfo;
import furong.observe.LogCodec;
import furong.observe.LogRecord;
import furong.observe.PackRelease;
import furong.observe.ReadingBlock;
import furong.pack.PackFiles;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A pond whose level is told each minute, and versions of its pack along the log. */
class DetectorJudgeTest {

  private static final long MINUTE = 60_000;
  private static final long START = Instant.parse("2026-04-01T00:00:00Z").toEpochMilli();
  private static final WorkCalendar CALENDAR =
      WorkCalendar.of(
          ZoneId.of("Asia/Shanghai"),
          List.of(new WorkCalendar.Session(LocalTime.of(9, 0), LocalTime.of(17, 0))),
          Set.of(),
          Set.of());

  private final List<LogRecord> log = new ArrayList<>();
  private long minute;

  private DetectorJudgeTest reads(double... values) {
    for (double value : values) {
      long at = START + minute++ * MINUTE;
      ReadingBlock block = new ReadingBlock(1);
      block.add(1, at, at, value, null);
      log.add(new LogRecord.Readings(at, "", block));
    }
    return this;
  }

  private DetectorJudgeTest registers() {
    log.add(
        new LogRecord.Registered(
            1,
            new DatastreamInfo(
                1, 7, "level", "gauge", "pond.level", 1, 0, "510104017001", 0, false)));
    return this;
  }

  private DetectorJudgeTest releases(long number, Map<String, String> files) {
    // through its bytes, as it comes
    LogRecord.Released entry =
        new LogRecord.Released(START, List.of(new PackRelease("pond", number, files)));
    log.add(LogCodec.decode(LogCodec.encode(entry)));
    return this;
  }

  private static Judge judge() {
    return DetectorJudge.of(new PackFiles("packs", PondPack.of(2, "III")), Map.of(), CALENDAR)
        .open();
  }

  /** What is told: {@code minute KIND LEVEL version [why]}; killed before entry {@code kill}. */
  private List<String> told(int kill) {
    List<String> told = new ArrayList<>();
    Effects out =
        new Effects() {
          @Override
          public void alert(AlertChange c) {
            String why =
                c.reason().contains("[") ? c.reason().substring(c.reason().indexOf('[')) : "";
            told.add(
                ((c.atMs() - START) / MINUTE
                        + " "
                        + c.kind()
                        + " "
                        + c.level()
                        + " "
                        + c.packVersion()
                        + " "
                        + why)
                    .strip());
          }

          @Override
          public void vital(VitalWindow window) {
            // only alerts are asked for
          }
        };
    Judge judge = judge();
    for (int i = 0; i < log.size(); i++) {
      if (i == kill) {
        List<byte[]> state = judge.save(0);
        judge = judge();
        judge.restore(0, state);
      }
      judge.apply(0, log.get(i), out);
    }
    return told;
  }

  private List<String> told() {
    List<String> whole = told(-1);
    for (int kill = 1; kill <= log.size(); kill++) {
      assertThat(told(kill)).as("killed before entry " + kill).isEqualTo(whole);
    }
    return whole;
  }

  @Test
  void aLowerLimitFiresFromItsEntryOnAndTheAlertNamesTheVersion() {
    registers().reads(1, 1.5).releases(1, PondPack.of(1.2, "III")).reads(1.5, 1);
    assertThat(told())
        .containsExactly("2 OPENED III 1+1", "3 CLEARED III 1+1"); // 1.5 > 1.2 and 1 <= 1.2
  }

  /** Depth of the same pond by a gauge that no pack knows at first; 3 m is above 2. */
  private DetectorJudgeTest deep(double value) {
    long at = START + minute++ * MINUTE;
    ReadingBlock block = new ReadingBlock(1);
    block.add(2, at, at, value, null);
    log.add(new LogRecord.Readings(at, "", block));
    return this;
  }

  private DetectorJudgeTest registersDepth() {
    log.add(
        new LogRecord.Registered(
            2,
            new DatastreamInfo(
                2, 8, "depth", "gauge", "pond.depth", 1, 0, "510104017001", 0, false)));
    return this;
  }

  private static Map<String, String> withDepth() {
    Map<String, String> files = PondPack.of(2, "III");
    for (String path :
        List.of("properties/level", "rules/full", "golden/full/fires", "golden/full/stays-quiet")) {
      String text = files.getOrDefault("pond/" + path + ".yaml", "");
      files.put(
          "pond/" + path.replace("level", "depth").replace("full", "deep") + ".yaml",
          text.replace("name: level", "name: depth")
              .replace("name: full", "name: deep")
              .replace("last(level)", "last(depth)")
              .replace("  level:", "  depth:"));
    }
    return files;
  }

  @Test
  void aReadingOfAPropertyThatWasReleasedIsJudgedAndOneBeforeIsNot() {
    registers().registersDepth().deep(3).releases(1, withDepth()).deep(1).deep(3);
    assertThat(told()).containsExactly("2 OPENED III 1+1");
    assertThat(told(-1)).hasSize(1);
  }

  @Test
  void aPropertyThatIsRegisteredAfterItsReleaseIsJudged() {
    registers().releases(1, withDepth()).registersDepth().deep(3);
    assertThat(told()).containsExactly("0 OPENED III 1+1");
  }

  @Test
  void aPropertyThatIsTakenBackIsJudgedNoMoreAndItsAlertEnds() {
    registers().registersDepth().releases(1, withDepth()).deep(3);
    releases(2, PondPack.of(2, "III")).deep(3).deep(1);
    assertThat(told()).containsExactly("0 OPENED III 1+1", "0 CLEARED III 1+1 [rule withdrawn]");
  }

  @Test
  void whatWasBeforeTheEntryStaysQuietUnderTheNewRule() {
    registers().reads(1.5, 1.5).releases(1, PondPack.of(1.2, "III")).reads(1);
    assertThat(told()).isEmpty();
  }

  @Test
  void aRunningEpisodeGoesOnAsOneAlertUnderAnotherLimitAndLevel() {
    registers().reads(3).releases(1, PondPack.of(2.5, "II")).reads(3, 2.4);
    assertThat(told()).containsExactly("0 OPENED III 1", "0 LEVEL II 1+1", "2 CLEARED II 1+1");
  }

  @Test
  void aRunningEpisodeEndsByTheNewRuleWhenThatHoldsNoMore() {
    registers().reads(3).releases(1, PondPack.of(4, "III")).reads(3);
    assertThat(told()).containsExactly("0 OPENED III 1", "1 CLEARED III 1+1");
  }

  @Test
  void anEpisodeWhoseRuleIsGoneIsClearedAsWithdrawn() {
    registers().reads(3).releases(1, PondPack.words()).reads(3);
    assertThat(told()).containsExactly("0 OPENED III 1", "0 CLEARED III 1 [rule withdrawn]");
  }

  @Test
  void theSameNumberAgainAndAnOlderOneChangeNothing() {
    registers()
        .reads(1)
        .releases(2, PondPack.of(1.2, "III"))
        .reads(1.5)
        .releases(2, PondPack.of(1.2, "III"))
        .releases(1, PondPack.of(9, "I"))
        .reads(1.5);
    assertThat(told()).containsExactly("1 OPENED III 1+2");
  }

  @Test
  void goingBackIsTheOldRuleUnderANewNumber() {
    registers()
        .reads(1.5)
        .releases(1, PondPack.of(1.2, "III"))
        .reads(1.5)
        .releases(2, PondPack.of(2, "III"))
        .reads(1.5);
    assertThat(told()).containsExactly("1 OPENED III 1+1", "2 CLEARED III 1+2");
  }

  @Test
  void textsThatDoNotReadAreNotTaken() {
    registers().reads(1).releases(1, Map.of("pond/pack.yaml", "id: [")).reads(3);
    assertThat(told()).containsExactly("1 OPENED III 1");
  }

  private static String advice(long inForce, long named) {
    JudgingPacks packs =
        JudgingPacks.first(new PackFiles("packs", PondPack.of(2, "III")), Map.of("pond", inForce))
            .with(
                new LogRecord.Released(
                    START,
                    List.of(new PackRelease("pond", named, Map.of("pond/pack.yaml", "id: [")))));
    return packs.rules(CALENDAR) instanceof Result.Refused<RuleBook>(var why, List<Notice> faults)
        ? packs.advice(faults)
        : "";
  }

  @Test
  void anOldVersionThatDoesNotReadIsOfThePastAndANewOneIsToBeMended() {
    assertThat(advice(3, 2)).contains("packs/pond/pack.yaml", "nothing to do");
    assertThat(advice(3, 4)).contains("packs/pond/pack.yaml", "release it again");
  }
}
