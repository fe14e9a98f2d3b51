package furong.observe;

import org.jspecify.annotations.Nullable;

/**
 * The numbers of a result that is an array, as a MultiDatastream has them.
 *
 * <pre>{@code
 * ArrayResult.at("{\"result\":[12.5,null,\"N\"]}", 0)   // 12.5; NaN for 1, 2 and 3
 * }</pre>
 *
 * It knows the one form in which a door writes it: the result comes first. Cost: a pass over the
 * text up to the place.
 */
public final class ArrayResult {

  private static final String BEGIN = "{\"result\":[";

  private ArrayResult() {}

  /**
   * The number at a place, from 0; NaN when it is none, or there is no such place.
   *
   * @param extra see {@link ReadingBlock#add}
   */
  public static double at(@Nullable String extra, int place) {
    if (extra == null || !extra.startsWith(BEGIN)) {
      return Double.NaN;
    }
    int start = BEGIN.length();
    int end = end(extra, start);
    for (int i = 0; i < place && end > 0; i++) {
      if (extra.charAt(end) != ',') {
        return Double.NaN;
      }
      start = end + 1;
      end = end(extra, start);
    }
    return end < 0 ? Double.NaN : number(extra.substring(start, end).strip());
  }

  /** Where a value ends: at the comma behind it, or at the bracket; negative when it does not. */
  private static int end(String json, int from) {
    int depth = 0;
    boolean quoted = false;
    for (int i = from; i < json.length(); i++) {
      char c = json.charAt(i);
      if (quoted) {
        if (c == '\\') {
          i++;
        } else {
          quoted = c != '"';
        }
      } else if (depth == 0 && (c == ',' || c == ']')) {
        return i;
      } else {
        quoted = c == '"';
        depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
      }
    }
    return -1;
  }

  private static double number(String value) {
    boolean digits =
        !value.isEmpty() && (value.charAt(0) == '-' || Character.isDigit(value.charAt(0)));
    try {
      return digits ? Double.parseDouble(value) : Double.NaN;
    } catch (NumberFormatException e) {
      return Double.NaN; // such as -Infinity, which JSON does not know
    }
  }
}
