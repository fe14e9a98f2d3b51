package furong.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Six years of Chengdu's real air through the command, the public doors and back down again. */
class ReplayTest {

  private record Ended(int code, String said) {}

  @TempDir Path folder;

  private static Path recorded() {
    Path file =
        RunningCity.root()
            .resolveSibling("shared")
            .resolve("data/air/uci_five_cities/ChengduPM20100101_20151231.csv.gz");
    if (System.getenv("CI") == null) {
      Assumptions.assumeTrue(Files.exists(file), "no real data here");
    }
    assertThat(file).exists();
    return file;
  }

  private Ended replay(RunningCity city, Path file) throws IOException, InterruptedException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            "furong.app.cli.Main",
            "replay",
            file.toString(),
            "--url",
            city.address().toString(),
            "--data",
            folder.toString(),
            "--wait",
            "--lang",
            "en");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(RunningCity.root().toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("replay.txt").toFile());
    builder.environment().put("FURONG_HOME", RunningCity.root().toString());
    int code = builder.start().waitFor();
    return new Ended(code, Files.readString(folder.resolve("replay.txt"), StandardCharsets.UTF_8));
  }

  @Test
  void aRecordedCityBecomesFiguresThatOpenDownToTheirObservations() throws Exception {
    Path file = recorded();
    try (RunningCity city = RunningCity.start(folder.resolve("data"), "--no-sim")) {
      // 28,900 at the US post + 24,420 at Caotangsi + 24,594 at Shahepu
      Ended first = replay(city, file);
      assertThat(first.said()).contains("77914 readings sent, 77914 accepted, 0 refused");
      assertThat(first.code()).isZero();
      Ended again = replay(city, file);
      assertThat(again.said()).contains("0 readings sent").contains("77914 were in before");
      assertThat(again.code()).isZero();

      Doors doors = new Doors(city.address(), "planner", city.password("planner"));
      JsonNode value = doors.get("/api/indicators/air.good-days-ratio?division=510100&period=2014");
      // what the slow second method counts from the same file
      assertThat(value.path("numerator").asInt()).isEqualTo(232);
      assertThat(value.path("denominator").asInt()).isEqualTo(364);
      assertThat(value.path("value").asDouble()).isEqualTo(232 * 100.0 / 364);
      assertThat(value.path("ruleSets").path(0).asString()).isEqualTo("hj633-2012");
      assertThat(value.at("/completeness/pollutants/0").asString()).isEqualTo("air.pm25");
      assertThat(value.path("simulated").asBoolean()).isFalse();
      opensDown(doors, value);

      assertThat(doors.get("/api/alerts?size=1").path("total").asInt()).isPositive();
    }
  }

  private static void opensDown(Doors doors, JsonNode value)
      throws IOException, InterruptedException {
    JsonNode days = doors.get(value.at("/lineage/href").asString()).path("items");
    int good = 0;
    long observations = 0;
    JsonNode worst = days.get(0);
    for (JsonNode day : days) {
      good += day.path("good").asBoolean(false) ? 1 : 0;
      observations += day.path("observations").asLong();
      worst = day.path("aqi").asInt(0) > worst.path("aqi").asInt(0) ? day : worst;
    }
    assertThat(good).isEqualTo(value.path("numerator").asInt());
    assertThat(observations).isEqualTo(value.at("/lineage/observations").asLong());

    JsonNode stations = doors.get(worst.path("href").asString()).path("items");
    double sum = 0;
    int valid = 0;
    for (JsonNode station : stations) {
      if (station.path("valid").asBoolean()) {
        sum += station.path("mean").asDouble();
        valid++;
        meanOfItsObservations(doors, station);
      }
    }
    assertThat(valid).isEqualTo(worst.path("stations").asInt());
    assertThat(worst.at("/inputs/air.pm25~1day-mean").asDouble())
        .isCloseTo(sum / valid, org.assertj.core.data.Offset.offset(1e-6));
  }

  private static void meanOfItsObservations(Doors doors, JsonNode station)
      throws IOException, InterruptedException {
    JsonNode hours = doors.get(station.path("href").asString());
    double sum = 0;
    for (JsonNode observation : hours.path("observations")) {
      sum += observation.path("value").asDouble();
    }
    int n = hours.path("observations").size();
    assertThat(n).isEqualTo(station.path("observations").asInt());
    // hourly readings: the mean of the hours is the mean of the readings
    assertThat(sum / n)
        .isCloseTo(station.path("mean").asDouble(), org.assertj.core.data.Offset.offset(1e-9));
    JsonNode one = doors.get(hours.path("observations").get(0).path("href").asString());
    assertThat(one.path("result").asDouble())
        .isEqualTo(hours.path("observations").get(0).path("value").asDouble());
  }
}
