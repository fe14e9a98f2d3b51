package furong.detect;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Notice;
import furong.pack.PackReader;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules over a property that is averaged by its energy: one reading an hour but where said. */
class SoundLevelsTest {

  private static final long HOUR = World.HOUR;
  private static final long START = Instant.parse("2026-03-31T16:00:00Z").toEpochMilli();

  private final LittlePack pack = new LittlePack().with("high 2 m", "half 0.5 1");

  private List<String> told(String when, double... levels) {
    PackReader.Loaded loaded = pack.when(when);
    assertThat(LittlePack.faults(loaded)).isEmpty();
    Pond pond = new Pond(RuleBook.of(loaded.book(), House.ZONE), false);
    for (int h = 0; h < levels.length; h++) {
      pond.hour(h, levels[h], Double.NaN);
    }
    return pond.told;
  }

  private List<String> refused(String when) {
    return LittlePack.faults(pack.when(when));
  }

  @Test
  void soundLevelsAreAveragedByTheirEnergy() {
    // GB 3096-2008: 60 and 70 dB for equal time are 10 lg((10^6 + 10^7) / 2) = 67.40 dB, not 65
    pack.ofSound().with("under 67.395 dB[A]", "over 67.405 dB[A]", "two 2 h");
    for (String mean : List.of("mean(level, params.two)", "mean(last(level), params.two)")) {
      assertThat(told(mean + " > params.under", 60, 70)).as(mean).containsExactly("1 OPENED");
      assertThat(told(mean + " > params.over", 60, 70)).as(mean).isEmpty();
    }
  }

  @Test
  void whatIsNoSoundIsAveragedByItsValues() {
    pack.with("under 0.95 m", "two 2 h");
    assertThat(told("mean(level, params.two) > params.under", 0, 2)).containsExactly("1 OPENED");
    // 10 lg((1 + 10^0.2) / 2) = 1.11 would be over 1.05
    pack.with("over 1.05 m");
    assertThat(told("mean(level, params.two) > params.over", 0, 2)).isEmpty();
  }

  @Test
  void aMeanOverACalculationWithSoundLevelsIsRefused() {
    pack.ofSound().with("limit 50 dB[A]", "none 0 dB[A]", "two 2 h");
    assertThat(refused("sum(level, params.two) > params.limit")).containsExactly("expr.energy");
    assertThat(refused("sum(last(level), params.two) > params.limit"))
        .containsExactly("expr.energy");
    assertThat(refused("mean(last(level) - params.limit, params.two) > params.none"))
        .containsExactly("expr.energy");
    assertThat(refused("mean(level, params.two) - params.limit > params.none")).isEmpty();
    assertThat(refused("share(last(level) > params.limit, params.two) > params.half")).isEmpty();
  }

  @Test
  void onlyDecibelsAreAveragedByEnergy() {
    pack.put(
        "properties/level.yaml",
        "name: level\ntitle: 水位\nunit: m\nsymbol: m\ndecimals: 2\nmean: energy\nrange: {low: 0, high: 9, reason: 岸高}\nexpected_silence: 3h\nsource: 测量\n");
    PackReader.Loaded loaded = pack.when("last(level) > params.high");
    assertThat(LittlePack.faults(loaded)).containsExactly("pack.mean-unit");
    assertThat(
            loaded.notices().stream()
                .filter(notice -> notice.code().equals("pack.mean-unit"))
                .map(Notice::place))
        .containsExactly("packs/pond/properties/level.yaml:6:7");
  }

  @Test
  void aBrokenReadingWouldDrownAllOthersSoTheLargestBelievedIsAsked() {
    pack.with("limit 50 dB[A]");
    pack.put(
        "properties/level.yaml",
        "name: level\ntitle: 声级\nunit: 'dB[A]'\nsymbol: dB\ndecimals: 1\nmean: energy\nexpected_silence: 3h\nsource: 测量\n");
    assertThat(refused("last(level) > params.limit")).containsExactly("pack.mean-range");
    pack.ofSound().with("under 67.395 dB[A]", "over 67.405 dB[A]", "three 3 h");
    assertThat(told("mean(level, params.three) > params.over", 60, 190, 70)).isEmpty();
    assertThat(told("mean(level, params.three) > params.under", 60, 190, 70))
        .containsExactly("2 OPENED");
  }

  @Test
  void theUsualLevelIsTheMedianOfTheHoursEnergyMeans() {
    pack.ofSound().with("weeks 7 d", "under 67.395 dB[A]", "over 67.405 dB[A]");
    String when = "usual(level, params.weeks) > params.";
    // two readings in one hour of the week before, and one in that hour of this week
    for (boolean under : new boolean[] {true, false}) {
      PackReader.Loaded loaded = pack.when(when + (under ? "under" : "over"));
      assertThat(LittlePack.faults(loaded)).isEmpty();
      Pond pond = new Pond(RuleBook.of(loaded.book(), House.ZONE), false);
      pond.reads(START, 60);
      pond.reads(START + HOUR / 2, 70);
      pond.reads(START + 168 * HOUR, 50);
      assertThat(pond.told).isEqualTo(under ? List.of("168 OPENED") : List.of());
    }
  }
}
