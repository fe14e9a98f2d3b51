package furong.paper;

import furong.base.XmlText;
import furong.paper.Block.Column;
import furong.paper.Block.Table;
import furong.paper.Pictures.Picture;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.apache.poi.common.usermodel.PictureType;
import org.apache.poi.ooxml.POIXMLProperties.CoreProperties;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.wp.usermodel.HeaderFooterType;
import org.apache.poi.xwpf.usermodel.BreakType;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTable.XWPFBorderType;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageMar;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSectPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTblGrid;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STTblLayoutType;

/**
 * Sets a paper as a document that word processors open and people go on writing in (Office Open
 * XML, ECMA-376 part 1): headings with an outline, tables whose head is repeated, figures as
 * pictures with a description, page numbers, and on each page whether it holds simulated figures.
 *
 * <p>Figures are the ones of {@link PdfWriter}, as pictures of 200 dots an inch: they cannot be
 * edited. The font is the reader's own. Costs as much as the PDF, and 0.2 s a figure; the document
 * is in memory as a tree until the end.
 */
public final class DocxWriter {

  /** Twentieths of a point, the unit of the format. */
  private static final int TWIPS = 20;

  /** Units of pictures (EMU) in a point. */
  private static final int EMU = 12_700;

  static final int TEXT_WIDE = Math.round(Pages.WIDE * TWIPS);

  /** Of rules below the head and the last row, in eighths of a point. */
  private static final int STRONG = 6;

  /** Of rules between rows, in eighths of a point. */
  private static final int THIN = 4;

  /** Left and right of what stands in a cell, in twentieths of a point: the PDF's 3.5 points. */
  private static final int CELL = 70;

  private static final String HEAD_FILL = "E9EFEC";
  private static final String WARNING = "B3261E";

  private final XWPFDocument document;

  private DocxWriter(XWPFDocument document) {
    this.document = document;
  }

  public static byte[] write(Paper paper) {
    try (XWPFDocument document = new XWPFDocument()) {
      DocxStyles.addTo(document.createStyles());
      DocxWriter writer = new DocxWriter(document);
      writer.page();
      writer.frame(paper);
      writer.fill(paper, Pictures.of(paper.blocks()));
      CoreProperties about = document.getProperties().getCoreProperties();
      about.setTitle(paper.title());
      about.setCreator(paper.issuer());
      about.setCreated(Optional.of(Date.from(paper.made())));
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      document.write(bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A4 with the margins of the PDF, 20 mm. */
  private void page() {
    CTSectPr section = document.getDocument().getBody().addNewSectPr();
    section.addNewPgSz().setW(BigInteger.valueOf(11_906));
    section.getPgSz().setH(BigInteger.valueOf(16_838));
    CTPageMar margins = section.addNewPgMar();
    BigInteger margin = BigInteger.valueOf(Math.round(Pages.MARGIN * TWIPS));
    margins.setTop(margin);
    margins.setBottom(margin);
    margins.setLeft(margin);
    margins.setRight(margin);
    BigInteger half = margin.divide(BigInteger.TWO);
    margins.setHeader(half);
    margins.setFooter(half);
    margins.setGutter(BigInteger.ZERO);
  }

  /** The head and foot of each page. */
  private void frame(Paper paper) {
    XWPFParagraph head = document.createHeader(HeaderFooterType.DEFAULT).createParagraph();
    head.setStyle("Frame");
    text(head.createRun(), paper.title());
    if (paper.simulated()) {
      head.createRun().addTab();
      XWPFRun warning = head.createRun();
      warning.setBold(true);
      warning.setColor(WARNING);
      text(warning, PdfWriter.SIMULATED);
    }
    XWPFParagraph foot = document.createFooter(HeaderFooterType.DEFAULT).createParagraph();
    foot.setStyle("Frame");
    text(foot.createRun(), paper.issuer());
    foot.createRun().addTab();
    text(foot.createRun(), "第 ");
    number(foot, " PAGE ");
    text(foot.createRun(), " 页，共 ");
    number(foot, " NUMPAGES ");
    text(foot.createRun(), " 页");
  }

  /** The word processor puts the number in; until then it reads 1. */
  private static void number(XWPFParagraph in, String field) {
    var simple = in.getCTP().addNewFldSimple();
    simple.setInstr(field);
    simple.addNewR().addNewT().setStringValue("1");
  }

  private void fill(Paper paper, List<List<Picture>> pictures) throws IOException {
    paragraph("Title", paper.title());
    paper.under().forEach(line -> paragraph("Subtitle", line));
    for (int i = 0; i < paper.blocks().size(); i++) {
      switch (paper.blocks().get(i)) {
        case Block.Heading(int level, String text) -> paragraph("Heading" + level, text);
        case Block.Paragraph(String text) -> paragraph("Normal", text);
        case Block.Note(String text) -> paragraph("Note", text);
        case Block.PageBreak() -> document.createParagraph().createRun().addBreak(BreakType.PAGE);
        case Table table -> table(table);
        case Block.Bars bars -> figure(bars.title(), pictures.get(i));
        case Block.Trends trends -> figure(trends.title(), pictures.get(i));
        case Block.Squares squares -> figure(squares.title(), pictures.get(i));
        case Block.Maps maps -> figure(maps.title(), pictures.get(i));
      }
    }
  }

  private void paragraph(String style, String text) {
    XWPFParagraph paragraph = document.createParagraph();
    paragraph.setStyle(style);
    text(paragraph.createRun(), text);
  }

  private static void text(XWPFRun run, String text) {
    String[] lines = XmlText.writable(text).split("\r?\n", -1);
    for (int i = 0; i < lines.length; i++) {
      if (i > 0) {
        run.addBreak();
      }
      run.setText(lines[i]);
    }
  }

  /** Rules between rows and nothing else. */
  private void table(Table table) {
    double sum = table.columns().stream().mapToDouble(Column::weight).sum();
    List<Integer> wide =
        table.columns().stream().map(c -> (int) (TEXT_WIDE * c.weight() / sum)).toList();
    XWPFTable set = document.createTable(1, table.columns().size());
    set.setWidth(wide.stream().mapToInt(w -> w).sum());
    set.removeBorders();
    set.setTopBorder(XWPFBorderType.SINGLE, STRONG, 0, DocxStyles.hex(Pages.DIM));
    set.setBottomBorder(XWPFBorderType.SINGLE, STRONG, 0, DocxStyles.hex(Pages.DIM));
    set.setInsideHBorder(XWPFBorderType.SINGLE, THIN, 0, DocxStyles.hex(Pages.RULE));
    set.setCellMargins(0, CELL, 0, CELL);
    set.getCTTbl().getTblPr().addNewTblLayout().setType(STTblLayoutType.FIXED);
    CTTblGrid grid =
        set.getCTTbl().getTblGrid() == null
            ? set.getCTTbl().addNewTblGrid()
            : set.getCTTbl().getTblGrid();
    wide.forEach(w -> grid.addNewGridCol().setW(BigInteger.valueOf(w)));
    XWPFTableRow head = set.getRow(0);
    head.setRepeatHeader(true);
    row(table, head, table.columns().stream().map(Column::title).toList(), wide, "CellHead");
    table.rows().forEach(row -> row(table, set.createRow(), row, wide, "Cell"));
    // a paragraph must follow a table, and keeps the next one apart
    document.createParagraph().setStyle("Gap");
  }

  private static void row(
      Table table, XWPFTableRow row, List<String> cells, List<Integer> wide, String style) {
    row.setCantSplitRow(true);
    for (int c = 0; c < cells.size(); c++) {
      XWPFTableCell cell = row.getCell(c);
      cell.setWidth(String.valueOf(wide.get(c)));
      if (style.equals("CellHead")) {
        cell.setColor(HEAD_FILL);
      }
      XWPFParagraph words = cell.getParagraphs().getFirst();
      words.setStyle(style);
      if (table.columns().get(c).right()) {
        words.setAlignment(ParagraphAlignment.RIGHT);
      }
      text(words.createRun(), cells.get(c));
    }
  }

  /** The title is drawn in the picture; here it is what is read to those who do not see it. */
  private void figure(String title, List<Picture> pictures) throws IOException {
    for (Picture picture : pictures) {
      XWPFParagraph paragraph = document.createParagraph();
      paragraph.setStyle("Figure");
      XWPFRun run = paragraph.createRun();
      try {
        run.addPicture(
            new ByteArrayInputStream(picture.png()),
            PictureType.PNG,
            "figure.png",
            Math.round(Pages.WIDE * EMU),
            Math.round(picture.high() * EMU));
      } catch (InvalidFormatException e) {
        throw new IOException(e);
      }
      run.getCTR()
          .getDrawingArray(0)
          .getInlineArray(0)
          .getDocPr()
          .setDescr(XmlText.writable(title));
    }
  }
}
