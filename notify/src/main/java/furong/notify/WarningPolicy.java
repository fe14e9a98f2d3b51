package furong.notify;

import furong.base.DivisionLevel;
import furong.base.Text;
import furong.cases.CaseProcedure;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which warnings of others open cases, and for whom.
 *
 * @param severity the mildest CAP severity that opens cases: {@code Moderate}
 * @param category code of the cases' category
 * @param duty what the handling organisation answers for: {@code street-office}
 * @param channels over which who is on duty there is called: {@code inbox}, {@code mail}
 * @param level of the divisions that get a case each: street, community or grid
 * @param most cases of one message below the street; where it meets more, the level above is taken
 */
public record WarningPolicy(
    String severity,
    String category,
    String duty,
    Set<String> channels,
    DivisionLevel level,
    int most) {

  /** Id of the procedure of cases that warnings open. */
  public static final String PROCEDURE = "city.warning";

  /** The channels that lead to a person. */
  public static final Set<String> CHANNELS = Set.of("inbox", "mail");

  /** From the worst. */
  private static final List<String> SEVERITIES = List.of("Extreme", "Severe", "Moderate", "Minor");

  /**
   * 突发事件, the street office, yellow and above: a blue one over a whole city is no case yet. Twenty
   * cases are what a letter about them shows in full.
   */
  public static final WarningPolicy PLAIN =
      new WarningPolicy(
          "Moderate",
          "event-05",
          "street-office",
          Set.of("inbox"),
          DivisionLevel.GRID,
          NotifyDesk.MAX_LINES);

  public WarningPolicy {
    channels = Set.copyOf(channels);
    if (level.above(DivisionLevel.STREET) || most < 1) {
      throw new IllegalArgumentException("cases are opened in streets or below, one at least");
    }
    if (!CHANNELS.containsAll(channels)) {
      throw new IllegalArgumentException("channels are of " + CHANNELS + ", not " + channels);
    }
    if (!SEVERITIES.contains(severity)) {
      throw new IllegalArgumentException("severity is one of " + SEVERITIES + ", not " + severity);
    }
  }

  /** True when a warning of that severity opens cases; one of Unknown severity does. */
  public boolean opens(String warned) {
    int at = SEVERITIES.indexOf(warned);
    return at <= SEVERITIES.indexOf(severity);
  }

  /** How such a case is handled: by whom, without limits, since no source gives one. */
  public CaseProcedure procedure() {
    return new CaseProcedure(
        PROCEDURE,
        category,
        Text.of("外部预警处置", "Response to a warning of others"),
        duty,
        List.of(),
        Map.of());
  }
}
