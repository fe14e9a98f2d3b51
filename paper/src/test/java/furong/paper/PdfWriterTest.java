package furong.paper;

import static org.assertj.core.api.Assertions.assertThat;

import furong.paper.Block.Bar;
import furong.paper.Block.Bars;
import furong.paper.Block.Column;
import furong.paper.Block.Heading;
import furong.paper.Block.Note;
import furong.paper.Block.Paragraph;
import furong.paper.Block.Table;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** A paper is read back: its words, its pages, its letters as ink. */
class PdfWriterTest {

  private static final Instant NOON = Instant.parse("2026-04-01T04:00:00Z");

  private static Paper paper(boolean simulated, Block... blocks) {
    return new Paper("案件评价", List.of("青羊区"), "成都市", NOON, simulated, List.of(blocks));
  }

  @Test
  void wordsAreTextThatCanBeCopiedAndTheFontIsInTheFile() throws IOException {
    byte[] file =
        PdfWriter.write(
            paper(
                false,
                new Heading(1, "排名"),
                new Paragraph("按期结案率 75.82%"),
                new Bars("图", 1, List.of(new Bar("草堂街道", 0.5, "50%"))),
                new Note("来源：GB/T 30428.4")));
    try (PDDocument read = Loader.loadPDF(file)) {
      assertThat(new PDFTextStripper().getText(read))
          .contains("案件评价", "青羊区", "排名", "按期结案率 75.82%", "草堂街道", "来源：GB/T 30428.4")
          .contains("第 1 页，共 1 页")
          .doesNotContain("模拟数据");
      PDPage page = read.getPage(0);
      for (var name : page.getResources().getFontNames()) {
        PDFont font = page.getResources().getFont(name);
        assertThat(font.isEmbedded()).isTrue();
        assertThat(font.getName()).contains("NotoSansSC");
      }
    }
    // two whole fonts would be 20 MB: only what is used is inside
    assertThat(file.length).isLessThan(200_000);
  }

  @Test
  void simulatedFiguresAreCalledSoOnEachPage() throws IOException {
    List<List<String>> rows =
        IntStream.range(0, 120).mapToObj(i -> List.of("行" + i, "" + i)).toList();
    Table table = new Table(List.of(Column.text("名称", 3), Column.number("件数", 1)), rows);
    try (PDDocument read = Loader.loadPDF(PdfWriter.write(paper(true, table)))) {
      assertThat(read.getNumberOfPages()).isGreaterThan(2);
      PDFTextStripper words = new PDFTextStripper();
      for (int page = 1; page <= read.getNumberOfPages(); page++) {
        words.setStartPage(page);
        words.setEndPage(page);
        assertThat(words.getText(read))
            .contains("模拟数据 SIMULATED DATA", "名称", "件数")
            .contains("第 " + page + " 页，共 " + read.getNumberOfPages() + " 页");
      }
      words.setStartPage(1);
      words.setEndPage(read.getNumberOfPages());
      String all = words.getText(read);
      assertThat(IntStream.range(0, 120).allMatch(i -> all.contains("行" + i + " " + i))).isTrue();
    }
  }

  @Test
  void aCellHigherThanAPageGoesOnOnTheNext() throws IOException {
    String much =
        IntStream.range(0, 150).mapToObj(i -> "第" + i + "句。").reduce("", (a, b) -> a + b + "\n");
    Table table =
        new Table(List.of(Column.text("a", 1), Column.text("b", 1)), List.of(List.of("一", much)));
    try (PDDocument read = Loader.loadPDF(PdfWriter.write(paper(false, table)))) {
      assertThat(read.getNumberOfPages()).isGreaterThan(1);
      assertThat(new PDFTextStripper().getText(read)).contains("第0句。", "第149句。");
    }
  }

  @Test
  void whatHasNoGlyphIsMarkedAndDoesNotStopThePaper() throws IOException {
    byte[] file = PdfWriter.write(paper(false, new Paragraph("甲\u0001乙😀丙\tx")));
    try (PDDocument read = Loader.loadPDF(file)) {
      assertThat(new PDFTextStripper().getText(read)).contains("甲乙〓丙 x");
    }
  }

  /** Letters that are boxes or nothing would leave the same ink whatever the sign. */
  @Test
  void differentSignsLeaveDifferentInk() throws IOException {
    assertThat(ink("蓉蓉蓉蓉")).isGreaterThan(2 * ink("一一一一")).isGreaterThan(100);
  }

  private static long ink(String words) throws IOException {
    try (PDDocument read = Loader.loadPDF(PdfWriter.write(paper(false, new Paragraph(words))))) {
      BufferedImage image = new PDFRenderer(read).renderImageWithDPI(0, 144);
      // 56.7 of margin, 30 + 4 of title, 15 of a line, 16 around the rule: 122 points, 2 pixels
      // each
      return IntStream.range(244, 274)
          .mapToLong(y ->
              IntStream.range(0, image.getWidth())
                  .filter(x -> (image.getRGB(x, y) & 0xff) < 128)
                  .count())
          .sum();
    }
  }
}
