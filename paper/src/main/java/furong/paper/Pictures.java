package furong.paper;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/**
 * The figures of a paper as pictures, drawn by what draws them on pages: both papers show the same.
 * Costs some 0.2 s a picture and 12 MB while it is drawn.
 */
final class Pictures {

  /** Sharp in print on an office's printer, and 1,340 pixels across the page. */
  private static final float DPI = 200;

  /** Points (1/72 inch) as PDF counts them. */
  private static final float POINTS = 72;

  /**
   * @param png as wide as the text
   * @param high in points
   */
  record Picture(byte[] png, float high) {}

  /** Which page shows what of a figure, and how far down it is filled. */
  private record Part(int page, float depth) {}

  private Pictures() {}

  /** By block, in their order; none for text, several for a figure that is higher than a page. */
  static List<List<Picture>> of(List<Block> blocks) throws IOException {
    List<List<Part>> parts = new ArrayList<>();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PDDocument document = new PDDocument();
        Pages pages = new Pages(document)) {
      for (Block block : blocks) {
        int before = pages.depths().size();
        if (PdfWriter.isFigure(block)) {
          pages.turn();
          PdfWriter.figure(pages, block);
        }
        List<Part> of = new ArrayList<>();
        List<Float> depths = pages.depths();
        for (int page = before; page < depths.size(); page++) {
          of.add(new Part(page, depths.get(page)));
        }
        parts.add(of);
      }
      pages.close();
      document.save(bytes);
    }
    try (PDDocument drawn = Loader.loadPDF(bytes.toByteArray())) {
      PDFRenderer renderer = new PDFRenderer(drawn);
      List<List<Picture>> pictures = new ArrayList<>();
      for (List<Part> of : parts) {
        List<Picture> some = new ArrayList<>();
        for (Part part : of) {
          if (part.depth() > Pages.MARGIN) {
            some.add(picture(renderer, part));
          }
        }
        pictures.add(some);
      }
      return pictures;
    }
  }

  private static Picture picture(PDFRenderer renderer, Part part) throws IOException {
    BufferedImage page = renderer.renderImageWithDPI(part.page(), DPI, ImageType.RGB);
    int edge = Math.round(Pages.MARGIN * DPI / POINTS);
    int wide = Math.round(Pages.WIDE * DPI / POINTS);
    float high = Math.min(part.depth(), Pages.BOTTOM) - Pages.MARGIN;
    BufferedImage cut = page.getSubimage(edge, edge, wide, Math.round(high * DPI / POINTS));
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(cut, "png", png);
    return new Picture(png.toByteArray(), high);
  }
}
