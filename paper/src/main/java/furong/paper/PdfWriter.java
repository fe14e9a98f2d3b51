package furong.paper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.util.GregorianCalendar;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;

/**
 * Sets a paper in A4: title, parts in their order, page numbers, who gave it out, and on each page
 * whether it holds simulated figures. Letters stand in the file as text that can be searched and
 * copied. It is no tagged PDF: a screen reader gets the text without headings and tables.
 *
 * <p>Costs 0.5 s and 40 MB for a few pages, nearly all for reading the two fonts.
 */
public final class PdfWriter {

  private static final float BODY = 10;
  private static final float LEADING = 1.5f;

  /** Stands on each page of a paper that holds such figures. */
  static final String SIMULATED = "模拟数据 SIMULATED DATA";

  private PdfWriter() {}

  public static byte[] write(Paper paper) {
    try (PDDocument document = new PDDocument();
        Pages pages = new Pages(document)) {
      about(document, paper);
      title(pages, paper);
      for (Block block : paper.blocks()) {
        set(pages, block);
      }
      pages.frame(paper.title(), paper.issuer(), paper.simulated() ? SIMULATED : "");
      document.save(OutputStream.nullOutputStream());
      pages.face(false).nameGlyphs(document);
      pages.face(true).nameGlyphs(document);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      document.save(bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void about(PDDocument document, Paper paper) {
    PDDocumentInformation about = document.getDocumentInformation();
    about.setTitle(paper.title());
    about.setAuthor(paper.issuer());
    about.setCreator("Furong");
    about.setCreationDate(GregorianCalendar.from(paper.made().atZone(ZoneOffset.UTC)));
    document.getDocumentCatalog().setLanguage("zh-CN");
  }

  private static void title(Pages pages, Paper paper) throws IOException {
    lines(pages, paper.title(), 20, true, Pages.INK);
    pages.down(4);
    for (String line : paper.under()) {
      lines(pages, line, BODY, false, Pages.DIM);
    }
    pages.down(6);
    pages.rule(0);
    pages.down(10);
  }

  private static void set(Pages pages, Block block) throws IOException {
    switch (block) {
      case Block.Heading(int level, String text) -> {
        // a heading is not left alone at the foot of a page
        pages.need(80);
        pages.down(level == 1 ? 10 : 6);
        lines(pages, text, level == 1 ? 14 : 11.5f, true, Pages.INK);
        pages.down(4);
      }
      case Block.Paragraph(String text) -> {
        lines(pages, text, BODY, false, Pages.INK);
        pages.down(5);
      }
      case Block.Note(String text) -> {
        lines(pages, text, 8, false, Pages.DIM);
        pages.down(6);
      }
      case Block.PageBreak() -> pages.turn();
      case Block.Table table -> PdfTable.set(pages, table);
      default -> figure(pages, block);
    }
  }

  /** Whether a block is drawn rather than written. */
  static boolean isFigure(Block block) {
    return switch (block) {
      case Block.Bars b -> true;
      case Block.Trends t -> true;
      case Block.Squares s -> true;
      case Block.Maps m -> true;
      case Block.Heading h -> false;
      case Block.Paragraph p -> false;
      case Block.Note n -> false;
      case Block.Table t -> false;
      case Block.PageBreak p -> false;
    };
  }

  /** Draws a figure; what is none leaves no trace. */
  static void figure(Pages pages, Block block) throws IOException {
    switch (block) {
      case Block.Bars bars -> PdfCharts.bars(pages, bars);
      case Block.Trends trends -> PdfTrends.set(pages, trends);
      case Block.Squares squares -> PdfCharts.squares(pages, squares);
      case Block.Maps maps -> PdfMaps.set(pages, maps);
      default -> {}
    }
  }

  private static void lines(Pages pages, String text, float size, boolean heavy, int colour)
      throws IOException {
    List<String> lines = pages.face(heavy).lines(text, size, Pages.WIDE);
    for (String line : lines) {
      pages.need(size * LEADING);
      pages.text(line, Pages.MARGIN, 0.2f * size, size, heavy, colour);
      pages.down(size * LEADING);
    }
  }
}
