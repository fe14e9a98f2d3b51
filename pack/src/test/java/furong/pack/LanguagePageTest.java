package furong.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Rewrite the page with {@code FURONG_WRITE=1 mvn -pl pack test -Dtest=LanguagePageTest}. */
class LanguagePageTest {

  @Test
  void thePageSaysWhatTheTableSays() throws Exception {
    Path page = PacksTest.root().resolve("docs/rule-language.md");
    if (System.getenv("FURONG_WRITE") != null) {
      Files.write(page, LanguagePage.lines());
    }
    assertThat(Files.readAllLines(page)).isEqualTo(LanguagePage.lines());
  }
}
