package furong.paper;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * One weight of Noto Sans SC in one document: only the glyphs that are used go into the file. Signs
 * that the font has not come out as 〓, as printers do. Breaks lines of Chinese and Latin text.
 *
 * <p>Costs 10 MB of memory while a paper is written, and some 0.1 s.
 */
final class Typeface {

  private static final String FOLDER = "/fonts/ttf/NotoSansSC/NotoSansSC-";
  private static final int UNKNOWN = '〓';

  /** May not begin a line. */
  private static final String CLOSING = "，。、；：？！）》」』】〉”’…—%‰,.;:?!)]}";

  /** May not end a line. */
  private static final String OPENING = "（《「『【〈“‘([{";

  /** Most entries of one list in a CMap (Adobe technical note 5411). */
  private static final int CMAP_CHUNK = 100;

  private static final String CMAP_HEAD =
      """
      /CIDInit /ProcSet findresource begin
      12 dict begin
      begincmap
      /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
      /CMapName /Adobe-Identity-UCS def
      /CMapType 2 def
      1 begincodespacerange
      <0000> <FFFF>
      endcodespacerange
      """;

  private final PDFont font;
  private final CmapLookup glyphs;
  private final Map<Integer, Float> widths = new HashMap<>();

  /** Which sign a glyph was used for. */
  private final Map<Integer, Integer> names = new TreeMap<>();

  private Typeface(PDFont font, CmapLookup glyphs) {
    this.font = font;
    this.glyphs = glyphs;
  }

  /**
   * @param weight {@code Regular} or {@code Bold}
   */
  static Typeface load(PDDocument document, String weight) throws IOException {
    try (InputStream file = Typeface.class.getResourceAsStream(FOLDER + weight + ".ttf")) {
      if (file == null) {
        throw new IOException("no font " + weight);
      }
      TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(file));
      return new Typeface(PDType0Font.load(document, font, true), font.getUnicodeCmapLookup());
    }
  }

  PDFont font() {
    return font;
  }

  /** What can be set of a text: no control signs, nothing that has no glyph. */
  String settable(String text) {
    StringBuilder set = new StringBuilder(text.length());
    text.codePoints()
        .forEach(sign -> {
          if (sign == '\t' || Character.isSpaceChar(sign)) {
            names.putIfAbsent(glyphs.getGlyphId(' '), (int) ' ');
            set.append(' ');
          } else if (!Character.isISOControl(sign)) {
            int shown = glyphs.getGlyphId(sign) == 0 ? UNKNOWN : sign;
            names.putIfAbsent(glyphs.getGlyphId(shown), shown);
            set.appendCodePoint(shown);
          }
        });
    return set.toString();
  }

  /**
   * Says which sign each glyph stands for, so that what is copied and searched is what was written.
   * The font draws 页 and the radical ⻚ with one glyph, and PDFBox names it after the lower code.
   * Only after the document was saved once: saving writes the names of PDFBox.
   */
  void nameGlyphs(PDDocument document) throws IOException {
    List<String> entries = new ArrayList<>();
    names.forEach((glyph, sign) -> {
      StringBuilder utf16 = new StringBuilder();
      Character.toString(sign).chars().forEach(c -> utf16.append("%04X".formatted(c)));
      entries.add("<%04X> <%s>\n".formatted(glyph, utf16));
    });
    StringBuilder map = new StringBuilder(CMAP_HEAD);
    for (int from = 0; from < entries.size(); from += CMAP_CHUNK) {
      List<String> chunk = entries.subList(from, Math.min(from + CMAP_CHUNK, entries.size()));
      map.append(chunk.size()).append(" beginbfchar\n");
      chunk.forEach(map::append);
      map.append("endbfchar\n");
    }
    map.append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    byte[] bytes = map.toString().getBytes(StandardCharsets.US_ASCII);
    PDStream stream = new PDStream(document, new ByteArrayInputStream(bytes), COSName.FLATE_DECODE);
    font.getCOSObject().setItem(COSName.TO_UNICODE, stream);
  }

  /** Of a text that is settable, in points. */
  float width(String text, float size) {
    float sum = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      sum += width(text.codePointAt(i));
    }
    return sum * size / 1000;
  }

  private float width(int sign) {
    return widths.computeIfAbsent(
        sign,
        s -> {
          try {
            return font.getStringWidth(Character.toString(s));
          } catch (IOException e) {
            throw new IllegalStateException("no width of " + s, e);
          }
        });
  }

  /**
   * The lines of a text, none wider than {@code wide} points unless one sign alone is. Chinese
   * breaks anywhere except before closing and after opening punctuation; Latin words are kept whole
   * where they fit a line.
   */
  List<String> lines(String text, float size, float wide) {
    List<String> lines = new ArrayList<>();
    for (String part : text.split("\r?\n", -1)) {
      breakUp(settable(part), size, wide, lines);
    }
    return lines;
  }

  private void breakUp(String text, float size, float wide, List<String> lines) {
    int from = 0;
    while (from < text.length()) {
      int end = from;
      float sum = 0;
      while (end < text.length()) {
        int sign = text.codePointAt(end);
        float more = width(sign) * size / 1000;
        if (sum + more > wide && end > from) {
          break;
        }
        sum += more;
        end += Character.charCount(sign);
      }
      int cut = end >= text.length() ? end : cut(text, from, end);
      lines.add(text.substring(from, cut).strip());
      from = cut;
      while (from < text.length() && text.charAt(from) == ' ') {
        from++;
      }
    }
    if (text.isEmpty()) {
      lines.add("");
    }
  }

  /**
   * The last place at or before {@code end} where a line may break; {@code end} if there is none.
   */
  private static int cut(String text, int from, int end) {
    for (int at = end; at > from; at--) {
      if (Character.isLowSurrogate(text.charAt(at))) {
        continue;
      }
      char before = text.charAt(at - 1);
      char after = text.charAt(at);
      boolean inWord = before < 0x2E80 && after < 0x2E80 && before != ' ' && after != ' ';
      if (!inWord && CLOSING.indexOf(after) < 0 && OPENING.indexOf(before) < 0) {
        return at;
      }
    }
    return end;
  }
}
