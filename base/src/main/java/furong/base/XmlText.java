package furong.base;

/**
 * Text that XML 1.0 can carry: names and words come from people and from devices, and one control
 * sign among them makes a whole document ill-formed.
 *
 * <pre>{@code
 * XmlText.writable("a\u0001b")   // "ab"
 * }</pre>
 *
 * It escapes nothing; writers of XML do.
 */
public final class XmlText {

  private XmlText() {}

  /** Without the signs that XML 1.0 (production 2, Char) has no way to write. */
  public static String writable(String text) {
    if (text.codePoints().allMatch(XmlText::isWritable)) {
      return text;
    }
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints().filter(XmlText::isWritable).forEach(safe::appendCodePoint);
    return safe.toString();
  }

  private static boolean isWritable(int sign) {
    return sign >= ' '
        ? (sign < 0xD800 || sign > 0xDFFF) && sign != 0xFFFE && sign != 0xFFFF
        : sign == '\t' || sign == '\n' || sign == '\r';
  }
}
