package furong.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import furong.app.house.House;
import furong.base.Notice;
import furong.pack.Faults;
import furong.pack.Pack;
import furong.pack.PackBook;
import furong.pack.PackReader;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Mappings of recorded data as a city holds them: a pack with a faulty one is not taken. */
class MappingFilesTest {

  private final PackBook packs = PackReader.load(House.root().resolve("packs")).orThrow();

  private static List<Notice> faults(PackBook book, String pack) {
    Faults faults = new Faults();
    MappingFiles.of(book, pack, faults);
    return faults.notices();
  }

  @Test
  void everyPackOfThisHouseIsTakenThoughItsMappingsBringWhatNoPackKnows() {
    for (Pack pack : packs.packs()) {
      assertThat(faults(packs, pack.id())).as(pack.id()).isEmpty();
    }
  }

  @Test
  void aPropertyThatItsOwnPackDoesNotKnowIsNamed() {
    TreeMap<String, String> texts = new TreeMap<>();
    packs
        .files()
        .of("air")
        .forEach((path, text) ->
            texts.put(
                path,
                path.contains("/mappings/uci-prsa")
                    ? text.replace("property: air.so2,", "property: air.so4,")
                    : text));
    PackBook changed = PackReader.read(packs.files().with("air", texts)).book();
    assertThat(faults(changed, "air"))
        .extracting(Notice::message)
        .containsExactly("there is no property 'air.so4'");
  }
}
