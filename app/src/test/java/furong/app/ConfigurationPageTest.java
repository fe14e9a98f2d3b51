package furong.app;

import static org.assertj.core.api.Assertions.assertThat;

import furong.app.house.House;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Rewrite the page with {@code mvn -pl app -am test -Dtest=ConfigurationPageTest
 * -DargLine=-Dfurong.write}.
 */
class ConfigurationPageTest {

  @Test
  void thePageSaysWhatTheSettingsSay() throws Exception {
    Path page = House.root().resolve("docs/configuration.md");
    if (System.getenv("FURONG_WRITE") != null) {
      Files.write(page, ConfigurationPage.lines());
    }
    assertThat(page).exists();
    assertThat(Files.readAllLines(page)).isEqualTo(ConfigurationPage.lines());
  }
}
