package furong.notify;

import furong.base.DivisionLevel;
import furong.base.Level;
import furong.base.Text;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * How a city wants its alerts told: {@code cities/<id>/calm.yaml}.
 *
 * @param group labels; alerts with the same values are told together
 * @param groupWait how long the first of a group waits for others
 * @param groupInterval at least that long between two messages of a group
 * @param inhibit which alerts keep which quiet
 * @param quietBreakers levels that are sent in quiet hours too
 * @param plans who is told, by level
 * @param warnings which warnings of others open cases
 */
public record CityCalm(
    List<String> group,
    Duration groupWait,
    Duration groupInterval,
    List<InhibitRule> inhibit,
    Set<Level> quietBreakers,
    List<Plan> plans,
    WarningPolicy warnings) {

  /** Who is told when, for alerts of some levels. @param steps the first at once, by time */
  public record Plan(Set<Level> levels, List<Step> steps) {
    public Plan {
      levels = Set.copyOf(levels);
      steps = List.copyOf(steps);
    }
  }

  /**
   * One step of a plan.
   *
   * @param after that long after the first step nobody has acknowledged it
   * @param duty of the organisation that is told: {@code operations}
   * @param level of the division, the alert's own or above, whose organisation it is
   * @param channels {@code inbox}, {@code mail}, {@code webhook}
   */
  public record Step(Duration after, String duty, DivisionLevel level, Set<String> channels) {
    public Step {
      channels = Set.copyOf(channels);
    }
  }

  /** The channels that there are. */
  public static final Set<String> CHANNELS = Set.of("inbox", "mail", "webhook");

  /**
   * For a city that says nothing: the inbox of the county's operations centre, and after ten
   * minutes that of the city; grouped by rule and street. 30 s and 5 min are the defaults of
   * Prometheus Alertmanager.
   */
  public static final CityCalm PLAIN =
      new CityCalm(
          List.of("rule", "street"),
          Duration.ofSeconds(30),
          Duration.ofMinutes(5),
          List.of(),
          Set.of(Level.I, Level.II),
          List.of(
              new Plan(
                  Set.of(Level.values()),
                  List.of(
                      new Step(Duration.ZERO, "operations", DivisionLevel.COUNTY, Set.of("inbox")),
                      new Step(
                          Duration.ofMinutes(10),
                          "operations",
                          DivisionLevel.CITY,
                          Set.of("inbox"))))),
          WarningPolicy.PLAIN);

  public CityCalm {
    group = List.copyOf(group);
    inhibit = List.copyOf(inhibit);
    quietBreakers = Set.copyOf(quietBreakers);
    plans = List.copyOf(plans);
  }

  /** The steps for a level; none when no plan names it. */
  public List<Step> steps(Level level) {
    return plans.stream()
        .filter(p -> p.levels().contains(level))
        .findFirst()
        .map(Plan::steps)
        .orElse(List.of());
  }

  /** A step in words. */
  public static Text words(Step step) {
    return Text.of(
        step.duty() + "@" + step.level().name(), step.duty() + "@" + step.level().name());
  }
}
