package furong.plan;

import furong.base.Level;
import furong.base.Text;
import java.util.List;
import java.util.Optional;

/**
 * How a city steers its plan: limits, when something lags, and what a unit's month is worth. Data
 * of the city ({@code plan/rules.yaml}), each number with its reason.
 *
 * @param reportWorkDays for the reports of a month, from its opening
 * @param superviseWorkDays for a supervised item when the decision names no other limit
 * @param remindWorkDays before an item is due
 */
public record SteeringRules(
    int reportWorkDays,
    int superviseWorkDays,
    int remindWorkDays,
    List<Lag> lagging,
    List<Criterion> assessment) {

  /** What makes something lag. */
  public enum LagKind {
    BEHIND_PACE,
    OVERDUE,
    NO_REPORT,
    STALLED,
    WRONG_WAY
  }

  /**
   * One rule.
   *
   * @param amount percentage points, or months; 0 where the kind needs none
   */
  public record Lag(String id, LagKind kind, int amount, Level level, Text title, Text why) {}

  /** What a unit is measured by. */
  public enum Measure {
    REPORTED_IN_TIME,
    NOT_LAGGING,
    SUPERVISED_IN_TIME
  }

  /**
   * @param weight in percent
   */
  public record Criterion(String id, Measure measure, int weight, Text title, Text why) {}

  public SteeringRules {
    if (reportWorkDays < 1 || superviseWorkDays < 1 || remindWorkDays < 1) {
      throw new IllegalArgumentException("a limit is at least one working day");
    }
    lagging = List.copyOf(lagging);
    assessment = List.copyOf(assessment);
    int sum = assessment.stream().mapToInt(Criterion::weight).sum();
    if (!assessment.isEmpty() && sum != 100) {
      throw new IllegalArgumentException("the weights add up to " + sum + ", not 100");
    }
  }

  /** Of a city without a plan. */
  static SteeringRules none() {
    return new SteeringRules(1, 1, 1, List.of(), List.of());
  }

  public Optional<Lag> find(LagKind kind) {
    return lagging.stream().filter(lag -> lag.kind() == kind).findFirst();
  }
}
