package furong.reported;

import furong.base.Period;
import furong.pack.Formula.Input;
import furong.pack.Formula.Kind;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Port: what is counted of other parts of the city, for formulas. */
public interface Counts {

  /** How many, and whether a simulated one is among them. */
  record Counted(long count, boolean simulated) {}

  /**
   * One alert or thing that was counted.
   *
   * @param name the reason of an alert, the name of a thing
   * @param at when the alert began; null for a thing
   */
  record Behind(String id, String name, String division, @Nullable Instant at, boolean simulated) {}

  /**
   * Alerts that began in the period in a division and below.
   *
   * @param rule id; empty for those of any rule
   */
  Counted alerts(String rule, String division, Period period);

  /**
   * Things that stand in a division and below now.
   *
   * @param kind id; empty for any kind
   */
  Counted things(String kind, String division);

  /**
   * What was counted: alerts the newest first, things by their id.
   *
   * @param input of alerts or things
   */
  List<Behind> behind(Input input, String division, Period period, int offset, int limit);

  /**
   * The same counts for many divisions at once.
   *
   * @param input of alerts or things
   */
  default Map<String, Counted> below(Input input, Collection<String> divisions, Period period) {
    Map<String, Counted> counted = new HashMap<>();
    for (String division : divisions) {
      counted.put(
          division,
          input.kind() == Kind.ALERTS
              ? alerts(input.id(), division, period)
              : things(input.id(), division));
    }
    return counted;
  }
}
