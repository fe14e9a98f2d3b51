package furong.app.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents point at is there. */
class DocsTest {

  private static final Pattern LINK =
      Pattern.compile("\\]\\((?!https?:|mailto:|#)([^)#\\s]+)(#[^)]*)?\\)");

  @Test
  void everyRelativeLinkResolves() {
    List<String> broken = new ArrayList<>();
    Stream<Path> top =
        Stream.of("README.md", "README.zh-CN.md", "ARCHITECTURE.md", "CONTRIBUTING.md")
            .map(House.root()::resolve)
            .filter(Files::exists);
    Stream.concat(top, House.walk(House.root().resolve("docs"), ".md"))
        .forEach(page -> {
          Matcher links = LINK.matcher(House.read(page));
          while (links.find()) {
            Path folder = page.getParent();
            if (folder != null && !Files.exists(folder.resolve(links.group(1)))) {
              broken.add(House.name(page) + " -> " + links.group(1));
            }
          }
        });
    assertThat(broken).isEmpty();
  }

  @Test
  void everyDecisionAnswersTheFiveQuestions() {
    List<String> questions =
        List.of("## Question", "## Options", "## Choice", "## Bad sides", "## When to look again");
    List<Path> decisions = House.walk(House.root().resolve("docs/decisions"), ".md").toList();
    assertThat(decisions).isNotEmpty();
    for (Path decision : decisions) {
      assertThat(House.read(decision)).as(House.name(decision)).contains(questions);
    }
  }
}
