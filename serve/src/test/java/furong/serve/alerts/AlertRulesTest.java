package furong.serve.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Level;
import furong.cases.Alert;
import furong.pack.PackBook;
import furong.pack.PackFiles;
import furong.pack.PackReader;
import furong.pack.Rule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The air pack of the house is in force. Its version 2 of this city said that a sudden rise is over
 * 90 µg/m³, not 115, and had a rule of its own, which was taken back.
 */
class AlertRulesTest {

  private static final Instant NOON = Instant.parse("2026-03-09T04:00:00Z");
  private static final String RISE = "min(pm25, PT6M)";
  private static final PackFiles DISK = PackFiles.read(packs());
  private static final PackBook NOW = PackReader.read(DISK).orThrow();

  private final AlertRules rules = new AlertRules(NOW, AlertRulesTest::version);

  private static Path packs() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve("packs"))) {
      folder = Objects.requireNonNull(folder.getParent());
    }
    return folder.resolve("packs");
  }

  private static Optional<PackBook> version(String pack, long number) {
    if (!pack.equals("air") || number != 2) {
      return Optional.empty();
    }
    Map<String, String> files = new TreeMap<>(DISK.of("air"));
    files.computeIfPresent(
        "air/params.yaml", (p, text) -> text.replaceAll("value: 115\\b", "value: 90"));
    String rise = Objects.requireNonNull(files.get("air/rules/sudden-rise.yaml"));
    files.put("air/rules/tried.yaml", rise.replace("name: sudden-rise", "name: tried"));
    return Optional.of(
        PackReader.read(DISK.with("air", files)).book().numbered(Map.of("air", number)));
  }

  private static Alert alert(String rule, String version, @Nullable Instant cleared) {
    return new Alert(
        "a",
        rule,
        "air",
        version,
        Level.IV,
        NOON,
        NOON,
        cleared,
        7,
        "510104017",
        Map.of(RISE, 174.0),
        "because",
        false,
        true,
        null,
        null,
        null,
        null);
  }

  private double threshold(Alert alert) {
    return rules.threshold(alert, rules.watched(alert).getFirst()).orElseThrow();
  }

  @Test
  void anAlertThatIsOverIsHeldAgainstTheLimitThatRaisedIt() {
    assertThat(threshold(alert("air.sudden-rise", "0.1.0+2", NOON))).isEqualTo(90);
    assertThat(threshold(alert("air.sudden-rise", "0.1.0", NOON))).isEqualTo(115);
  }

  @Test
  void anOpenOneIsHeldAgainstTheLimitThatJudgesItNow() {
    assertThat(threshold(alert("air.sudden-rise", "0.1.0+2", null))).isEqualTo(115);
  }

  @Test
  void aRuleThatWasTakenBackKeepsItsNameAndItsReason() {
    Alert gone = alert("air.tried", "0.1.0+2", NOON);
    assertThat(rules.rule(gone).map(Rule::title).orElseThrow().zh()).isEqualTo("PM2.5 突升");
    assertThat(rules.why(gone).orElseThrow().zh()).contains("174");
  }

  @Test
  void ofAVersionThatNobodyKeptTheRuleInForceSpeaksOrNone() {
    assertThat(threshold(alert("air.sudden-rise", "0.1.0+9", NOON))).isEqualTo(115);
    assertThat(threshold(alert("air.sudden-rise", "as found", NOON))).isEqualTo(115);
    assertThat(rules.rule(alert("air.tried", "0.1.0+9", NOON))).isEmpty();
  }
}
