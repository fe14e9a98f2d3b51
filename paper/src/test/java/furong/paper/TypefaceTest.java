package furong.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;

/** Where lines break: a Han sign is as wide as the font's size. */
class TypefaceTest {

  @Test
  void chineseBreaksAnywhereButNotBeforeACommaOrAfterABracket() throws IOException {
    try (PDDocument document = new PDDocument()) {
      Typeface face = Typeface.load(document, "Regular");
      assertThat(face.width("芙蓉", 10)).isEqualTo(20);
      assertThat(face.lines("一二三四五六", 10, 40.1f)).containsExactly("一二三四", "五六");
      assertThat(face.lines("一二三四，五", 10, 40.1f)).containsExactly("一二三", "四，五");
      assertThat(face.lines("一二三（四五", 10, 40.1f)).containsExactly("一二三", "（四五");
    }
  }

  @Test
  void aWordStaysWholeUnlessItIsWiderThanTheLine() throws IOException {
    try (PDDocument document = new PDDocument()) {
      Typeface face = Typeface.load(document, "Regular");
      assertThat(face.lines("一二 word", 10, 35)).containsExactly("一二", "word");
      assertThat(face.lines("wwwwwwwwwwww", 10, 35)).hasSizeGreaterThan(1);
      assertThat(face.lines("a\n\nb", 10, 35)).containsExactly("a", "", "b");
    }
  }
}
