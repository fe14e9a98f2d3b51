package furong.pack;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as pack files write them: {@code 90s}, {@code 45min}, {@code 3h}, {@code 2d}. */
final class Durations {

  private static final Pattern SHORT = Pattern.compile("(\\d+)\\s*(ms|s|min|h|d)");

  private Durations() {}

  /** Also reads ISO 8601. @throws RuntimeException when it is neither */
  static Duration parse(String text) {
    Matcher m = SHORT.matcher(text.strip());
    return m.matches() ? of(Long.parseLong(m.group(1)), m.group(2)) : Duration.parse(text.strip());
  }

  /** True for the UCUM codes of time that parameters may carry. */
  static boolean isTimeUnit(String unit) {
    return switch (unit) {
      case "ms", "s", "min", "h", "d" -> true;
      default -> false;
    };
  }

  static Duration of(double amount, String unit) {
    double seconds =
        switch (unit) {
          case "ms" -> amount / 1_000;
          case "s" -> amount;
          case "min" -> amount * 60;
          case "h" -> amount * 3_600;
          case "d" -> amount * 86_400;
          default -> throw new IllegalArgumentException(unit + " is no unit of time");
        };
    return Duration.ofMillis(Math.round(seconds * 1_000));
  }
}
