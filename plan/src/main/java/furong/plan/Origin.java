package furong.plan;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a supervised item is about when no meeting decided it: an ailment (城市病) that the city health
 * check of a year found in a division.
 *
 * <pre>{@code
 * new Origin("2025", "510104", "health-check.homes-gas").key()
 * // checkup/2025/510104/health-check.homes-gas
 * }</pre>
 */
public record Origin(String year, String division, String indicator) {

  private static final Pattern KEY = Pattern.compile("checkup/(\\d{4})/(\\d+)/([a-z0-9_.-]+)");

  public Origin {
    if (!KEY.matcher(key(year, division, indicator)).matches()) {
      throw new IllegalArgumentException(
          "no ailment: " + key(year, division, indicator) + ", it is checkup/year/code/indicator");
    }
  }

  /** One word that stands for it, as it is kept. */
  public String key() {
    return key(year, division, indicator);
  }

  /** Empty where {@code text} is no key. */
  public static Optional<Origin> parse(String text) {
    Matcher key = KEY.matcher(text);
    return key.matches()
        ? Optional.of(new Origin(key.group(1), key.group(2), key.group(3)))
        : Optional.empty();
  }

  private static String key(String year, String division, String indicator) {
    return "checkup/" + year + "/" + division + "/" + indicator;
  }
}
