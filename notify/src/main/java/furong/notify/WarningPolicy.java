package furong.notify;

import java.util.List;

/**
 * Which warnings of others open cases, and for whom.
 *
 * @param severity the mildest CAP severity that opens cases: {@code Moderate}
 * @param category code of the cases' category
 * @param duty what the handling organisation answers for: {@code street-office}
 */
public record WarningPolicy(String severity, String category, String duty) {

  /** From the worst. */
  private static final List<String> SEVERITIES = List.of("Extreme", "Severe", "Moderate", "Minor");

  /** 突发事件, the street office, yellow and above: a blue one over a whole city is no case yet. */
  public static final WarningPolicy PLAIN =
      new WarningPolicy("Moderate", "event-05", "street-office");

  public WarningPolicy {
    if (!SEVERITIES.contains(severity)) {
      throw new IllegalArgumentException("severity is one of " + SEVERITIES + ", not " + severity);
    }
  }

  /** True when a warning of that severity opens cases; one of Unknown severity does. */
  public boolean opens(String warned) {
    int at = SEVERITIES.indexOf(warned);
    return at <= SEVERITIES.indexOf(severity);
  }
}
