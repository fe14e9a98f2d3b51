package furong.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** What the national network published for Chengdu's stations in spring 2020, hour by hour. */
class PublishedHoursTest {

  private static final Map<String, Integer> COLUMNS =
      Map.of(
          "air.pm25/hour-mean", 6,
          "air.pm10/hour-mean", 7,
          "air.co/hour-mean", 8,
          "air.no2/hour-mean", 9,
          "air.o3/hour-mean", 10,
          "air.so2/hour-mean", 12);

  /** Shorter lines are torn by the crawler. */
  private static final int FIELDS = 13;

  @Test
  void oursIsTheAqiThatWasPublished() throws IOException {
    Path folder = PacksTest.root().resolve("../shared/data/air/cnemc_station_hourly_2020");
    boolean there = Files.isDirectory(folder);
    assertThat(there || System.getenv("CI") == null).as("%s in CI", folder).isTrue();
    assumeTrue(there, "recorded hours are not on this machine");
    Index index =
        PackReader.load(PacksTest.root().resolve("packs"))
            .book()
            .findIndex("air.aqi-hourly")
            .orElseThrow();
    int compared = 0;
    for (String name : List.of("chengdu.csv.gz", "chengdu_20200326_0402.csv.gz")) {
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(
                  new GZIPInputStream(Files.newInputStream(folder.resolve(name))),
                  StandardCharsets.UTF_8))) {
        for (String line : lines.lines().skip(1).toList()) {
          String[] f = line.split(",", -1);
          Map<String, Double> inputs = f.length == FIELDS ? inputs(f) : Map.of();
          if (!inputs.isEmpty() && f[3].matches("\\d+")) {
            LocalDate day =
                LocalDate.parse(f[0], java.time.format.DateTimeFormatter.BASIC_ISO_DATE);
            assertThat(index.evaluate(day, inputs).value())
                .as(line)
                .isEqualTo(Integer.valueOf(f[3]));
            compared++;
          }
        }
      }
    }
    assertThat(compared).isGreaterThan(1_500);
  }

  private static Map<String, Double> inputs(String[] fields) {
    Map<String, Double> inputs = new HashMap<>();
    COLUMNS.forEach((key, column) -> {
      if (fields[column].matches("\\d+(\\.\\d+)?")) {
        inputs.put(key, Double.parseDouble(fields[column]));
      }
    });
    return inputs;
  }
}
