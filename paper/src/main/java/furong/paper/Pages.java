package furong.paper;

import java.awt.Color;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/**
 * The pages of one document while they are filled from above: a pen that knows how much is left.
 * All measures are points (1/72 inch) from the top left corner.
 */
final class Pages implements AutoCloseable {

  /** 20 mm, what an office's punch and printer leave alone. */
  static final float MARGIN = 56.7f;

  static final float WIDE = PDRectangle.A4.getWidth() - 2 * MARGIN;
  static final float BOTTOM = PDRectangle.A4.getHeight() - MARGIN;

  static final int INK = 0x1f2a27;
  static final int DIM = 0x66736f;
  static final int RULE = 0xc9d1ce;

  private final PDDocument document;
  private final Typeface plain;
  private final Typeface bold;
  private PDPageContentStream pen;
  private float y;

  /** How far down each page is filled, those before the one at hand. */
  private final List<Float> depths = new ArrayList<>();

  Pages(PDDocument document) throws IOException {
    this.document = document;
    this.plain = Typeface.load(document, "Regular");
    this.bold = Typeface.load(document, "Bold");
    this.pen = page();
  }

  private PDPageContentStream page() throws IOException {
    PDPage page = new PDPage(PDRectangle.A4);
    document.addPage(page);
    y = MARGIN;
    return new PDPageContentStream(document, page);
  }

  void turn() throws IOException {
    pen.close();
    depths.add(y);
    pen = page();
  }

  /** How far down from the top each page is filled, the one at hand among them. */
  List<Float> depths() {
    List<Float> all = new ArrayList<>(depths);
    all.add(y);
    return all;
  }

  float y() {
    return y;
  }

  void down(float points) {
    y += points;
  }

  float left() {
    return BOTTOM - y;
  }

  /** Turns the page where less than this is left. */
  void need(float points) throws IOException {
    if (left() < points) {
      turn();
    }
  }

  Typeface face(boolean heavy) {
    return heavy ? bold : plain;
  }

  /** One line whose top is {@code below} points under the pen; says nothing twice. */
  void text(String line, float x, float below, float size, boolean heavy, int colour)
      throws IOException {
    write(pen, line, x, y + below, size, heavy, colour);
  }

  /** The same with its right end at {@code x}. */
  void textTo(String line, float x, float below, float size, int colour) throws IOException {
    String set = plain.settable(line);
    text(set, x - plain.width(set, size), below, size, false, colour);
  }

  private void write(
      PDPageContentStream to,
      String line,
      float x,
      float top,
      float size,
      boolean heavy,
      int colour)
      throws IOException {
    Typeface face = face(heavy);
    to.beginText();
    to.setFont(face.font(), size);
    to.setNonStrokingColor(new Color(colour));
    // 0.88 of the size lies above the base line in this font (its ascent of Latin and Han signs)
    to.newLineAtOffset(x, PDRectangle.A4.getHeight() - top - 0.88f * size);
    to.showText(face.settable(line));
    to.endText();
  }

  void box(float x, float below, float wide, float high, int colour) throws IOException {
    pen.setNonStrokingColor(new Color(colour));
    pen.addRect(x, PDRectangle.A4.getHeight() - y - below - high, wide, high);
    pen.fill();
  }

  /** A straight line between two points; {@code dashes} for one that only marks something. */
  void line(float x, float below, float toX, float toBelow, float wide, int colour, boolean dashes)
      throws IOException {
    pen.setStrokingColor(new Color(colour));
    pen.setLineWidth(wide);
    pen.setLineDashPattern(dashes ? new float[] {3, 2} : new float[0], 0);
    pen.moveTo(x, PDRectangle.A4.getHeight() - y - below);
    pen.lineTo(toX, PDRectangle.A4.getHeight() - y - toBelow);
    pen.stroke();
  }

  /**
   * A filled shape with a thin white border, so that neighbours of one colour stay apart.
   *
   * @param rings x and points under the pen in turn; a ring within a ring is a hole
   */
  void shape(List<float[]> rings, int colour) throws IOException {
    pen.setNonStrokingColor(new Color(colour));
    pen.setStrokingColor(Color.WHITE);
    pen.setLineWidth(0.4f);
    pen.setLineDashPattern(new float[0], 0);
    for (float[] ring : rings) {
      for (int i = 0; i < ring.length; i += 2) {
        float up = PDRectangle.A4.getHeight() - y - ring[i + 1];
        if (i == 0) {
          pen.moveTo(ring[i], up);
        } else {
          pen.lineTo(ring[i], up);
        }
      }
      pen.closePath();
    }
    pen.fillAndStrokeEvenOdd();
  }

  /** A thin line across. */
  void rule(float below) throws IOException {
    box(MARGIN, below, WIDE, 0.5f, RULE);
  }

  /** Head and foot of every page, once their number is known; no more may be written after it. */
  void frame(String head, String foot, String warning) throws IOException {
    pen.close();
    int all = document.getNumberOfPages();
    for (int i = 0; i < all; i++) {
      try (PDPageContentStream to =
          new PDPageContentStream(document, document.getPage(i), AppendMode.APPEND, true)) {
        float low = BOTTOM + 14;
        write(to, foot, MARGIN, low, 8, false, DIM);
        String number = "第 " + (i + 1) + " 页，共 " + all + " 页";
        write(to, number, MARGIN + WIDE - plain.width(number, 8), low, 8, false, DIM);
        if (i > 0) {
          write(to, head, MARGIN, MARGIN - 22, 8, false, DIM);
        }
        if (!warning.isEmpty()) {
          float wide = bold.width(bold.settable(warning), 9);
          write(to, warning, MARGIN + WIDE - wide, MARGIN - 24, 9, true, 0xb3261e);
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    pen.close();
  }
}
