package furong.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

  /** The scenes that a city begins with: none lacks a part, and none is more than tried. */
  @Test
  void theNineScenesAreWhole() {
    for (String id :
        List.of(
            "air", "water", "flood", "gas", "traffic", "epidemic", "care", "order", "lifeline")) {
      Pack pack = LOADED.book().findPack(id).orElseThrow();
      assertThat(pack.status()).as(id).isEqualTo(Pack.Status.TRIAL);
      assertThat(pack.sources()).as(id).isNotEmpty();
      assertThat(pack.rules()).as(id).hasSizeGreaterThanOrEqualTo(2);
      assertThat(pack.procedures()).as(id).isNotEmpty();
      assertThat(pack.indicators()).as(id).isNotEmpty();
      assertThat(pack.board().layers()).as(id).isNotEmpty();
      // a number that nobody knows is empty and says whose it is
      assertThat(pack.params().values())
          .as(id)
          .filteredOn(p -> p.value() == null)
          .allSatisfy(p -> assertThat(p.reason().zh() + p.reason().en()).isNotBlank());
    }
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
