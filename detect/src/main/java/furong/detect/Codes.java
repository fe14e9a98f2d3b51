package furong.detect;

import furong.pack.Rule;
import java.util.ArrayList;
import java.util.List;

/**
 * Division codes as nested prefixes: grid 15 digits, community 12, street 9, county 6, city 4+00.
 */
final class Codes {

  private static final int[] LENGTHS = {15, 12, 9, 6};

  private Codes() {}

  /** The division of a level that a code lies in; empty when it lies above that level. */
  static String at(String code, Rule.Over.Of level) {
    int length =
        switch (level) {
          case CITY, COUNTY -> 6;
          case STREET -> 9;
          case COMMUNITY -> 12;
          case GRID -> 15;
          case NEIGHBOURS -> Integer.MAX_VALUE;
        };
    if (code.length() < length) {
      return "";
    }
    return level == Rule.Over.Of.CITY ? code.substring(0, 4) + "00" : code.substring(0, length);
  }

  /** Whether a code is one of this level itself. */
  static boolean isOf(String code, Rule.Over.Of level) {
    boolean city = code.length() == 6 && code.endsWith("00");
    return code.equals(at(code, level)) && city == (level == Rule.Over.Of.CITY);
  }

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
