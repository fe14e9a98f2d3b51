package furong.paper;

import furong.paper.Block.Column;
import furong.paper.Block.Table;
import furong.paper.Pictures.Picture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Sets a paper as a document that word processors open and people go on writing in (Office Open
 * XML, ECMA-376 part 1): headings with an outline, tables whose head is repeated, figures as
 * pictures with a description, page numbers, and on each page whether it holds simulated figures.
 *
 * <p>Figures are the ones of {@link PdfWriter}, as pictures of 200 dots an inch: they cannot be
 * edited. The font is the reader's own. Costs as much as the PDF, and 0.2 s a figure.
 */
public final class DocxWriter {

  /** Twentieths of a point, the unit of the format. */
  private static final int TWIPS = 20;

  /** Units of pictures (EMU) in a point. */
  private static final int EMU = 12_700;

  private static final int TEXT_WIDE = Math.round(Pages.WIDE * TWIPS);

  private final StringBuilder body = new StringBuilder();
  private final List<byte[]> images = new ArrayList<>();

  private DocxWriter() {}

  public static byte[] write(Paper paper) {
    try {
      DocxWriter writer = new DocxWriter();
      writer.fill(paper, Pictures.of(paper.blocks()));
      return writer.pack(paper);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void fill(Paper paper, List<List<Picture>> pictures) {
    paragraph("Title", paper.title());
    paper.under().forEach(line -> paragraph("Subtitle", line));
    for (int i = 0; i < paper.blocks().size(); i++) {
      switch (paper.blocks().get(i)) {
        case Block.Heading(int level, String text) -> paragraph("Heading" + level, text);
        case Block.Paragraph(String text) -> paragraph("Normal", text);
        case Block.Note(String text) -> paragraph("Note", text);
        case Block.PageBreak() -> body.append("<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>");
        case Table table -> table(table);
        case Block.Bars bars -> figure(bars.title(), pictures.get(i));
        case Block.Trends trends -> figure(trends.title(), pictures.get(i));
        case Block.Squares squares -> figure(squares.title(), pictures.get(i));
        case Block.Maps maps -> figure(maps.title(), pictures.get(i));
      }
    }
  }

  private void paragraph(String style, String text) {
    body.append("<w:p><w:pPr><w:pStyle w:val=\"").append(style).append("\"/></w:pPr>");
    run(text);
    body.append("</w:p>");
  }

  private void run(String text) {
    String[] lines = text.split("\r?\n", -1);
    body.append("<w:r>");
    for (int i = 0; i < lines.length; i++) {
      body.append(i == 0 ? "" : "<w:br/>")
          .append("<w:t xml:space=\"preserve\">")
          .append(DocxParts.escape(lines[i]))
          .append("</w:t>");
    }
    body.append("</w:r>");
  }

  private void table(Table table) {
    double sum = table.columns().stream().mapToDouble(Column::weight).sum();
    List<Integer> wide =
        table.columns().stream().map(c -> (int) (TEXT_WIDE * c.weight() / sum)).toList();
    body.append(DocxParts.TABLE.formatted(wide.stream().mapToInt(w -> w).sum()));
    body.append("<w:tblGrid>");
    wide.forEach(w -> body.append("<w:gridCol w:w=\"").append(w).append("\"/>"));
    body.append("</w:tblGrid>");
    row(table, table.columns().stream().map(Column::title).toList(), wide, true);
    table.rows().forEach(row -> row(table, row, wide, false));
    // a paragraph must follow a table, and keeps the next one apart
    body.append("</w:tbl><w:p><w:pPr><w:pStyle w:val=\"Gap\"/></w:pPr></w:p>");
  }

  private void row(Table table, List<String> cells, List<Integer> wide, boolean head) {
    body.append("<w:tr><w:trPr><w:cantSplit/>")
        .append(head ? "<w:tblHeader/>" : "")
        .append("</w:trPr>");
    for (int c = 0; c < cells.size(); c++) {
      body.append("<w:tc><w:tcPr><w:tcW w:w=\"").append(wide.get(c)).append("\" w:type=\"dxa\"/>");
      body.append(head ? "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"E9EFEC\"/>" : "");
      body.append("</w:tcPr><w:p><w:pPr><w:pStyle w:val=\"")
          .append(head ? "CellHead" : "Cell")
          .append("\"/>")
          .append(table.columns().get(c).right() ? "<w:jc w:val=\"right\"/>" : "")
          .append("</w:pPr>");
      run(cells.get(c));
      body.append("</w:p></w:tc>");
    }
    body.append("</w:tr>");
  }

  /** The title is drawn in the picture; here it is what is read to those who do not see it. */
  private void figure(String title, List<Picture> pictures) {
    for (Picture picture : pictures) {
      images.add(picture.png());
      body.append(
          DocxParts.PICTURE.formatted(
              Math.round((double) Pages.WIDE * EMU),
              Math.round((double) picture.high() * EMU),
              images.size(),
              DocxParts.escape(title)));
    }
  }

  private byte[] pack(Paper paper) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      FileTime made = FileTime.from(paper.made());
      put(zip, made, "[Content_Types].xml", DocxParts.TYPES);
      put(zip, made, "_rels/.rels", DocxParts.RELATIONS);
      put(
          zip,
          made,
          "docProps/core.xml",
          DocxParts.CORE.formatted(
              DocxParts.escape(paper.title()), DocxParts.escape(paper.issuer()), paper.made()));
      put(zip, made, "word/styles.xml", DocxParts.STYLES);
      String warning = paper.simulated() ? PdfWriter.SIMULATED : "";
      put(
          zip,
          made,
          "word/header1.xml",
          DocxParts.HEADER.formatted(DocxParts.escape(paper.title()), DocxParts.escape(warning)));
      put(
          zip,
          made,
          "word/footer1.xml",
          DocxParts.FOOTER.formatted(DocxParts.escape(paper.issuer())));
      put(zip, made, "word/document.xml", DocxParts.DOCUMENT.formatted(body));
      put(
          zip,
          made,
          "word/_rels/document.xml.rels",
          DocxParts.DOCUMENT_RELATIONS.formatted(links()));
      for (int i = 0; i < images.size(); i++) {
        entry(zip, made, "word/media/image" + (i + 1) + ".png", images.get(i));
      }
    }
    return bytes.toByteArray();
  }

  private String links() {
    StringBuilder links = new StringBuilder();
    for (int i = 1; i <= images.size(); i++) {
      links.append(String.format(Locale.ROOT, DocxParts.IMAGE_RELATION, i));
    }
    return links.toString();
  }

  private static void put(ZipOutputStream zip, FileTime made, String name, String text)
      throws IOException {
    entry(zip, made, name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void entry(ZipOutputStream zip, FileTime made, String name, byte[] bytes)
      throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setLastModifiedTime(made);
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }
}
