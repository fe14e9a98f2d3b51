package furong.app.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whatever refuses a person says why in Chinese, too. */
class RefusalsSpeakChineseTest {

  /** What a notice is made of, written with its code: {@code Notice.of("case.none", ...}. */
  private static final Pattern REFUSAL =
      Pattern.compile(
          "(?:Notice\\s*\\.of|[rR]efused?|invalid|conflict|missing)\\(\\s*(?:Refusal\\.\\w+,\\s*)?"
              + "(?:Notice\\.of\\(\\s*)?\"([a-z-]+)(\\.[a-z.-]+)\"\\s*,([^;]{0,160})");

  /** Codes that people meet on screens; others are of protocols between machines. */
  private static final Set<String> OF_PEOPLE =
      Set.of(
          ("alert calm campaign capacity case checkup client contact device device-key dispatch"
                  + " division duty evidence figure format formula history hook hotline inbox"
                  + " indicator login outbox page password period photo plan rate rating"
                  + " rectification register registration report rights row score screen session"
                  + " sheet silence spot statistics step table thing unit user view vital warning")
              .split(" "));

  @Test
  void everyRefusalOfAPersonHasChineseWords() throws IOException {
    Properties words = new Properties();
    try (Reader in =
        new InputStreamReader(
            getClass().getResourceAsStream("/furong/base/notices.zh.properties"),
            StandardCharsets.UTF_8)) {
      words.load(in);
    }
    Map<String, String> silent = new TreeMap<>();
    int found = 0;
    for (Path file : House.javaFiles()) {
      if (!file.toString().contains("src/main/java")) {
        continue;
      }
      Matcher m = REFUSAL.matcher(House.read(file));
      while (m.find()) {
        String code = m.group(1) + m.group(2);
        if (OF_PEOPLE.contains(m.group(1)) && !m.group(3).contains("Text.of(")) {
          found++;
          if (!words.containsKey(code)) {
            silent.put(code, String.valueOf(file.getFileName()));
          }
        }
      }
    }
    assertThat(found).as("refusals that were looked at").isGreaterThan(200);
    assertThat(silent).as("codes without a line in notices.zh.properties").isEmpty();
  }
}
