package furong.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import furong.app.replay.SlowRatios.Count;
import furong.base.Period;
import furong.indicators.DayReader;
import furong.indicators.DayWork;
import furong.indicators.Figures;
import furong.indicators.IndicatorBook;
import furong.indicators.IndicatorValue;
import furong.indicators.MemoryDayStatStore;
import furong.indicators.MemoryIndicatorStore;
import furong.indicators.PackIndicators;
import furong.pack.Faults;
import furong.pack.PackReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Good days of two cities by the engine and by a slow second method, from the same real files. */
class GoodDaysTwiceTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  /** The folder with the modules. */
  private static Path root() {
    Path at = Path.of("").toAbsolutePath();
    while (!Files.exists(at.resolve("indicators/pom.xml"))) {
      at = Objects.requireNonNull(at.getParent(), "run me inside the repository");
    }
    return at;
  }

  /** Real data beside the repository; where it must be there, its absence is a failure. */
  private static Path data(String name) {
    Path path = root().resolveSibling("shared").resolve("data/air").resolve(name);
    if (System.getenv("CI") == null) {
      Assumptions.assumeTrue(Files.exists(path), "no real data here");
    }
    assertThat(path).exists();
    return path;
  }

  private static List<Mapping> mappings() throws IOException {
    Faults faults = new Faults();
    List<Mapping> mappings = MappingFiles.folder(root().resolve("packs/air/mappings"), faults);
    assertThat(faults.notices()).isEmpty();
    return mappings;
  }

  private static MemoryIndicatorStore compute(List<Path> files, int readings) throws IOException {
    IndicatorBook book = PackIndicators.book(PackReader.load(root().resolve("packs")).orThrow());
    RecordedWorld world = RecordedWorld.of(files, mappings(), SHANGHAI);
    assertThat(world.size()).isEqualTo(readings);
    MemoryDayStatStore stats = new MemoryDayStatStore();
    MemoryIndicatorStore values = new MemoryIndicatorStore();
    DayWork work =
        new DayWork(
            world,
            world,
            new DayReader(world, world, book.rules(), SHANGHAI),
            stats,
            new Figures(stats, values, book, SHANGHAI),
            world,
            book,
            SHANGHAI,
            () -> Instant.parse("2020-01-01T00:00:00Z"));
    while (work.round(DayWork.DAYS_A_ROUND).taken() > 0) {}
    return values;
  }

  private static void compare(Map<String, Map<String, Count>> slow, MemoryIndicatorStore values) {
    slow.forEach((division, years) ->
        years.forEach((year, count) -> {
          IndicatorValue good = value(values, "air.good-days-ratio", division, year);
          assertThat(good.numerator()).as("good %s %s", division, year).isEqualTo(count.good());
          assertThat(good.denominator()).as("valid %s %s", division, year).isEqualTo(count.valid());
          assertThat(good.value()).isEqualTo(count.good() * 100.0 / count.valid());
          assertThat(good.ruleSets()).containsExactly("hj633-2012");
          assertThat(value(values, "air.heavy-days", division, year).value())
              .as("heavy %s %s", division, year)
              .isEqualTo(count.heavy());
        }));
  }

  private static IndicatorValue value(
      MemoryIndicatorStore values, String indicator, String division, String year) {
    return values.find(indicator, division, Period.parse(year)).orElseThrow();
  }

  @Test
  void chengduSixYearsAtThreePosts() throws IOException {
    Path file = data("uci_five_cities/ChengduPM20100101_20151231.csv.gz");
    // 28,900 at the US post, 24,420 at Caotangsi, 24,594 at Shahepu
    MemoryIndicatorStore values = compute(List.of(file), 28_900 + 24_420 + 24_594);
    SlowRatios slow = new SlowRatios();
    slow.read(file, Map.of("PM_US Post", "PM2.5"), List.of("510100", "510107"));
    slow.read(file, Map.of("PM_Caotangsi", "PM2.5"), List.of("510100", "510105", "510105007"));
    slow.read(file, Map.of("PM_Shahepu", "PM2.5"), List.of("510100", "510104", "510104030"));
    Map<String, Map<String, Count>> counts = slow.counts();
    assertThat(counts.keySet())
        .containsExactly("510100", "510104", "510104030", "510105", "510105007", "510107");
    compare(counts, values);
    IndicatorValue city = value(values, "air.good-days-ratio", "510100", "2014");
    assertThat(city.completeness().items()).containsExactly("air.pm25");
    assertThat(city.completeness().missing())
        .containsExactly("air.co", "air.no2", "air.o3", "air.pm10", "air.so2");
  }

  @Test
  void beijingFourYearsAtTwelveStations() throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> inside = Files.list(data("uci_prsa_beijing"))) {
      inside.filter(f -> f.toString().endsWith(".csv.gz")).sorted().forEach(files::add);
    }
    assertThat(files).hasSize(12);
    // 12 stations x 35,064 hours x (6 pollutants + 5 of the weather), less 70,303 and 1,902 cells
    // NA
    MemoryIndicatorStore values = compute(files, 12 * 35_064 * 11 - 70_303 - 1_902);
    Map<String, String> districts =
        Map.ofEntries(
            Map.entry("Aotizhongxin", "110105"),
            Map.entry("Changping", "110114"),
            Map.entry("Dingling", "110114"),
            Map.entry("Dongsi", "110101"),
            Map.entry("Guanyuan", "110102"),
            Map.entry("Gucheng", "110107"),
            Map.entry("Huairou", "110116"),
            Map.entry("Nongzhanguan", "110105"),
            Map.entry("Shunyi", "110113"),
            Map.entry("Tiantan", "110101"),
            Map.entry("Wanliu", "110108"),
            Map.entry("Wanshouxigong", "110102"));
    SlowRatios slow = new SlowRatios();
    for (Path file : files) {
      String station = file.getFileName().toString().split("_")[2];
      slow.read(
          file,
          Map.of(
              "PM2.5", "PM2.5", "PM10", "PM10", "SO2", "SO2", "NO2", "NO2", "CO", "CO", "O3", "O3"),
          List.of("110100", districts.get(station)));
    }
    Map<String, Map<String, Count>> counts = slow.counts();
    assertThat(counts).hasSize(1 + 8);
    compare(counts, values);
  }
}
