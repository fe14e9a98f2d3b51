package furong.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The table of traffic.tpi to the last digit of the worked example (free flow 60 km/h). The index
 * is in hundredths and rounded up; here the steps of its file are ten thousand times as fine.
 */
class CongestionTest {

  private static final String FILE = "traffic/indexes/tpi.yaml";

  private static final Index FINE = fine();

  private static Index fine() {
    PackFiles files = PackFiles.read(PacksTest.root().resolve("packs"));
    String text = Objects.requireNonNull(files.texts().get(FILE));
    String finer =
        text.replace(
                "steps: [0, 200, 400, 600, 800, 1000]",
                "steps: [0, 2000000, 4000000, 6000000, 8000000, 10000000]")
            .replaceAll("up_to: ([0-9]+)", "up_to: $10000");
    assertThat(finer).contains("up_to: 10000000");
    Map<String, String> traffic = new HashMap<>(files.of("traffic"));
    traffic.put(FILE, finer);
    return PackReader.read(files.with("traffic", traffic))
        .book()
        .findIndex("traffic.tpi")
        .orElseThrow();
  }

  @ParameterizedTest(name = "{0} km/h: {1}")
  @CsvSource({
    "60, 0", // delay 1 - 60 / 60 = 0
    "48, 1.3333", // 0.2 of 0.3, which is 2
    "42, 2.0",
    "36, 3.0", // half way from 0.3 to 0.5, from 2 to 4
    "30, 4.0",
    "24, 6.0",
    "18, 8.0",
    "12, 8.6667" // 0.1 of the 0.3 that are left, of 2
  })
  void theWorkedExampleComesOut(double speed, double tpi) {
    IndexValue value =
        FINE.evaluate(
            LocalDate.of(2026, 4, 1), Map.of("traffic.network-delay/hour-mean", 1 - speed / 60));
    assertThat(Objects.requireNonNull(value.value()) / 1e6).isCloseTo(tpi, within(5e-5));
  }
}
