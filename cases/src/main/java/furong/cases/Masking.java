package furong.cases;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Hides what tells who somebody is from those who need not know.
 *
 * <pre>{@code
 * Masking.words("请回电13812345678")   // 请回电138****5678
 * Masking.name("王小明")               // 王**
 * }</pre>
 *
 * In free text it finds what has a form: telephone numbers, identity cards (18 digits), mail
 * addresses, number plates. A name in the middle of a sentence has none and stays, unless it is the
 * one that the person has given; so words are not published before somebody has read them.
 */
public final class Masking {

  /** The digits of an identity card, then mobile numbers, then numbers of telephones at home. */
  private static final Pattern DIGITS =
      Pattern.compile(
          "(?<![0-9])(?:[0-9]{17}[0-9Xx]|1[3-9][0-9]{9}|0[0-9]{2,3}-?[0-9]{7,8})(?![0-9])");

  private static final Pattern EMAIL =
      Pattern.compile("[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+");

  /** 川A12345, 川AD12345. */
  private static final Pattern PLATE =
      Pattern.compile("[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z]·?[A-Z0-9]{5,6}");

  private Masking() {}

  public static String words(String text) {
    String out = DIGITS.matcher(text).replaceAll(m -> digits(m.group()));
    out = EMAIL.matcher(out).replaceAll(m -> email(m.group()));
    return PLATE.matcher(out).replaceAll(Masking::plate);
  }

  /**
   * The same with the name that the person has given besides; one sign alone would be hidden
   * wherever it stands in another word, and is not.
   */
  public static String words(String text, String ownName) {
    String out = words(text);
    boolean whole = ownName.codePointCount(0, ownName.length()) > 1;
    return whole ? out.replace(ownName, name(ownName)) : out;
  }

  /** The first sign stays: the family name of nearly all Chinese names. */
  public static String name(String name) {
    if (name.isEmpty()) {
      return "";
    }
    int first = name.offsetByCodePoints(0, 1);
    return name.substring(0, first) + "**";
  }

  public static String phone(String phone) {
    return digits(phone);
  }

  public static String email(String email) {
    int at = email.indexOf('@');
    return at < 1 ? hidden(email) : email.substring(0, 1) + "***" + email.substring(at);
  }

  /** The first three and the last four signs of a number that is long enough to keep them. */
  private static String digits(String number) {
    int n = number.length();
    return n < 9 ? hidden(number) : number.substring(0, 3) + "****" + number.substring(n - 4);
  }

  private static String plate(MatchResult plate) {
    String text = plate.group();
    return text.substring(0, 2) + "***" + text.substring(text.length() - 1);
  }

  private static String hidden(String text) {
    return text.isEmpty() ? "" : "***";
  }
}
