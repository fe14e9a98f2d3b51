package furong.app.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of known answers names what is there, and no proof of a pack is missing on it. */
class KnownAnswersTest {

  private static final Path PAGE = House.root().resolve("docs/known-answers.md");

  private static final Pattern FIGURE = Pattern.compile("`([^`]+)`");

  /** The words of a link and the file or folder that it leads to. */
  private static final Pattern LINK = Pattern.compile("\\[([^]]+)]\\(\\.\\./([^)]+)\\)");

  /** What a row calls its method when it names a test. */
  private static final Pattern METHOD = Pattern.compile("[A-Z][A-Za-z0-9]*Test\\.([a-z]\\w*)");

  /** Such a path is run: by {@code pack test}, or as a test. */
  private static final Pattern RUN =
      Pattern.compile("packs/[a-z-]+/(golden|proofs)/.*|[a-z0-9]+/src/test/java/.*Test\\.java");

  private record Row(List<String> figures, List<MatchResult> holders) {

    String texts() {
      return holders.stream().map(h -> text(h.group(2))).collect(Collectors.joining("\n"));
    }
  }

  /** Rows whose last cell links to something; those of what is not computed have no link. */
  private static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (String line : House.read(PAGE).lines().toList()) {
      String[] cells = line.split(" \\| ", -1);
      if (line.startsWith("| ") && cells.length == 4 && cells[3].contains("](")) {
        rows.add(
            new Row(
                FIGURE.matcher(cells[2]).results().map(m -> m.group(1)).toList(),
                LINK.matcher(cells[3]).results().toList()));
      }
    }
    return rows;
  }

  /** Of a folder: all that stands in it. */
  private static String text(String path) {
    Path file = House.root().resolve(path);
    return Files.isDirectory(file)
        ? House.walk(file, ".yaml").map(House::read).collect(Collectors.joining("\n"))
        : House.read(file);
  }

  @Test
  void everyFigureStandsInAFileOfItsRow() {
    List<String> missing = new ArrayList<>();
    for (Row row : rows()) {
      String texts = row.texts();
      for (String figure : row.figures()) {
        // as a whole: 52 is not in 152, and 9.1 not in 9.15
        Pattern whole =
            Pattern.compile("(?<![0-9.])" + Pattern.quote(figure) + "(?![0-9]|\\.[0-9])");
        if (!whole.matcher(texts).find()) {
          missing.add(figure + " in " + row.holders().getFirst().group(2));
        }
      }
    }
    assertThat(missing).isEmpty();
    assertThat(rows()).hasSizeGreaterThan(35);
    assertThat(rows()).allSatisfy(row -> assertThat(row.figures()).isNotEmpty());
  }

  @Test
  void everyRowIsHeldByWhatIsRunAndEveryTestItNamesIsThere() {
    for (Row row : rows()) {
      assertThat(row.holders()).anyMatch(h -> RUN.matcher(h.group(2)).matches());
      for (MatchResult holder : row.holders()) {
        if (holder.group(2).endsWith(".java")) {
          var method = METHOD.matcher(holder.group(1));
          assertThat(method.matches()).as(holder.group(1)).isTrue();
          assertThat(text(holder.group(2))).contains("void " + method.group(1) + "(");
        }
      }
    }
  }

  @Test
  void noProofAndNoVectorOfAPackIsForgotten() {
    List<String> named =
        rows().stream().flatMap(r -> r.holders().stream()).map(h -> h.group(2)).toList();
    Stream<String> held =
        House.walk(House.root().resolve("packs"), ".yaml")
            .map(House::name)
            .filter(f ->
                f.contains("/proofs/") || f.matches(".*(vectors|-reached|-not-passed)\\.yaml"));
    assertThat(held.filter(f -> named.stream().noneMatch(f::startsWith))).isEmpty();
  }
}
