package furong.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import furong.app.house.House;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/**
 * The launcher shows help from files, so that a fresh clone need not be built first; they must say
 * what the commands say. Rewrite them with {@code FURONG_WRITE=1}.
 */
class HelpPagesTest {

  @Test
  void everyCommandHasItsPageInBothLanguages() throws Exception {
    for (String tongue : new String[] {"zh", "en"}) {
      Lang lang = Lang.of(new String[] {"--lang=" + tongue}, Map.of());
      Map<String, CommandLine> all = Main.commands(lang, Map.of()).getSubcommands();
      assertThat(all).containsKeys("up", "status", "doctor");
      for (Map.Entry<String, CommandLine> command : all.entrySet()) {
        Path page = House.root().resolve("docs/help/" + command.getKey() + "." + tongue + ".txt");
        String says = command.getValue().getUsageMessage(CommandLine.Help.Ansi.OFF);
        if (System.getenv("FURONG_WRITE") != null) {
          Files.writeString(page, says);
        }
        assertThat(page).exists();
        assertThat(Files.readString(page)).as(page.toString()).isEqualTo(says);
      }
    }
  }
}
