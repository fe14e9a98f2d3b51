package furong.notify.cap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What XML can do to its reader is not done to us. */
class CapAttackTest {

  private final CapReader reader = new CapReader(CapTrust.none());

  private Iterable<String> codes(String text) {
    return SmallCap.codes(reader.read(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void refusesABombOfEntities() {
    StringBuilder bomb = new StringBuilder("<!DOCTYPE a [<!ENTITY e0 \"ha\">");
    for (int i = 1; i < 30; i++) {
      bomb.append("<!ENTITY e%d \"&e%d;&e%d;\">".formatted(i, i - 1, i - 1));
    }
    bomb.append("]><alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\">&e29;</alert>");
    assertThat(codes(bomb.toString())).containsExactly("xml.doctype");
  }

  @Test
  void refusesAnExternalDocumentType() {
    assertThat(codes("<!DOCTYPE alert SYSTEM \"http://127.0.0.1:1/evil.dtd\"><alert/>"))
        .containsExactly("xml.doctype");
  }

  @Test
  void refusesAnEntityThatReadsAFile() {
    assertThat(codes("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><alert>&x;</alert>"))
        .containsExactly("xml.doctype");
  }

  @Test
  void refusesWhatIsNoXmlAndWhatIsNoCap() {
    assertThat(codes("rain is coming")).containsExactly("xml.broken");
    assertThat(codes("<alert/>")).containsExactly("cap.root");
  }

  @Test
  void refusesMoreThanFourMegabytes() {
    assertThat(SmallCap.codes(reader.read(new byte[CapXml.MAX_BYTES + 1])))
        .containsExactly("xml.large");
  }

  @Test
  void readsAPlainMessageAndNamesThePlaceOfEachFault() {
    String square = SmallCap.square(30, 104, 31, 104.4);
    assertThat(reader.read(SmallCap.warning("w1", "Alert", "", square)).isOk()).isTrue();
    String open = "30,104 30,105 31,105 31,104";
    assertThat(SmallCap.codes(reader.read(SmallCap.warning("w1", "Alert", "", open))))
        .containsExactly("cap.polygon");
    assertThat(SmallCap.codes(reader.read(SmallCap.warning("w1", "Update", "", square))))
        .containsExactly("cap.references");
    assertThat(SmallCap.codes(reader.read(SmallCap.warning("w1", "Update", "w0", square))))
        .containsExactly("cap.references");
    assertThat(SmallCap.codes(reader.read(SmallCap.warning("w 1", "Alert", "", square))))
        .containsExactly("cap.identifier");
  }
}
