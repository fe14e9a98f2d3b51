package furong.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** Every trial stands in the help, in both languages: how it is called and what it says. */
class BenchHelpTest {

  @Test
  void theHelpNamesEveryTrial() throws IOException {
    for (String tongue : new String[] {"zh", "en"}) {
      String help =
          Files.readString(Repository.root().resolve("docs/help/bench." + tongue + ".txt"));
      for (String name : Bench.names()) {
        assertThat(help).as(tongue).contains("./furong bench " + name);
        assertThat(help).as(tongue).containsPattern("(?m)^" + name + "\\s+\\S");
      }
    }
  }
}
