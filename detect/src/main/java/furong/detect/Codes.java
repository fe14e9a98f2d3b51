package furong.detect;

import java.util.ArrayList;
import java.util.List;

/**
 * Division codes as nested prefixes: grid 15 digits, community 12, street 9, county 6, city 4+00.
 */
final class Codes {

  private static final int[] LENGTHS = {15, 12, 9, 6};

  private Codes() {}

  /** The code itself and every division above it, finest first; a code of another form is alone. */
  static List<String> upwards(String code) {
    List<String> all = new ArrayList<>();
    all.add(code);
    if (!code.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return all;
    }
    for (int length : LENGTHS) {
      if (length < code.length()) {
        all.add(code.substring(0, length));
      }
    }
    String city = code.length() >= 6 ? code.substring(0, 4) + "00" : code;
    if (!all.contains(city)) {
      all.add(city);
    }
    return all;
  }
}
