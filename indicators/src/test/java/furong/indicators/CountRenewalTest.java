package furong.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Period;
import furong.pack.PackBook;
import furong.pack.PackReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Days of the air index in 2014 whose limit for "good" is moved while the city runs. */
class CountRenewalTest {

  private static final String SHARE = "air.good-days-ratio";
  private static final Period YEAR = Period.parse("2014");
  private static final Instant NOW = Instant.parse("2014-01-10T04:00:00Z");

  private final PackBook packs = PackReader.load(folder()).orThrow();
  private final IndicatorBook book = PackIndicators.following(packs);
  private final SmallWorld world = new SmallWorld();
  private final MemoryDayStatStore stats = new MemoryDayStatStore();
  private final MemoryIndicatorStore values = new MemoryIndicatorStore();
  private final Figures figures = new Figures(stats, values, book, SmallWorld.ZONE);
  private final DayWork work =
      new DayWork(
          world,
          world,
          new DayReader(world, world, book::rules, SmallWorld.ZONE, (code, day) -> code),
          stats,
          figures,
          world,
          book,
          SmallWorld.ZONE,
          () -> NOW);
  private final List<String> again = new ArrayList<>();
  private CountRenewal renewal = start();

  private static Path folder() {
    Path here = Path.of("").toAbsolutePath();
    return Files.isDirectory(here.resolve("packs"))
        ? here.resolve("packs")
        : here.resolveSibling("packs");
  }

  private CountRenewal start() {
    return new CountRenewal(
        packs, book, figures, values, world, properties -> again.addAll(properties), () -> NOW);
  }

  private IndicatorValue share() {
    return values.find(SHARE, "510107", YEAR).orElseThrow();
  }

  /**
   * PM2.5 of 60 is an AQI of 82, of 100 one of 132 (HJ 633-2012: 100 + 50 x 25 / 40, rounded up).
   */
  private void twoDays() {
    long station = world.station(1, "510107", "air.pm25", false, 1);
    world.day(station, "2014-01-01", 60);
    world.day(station, "2014-01-02", 100);
    while (work.round(10).taken() > 0) {}
  }

  @Test
  void aReleasedLimitCountsAllDaysAnewAndKeepsWhatStood() {
    twoDays();
    assertThat(renewal.round()).isEqualTo(book.counts().size());
    assertThat(share().value()).isEqualTo(50.0);
    assertThat(values.superseded(SHARE, "510107", YEAR)).isEmpty();
    packs.take(packs.with("air", Map.of("good_aqi", 150.0)).numbered(Map.of("air", 1L)));
    assertThat(renewal.round()).isEqualTo(1);
    assertThat(share().value()).isEqualTo(100.0);
    assertThat(values.superseded(SHARE, "510107", YEAR))
        .extracting(s -> s.old().value() + " " + s.why())
        .containsExactly("50.0 revised");
    // days that come later are counted by the new limit, too
    world.day(100, "2014-01-03", 100);
    while (work.round(10).taken() > 0) {}
    assertThat(share().numerator()).isEqualTo(3);
  }

  @Test
  void aReleaseThatMovesNoLimitCountsNothingAnew() {
    twoDays();
    renewal.round();
    packs.take(packs.with("air", Map.of()).numbered(Map.of("air", 1L)));
    assertThat(renewal.round()).isZero();
    assertThat(renewal.round()).isZero();
    // and a start finds nothing left to do
    renewal = start();
    assertThat(renewal.round()).isZero();
  }

  /** PM2.5 days now need 23 hours, and another step of the index is lower. */
  @Test
  void anotherRuleOfDaysAndAnotherIndexQueueTheDaysOfTheirPropertiesAlone() {
    twoDays();
    renewal.round();
    assertThat(again).as("what was counted before stands").isEmpty();
    released("air/params.yaml", "value: 20\n", "value: 23\n");
    renewal.round();
    Set<String> days = Set.copyOf(again);
    again.clear();
    assertThat(days).contains("air.pm25");
    renewal.round();
    assertThat(again).isEmpty();
    String index = "air/indexes/aqi-daily.yaml";
    String text = packs.files().texts().get(index);
    released(index, "500, 600", "500, 601");
    assertThat(packs.files().texts().get(index)).isNotEqualTo(text);
    renewal.round();
    assertThat(again).contains("air.pm25").doesNotContain("water.ph");
  }

  private int number = 1;

  private void released(String path, String old, String now) {
    Map<String, String> air = packs.files().of("air");
    air.computeIfPresent(path, (p, text) -> text.replace(old, now));
    packs.take(
        PackReader.read(packs.files().with("air", air))
            .orThrow()
            .numbered(Map.of("air", (long) number++)));
  }
}
