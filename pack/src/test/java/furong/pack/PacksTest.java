package furong.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The packs of this house obey its laws, and their indices give every published value. */
class PacksTest {

  private static final PackReader.Loaded LOADED = PackReader.load(root().resolve("packs"));

  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.isDirectory(folder.resolve("packs"))) {
      folder = folder.getParent();
    }
    return java.util.Objects.requireNonNull(folder, "not inside the project");
  }

  @Test
  void obeyTheLaws() {
    assertThat(LOADED.notices()).isEmpty();
    assertThat(LOADED.book().packs()).extracting(Pack::id).contains("air", "sensing");
  }

  @Test
  void indicesGiveEveryPublishedValue() {
    assertThat(LOADED.vectors()).hasSizeGreaterThan(60);
    for (IndexVector vector : LOADED.vectors()) {
      Index index = LOADED.book().findIndex(vector.index()).orElseThrow();
      assertThat(vector.disagreement(index)).as("%s %s", vector.place(), vector).isEmpty();
    }
  }

  @Test
  void everyRuleHasItsProofs() {
    assertThat(LOADED.book().rules())
        .extracting(Rule::id)
        .contains("air.heavy-pollution", "air.sudden-rise", "air.sensor-silent");
    assertThat(LOADED.goldens()).hasSizeGreaterThanOrEqualTo(3 * LOADED.book().rules().size());
  }
}
