package furong.learn;

import furong.cases.Masking;
import java.util.regex.Pattern;

/**
 * Takes out of words what tells who spoke, before anything is learnt from them: what {@link
 * Masking} knows (telephones, identity cards, mail, plates), the line with the address, the name
 * that the person gave with the report, and names that follow "我叫", "联系人" or "my name is", or stand
 * before 先生, 女士, 师傅.
 *
 * <pre>{@code
 * Nameless.words("我叫王小明，井盖丢了，电话13812345678", "王小明")   // "我叫，井盖丢了，电话****"
 * }</pre>
 *
 * <p>A name in the middle of a sentence has no form and may stay. It still does not reach the model
 * unless {@link Trainer#CUTOFF} reports hold it.
 */
public final class Nameless {

  private static final Pattern ADDRESS = Pattern.compile("(?m)^地址：.*$");

  /** What says that a name follows stays; a Chinese name has two to four signs. */
  private static final Pattern INTRODUCED =
      Pattern.compile(
          "((?:我叫|我的名字是|姓名|联系人|投诉人|举报人)[:：是为]?\\s*)"
              + "(?:\\p{IsHan}{2,4}?(?=[^\\p{IsHan}]|$)|\\p{IsHan}{2,3})");

  private static final Pattern TITLED =
      Pattern.compile("\\p{IsHan}(?=先生|女士|小姐|师傅|阿姨|大爷|老师|医生|书记|主任)");

  private static final Pattern ENGLISH =
      Pattern.compile(
          "((?i:my name is|i am called|mr\\.?|mrs\\.?|ms\\.?|miss)\\s+)"
              + "[A-Z][\\p{L}'-]*(?:\\s+[A-Z][\\p{L}'-]*)?");

  private Nameless() {}

  /** The words of a report. @param name that the person gave; empty for none */
  public static String words(String words, String name) {
    String out = ADDRESS.matcher(Masking.words(words)).replaceAll("");
    if (name.strip().length() > 1) {
      out = out.replace(name.strip(), "");
    }
    out = INTRODUCED.matcher(out).replaceAll("$1");
    out = TITLED.matcher(out).replaceAll("");
    out = ENGLISH.matcher(out).replaceAll("$1");
    return out.replaceAll("[0-9*]{2,}", "****").strip();
  }
}
