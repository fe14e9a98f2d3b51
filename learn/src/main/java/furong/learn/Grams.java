package furong.learn;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts words into what a model counts: pairs and triples of neighbouring Chinese characters, since
 * Chinese has no blanks and no segmenter is needed to see that 井盖 stands there; English words and
 * pairs of them.
 *
 * <pre>{@code
 * Grams.of("井盖丢了")         // 井盖 盖丢 丢了 井盖丢 盖丢了
 * Grams.of("Street light out") // street light out street_light light_out
 * }</pre>
 *
 * Digits say nothing of a kind and much of a person or a place: they are left out. Each piece
 * counts once however often it stands there. Cost: linear in the text.
 */
final class Grams {

  /** Longest word that is one; the rest is an address of the web or a slip. */
  private static final int LONGEST_WORD = 20;

  /** Runs of Chinese characters, or of letters. */
  private static final Pattern RUN = Pattern.compile("\\p{IsHan}+|[\\p{L}&&[^\\p{IsHan}]]+");

  private Grams() {}

  static String[] of(String text) {
    Set<String> pieces = new LinkedHashSet<>();
    List<String> words = new ArrayList<>();
    Matcher runs = RUN.matcher(text.toLowerCase(Locale.ROOT));
    while (runs.find()) {
      String run = runs.group();
      if (Character.UnicodeScript.of(run.codePointAt(0)) == Character.UnicodeScript.HAN) {
        pairs(words, pieces);
        characters(run, pieces);
      } else if (run.length() <= LONGEST_WORD) {
        words.add(run);
      }
    }
    pairs(words, pieces);
    return pieces.toArray(String[]::new);
  }

  private static void characters(String run, Set<String> pieces) {
    int[] signs = run.codePoints().toArray();
    for (int n = 2; n <= 3; n++) {
      for (int i = 0; i + n <= signs.length; i++) {
        pieces.add(new String(signs, i, n));
      }
    }
    if (signs.length == 1) {
      pieces.add(run);
    }
  }

  private static void pairs(List<String> words, Set<String> pieces) {
    pieces.addAll(words);
    for (int i = 0; i + 1 < words.size(); i++) {
      pieces.add(words.get(i) + "_" + words.get(i + 1));
    }
    words.clear();
  }
}
