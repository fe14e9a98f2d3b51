package furong.paper;

import java.math.BigInteger;
import org.apache.poi.xwpf.usermodel.XWPFStyles;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTFonts;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPPrGeneral;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTRPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSpacing;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTStyle;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTStyles;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTabStop;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STLineSpacingRule;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STStyleType;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STTabJc;

/**
 * The paragraph styles of our documents, by name, so that an office changes all headings at once
 * and Word makes a table of contents from them. Sizes are half points, spaces twentieths of a
 * point, both as the format counts; the steps are those of the PDF.
 */
final class DocxStyles {

  /** The body in the PDF's 10 points. */
  private static final int BODY = 20;

  /** Notes, heads and feet: 8 points, the smallest that is read easily in print. */
  private static final int SMALL = 16;

  /** Two hundred and fortieths of a line: a line and a quarter, since Han signs fill theirs. */
  private static final int LINE = 300;

  private DocxStyles() {}

  static void addTo(XWPFStyles styles) {
    CTStyles all = CTStyles.Factory.newInstance();
    CTRPr letters = all.addNewDocDefaults().addNewRPrDefault().addNewRPr();
    CTFonts fonts = letters.addNewRFonts();
    fonts.setAscii("Arial");
    fonts.setHAnsi("Arial");
    fonts.setCs("Arial");
    fonts.setEastAsia("等线");
    letters.addNewColor().setVal(hex(Pages.INK));
    letters.addNewSz().setVal(BigInteger.valueOf(BODY));
    letters.addNewLang().setEastAsia("zh-CN");

    CTStyle normal = style(all, "Normal", "Normal", 0, 100);
    normal.setDefault(true);
    CTSpacing lines = normal.getPPr().getSpacing();
    lines.setLine(BigInteger.valueOf(LINE));
    lines.setLineRule(STLineSpacingRule.AUTO);

    letters(style(all, "Title", "Title", 0, 120), 40, true, Pages.INK);
    letters(style(all, "Subtitle", "Subtitle", 0, 60), BODY, false, Pages.DIM);
    heading(style(all, "Heading1", "heading 1", 280, 80), 0, 28);
    heading(style(all, "Heading2", "heading 2", 200, 80), 1, 23);
    letters(style(all, "Note", "Note", 0, 120), SMALL, false, Pages.DIM);
    letters(style(all, "Cell", "Cell", 20, 20), 17, false, Pages.INK);
    CTStyle head = style(all, "CellHead", "Cell Head", 20, 20);
    head.getPPr().addNewKeepNext();
    letters(head, 17, true, Pages.INK);
    style(all, "Figure", "Figure", 80, 80);
    letters(style(all, "Gap", "Gap", 0, 0), 12, false, Pages.INK);
    CTStyle frame = style(all, "Frame", "Frame", 0, 0);
    CTTabStop right = frame.getPPr().addNewTabs().addNewTab();
    right.setVal(STTabJc.RIGHT);
    right.setPos(BigInteger.valueOf(DocxWriter.TEXT_WIDE));
    letters(frame, SMALL, false, Pages.DIM);
    // copies are handed out from here on: nothing may be changed after it
    styles.setStyles(all);
  }

  private static CTStyle style(CTStyles all, String id, String name, int before, int after) {
    CTStyle style = all.addNewStyle();
    style.setType(STStyleType.PARAGRAPH);
    style.setStyleId(id);
    style.addNewName().setVal(name);
    if (!id.equals("Normal")) {
      style.addNewBasedOn().setVal("Normal");
    }
    style.addNewQFormat();
    CTPPrGeneral paragraph = style.addNewPPr();
    CTSpacing space = paragraph.addNewSpacing();
    space.setBefore(BigInteger.valueOf(before));
    space.setAfter(BigInteger.valueOf(after));
    return style;
  }

  /** Word shows the level in the outline of the document. */
  private static void heading(CTStyle style, int level, int size) {
    style.getPPr().addNewKeepNext();
    style.getPPr().addNewOutlineLvl().setVal(BigInteger.valueOf(level));
    letters(style, size, true, Pages.INK);
  }

  private static void letters(CTStyle style, int size, boolean bold, int colour) {
    CTRPr letters = style.addNewRPr();
    if (bold) {
      letters.addNewB();
    }
    if (colour != Pages.INK) {
      letters.addNewColor().setVal(hex(colour));
    }
    letters.addNewSz().setVal(BigInteger.valueOf(size));
  }

  static String hex(int colour) {
    return String.format("%06X", colour);
  }
}
